"""Register audits with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import __version__
from ..core.data import AUDITS, data_file
from ..core.features import load
from .domain import SentenceDomain
from .nodes import AuditRates, AuditRatesTransform, audit_rates

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def read(app: Sphinx) -> None:
    """Read the table of audits when a build begins, if the book has one."""
    if path := data_file(app, AUDITS):
        SentenceDomain.of(app.env).read(path)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain and the table of draws."""
    load(app, "claims")
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
