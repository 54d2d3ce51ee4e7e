"""Who translated and reviewed the pages of a book: ``translations.csv`` in its data.

Of a translator stands there what they want to be called, or :data:`MACHINE`; who reviewed it is a
native speaker. The checksum is of the messages as they were reviewed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.dates import format_date, is_day
from ..core.diagnostics import Problem, Rule
from ..core.tables import read_table
from ..core.text import N_, checksum
from .catalogs import State

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator
    from pathlib import Path

    from ..core.languages import Language
    from ..core.text import Translate
    from .catalogs import Message
    from .standing import Standing

FILE = "translations.csv"
COLUMNS = ("language", "page", "edition", "translators", "reviewers", "date", "sha256")
MACHINE = "machine"
"""What stands for a translator of a draft that a machine made."""


@dataclass(frozen=True, slots=True)
class Review:
    """What is known of the making of a page in another language.

    :param edition: of the book, from whose English it was translated
    :param translators: names or pseudonyms, or :data:`MACHINE`
    :param reviewers: native speakers who have read it, empty for none
    :param date: ISO date of the review, or else of the translation
    :param sha256: checksum of the messages then, empty if nobody has reviewed it
    """

    language: str
    page: str
    edition: str
    translators: str
    reviewers: str
    date: str
    sha256: str

    def words(self, translate: Translate) -> Iterator[str]:
        """Yield what readers are told of it, in the language of the page."""
        if self.edition:
            message = translate(N_("Translated from the English of edition {version}"))
            yield message.format(version=self.edition)
        if self.translators == MACHINE:
            yield translate(N_("draft by a machine"))
        elif self.translators:
            yield translate(N_("translated by {names}")).format(names=self.translators)
        if self.reviewers:
            message = translate(N_("reviewed by {names}, {date}"))
            yield message.format(names=self.reviewers, date=format_date(self.date, translate))
        else:
            yield translate(N_("no native speaker has reviewed this yet"))


def digest(messages: Iterable[Message]) -> str:
    """Return the checksum of the current messages of a catalog, whatever their order."""
    current = (one for one in messages if one.state is State.CURRENT)
    pairs = sorted((one.source, one.translation) for one in current)
    return checksum(json.dumps(pairs, ensure_ascii=False))


def read_reviews(
    path: Path, languages: Container[str]
) -> tuple[dict[tuple[str, str], Review], list[Problem]]:
    """Return what is known of each page by folder of the language and name, and what is wrong.

    A book need not have the table.

    :param languages: the folders of the languages of the book
    """
    if not path.is_file():
        return {}, []
    records, problems = read_table(path, COLUMNS)
    found: dict[tuple[str, str], Review] = {}
    for record in records or ():
        review = Review(*record.cells)
        wrong = ""
        if review.language not in languages:
            wrong = f"no language has the folder {review.language!r}: see languages.csv"
        elif (review.language, review.page) in found:
            wrong = f"{review.page!r} stands twice: delete one of the rows"
        elif review.date and not is_day(review.date):
            wrong = f"the date {review.date!r} is no day: write it as 2026-11-24"
        elif review.reviewers and not (review.date and review.sha256):
            wrong = "a review has a date and a checksum: `nox -s translations` prints it"
        if wrong:
            problems.append(Problem(str(path), record.line, Rule.MALFORMED_TABLE, wrong))
        else:
            found[review.language, review.page] = review
    return found, problems


def state_words(
    review: Review, standing: Standing, changed: bool, translate: Translate
) -> list[str]:
    """Return what a page says of its translation.

    :param changed: whether its messages are others than those that were reviewed
    """
    found = [*review.words(translate)]
    if changed:
        found.append(translate(N_("changed since the review")))
    found.append(translate(N_("{share} per cent of the page")).format(share=standing.share))
    if standing.stale:
        message = translate(N_("older than the English: {count}"))
        found.append(message.format(count=standing.stale))
    return found


def made_words(reviews: Collection[Review], translate: Translate) -> tuple[str, ...]:
    """Return what is said of many translated pages together."""
    drafts = sum(one.translators == MACHINE for one in reviews)
    read = sum(bool(one.reviewers) for one in reviews)
    reviewed = translate(N_("reviewed by a native speaker: {count}")).format(count=read)
    return (
        translate(N_("pages translated from the English: {count}")).format(count=len(reviews)),
        translate(N_("drafts by a machine: {count}")).format(count=drafts),
        reviewed if read else translate(N_("no native speaker has reviewed this yet")),
    )


def unknown(language: Language, page: str) -> Review:
    """Return what is known of a page that the table does not have: nothing."""
    return Review(language.folder, page, "", "", "", "", "")
