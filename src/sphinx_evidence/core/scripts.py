"""Runs of Korean, Japanese and Chinese inside other text, with their languages. No Sphinx here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HANGUL = r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_KANA = r"\u3040-\u30ff"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_EASTERN = re.compile(rf"[{_HANGUL}{_KANA}{_HAN}](?:[\s·、。“”]*[{_HANGUL}{_KANA}{_HAN}])*")


def _writable(text: str, standard: str) -> bool:
    try:
        text.encode(standard)
    except UnicodeEncodeError:
        return False
    return True


def is_traditional(text: str) -> bool:
    """Whether Chinese is written in traditional characters.

    So it is if the standard of Taiwan has all of its characters, and that of the mainland has not.
    Many words are written alike in both; they are not known to be either.
    """
    characters = "".join(re.findall(f"[{_HAN}]", text))
    return _writable(characters, "big5") and not _writable(characters, "gb2312")


def language_of(text: str, hint: str) -> str:
    """Return the BCP 47 tag of a run of Eastern script.

    Hangul is Korean and kana Japanese; Han alone is in the language of *hint* if that is one of
    the three, else in Chinese, whose traditional writing has a face of its own.
    """
    if re.search(rf"[{_HANGUL}]", text):
        return "ko"
    if re.search(rf"[{_KANA}]", text):
        return "ja"
    if hint in ("ko", "ja"):
        return hint
    return "zh-Hant" if is_traditional(text) else "zh"


def split_scripts(text: str, hint: str = "") -> Iterator[tuple[str, str]]:
    """Yield the pieces of *text* with the language of each, empty for the text around.

    :param hint: language of the work, which decides for Han characters alone
    """
    end = 0
    for match in _EASTERN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], ""
        yield match.group(), language_of(match.group(), hint)
        end = match.end()
    if end < len(text):
        yield text[end:], ""
