"""What is still missing before a book is put on the net: ``evidence doctor``.

Nothing is built and nothing changed. Settings and files are read from the folder of ``conf.py``.
What is set on GitHub is asked with its tool ``gh``: the labels that the forms name, the secrets and
variables that the workflows name, and what the repository has to be told by hand.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from sphinx.config import Config
from sphinx.util.tags import Tags

from ..core.repository import CORRECTION
from ..core.settings import SETTING_FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Ask = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a published book needs.

    :param name: what it is called where it is set
    :param there: whether it is there; None if nobody could look
    :param advice: what to do if it is not, with a command or a click
    """

    name: str
    there: bool | None
    advice: str

    def __str__(self) -> str:
        word = {True: "there", False: "missing", None: "not seen"}[self.there]
        return f"{word:<9} {self.name}" + ("" if self.there else f": {self.advice}")


SETTINGS = {
    "evidence_edition_date": "the day of the edition, or nothing can be cited",
    "evidence_base_address": "the address of the site, or permalinks have none",
    "evidence_licence_name": "the licence, or nobody may use text and data",
    "evidence_licence_url": "the address of the licence",
    "evidence_register": "'permalinks.csv', or no published id is missed",
    "evidence_editions": "'editions', or no edition can be frozen",
    "evidence_repository": "the address of the repository, or no page leads to its forms",
    "evidence_contact": "a mailto: or https: address, or people without an account cannot report",
}
"""What a published book sets in ``conf.py``, in the order of the guide."""


def check_settings(values: Config) -> Iterator[Finding]:
    """Yield the settings of a published book; a malformed one is missing."""
    for name, advice in SETTINGS.items():
        value = values[name] if name in values else ""
        is_valid, form = SETTING_FORMS.get(name, (bool, ""))
        there = isinstance(value, str) and bool(value) and bool(is_valid(value))
        wrong = f"it must be {form}" if value and form else f"in conf.py, set it to {advice}"
        yield Finding(name, there, wrong)


def check_files(root: Path, values: Config) -> Iterator[Finding]:
    """Yield the files that a published book has beside its text."""
    register = values["evidence_register"] if "evidence_register" in values else ""
    if register:
        command = "run: sphinx-build -b register -c . docs _build/register"
        yield Finding(register, (root / register).is_file(), command)
    forge = root / ".github"
    form = forge / "ISSUE_TEMPLATE" / CORRECTION
    yield Finding(
        f".github/ISSUE_TEMPLATE/{CORRECTION}", form.is_file(), "write the form to which pages lead"
    )
    owners = forge / "CODEOWNERS"
    lines = owners.read_text("utf-8").splitlines() if owners.is_file() else []
    named = any(line.strip() and not line.startswith("#") for line in lines)
    yield Finding(".github/CODEOWNERS", named, "name who is asked for a review")


def labels_of(root: Path) -> list[str]:
    """Return the labels that the forms of issues give."""
    found: set[str] = set()
    for path in sorted((root / ".github" / "ISSUE_TEMPLATE").glob("*.yml")):
        found.update((yaml.safe_load(path.read_text("utf-8")) or {}).get("labels") or ())
    return sorted(found)


def named_in_workflows(root: Path, kind: str) -> list[str]:
    """Return the secrets or variables that the workflows read.

    :param kind: ``secrets`` or ``vars``
    """
    texts = (path.read_text("utf-8") for path in (root / ".github" / "workflows").glob("*.yml"))
    names = {name for text in texts for name in re.findall(rf"\b{kind}\.(\w+)", text)}
    return sorted(names - {"GITHUB_TOKEN"})


def check_github(root: Path, repository: str, branch: str, ask: Ask) -> Iterator[Finding]:
    """Yield what is set in a repository on GitHub.

    :param repository: its owner and name, such as ``rivers/book``
    :param ask: returns what GitHub answers to a path of its API, None if it answers nothing
    """

    def names(path: str, key: str) -> set[str] | None:
        answer = ask(path)
        if answer is None:
            return None
        return {item["name"] for item in (answer[key] if key else answer)}

    private = f"repos/{repository}/private-vulnerability-reporting"
    answer = ask(private)
    yield Finding(
        "private vulnerability reporting",
        None if answer is None else bool(answer["enabled"]),
        f"run: gh api -X PUT {private}",
    )
    known = names(f"repos/{repository}/labels?per_page=100", "")
    for label in labels_of(root):
        there = None if known is None else label in known
        yield Finding(f"label {label}", there, f"run: gh label create {label}")
    for kind, path, key, command in (
        ("secret", "secrets", "secrets", "gh secret set {name}"),
        ("variable", "variables", "vars", "gh variable set {name}"),
    ):
        known = names(f"repos/{repository}/actions/{path}?per_page=100", path)
        for name in named_in_workflows(root, key):
            there = None if known is None else name in known
            yield Finding(f"{kind} {name}", there, f"run: {command.format(name=name)}")
    answer = ask(f"repos/{repository}/branches/{branch}")
    yield Finding(
        f"protection of {branch}",
        None if answer is None else bool(answer["protected"]),
        "Settings, Branches, Add rule: a pull request, one review, and the checks passed",
    )


def github(path: str) -> Any:
    """Return what GitHub answers to a path of its API; None without its tool, or on a refusal."""
    if shutil.which("gh") is None:
        return None
    done = subprocess.run(["gh", "api", path], capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout) if done.returncode == 0 else None
    except ValueError:
        return None


def examine(root: Path, ask: Ask = github) -> list[Finding]:
    """Return all that a published book needs.

    :param root: the folder of ``conf.py``
    :raises sphinx.errors.ConfigError: if there is none, or it cannot be read
    """
    values = Config.read(root.resolve(), overrides={}, tags=Tags())
    for name in (*SETTINGS, "evidence_branch"):
        values.add(name, "main" if name == "evidence_branch" else "", "", ())
    findings = [*check_settings(values), *check_files(root, values)]
    found = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+)/", values["evidence_repository"])
    if found:
        said = {f"variable {name.upper()}" for name in SETTINGS if values[name]}  # in conf.py
        asked = check_github(root, found[1], values["evidence_branch"], ask)
        findings += [finding for finding in asked if finding.name not in said]
    return findings
