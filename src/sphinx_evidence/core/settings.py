"""The check of all settings: one that is malformed is reset, with one warning."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from .dates import is_day
from .diagnostics import Problem, Rule
from .log import warn_of
from .paths import AUDITS, PACKAGE, PUBLISHERS, SEARCH_QUESTIONS, SEARCH_WORDS
from .paths import SETTING as DATA
from .stop import stop
from .text import UNSEEN, is_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

_ADDRESS = re.compile(r"""https?://[^\s/?#@"'<>\[\]\\]+/(?:[^\s?#"'<>\\]*/)?""")
_BRANCH = re.compile(r"[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)*")


def _is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None and not UNSEEN.search(text)


def _is_branch(text: str) -> bool:
    return _BRANCH.fullmatch(text) is not None and ".." not in text


def _is_contact(text: str) -> bool:
    return re.fullmatch(r"""(https://|mailto:)[^\s"'<>]+""", text) is not None


def _is_identifier(text: str) -> bool:
    return re.fullmatch(r"""10\.[0-9]{4,9}/[^\s"'<>]+|https://[^\s"'<>]+""", text) is not None


def _is_folder(text: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", text) is not None


def _is_version(text: str) -> bool:
    return re.fullmatch(r"[0-9]{4}\.[1-9][0-9]*(\.dev[0-9]+)?", text) is not None


def _is_line(text: str) -> bool:
    return bool(text.strip()) and not re.search(r"[\x00-\x1f\x7f<>\ud800-\udfff]", text)


Form = tuple[Callable[[str], bool], str]
"""A test for a setting that is text, and a description of valid values for messages."""

LINE: Form = (_is_line, "a text in quotation marks, on one line and without < and >")
PATH: Form = (_is_line, "a path in quotation marks, from the folder of conf.py")
VERSION: Form = (_is_version, 'a version in quotation marks, such as "2026.1" or "2026.1.dev0"')
DAY: Form = (is_day, "a day of the calendar, such as '2026-11-24'")

SETTING_FORMS: dict[str, Form] = {
    "project": LINE,
    "author": LINE,
    "version": LINE,
    "html_title": LINE,
    "language": (is_language, "a language such as 'en_GB'"),
    "evidence_base_address": (
        _is_address,
        "an address with a slash at its end, such as 'https://example.org/book/'",
    ),
    "evidence_repository": (
        _is_address,
        "an address with a slash at its end, such as 'https://example.org/book/'",
    ),
    "evidence_branch": (_is_branch, "the name of a branch in quotation marks, such as 'main'"),
    "evidence_contact": (
        _is_contact,
        "an address, such as 'https://example.org/report' or 'mailto:book@example.org'",
    ),
    "evidence_books": PATH,
    "evidence_edition_date": DAY,
    "evidence_editions": PATH,
    "evidence_identifier": (
        _is_identifier,
        "a DOI such as '10.1234/abc', or the https address of another identifier",
    ),
    DATA: PATH,
    "evidence_contributing": (
        _is_folder,
        "the name of a folder in lower-case words and hyphens, such as 'contributing'",
    ),
    "evidence_register": PATH,
}
"""The settings that are text; an empty one counts as not set."""

RETIRED = {
    "evidence_audits": AUDITS,
    "evidence_datapackage": PACKAGE,
    "evidence_library": "",
    "evidence_publishers": PUBLISHERS,
    "evidence_search_questions": SEARCH_QUESTIONS,
    "evidence_search_words": SEARCH_WORDS,
}
"""Former settings with paths of data, and the name that each file now has in the one folder."""


def check_settings(app: Sphinx, config: Config) -> None:
    """Reset each malformed setting, and warn once.

    :raises SystemExit: if ``conf.py`` has a former setting, without whose data each page would lack
        something
    """
    conf = Path(app.confdir, "conf.py")
    lines = conf.read_text("utf-8", errors="replace").splitlines() if conf.is_file() else []

    def problem(name: str, message: str) -> Problem:
        line = next((n for n, text in enumerate(lines, 1) if re.match(rf"{name}\b", text)), 0)
        return Problem(str(conf), line, Rule.MALFORMED_SETTING, message)

    assigned = _assigned(lines)
    if retired := [problem(*one) for one in _retired(assigned)]:
        stop("\n".join(map(str, sorted(retired))))
    problems = [
        *_malformed(config),
        *_wrong_data(config, Path(app.confdir)),
        *_wrong_parts(config, Path(app.srcdir)),
        *_unknown(config, assigned),
    ]
    for name, message in problems:
        warn_of(problem(name, message))


def _assigned(lines: Iterable[str]) -> list[str]:
    """Return the names, sorted, that begin like a setting of this package and get a value."""
    matches = (re.match(r"(evidence_\w+)\s*=", line) for line in lines)
    return sorted({match[1] for match in matches if match})


def _retired(assigned: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each former setting, and what has taken its place."""
    for name in assigned:
        if name in RETIRED:
            message = f"{name} is no longer a setting: name the folder of all data in {DATA}"
            yield name, message + (f", and this file {RETIRED[name]}" if RETIRED[name] else "")


def _malformed(config: Config) -> Iterator[tuple[str, str]]:
    """Reset the malformed settings; yield name and message of each."""
    for name, (is_valid, description) in SETTING_FORMS.items():
        value = config[name] if name in config else ""
        if value == "" or (isinstance(value, str) and is_valid(value)):
            continue
        shown = re.sub(r"(?<=://)[^/@]+@", "…@", repr(value))  # a password is not repeated
        yield name, f"{name} = {shown} is ignored: it must be {description}"
        config[name] = "en" if name == "language" else ""


def _wrong_data(config: Config, conf: Path) -> Iterator[tuple[str, str]]:
    """Reset the folder of data if there is none; yield name and message.

    It is not that of ``conf.py``, since what lies beside the data, such as a site, is no data.

    :param conf: the folder of ``conf.py``
    """
    value = config[DATA]
    folder = (conf / value).resolve()
    if value and (not folder.is_dir() or conf.resolve().is_relative_to(folder)):
        yield DATA, f"{DATA} = {value!r} is ignored: name a folder beside conf.py, such as 'data'"
        config[DATA] = ""


def _wrong_parts(config: Config, source: Path) -> Iterator[tuple[str, str]]:
    """Remove from ``evidence_parts`` what is not a folder; yield name and message of each."""
    name, parts = "evidence_parts", config.evidence_parts if "evidence_parts" in config else []
    if not isinstance(parts, list):
        yield name, f"{name} = {parts!r} is ignored: it must be a list of folders"
        config[name] = []
        return
    folders = [path.name for path in source.iterdir() if path.is_dir()]
    for part in parts:
        if part not in folders:
            near = get_close_matches(str(part), folders, 1)
            advice = f"write {near[0]!r}" if near else "write names of folders without slashes"
            yield name, f"{name}: {part!r} is no folder of {source.name} and is ignored: {advice}"
    config[name] = [part for part in parts if part in folders]


def _unknown(config: Config, assigned: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield names that begin like a setting of this package but are none."""
    prefix = "evidence_"
    known = sorted(name.removeprefix(prefix) for name in config.values if name.startswith(prefix))
    for name in assigned:
        if name not in config.values:
            near = get_close_matches(name.removeprefix(prefix), known, 1) or known
            advice = " or ".join(prefix + setting for setting in near)
            yield name, f"{name} is no setting: use {advice}"
