"""The check of all settings: one that is malformed is reset, with one warning."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from .dates import is_day
from .diagnostics import Problem, Rule
from .house import HouseRule, check_house_rules, follows
from .log import warn_of
from .paths import SETTING as DATA
from .text import UNSEEN, is_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from sphinx.application import Sphinx
    from sphinx.config import Config

Form = tuple[Callable[[str], object], str]
"""A test for a setting that is text, and a description of valid values for messages."""

_ON_ONE_LINE = re.compile(r"(?=.*\S)[^\x00-\x1f\x7f<>\ud800-\udfff]+").fullmatch

LINE: Form = (_ON_ONE_LINE, "a text in quotation marks, on one line and without < and >")
PATH: Form = (_ON_ONE_LINE, "a path in quotation marks, from the folder of conf.py")
VERSION: Form = (
    re.compile(r"[0-9]{4}\.[1-9][0-9]*(\.dev[0-9]+)?").fullmatch,
    'a version in quotation marks, such as "2026.1" or "2026.1.dev0"',
)
ANY_VERSION: Form = (
    _ON_ONE_LINE,
    'a version in quotation marks, such as "2026.1" or "1.0"',
)
DAY: Form = (is_day, "a day of the calendar, such as '2026-11-24'")
ADDRESS: Form = (
    re.compile(
        rf"""(?!.*{UNSEEN.pattern})https?://[^\s/?#@"'<>\[\]\\]+/(?:[^\s?#"'<>\\]*/)?"""
    ).fullmatch,
    "an address with a slash at its end, such as 'https://example.org/book/'",
)

SETTING_FORMS: dict[str, Form] = {
    "project": LINE,
    "author": LINE,
    "version": LINE,
    "html_title": LINE,
    "language": (is_language, "a language such as 'en_GB'"),
    "evidence_base_address": ADDRESS,
    "evidence_repository": ADDRESS,
    "evidence_branch": (
        re.compile(r"(?!.*\.\.)[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)*").fullmatch,
        "the name of a branch in quotation marks, such as 'main'",
    ),
    "evidence_contact": (
        re.compile(r"""(https://|mailto:)[^\s"'<>]+""").fullmatch,
        "an address, such as 'https://example.org/report' or 'mailto:book@example.org'",
    ),
    "evidence_books": PATH,
    "evidence_edition_date": DAY,
    "evidence_editions": PATH,
    "evidence_identifier": (
        re.compile(r"""10\.[0-9]{4,9}/[^\s"'<>]+|https://[^\s"'<>]+""").fullmatch,
        "a DOI such as '10.1234/abc', or the https address of another identifier",
    ),
    DATA: PATH,
    "evidence_contributing": (
        re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*").fullmatch,
        "the name of a folder in lower-case words and hyphens, such as 'contributing'",
    ),
    "evidence_register": PATH,
}
"""The settings that are text; an empty one counts as not set."""


def check_settings(app: Sphinx, config: Config) -> None:
    """Reset each malformed setting, and warn once."""
    conf = Path(app.confdir, "conf.py")
    lines = conf.read_text("utf-8", errors="replace").splitlines() if conf.is_file() else []
    problems = [
        *check_house_rules(config),
        *_malformed(config),
        *_wrong_data(config, Path(app.confdir)),
        *_wrong_names(config, Path(app.srcdir)),
        *_unknown(config, lines),
    ]
    base, (is_address, _form) = config.html_baseurl, ADDRESS
    if not config.evidence_base_address and base and is_address(base):
        config.evidence_base_address = base
    for name, message in problems:
        line = next((n for n, text in enumerate(lines, 1) if re.match(rf"{name}\b", text)), 0)
        warn_of(Problem(str(conf), line, Rule.MALFORMED_SETTING, message))


def _malformed(config: Config) -> Iterator[tuple[str, str]]:
    """Reset the malformed settings; yield name and message of each."""
    forms = dict(SETTING_FORMS)
    if follows(config, HouseRule.VERSIONS):
        forms["version"] = VERSION
    for name, (is_valid, description) in forms.items():
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


def _wrong_names(config: Config, source: Path) -> Iterator[tuple[str, str]]:
    """Remove from lists of folders and pages what is none; yield name and message of each.

    :param source: the folder of the pages
    """
    folders = {path.name for path in source.iterdir() if path.is_dir()}
    pages = {
        path.relative_to(source).with_suffix("").as_posix()
        for path in source.rglob("*.*")
        if path.is_file()
    }
    yield from _strangers(config, "evidence_parts", folders, "folder", source.name)
    yield from _strangers(config, "evidence_cited_pages", pages, "page", source.name)
    yield from _strangers(config, "evidence_translated", pages, "page", source.name)


def _strangers(
    config: Config, name: str, known: Set[str], kind: str, source: str
) -> Iterator[tuple[str, str]]:
    given = config[name] if name in config else []
    if not isinstance(given, list):
        yield name, f"{name} = {given!r} is ignored: it must be a list of {kind}s"
        config[name] = []
        return
    for one in given:
        if one not in known:
            near = get_close_matches(str(one), sorted(known), 1)
            usual = f"write names of {kind}s without "
            usual += "slashes" if kind == "folder" else "their suffix"
            advice = f"write {near[0]!r}" if near else usual
            yield name, f"{name}: {one!r} is no {kind} of {source} and is ignored: {advice}"
    config[name] = [one for one in given if one in known]


def _unknown(config: Config, lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield names that begin like a setting of this package and get a value, but are none.

    :param lines: those of ``conf.py``
    """
    prefix = "evidence_"
    known = sorted(name.removeprefix(prefix) for name in config.values if name.startswith(prefix))
    assigned = (re.match(r"(evidence_\w+)\s*=", line) for line in lines)
    for name in sorted({match[1] for match in assigned if match}):
        if name not in config.values:
            near = get_close_matches(name.removeprefix(prefix), known, 1) or known
            advice = " or ".join(prefix + setting for setting in near)
            yield name, f"{name} is no setting: use {advice}"
