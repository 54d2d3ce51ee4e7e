"""The list of the draws with the verdicts of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..core.dates import format_date
from ..core.i18n import _
from .model import VERDICTS, rates

if TYPE_CHECKING:
    from collections import Counter


class audit_rates(nodes.General, nodes.Element):
    """Placeholder for the list of the draws."""


class AuditRates(SphinxDirective):
    """The draws of the audits, each with its number of sentences and of verdicts."""

    def run(self) -> list[nodes.Node]:
        return [audit_rates()]


class AuditRatesTransform(SphinxPostTransform):
    """Replace the placeholder by a list."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        audits = self.env.domains["sentence"].audits  # type: ignore[attr-defined]
        for node in list(self.document.findall(audit_rates)):
            items = nodes.bullet_list()
            items += [
                nodes.list_item("", nodes.paragraph("", _rate(*one))) for one in rates(audits)
            ]
            node.replace_self(items if audits else [])


def _rate(date: str, seed: str, counts: Counter[str]) -> str:
    given = ((counts[verdict], words) for verdict, words in VERDICTS.items())
    parts = [f"{count} {_(words)}" for count, words in given if count]
    head = _("{date} (seed {seed}): {count} sentences").format(
        date=format_date(date, _), seed=seed, count=counts.total()
    )
    return f"{head}; {'; '.join(parts)}."
