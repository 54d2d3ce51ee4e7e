"""What audits found, for readers: a table of the draws, and what was wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..core.dates import format_date
from ..core.i18n import _, ngettext
from ..core.text import N_
from .audit_model import (
    ACCEPTED,
    CELL,
    CLAIM,
    EARLIER_VERDICTS,
    ENTRY,
    GRADES,
    KEY_WORK,
    SENTENCE,
    SOUND,
    VERDICTS,
    count_draws,
    is_fault,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .audit_model import Draws, Rates

HEADS = {
    SENTENCE: N_("Sentences"),
    CLAIM: N_("Claims"),
    CELL: N_("Cells"),
    KEY_WORK: N_("Key works"),
    ENTRY: N_("Entries"),
}
"""The heads of the columns of the table, by kind."""

ID = "audit-draws"
"""The id of the table; Sphinx asks for one where there is a caption."""


class audit_rates(nodes.General, nodes.Element):
    """Placeholder for what the audits found."""


class AuditRates(SphinxDirective):
    """What the audits found: the draws held against the page, and then the earlier ones."""

    def run(self) -> list[nodes.Node]:
        return [audit_rates()]


class AuditRatesTransform(SphinxPostTransform):
    """Replace the placeholder by a table and paragraphs, which every writer has."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        audits = self.env.domains["sentence"].audits  # type: ignore[attr-defined]
        for node in list(self.document.findall(audit_rates)):
            node.replace_self([*_found(count_draws(audits))] if audits else [])


def _found(draws: Draws) -> Iterator[nodes.Element]:
    """Yield what the draws found."""
    if draws.all_on_page.total:
        yield _table(draws)
        yield _paragraph(_page_sentences(draws.all_on_page))
    else:
        yield _paragraph([_("No draw has been held against the pages yet.")])
    if used := draws.pairs.used:
        text = _("Of {used} caveats that belong in a sentence, {sound} stood in it.")
        yield _paragraph([_filled(text, draws.pairs, used=used)])
    if draws.on_notes.total:
        yield _paragraph(_earlier_sentences(draws.on_notes))


def _paragraph(sentences: Iterable[str]) -> nodes.paragraph:
    return nodes.paragraph("", " ".join(sentences))


def _table(draws: Draws) -> nodes.table:
    """Return a table with a row for each draw, and one for all if there are several."""
    heads = [_("Draw"), *(_(head) for head in HEADS.values()), _("Grades"), _("Not to be had")]
    name = _("{date}, seed {seed}")
    rows = [
        [name.format(date=format_date(rates.days[1], _), seed=seed), *_cells(rates)]
        for seed, rates in draws.on_page.items()
    ]
    if len(rows) > 1:
        rows.append([_("All"), *_cells(draws.all_on_page)])
    group = nodes.tgroup(cols=len(heads))
    columns = zip(heads, *rows, strict=True)
    group += [nodes.colspec(colwidth=max(map(len, texts))) for texts in columns]
    group += [nodes.thead("", _row(heads)), nodes.tbody("", *map(_row, rows))]
    title = _("Held against the page: how many were exact or accepted, of how many were judged")
    return nodes.table("", nodes.title("", title), group, classes=["audit-rates"], ids=[ID])


def _row(texts: Iterable[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in texts))


def _cells(rates: Rates) -> Iterator[str]:
    """Yield the shares of a row: those of each kind, of the grades, and of what was not seen."""
    for kind in HEADS:
        yield _share(rates.sound[kind], rates.judged[kind])
    yield _share(rates.grades[ACCEPTED], rates.grades.total())
    yield _share(rates.unseen, rates.total)


def _share(part: int, whole: int) -> str:
    return _("{part} of {whole}").format(part=part, whole=whole) if whole else "–"


def _page_sentences(rates: Rates) -> Iterator[str]:
    """Yield what was wrong in the draws held against the page, and what the notes changed."""
    words = {name: text for name, text in VERDICTS.items() if is_fault(name)}
    if faults := _listed(rates.verdicts, words):
        yield _("What was wrong: {faults}.").format(faults=faults)
    if grades := _listed(rates.grades, GRADES):
        yield _("Grades that were not accepted: {grades}.").format(grades=grades)
    if rates.changed:
        text = ngettext(
            "Once the judges had the notes one verdict was changed, and {sound} of {total} "
            "were sound.",
            "Once the judges had the notes {changed} verdicts were changed, and {sound} of {total} "
            "were sound.",
            rates.changed,
        )
        yield text.format(changed=rates.changed, sound=rates.sound_then, total=rates.total)


def _earlier_sentences(rates: Rates) -> Iterator[str]:
    """Yield what the earlier draws found, and why that is little."""
    text = ngettext(
        "One earlier draw ({days}) held its sentences against the notes of this book only, which "
        "is too kind: {sound} of {total} held.",
        "{draws} earlier draws ({days}) held their sentences against the notes of this book only, "
        "which is too kind: {sound} of {total} held.",
        len(rates.seeds),
    )
    days = " – ".join(format_date(day, _) for day in dict.fromkeys(rates.days))
    yield _filled(text, rates, draws=len(rates.seeds), days=days)
    if faults := _listed(rates.verdicts, EARLIER_VERDICTS):
        yield _("The others: {faults}.").format(faults=faults)


def _filled(text: str, rates: Rates, **values: object) -> str:
    """Return a text with how many passages were judged, and how many of them were sound."""
    return text.format(sound=f"{rates.sound.total():,}", total=f"{rates.total:,}", **values)


def _listed(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    """Return how often each fault was found, such as ``overstated 8; misleading 6``."""
    found = (name for name in words if counts[name] and name not in SOUND)
    return "; ".join(f"{_(words[name])} {counts[name]}" for name in found)
