"""Rules for claims, and for their wording: one fact in few words."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ..core.dates import is_date, is_day
from ..core.diagnostics import Problem, Rule
from ..core.text import count_words
from .grading import (
    ASSERTIONS,
    CLAIM_KINDS,
    GRADED,
    Evidence,
    exclusion_reason,
    group_by_observer,
)
from .model import LAW_STANDINGS, max_evidence_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..sources.library import Library, Testimony
    from .grading import Observer
    from .model import Claim, ClaimQuery

LONGEST = 30
"""The most words of a claim."""

TRANSMISSION = re.compile(
    "|".join(
        (
            r"\baccording to\b",
            r"\bas (?:[\w-]+ ){0,6}?(?:reports?|reported|relays?|relayed|quoted|printed|cited|"
            r"summari[sz]es|summari[sz]ed)\b",
            r"\b(?:is|are|was|were) (?:\w+ )?(?:reported|relayed|recorded)\b|\breportedly\b",
            r"\b(?:was|were|been) (?:\w+ )?(?:found|seen|read)\b(?! (?:to|guilty)\b)",
            r"\b(?:press|news|newspaper)(?:'s|’s)? (?:accounts?|reports?)\b",
            r"\bby [\w’' -]{1,40} accounts?\b|\bread in\b",
            r"\bin a (?:copy|translation)\b|\bfor this book\b|\bin the evidence\b",
            r"\bknown (?:only )?(?:through|from)\b",
        )
    ),
    re.IGNORECASE,
)
"""Words by which a statement names who passed it on, or that somebody searched."""


def transmission(statement: str) -> str:
    """Return the words by which a statement names its transmission, empty for none."""
    match = TRANSMISSION.search(statement)
    return match[0] if match else ""


def _problem(claim: Claim, rule: Rule, message: str) -> Problem:
    return Problem(claim.docname, claim.line or 0, rule, f"the claim {claim.name!r} {message}")


def uncited_claim(claims: Iterable[Claim], library: Library) -> Iterator[Problem]:
    """A claim cites something, unless it is an absence; so do its dispute and its reply.

    A reading cites the text that carries it.
    """
    for claim in claims:
        if not claim.citations and claim.kind != "absence":
            message = "cites nothing: add its source inside it, as {cite:p}`key`"
            yield _problem(claim, Rule.UNCITED_CLAIM, message)
        for option, text, citations in (
            ("disputed-by", claim.dispute, claim.disputed),
            ("replied-by", claim.reply, claim.replied),
        ):
            if bool(text) != bool(citations):
                missing = "a source" if text else "words"
                message = f"has ':{option}:' without {missing}: write who says what, and where"
                yield _problem(claim, Rule.UNCITED_CLAIM, message)


def ungraded_claim(claims: Iterable[Claim], library: Library) -> Iterator[Problem]:
    """A claim has a kind, and what its kind needs: a grade, a standing, a place of search."""
    for claim in claims:
        if message := _missing_grade(claim) or _missing_standing(claim):
            yield _problem(claim, Rule.UNGRADED_CLAIM, message)


def _missing_grade(claim: Claim) -> str:
    """Return what is wrong with kind, assertion and grade, empty for nothing."""
    if not claim.kind:
        return f"has no kind: add ':kind:' with one of {', '.join(CLAIM_KINDS)}"
    if claim.kind in GRADED and not claim.graded:
        return f"is of kind {claim.kind!r}: add ':evidence:'"
    if claim.kind not in GRADED and (claim.evidence or claim.agreement):
        return f"is of kind {claim.kind!r}, which has no grade: remove it"
    asserts = claim.kind in ("event", "practice")
    if asserts and not claim.asserts:
        words = (f"{word} ({meaning})" for word, meaning in ASSERTIONS.items())
        return f"does not say what it asserts: add ':asserts:' with one of {', '.join(words)}"
    if claim.asserts and not asserts:
        return f"is of kind {claim.kind!r}: remove ':asserts:', which an event or a practice has"
    return ""


def _missing_standing(claim: Claim) -> str:
    """Return what is wrong with the standing of law or with an absence, empty for nothing."""
    if claim.kind == "law" and not claim.standing:
        return f"is one of law: add ':standing:' with one of {', '.join(LAW_STANDINGS)}"
    if "disputed" in claim.standing and not claim.dispute:
        return "is disputed law: add ':disputed-by:' with who disputes it"
    if claim.dispute and claim.standing in ("settled", "untested"):
        return (
            f"is called {claim.standing} and has ':disputed-by:': write ':standing: disputed', or "
            "'application disputed' for a rule that is accepted, or put a reply into ':replied-by:'"
        )
    if (claim.kind == "absence") != bool(claim.looked_in):
        if claim.looked_in:
            return f"is of kind {claim.kind!r}: remove ':looked-in:', which an absence has"
        return "does not say where it was looked for: add ':looked-in:', such as UN documents"
    return ""


def unreasoned_claim(claims: Iterable[Claim], library: Library) -> Iterator[Problem]:
    """A graded claim and a reading give a reason."""
    for claim in claims:
        if (claim.graded or claim.kind == "reading") and not claim.reason:
            message = "gives no reason: add ':reason:' with one sentence on its grounds"
            yield _problem(claim, Rule.UNREASONED_CLAIM, message)


def overstated_claim(claims: Iterable[Claim], library: Library) -> Iterator[Problem]:
    """A grade is not above what the sources support, and only several observers agree."""
    for claim in claims:
        if not claim.graded or not claim.evidence:
            continue
        testimonies = tuple(claim.testimonies(library))
        observers = group_by_observer(testimonies)
        names = _names(observers, testimonies)
        most = max_evidence_of(claim, library)
        if most is Evidence.NONE:
            message = (
                f"rests on nothing that counts{_excluded(testimonies)}: cite a source that does"
            )
        elif claim.evidence > most:
            message = (
                f"says {claim.evidence.name.lower()} evidence, but its sources give "
                f"{most.name.lower()} ({names}): lower it or cite another observer"
            )
        elif claim.agreement and len(observers) == 1:
            name = observers[0].origin
            message = f"has one observer ({name}), who agrees with nobody: remove ':agreement:'"
        elif not claim.agreement and len(observers) > 1:
            message = f"has several observers ({names}): add ':agreement:' low, medium or high"
        else:
            continue
        yield _problem(claim, Rule.OVERSTATED_CLAIM, message)


def _names(observers: Iterable[Observer], testimonies: Iterable[Testimony]) -> str:
    """Return how many observers there are, and who, with what was read of their studies in part."""
    slight = {one.observer for one in testimonies if one.is_summary and not exclusion_reason(one)}
    names = [
        f"{one.origin} (of whose work only the opening was read)" * (one.origin in slight)
        or one.origin
        for one in observers
    ]
    return f"{len(names)} observer{'s' * (len(names) != 1)}: {'; '.join(names)}"


def _excluded(testimonies: Iterable[Testimony]) -> str:
    """Return of each source that does not count why not, in brackets, empty for none."""
    reasons = {one.key: f"{one.key!r}, tier {one.tier}" for one in testimonies}
    for one in testimonies:
        if reason := exclusion_reason(one):
            reasons[one.key] += f": {reason}"
    return f" ({'; '.join(reasons.values())})" if reasons else ""


def undated_claim(claims: Iterable[Claim], library: Library) -> Iterator[Problem]:
    """A claim has the date as of which it holds; law and readings may do without."""
    for claim in claims:
        if not claim.as_of and claim.kind not in ("law", "reading"):
            yield _problem(claim, Rule.UNDATED_CLAIM, "has no date: add ':as-of:' as 2023-10-09")
        elif claim.as_of and not is_date(claim.as_of):
            message = (
                f"is dated {claim.as_of!r}: write 2023, 2023-10 or 2023-10-09, "
                "a date that the calendar has"
            )
            yield _problem(claim, Rule.UNDATED_CLAIM, message)


def postdated_claim(claims: Iterable[Claim], edition: str) -> Iterator[Problem]:
    """A claim does not hold as of a date after the edition.

    :param edition: ISO date of the edition; nothing is checked without one
    """
    if not is_day(edition):
        return
    for claim in claims:
        if is_date(claim.as_of) and claim.as_of > edition[: len(claim.as_of)]:
            message = f"is dated {claim.as_of!r}, after the edition of {edition}: correct the date"
            yield _problem(claim, Rule.UNDATED_CLAIM, message)


def empty_list(
    lists: Mapping[str, Iterable[ClaimQuery]], tags: Iterable[str], pages: Iterable[str]
) -> Iterator[Problem]:
    """A list of claims asks for a page and a tag that exist.

    :param lists: the lists of each page
    :param tags: the tags of all claims
    :param pages: the names of all pages
    """
    tags, pages = set(tags), set(pages)
    folders = {name[:at] for name in pages for at, letter in enumerate(name) if letter == "/"}
    for docname, queries in lists.items():
        for query in queries:
            for option, word, known in (
                ("tag", query.tag, tags),
                ("page", query.page, pages | folders),
            ):
                if word and word not in known:
                    near = get_close_matches(word, sorted(known), 3)
                    advice = f"write {' or '.join(near)}" if near else "correct it or leave it out"
                    what = "claim has this tag" if option == "tag" else "page has this name"
                    message = f"the list of claims has ':{option}: {word}', but no {what}: {advice}"
                    yield Problem(docname, query.line, Rule.EMPTY_LIST, message)


def withdrawn_source(claims: Iterable[Claim], library: Library) -> Iterator[Problem]:
    """A claim does not rest on a source that was withdrawn."""
    for claim in claims:
        for source in claim.sources(library.works):
            if source.status == "withdrawn":
                message = f"cites {source.key!r}, which was withdrawn: remove or replace it"
                yield _problem(claim, Rule.WITHDRAWN_SOURCE, message)


def ambiguous_note(claims: Iterable[Claim], library: Library) -> Iterator[Problem]:
    """A claim says which notes it rests on where those it reaches differ in observer or basis.

    The notes that it names are among those that its citations reach.
    """
    for claim in claims:
        reached = {
            citation.key: library.notes_for(citation, claim.notes) for citation in claim.citations
        }
        named = {note.id for notes in reached.values() for note in notes}
        for name in claim.notes:
            if name not in named:
                message = f"names the note {name!r}, which no citation of it reaches: correct it"
                yield _problem(claim, Rule.AMBIGUOUS_NOTE, message)
        for key, notes in reached.items():
            views = {(note.observer, note.basis) for note in notes}
            if len(views) > 1 and not {note.id for note in notes} & {*claim.notes}:
                ids = ", ".join(note.id for note in notes[:6])
                several = len({observer for observer, _basis in views}) > 1
                message = (
                    f"cites {key!r}, whose notes have several "
                    f"{'observers' if several else 'bases'}: add a pinpoint, or "
                    f"':notes:' with those that it rests on ({ids})"
                )
                yield _problem(claim, Rule.AMBIGUOUS_NOTE, message)


def unread_note(claims: Iterable[Claim], library: Library) -> Iterator[Problem]:
    """A claim that cites a place reaches a note on that place."""
    for claim in claims:
        for citation in claim.citations:
            place = citation.pinpoint
            if place and citation.key in library.noted and not library.notes_for(citation):
                message = (
                    f"cites {citation.key!r} at {place}, but no note says what stands there: add "
                    "the note, or cite the place of one"
                )
                yield _problem(claim, Rule.UNNOTED_CITATION, message)


def repeated_rank(claims: Iterable[Claim], library: Library) -> Iterator[Problem]:
    """Two main claims of a page have different ranks."""
    first: dict[tuple[str, int], Claim] = {}
    for claim in claims:
        if claim.main and (other := first.setdefault((claim.docname, claim.main), claim)) != claim:
            message = f"has ':main: {claim.main}' like {other.name!r}: give each a rank of its own"
            yield _problem(claim, Rule.MALFORMED_CLAIM, message)


def worded_claim(claims: Iterable[Claim]) -> Iterator[Problem]:
    """A claim states a fact in few words, and not who passed it on.

    An absence may say that nothing was found.
    Only pages with main claims are checked; those without have the older form of a chapter.
    """
    pages = {claim.docname for claim in claims if claim.main}
    for claim in claims:
        words = count_words(claim.text)
        if claim.docname not in pages:
            continue
        if words > LONGEST:
            message = f"has {words} words: at most {LONGEST}, one fact"
            yield _problem(claim, Rule.CLAIM_WORDING, message)
        if claim.kind != "absence" and (found := transmission(claim.text)):
            message = f"says how it is known ({found!r}): state the fact, the line below says how"
            yield _problem(claim, Rule.CLAIM_WORDING, message)


CLAIM_RULES = (
    ungraded_claim,
    unreasoned_claim,
    undated_claim,
    withdrawn_source,
    repeated_rank,
)
"""The rules for single claims with their sources, beside those for what may not have been read, and
the house rule for their words."""

NOTE_RULES = (ambiguous_note, unread_note)
"""Rules for claims that can be checked only if all notes could be read."""
