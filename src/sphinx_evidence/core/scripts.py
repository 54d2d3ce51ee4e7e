"""Runs of Korean, Japanese and Chinese within other text, with their languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HANGUL = r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_KANA = r"\u3040-\u30ff"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_EAST_ASIAN = re.compile(rf"[{_HANGUL}{_KANA}{_HAN}](?:[\s·、。“”]*[{_HANGUL}{_KANA}{_HAN}])*")


def _is_encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def is_traditional(text: str) -> bool:
    """Return whether Chinese text is in traditional characters.

    That is the case if Big5 (Taiwan) can encode it and GB 2312 (mainland China) cannot. Many words
    are the same in both scripts; for those the answer is no.
    """
    characters = "".join(re.findall(f"[{_HAN}]", text))
    return _is_encodable(characters, "big5") and not _is_encodable(characters, "gb2312")


def language_of(text: str, hint: str) -> str:
    """Return the BCP 47 tag of a run of East Asian script.

    Hangul is Korean and kana is Japanese. Han alone has the language of *hint* if that is Korean
    or Japanese, otherwise Chinese; traditional Chinese has its own tag, for its own typeface.
    """
    if re.search(rf"[{_HANGUL}]", text):
        return "ko"
    if re.search(rf"[{_KANA}]", text):
        return "ja"
    if hint in ("ko", "ja"):
        return hint
    return "zh-Hant" if is_traditional(text) else "zh"


def split_scripts(text: str, hint: str = "") -> Iterator[tuple[str, str]]:
    """Yield the parts of *text* with their languages, empty for other scripts.

    :param hint: language of the work, used for runs of Han characters alone
    """
    end = 0
    for match in _EAST_ASIAN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], ""
        yield match.group(), language_of(match.group(), hint)
        end = match.end()
    if end < len(text):
        yield text[end:], ""
