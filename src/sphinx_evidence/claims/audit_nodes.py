"""What audits found, for readers: a table of the draws, and what was wrong."""

from __future__ import annotations

from collections import Counter
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
    NOT_SEEN,
    NOT_USED,
    PAGE,
    PAIR,
    SENTENCE,
    SOUND,
    VERDICTS,
    is_fault,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .audit_model import Audit

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
            node.replace_self([*_found(audits)] if audits else [])


def _found(audits: Iterable[Audit]) -> Iterator[nodes.Element]:
    """Yield what the draws found; of pairs, only where the passage uses the note."""
    pairs = [one for one in audits if one.kind == PAIR and one.verdict != NOT_USED]
    on_page = [one for one in audits if one.kind != PAIR and one.standard == PAGE]
    on_notes = [one for one in audits if one.kind != PAIR and one.standard != PAGE]
    if on_page:
        yield _table(on_page)
        yield _paragraph(_page_sentences(on_page))
    else:
        yield _paragraph([_("No draw has been held against the pages yet.")])
    if pairs:
        text = _("Of {used} caveats that belong in a sentence, {sound} stood in it.")
        yield _paragraph([text.format(used=len(pairs), sound=f"{_sound(pairs):,}")])
    if on_notes:
        yield _paragraph(_earlier_sentences(on_notes))


def _sound(audits: Iterable[Audit]) -> int:
    """Return how many passages were exact or accepted by the first verdict."""
    return sum(one.verdict in SOUND for one in audits)


def _paragraph(sentences: Iterable[str]) -> nodes.paragraph:
    return nodes.paragraph("", " ".join(sentences))


def _table(audits: Sequence[Audit]) -> nodes.table:
    """Return a table with a row for each draw, and one for all if there are several."""
    heads = [_("Draw"), *(_(head) for head in HEADS.values()), _("Grades"), _("Not to be had")]
    name = _("{date}, seed {seed}")
    rows = []
    for seed in dict.fromkeys(one.seed for one in audits):
        draw = [one for one in audits if one.seed == seed]
        date = format_date(max(one.date for one in draw), _)
        rows.append([name.format(date=date, seed=seed), *_cells(draw)])
    if len(rows) > 1:
        rows.append([_("All"), *_cells(audits)])
    group = nodes.tgroup(cols=len(heads))
    columns = zip(heads, *rows, strict=True)
    group += [nodes.colspec(colwidth=max(map(len, texts))) for texts in columns]
    group += [nodes.thead("", _row(heads)), nodes.tbody("", *map(_row, rows))]
    title = _("Held against the page: how many were exact or accepted, of how many were judged")
    return nodes.table("", nodes.title("", title), group, classes=["audit-rates"], ids=[ID])


def _row(texts: Iterable[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in texts))


def _cells(audits: Sequence[Audit]) -> Iterator[str]:
    """Yield the shares of a row: those of each kind, of the grades, and of what was not seen."""
    for kind in HEADS:
        judged = [one for one in audits if one.kind == kind]
        yield _share(_sound(judged), len(judged))
    grades = Counter(one.grade for one in audits if one.grade)
    yield _share(grades[ACCEPTED], grades.total())
    yield _share(sum(one.verdict == NOT_SEEN for one in audits), len(audits))


def _share(part: int, whole: int) -> str:
    return _("{part} of {whole}").format(part=part, whole=whole) if whole else "–"


def _page_sentences(audits: Sequence[Audit]) -> Iterator[str]:
    """Yield what was wrong in the draws held against the page, and what the notes changed."""
    words = {name: text for name, text in VERDICTS.items() if is_fault(name)}
    if faults := _listed((one.verdict for one in audits), words):
        yield _("What was wrong: {faults}.").format(faults=faults)
    if grades := _listed((one.grade for one in audits), GRADES):
        yield _("Grades that were not accepted: {grades}.").format(grades=grades)
    if changed := sum(bool(one.final) for one in audits):
        text = ngettext(
            "Once the judges had the notes one verdict was changed, and {sound} of {total} "
            "were sound.",
            "Once the judges had the notes {changed} verdicts were changed, and {sound} of {total} "
            "were sound.",
            changed,
        )
        sound = sum(one.last in SOUND for one in audits)
        yield text.format(changed=changed, sound=sound, total=len(audits))


def _earlier_sentences(audits: Sequence[Audit]) -> Iterator[str]:
    """Yield what the earlier draws found, and why that is little."""
    draws = len({one.seed for one in audits})
    text = ngettext(
        "One earlier draw ({days}) held its sentences against the notes of this book only, which "
        "is too kind: {sound} of {total} held.",
        "{draws} earlier draws ({days}) held their sentences against the notes of this book only, "
        "which is too kind: {sound} of {total} held.",
        draws,
    )
    dates = sorted(one.date for one in audits)
    days = " – ".join(format_date(day, _) for day in dict.fromkeys((dates[0], dates[-1])))
    sound, total = f"{_sound(audits):,}", f"{len(audits):,}"
    yield text.format(draws=draws, days=days, sound=sound, total=total)
    if faults := _listed((one.verdict for one in audits), EARLIER_VERDICTS):
        yield _("The others: {faults}.").format(faults=faults)


def _listed(found: Iterable[str], words: Mapping[str, str]) -> str:
    """Return how often each fault was found, such as ``overstated 8; misleading 6``."""
    counts = Counter(found)
    faults = (name for name in words if counts[name] and name not in SOUND)
    return "; ".join(f"{_(words[name])} {counts[name]}" for name in faults)
