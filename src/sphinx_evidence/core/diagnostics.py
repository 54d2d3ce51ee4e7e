"""Problems in the files of a book, and the rules that find them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """A rule for authors; the value is the subtype of its warning.

    Every rule is explained in ``docs/contributing/engine.md``.
    """

    MALFORMED_BIBLIOGRAPHY = "malformed-bibliography"
    SOURCE_FIELD = "source-field"
    DUPLICATE_SOURCE = "duplicate-source"
    UNSAFE_ADDRESS = "unsafe-address"
    UNKNOWN_DATA = "unknown-data"
    UNKNOWN_FILE = "unknown-file"
    SOURCELESS_ROW = "sourceless-row"
    MALFORMED_TABLE = "malformed-table"
    MALFORMED_CITATION = "malformed-citation"
    MALFORMED_PINPOINT = "malformed-pinpoint"
    UNKNOWN_SOURCE = "unknown-source"
    UNLISTED_SOURCE = "unlisted-source"
    UNREAD_PLACE = "unread-place"
    UNNOTED_CITATION = "unnoted-citation"
    AMBIGUOUS_NOTE = "ambiguous-note"
    STALE_AUDIT = "stale-audit"
    RETIRED_MARKUP = "retired-markup"
    OPEN_FENCE = "open-fence"
    UNREAD_MARKUP = "unread-markup"
    DAMAGED_TEXT = "damaged-text"
    HEADING_TEXT = "heading-text"
    IMAGE_TEXT = "image-text"
    UNSAFE_IMAGE = "unsafe-image"
    MISSING_LABEL = "missing-label"
    MALFORMED_ID = "malformed-id"
    DUPLICATE_ID = "duplicate-id"
    MISNAMED_PAGE = "misnamed-page"
    PAGE_HEAD = "page-head"
    MALFORMED_CLAIM = "malformed-claim"
    EMPTY_LIST = "empty-list"
    UNCITED_CLAIM = "uncited-claim"
    UNCITED_FACT = "uncited-fact"
    UNGRADED_CLAIM = "ungraded-claim"
    UNREASONED_CLAIM = "unreasoned-claim"
    OVERSTATED_CLAIM = "overstated-claim"
    CLAIM_WORDING = "claim-wording"
    UNDATED_CLAIM = "undated-claim"
    WITHDRAWN_SOURCE = "withdrawn-source"
    MALFORMED_REPLY = "malformed-reply"
    MALFORMED_VOICE = "malformed-voice"
    MALFORMED_CHART = "malformed-chart"
    CHART_TEXT = "chart-text"
    UNUSED_SOURCE = "unused-source"
    CHAPTER_FORM = "chapter-form"
    STALE_REVIEW = "stale-review"
    PERSONAL_DATA = "careless-data"
    MALFORMED_LIST = "malformed-list"
    STRAY_LINK = "stray-link"
    LOST_ID = "lost-id"
    UNREGISTERED_ID = "unregistered-id"
    MALFORMED_RECORD = "malformed-record"
    MALFORMED_SETTING = "malformed-setting"
    MALFORMED_CATALOG = "malformed-catalog"
    REFUSED_TRANSLATION = "refused-translation"
    MISSING_PACKAGE = "missing-package"


FIRST_CAUSES = frozenset(
    {
        *(Rule.MALFORMED_BIBLIOGRAPHY, Rule.MALFORMED_TABLE, Rule.MALFORMED_SETTING),
        *(Rule.OPEN_FENCE, Rule.UNREAD_MARKUP, Rule.DAMAGED_TEXT, Rule.PAGE_HEAD),
        Rule.MALFORMED_CLAIM,
        *("directive_unknown", "directive_option", "directive_parse", "role_unknown"),
    }
)
"""Subtypes of warnings, ours and those of MyST, after which something is not read: others may
follow from them."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem.

    :param path: the file, or the name of the page
    :param line: line in it, from 1; 0 for the whole file
    :param rule: the rule that was broken
    :param message: what is wrong and what to do
    """

    path: str
    line: int
    rule: Rule
    message: str

    def __str__(self) -> str:
        """Return the problem in the format of compilers: ``file:line: message [rule]``."""
        return f"{self.path}:{self.line or 1}: {self.message} [{self.rule}]"
