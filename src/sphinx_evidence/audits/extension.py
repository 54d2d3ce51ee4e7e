"""Register audits with Sphinx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from ..core.features import load
from .domain import SentenceDomain
from .nodes import AuditRates, AuditRatesTransform, audit_rates

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def read(app: Sphinx) -> None:
    """Read the table of audits when a build begins, if the book has one."""
    if app.config.evidence_audits:
        SentenceDomain.of(app.env).read(Path(app.confdir, app.config.evidence_audits))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain, its setting and the table of draws."""
    load(app, "claims")
    app.add_config_value("evidence_audits", "", "env", str, "CSV of the verdicts of audits")
    app.add_node(audit_rates)
    app.add_domain(SentenceDomain)
    app.add_directive("audit-rates", AuditRates)
    app.add_post_transform(AuditRatesTransform)
    app.connect("builder-inited", read, priority=450)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
