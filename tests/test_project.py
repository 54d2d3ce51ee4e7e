"""Consistency of the files in the root of the repository."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from sphinx_evidence import __version__
from sphinx_evidence.core.extras import CHARTS, CITATIONS, THEME, VOLUMES

ROOT = Path(__file__).parents[1]
CFF_SCHEMA = Path(__file__).with_name("data") / "cff-1.2.0.schema.json"

# In parts, so that this file does not contain them.
REGISTRIES = ("py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js.org")
MIRRORS = ("deb.deb" + "ian.org",)
FOLDERS = ("/wo" + "rk/", "/ho" + "me/", "/tmp/bash" + "_jobs")
# A folder of the same name within a web address is none of this machine's.
PRIVATE = re.compile(
    "|".join(map(re.escape, REGISTRIES + MIRRORS))
    + r"|(?<![\w.%~-])(?:"
    + "|".join(map(re.escape, FOLDERS))
    + ")"
)


@pytest.fixture(scope="module")
def citation() -> dict[str, Any]:
    """CITATION.cff with dates as text, as in JSON."""
    content = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    return json.loads(json.dumps(content, default=str))


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    """The project's settings."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def constraints() -> str:
    """The text of constraints.txt."""
    return (ROOT / "constraints.txt").read_text("utf-8")


def cff_name(author: dict[str, str]) -> str:
    """Return the name of a person or an organisation in natural order."""
    parts = ("given-names", "name-particle", "family-names", "name-suffix")
    return author.get("name") or " ".join(author[part] for part in parts if part in author)


def extras(pyproject: dict[str, Any]) -> list[str]:
    """Return the requirements of the extras, without those that name others."""
    found = chain(*pyproject["project"]["optional-dependencies"].values())
    return [need for need in found if not need.startswith(pyproject["project"]["name"])]


def wanted(pyproject: dict[str, Any]) -> list[Requirement]:
    """Return the requirements of the project, its extras and its dependency groups."""
    texts = [*pyproject["project"]["dependencies"], *extras(pyproject)]
    for group in pyproject["dependency-groups"].values():
        texts += [item for item in group if isinstance(item, str)]
    return [Requirement(text) for text in texts]


def pins(constraints: str) -> dict[str, list[Requirement]]:
    """Return the lines of constraints.txt by package; markers may give a package several."""
    found = defaultdict(list)
    for line in constraints.splitlines():
        if line.strip() and not line.startswith(("#", "-")):
            pin = Requirement(line)
            found[canonicalize_name(pin.name)].append(pin)
    return found


def private_words(path: Path) -> list[str]:
    """Return the hosts and folders in a file that reveal on which machine it was written."""
    return sorted(set(PRIVATE.findall(path.read_bytes().decode("utf-8", "replace"))))


def test_citation_file_follows_its_format(citation: dict[str, Any]) -> None:
    schema = json.loads(CFF_SCHEMA.read_text("utf-8"))
    validator = Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(citation)]
    assert errors == []


def test_authors_are_the_same_everywhere(
    citation: dict[str, Any], pyproject: dict[str, Any]
) -> None:
    authors = [author["name"] for author in pyproject["project"]["authors"]]
    assert authors == [cff_name(author) for author in citation["authors"]]


def test_the_change_log_of_the_package_begins_with_its_version() -> None:
    """The package has versions of its own, apart from the editions of the book."""
    text = (ROOT / "src" / "CHANGELOG.md").read_text("utf-8")
    number, *_ = re.findall(r"^## (\S+)", text, re.M)
    assert Version(__version__).base_version == number
    assert Version(__version__).is_prerelease is (f"## {number} (not yet published)" in text)


def test_the_package_shows_its_own_readme(pyproject: dict[str, Any]) -> None:
    """An index has no address to which a relative link could lead."""
    path = ROOT / pyproject["project"]["readme"]
    assert path == ROOT / "src" / "README.md"
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_version_of_the_package_is_typed_once_and_no_edition_of_the_book(
    pyproject: dict[str, Any], citation: dict[str, Any]
) -> None:
    path = ROOT / pyproject["tool"]["hatch"]["version"]["path"]
    (line,) = re.findall("^__version__ = .*", path.read_text("utf-8"), re.M)
    assert line == f'__version__ = "{Version(__version__)}"'
    assert (
        Version(__version__) < Version("2026") < Version(citation["version"].partition(".dev")[0])
    )


def test_all_extras_are_those_that_features_load(pyproject: dict[str, Any]) -> None:
    optional = pyproject["project"]["optional-dependencies"]
    found = {name: {Requirement(need).name for need in needs} for name, needs in optional.items()}
    for extra in (CHARTS, CITATIONS, THEME, VOLUMES):
        assert extra.package in found[extra.name]
    (whole,) = (Requirement(need) for need in optional["all"] if "[" in need)
    assert (whole.name, whole.extras) == (pyproject["project"]["name"], {*optional} - {"all"})


def test_constraints_name_no_place_to_install_from(constraints: str) -> None:
    assert [line for line in constraints.splitlines() if "://" in line or "--" in line] == []


def test_constraints_are_exact(constraints: str) -> None:
    pinned = [pin for lines in pins(constraints).values() for pin in lines]
    loose = [
        str(pin)
        for pin in pinned
        if [part.operator for part in pin.specifier] != ["=="] or "*" in str(pin.specifier)
    ]
    assert pinned
    assert loose == []


