"""The list of works to be read in the original: what it holds, and the parts of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from ..core.i18n import _, ngettext
from ..core.nodes import fold, fold_title
from ..core.repository import EDITION, ORIGINAL, PLACE, WORK, report_address
from ..theme.facets import counted
from .copies import KINDS, SAFETY
from .nodes import text_nodes
from .unread import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .copies import Copy
    from .entries import Link
    from .reference import Label
    from .unread import UnreadWork

FEW = 3
"""Number of claims, and of places, up to which an item shows them without a fold."""


def scope(count: int, *, has_form: bool) -> list[nodes.paragraph]:
    """Return the paragraph above the list, if it has some: which works these are, in which order.

    :param has_form: whether its items lead to a form
    """
    text = _(
        "These works carry most: a main claim rests on each, or at least {several} paragraphs cite "
        "it, at a place that was not read in the original ({count} in all). Those on which most "
        "main claims rest stand first."
    ).format(count=count, several=SEVERAL)
    if has_form:
        text += " " + _("The link at the end of each opens a form that names the work.")
    return [nodes.paragraph("", text)] if count else []


def rest(count: int) -> list[nodes.paragraph]:
    """Return the line below the list: how many works carry less, nothing if there are none."""
    if not count:
        return []
    text = ngettext(
        "{count} more work was not read in the original wherever it is cited: no main claim rests "
        "on it there, and fewer than {several} paragraphs cite it.",
        "{count} more works were not read in the original wherever they are cited: no main claim "
        "rests on them there, and fewer than {several} paragraphs cite each.",
        count,
    )
    return [nodes.paragraph("", text.format(count=count, several=SEVERAL))]


def seen_in(copies: Sequence[Copy]) -> nodes.paragraph:
    """Return the line that says in which kinds of copy a work was read, the best first."""
    read = {copy.kind for copy in copies}
    kinds = [_(words) for kind, words in KINDS.items() if kind in read and kind != "original"]
    if "original" in read:
        kinds.append(_("the original, at other places"))
    text = _("Read so far: {kinds}.").format(kinds=", ".join(kinds))
    return nodes.paragraph("", text, classes=["source-copy"])


def unsafe_copies(copies: Sequence[Copy]) -> list[nodes.paragraph]:
    """Return the line in place of addresses if a copy is unsafe to link, nothing if none is."""
    reasons = dict.fromkeys(_(SAFETY.get(copy.safety, copy.safety)) for copy in copies)
    if not any(reasons):
        return []
    text = _("Not linked: {reason}.").format(reason="; ".join(filter(None, reasons)))
    return [nodes.paragraph("", text, classes=["source-note"])]


def carried(work: UnreadWork, link: Link) -> list[nodes.Element]:
    """Return what rests on a work, with links to the claims."""
    main, claims = work.main_claims, len(work.claims)
    counts = []
    if main:
        text = ngettext("{count} main claim", "{count} main claims", main)
        counts.append(text.format(count=main))
    if claims > main:
        text = _("{claims} in all") if main else "{claims}"
        counts.append(text.format(claims=counted("claim", claims)))
    text = ngettext("{count} citation", "{count} citations", work.citations)
    counts.append(text.format(count=work.citations))
    text = _("It carries {counts}.").format(counts=", ".join(counts))
    items = _items([link(one.docname, one.anchor, *text_nodes(one.text))] for one in work.claims)
    return _foldable(text, text[:-1], [items] if claims else [], claims)


def to_look_for(work: UnreadWork) -> list[nodes.Element]:
    """Return the places to look at, each with what stands there by the notes on it."""
    numbered, unnumbered = [], []
    content: list[nodes.Element] = []
    for place in work.places:
        if place.pinpoint:
            text = " ".join(("", *place.says))
            numbered.append([nodes.strong("", place.pinpoint.format(_)), *text_nodes(text)])
        else:
            content.append(nodes.paragraph("", _("No place is known: find it.")))
            unnumbered += [text_nodes(says) for says in place.says]
    if numbered:
        content.insert(0, _items(numbered))
    if unnumbered:
        content.append(_items(unnumbered))
    count = len(numbered) + len(unnumbered)
    folded = _("What to look for ({count})").format(count=count)
    return _foldable(_("What to look for:"), folded, content, count)


def _items(lines: Iterable[list[nodes.Node]]) -> nodes.bullet_list:
    """Return a list with a line for each item."""
    items = (nodes.list_item("", nodes.paragraph("", "", *line)) for line in lines)
    return nodes.bullet_list("", *items, classes=["source-notes"])


def _foldable(
    title: str, folded: str, content: Sequence[nodes.Element], count: int
) -> list[nodes.Element]:
    """Return a line with what it is about below it, which is folded if that is more than a few.

    :param folded: the title of the fold
    """
    if count > FEW:
        return [fold("", fold_title("", folded), *content)]
    return [nodes.paragraph("", title), *content]


def form_link(work: UnreadWork, label: Label, repository: str, edition: str) -> nodes.reference:
    """Return the link to the form in which a reader says what stands in the original.

    :param repository: address with a slash at its end
    """
    places = "; ".join(pinpoint.format(_) for pinpoint in work.pinpoints)
    fields = {WORK: f"{label} ({work.key})", PLACE: places, EDITION: edition}
    uri = report_address(repository, ORIGINAL, fields)
    return nodes.reference("", _("Read it? Tell us"), refuri=uri, classes=["d-print-none"])
