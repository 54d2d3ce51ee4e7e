"""The edition of the book, its settings, and the check of all settings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from sphinx.errors import ConfigError
from sphinx.util.logging import getLogger

from .. import __version__
from .dates import format_date, is_day
from .diagnostics import Problem, Rule
from .log import warn_of
from .paths import (
    AUDITS,
    EDITIONS,
    PACKAGE,
    PUBLISHERS,
    SEARCH_QUESTIONS,
    SEARCH_WORDS,
    relative_path,
)
from .paths import SETTING as DATA
from .stop import stop
from .text import N_, UNSEEN, is_language
from .upstream import conf_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from .text import Translate

logger = getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the book, or a working copy.

    :param title: title of the book
    :param author: the corporate author
    :param version: calendar version such as ``2026.1``; a working copy has ``.dev`` in it
    :param date: ISO date of the edition
    :param language: BCP 47 tag
    :param base: address of the site with a slash at its end, empty if it has none
    :param licence_name: short name of the licence of text and data
    :param licence_url: its address
    :param identifier: its DOI, or the address of another persistent identifier, empty for none
    :param frozen: whether the site is that of this edition only, and never changes
    """

    title: str
    author: str
    version: str
    date: str
    language: str
    base: str = ""
    licence_name: str = ""
    licence_url: str = ""
    identifier: str = ""
    frozen: bool = False

    @property
    def released(self) -> bool:
        """Whether this is a published edition, not a working copy."""
        return ".dev" not in self.version

    def designation(self, translate: Translate = str) -> str:
        """Return ``edition 2026.1``, or ``working copy 2026.1.dev0`` between editions."""
        message = N_("edition {version}") if self.released else N_("working copy {version}")
        return translate(message).format(version=self.version)

    def frozen_line(self, translate: Translate = str) -> str:
        """Return what each page of a frozen edition says before its link to the newest."""
        message = translate(N_("Edition {version}, {date}; newest:"))
        return message.format(version=self.version, date=format_date(self.date, translate))

    def whole_site_path(self, page: str, target: str) -> str:
        """Return the relative address of a file of the whole site, which holds all editions.

        :param page: address of the page, from the root of this build
        :param target: address of the file, from the root of the whole site
        """
        own = f"{EDITIONS}/{self.version}/" if self.frozen else ""
        return relative_path(own + page, target)

    def newest(self, page: str) -> str:
        """Return the relative address of the same page of the newest edition; empty if it is."""
        return self.whole_site_path(page, page or "./") if self.frozen else ""


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

_LINE: Form = (_is_line, "a text in quotation marks, on one line and without < and >")
_PATH: Form = (_is_line, "a path in quotation marks, from the folder of conf.py")
_VERSION: Form = (_is_version, 'a version in quotation marks, such as "2026.1" or "2026.1.dev0"')
_DAY: Form = (is_day, "a day of the calendar, such as '2026-11-24'")

SETTING_FORMS: dict[str, Form] = {
    "project": _LINE,
    "author": _LINE,
    "version": _LINE,
    "html_title": _LINE,
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
    "evidence_books": _PATH,
    "evidence_edition_date": _DAY,
    "evidence_editions": _PATH,
    "evidence_identifier": (
        _is_identifier,
        "a DOI such as '10.1234/abc', or the https address of another identifier",
    ),
    DATA: _PATH,
    "evidence_contributing": (
        _is_folder,
        "the name of a folder in lower-case words and hyphens, such as 'contributing'",
    ),
    "evidence_register": _PATH,
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

    :raises SystemExit: if ``CITATION.cff`` is unread, or ``conf.py`` has a former setting, without
        whose data each page would lack something
    """
    if any(value is UNREAD for value in conf_values(config)):
        stop()  # what is wrong was said when conf.py read it
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


@dataclass(frozen=True, slots=True)
class CitationFile:
    """The fields of ``CITATION.cff`` that the settings use.

    :param title: title of the book
    :param author: name of the body that is its author
    :param version: version of the edition
    :param date: ISO date of the edition
    """

    title: str
    author: str
    version: str
    date: str


UNREAD = CitationFile("", "", "", "")
"""What ``conf.py`` has of a file that is missing or malformed."""


def read_citation_file(path: Path) -> CitationFile:
    """Read title, author, version and date of the book, for ``conf.py``.

    A mistake in the file is one line, and the build ends once ``conf.py`` is read: Sphinx would
    print any exception in it at length.
    """
    try:
        return parse_citation_file(path)
    except ConfigError as error:
        logger.error("%s", error)
        return UNREAD


def parse_citation_file(path: Path) -> CitationFile:
    """Return title, author, version and date of the book.

    :raises ConfigError: if a field is missing or malformed; the message has file, line and advice
    """
    try:
        root = yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "") or "it is not UTF-8, so save it in that encoding"
        raise ConfigError(f"{path}:1: the file cannot be read: {reason}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else str(path)
        reason = getattr(error, "problem", None) or error
        message = f"{place}: {reason}: put a text that has a colon or quotation marks in quotes"
        raise ConfigError(message) from error
    fields = {key.value: value for key, value in _pairs(root)}
    authors = fields.get("authors")
    bodies = authors.value if isinstance(authors, yaml.SequenceNode) else []
    names = [value for body in bodies for key, value in _pairs(body) if key.value == "name"]
    if len(bodies) != 1 or len(names) != 1:
        line = authors.start_mark.line + 1 if authors else 1
        raise ConfigError(f'{path}:{line}: authors must be one body, such as - name: "Its name"')
    return CitationFile(
        title=_text(path, "title", fields.get("title"), _LINE),
        author=_text(path, "name", names[0], _LINE),
        version=_text(path, "version", fields.get("version"), _VERSION),
        date=_text(path, "date-released", fields.get("date-released"), _DAY),
    )


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    """Return the keys and values of a mapping, or nothing for any other node."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return [(key, value) for key, value in pairs if isinstance(key, yaml.ScalarNode)]


def _text(path: Path, name: str, node: yaml.Node | None, form: Form) -> str:
    """Return a field as written, since YAML would read ``2026.10`` as the number 2026.1."""
    is_valid, description = form
    if node is None:
        raise ConfigError(f"{path}:1: {name} is missing: add {description}")
    number = node.tag.endswith((":int", ":float", ":bool", ":null"))
    if number or not isinstance(node.value, str) or not is_valid(node.value):
        raise ConfigError(f"{path}:{node.start_mark.line + 1}: {name} must be {description}")
    return node.value


def edition_of(config: Config) -> Edition:
    """Return the edition that the settings describe."""
    return Edition(
        title=config.html_title or config.project,
        author=config.author,
        version=config.version,
        date=config.evidence_edition_date,
        language=(config.language or "en").replace("_", "-"),
        base=config.evidence_base_address,
        licence_name=config.evidence_licence_name,
        licence_url=config.evidence_licence_url,
        identifier=config.evidence_identifier,
        frozen=bool(config.evidence_frozen),
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings of an edition, and that of the data of the book."""
    app.add_config_value(DATA, "", "env", str, "Path of the folder of data")
    app.add_config_value("evidence_base_address", "", "html", str, "Address of the site")
    app.add_config_value("evidence_edition_date", "", "env", str, "ISO date of the edition")
    app.add_config_value("evidence_licence_name", "", "env", str, "Short name of the licence")
    app.add_config_value("evidence_licence_url", "", "env", str, "Address of the licence")
    app.add_config_value("evidence_identifier", "", "env", str, "DOI of the edition")
    app.add_config_value("evidence_frozen", False, "env", bool, "Whether it never changes")
    app.connect("config-inited", check_settings)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