def test_every_dependency_is_pinned(pyproject: dict[str, Any], constraints: str) -> None:
    pinned = pins(constraints)
    missing = [
        str(need) for need in wanted(pyproject) if canonicalize_name(need.name) not in pinned
    ]
    assert missing == []


def test_what_a_release_is_made_with_has_checksums(
    pyproject: dict[str, Any], constraints: str
) -> None:
    """On failure run ``nox -s constraints``."""
    text = (ROOT / ".ci" / "release.txt").read_text("utf-8").replace("\\\n", "")
    pinned, _, hashes = zip(
        *(line.partition(" --hash=") for line in text.splitlines()), strict=True
    )
    assert all(part.startswith("sha256:") for part in hashes)
    versions = [{line.split()[0] for line in lines} for lines in (pinned, constraints.splitlines())]
    assert versions[0] <= versions[1]
    groups = pyproject["dependency-groups"]
    needed = [*pyproject["project"]["dependencies"], *extras(pyproject)]
    needed += pyproject["build-system"]["requires"]
    needed += [*groups["books"], *groups["nox"]]
    names = {canonicalize_name(Requirement(need).name) for need in needed}
    assert names <= pins("\n".join(pinned)).keys()


def test_pins_are_versions_that_the_project_allows(
    pyproject: dict[str, Any], constraints: str
) -> None:
    pinned = pins(constraints)
    refused = [
        f"{need} but {pin}"
        for need in wanted(pyproject)
        for pin in pinned[canonicalize_name(need.name)]
        for part in pin.specifier
        if not need.specifier.contains(part.version, prereleases=True)
    ]
    assert refused == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"index-url = https://{REGISTRIES[0]}/simple", [REGISTRIES[0]]),
        (f"see {FOLDERS[0]}main/docs", [FOLDERS[0]]),
        (f"file://{FOLDERS[0]}main", [FOLDERS[0]]),
        (f"{FOLDERS[2]}.0/1", [FOLDERS[2]]),
        (f"https://www.example.org{FOLDERS[0]}paper", []),
        (f"docs{FOLDERS[1]}page", []),
    ],
)
def test_private_words(tmp_path: Path, text: str, found: list[str]) -> None:
    path = tmp_path / "file"
    path.write_text(text, "utf-8")
    assert private_words(path) == found


def test_no_tracked_file_tells_of_the_machine_it_was_made_on() -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip(f"not a git repository: {listed.stderr.decode().strip()}")
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    found = {
        str(path.relative_to(ROOT)): words
        for path in paths
        if path.is_file() and (words := private_words(path))
    }
    assert paths
    assert found == {}


def test_licences_are_where_tools_and_readers_look(pyproject: dict[str, Any]) -> None:
    for pattern in pyproject["project"]["license-files"]:
        assert list(ROOT.glob(pattern)), pattern
    text = (ROOT / "LICENSE").read_bytes()
    assert (ROOT / "LICENSES" / "BSD-3-Clause.txt").read_bytes() == text
    expression = "BSD-3-Clause AND BSD-2-Clause AND MIT AND Apache-2.0 AND OFL-1.1"
    assert pyproject["project"]["license"] == expression
    texts = {path.read_text("utf-8") for path in (ROOT / "src").rglob("*.t[xt]*")}
    for copy in ("Apache License 2.0, LICENSES/Apache-2.0.txt", "SIL OPEN FONT LICENSE"):
        assert any(copy in text for text in texts)
    faces = ROOT / "src/sphinx_evidence/theme/evidence/static/faces/OFL.txt"
    assert (ROOT / "LICENSES" / "OFL-1.1.txt").read_bytes() == faces.read_bytes()
    other = (ROOT / "LICENSES" / "CC-BY-4.0.txt").read_text("utf-8")
    assert other.startswith("Creative Commons Attribution 4.0 International\n")


PAPERS = [
    *("README.md", "ARCHITECTURE.md", ".github/CODE_OF_CONDUCT.md", ".github/CONTRIBUTING.md"),
    *(".github/GOVERNANCE.md", ".github/SECURITY.md"),
]


@pytest.mark.parametrize("name", PAPERS)
def test_links_in_papers_of_the_project_lead_to_what_is_there(name: str) -> None:
    path = ROOT / name
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8"))
    assert links
    assert [link for link in links if "://" in link or not (path.parent / link).exists()] == []


def test_the_map_of_the_readme_names_every_folder_of_the_repository() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"\[`(\w+)/", text))
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert named == folders - {"LICENSES", "dist"}


def test_commands_of_the_readme_are_what_ci_runs() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^```\n(python3 -m venv .*)\n```", text, re.M)
    assert len(commands) == 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_forms_for_issues_are_the_only_way_and_lead_to_the_private_one() -> None:
    folder = ROOT / ".github" / "ISSUE_TEMPLATE"
    assert yaml.safe_load((folder / "config.yml").read_text("utf-8")) == {
        "blank_issues_enabled": False
    }
    for path in folder.glob("*.yml"):
        if path.name != "config.yml":
            first = yaml.safe_load(path.read_text("utf-8"))["body"][0]
            assert first["type"] == "markdown", path.name
            assert "SECURITY.md" in first["attributes"]["value"], path.name


def test_hooks_before_a_commit_have_the_versions_of_lint(constraints: str) -> None:
    content = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = [hook for repository in content["repos"] for hook in repository["hooks"]]
    used = {need for hook in hooks for need in hook["additional_dependencies"]}
    assert used
    assert used <= set(constraints.splitlines())
