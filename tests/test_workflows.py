"""The workflows of GitHub: what they run, what they may do, and what becomes of their texts."""

from __future__ import annotations

import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from packaging.version import Version

from tools.__main__ import TOOLS, main

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".github" / "workflows"
WRITES = {
    ("preview", "comment"): {"pull-requests"},
    ("links", "issue"): {"issues"},
    ("release", "publish"): {"contents", "id-token", "attestations"},
    ("release", "site"): {"actions"},
    ("pages", "deploy"): {"pages", "id-token"},
}
"""Which jobs may write what."""


@cache
def workflows() -> dict[str, dict[str, Any]]:
    """Return the workflows by name; YAML reads the key ``on`` as true."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in FOLDER.glob("*.yml")}


def jobs() -> dict[tuple[str, str], dict[str, Any]]:
    """Return the jobs of all workflows by the names of both."""
    return {
        (name, job): content
        for name, flow in workflows().items()
        for job, content in flow["jobs"].items()
    }


def scripts() -> dict[tuple[str, str], list[str]]:
    """Return the shell of each job."""
    return {
        name: [step["run"] for step in job["steps"] if "run" in step]
        for name, job in jobs().items()
    }


def sessions() -> set[str]:
    """Return the names of the sessions of nox."""
    tree = ast.parse((ROOT / "noxfile.py").read_text("utf-8"))
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(mark) == "nox.session" for mark in node.decorator_list)
    }


def called(script: str) -> list[str]:
    """Return the sessions that a script calls by ``.ci/run``."""
    found = re.findall(r"bash \.ci/run((?: [a-z]+)*)", script)
    return [name for names in found for name in names.split()]


def test_ci_is_defined_in_one_place() -> None:
    every = [script for found in scripts().values() for script in found]
    assert scripts()["checks", "checks"] == ["bash .ci/run tests"]
    assert scripts()["checks", "lint"] == ["bash .ci/run lint"]
    unknown = {name for script in every for name in called(script)} - sessions()
    assert unknown == set()
    tools = {name for script in every for name in re.findall(r"\.ci/run tool -- (\w+)", script)}
    assert {"validate", "links", "verify", "bundle"} == tools
    assert tools <= TOOLS.keys()
    programs = re.compile(r"\b(nox|pip|npm|pytest|sphinx-build|python3?)\b")
    assert [script for script in every if programs.search(script)] == []


def test_each_job_may_write_only_what_it_is_for() -> None:
    found = {
        (name, job): {scope for scope, level in flow_job.items() if level == "write"}
        for (name, job), content in jobs().items()
        if isinstance(flow_job := content.get("permissions", {}), dict)
    }
    assert {name: scopes for name, scopes in found.items() if scopes} == WRITES
    for name, flow in workflows().items():
        assert flow["permissions"] in ({}, {"contents": "read"}), name


def test_a_job_that_may_write_runs_no_code_of_the_repository() -> None:
    for name in WRITES:
        used = [step["uses"] for step in jobs()[name]["steps"] if "uses" in step]
        assert not any("checkout" in action for action in used), name
        assert [script for script in scripts()[name] if ".ci/run" in script] == [], name


def test_no_text_of_an_event_is_put_into_a_script() -> None:
    assert {name for name, found in scripts().items() if any("${{" in text for text in found)} == (
        set()
    )


def test_only_the_checks_are_given_a_secret_and_they_do_without() -> None:
    secrets = {
        path.stem: set(re.findall(r"secrets\.(\w+)", path.read_text("utf-8")))
        for path in FOLDER.glob("*.yml")
    }
    assert {name: found for name, found in secrets.items() if found} == {
        "checks": {"EVIDENCE_NAMES_KEY"}
    }


def test_workflows_end_by_themselves_or_when_superseded() -> None:
    slow = {name: job["timeout-minutes"] for name, job in jobs().items()}
    assert {name for name, minutes in slow.items() if minutes > 60} == {("links", "links")}
    assert max(slow.values()) < 360, "GitHub ends a job after six hours"
    kept = {
        name for name, flow in workflows().items() if not flow["concurrency"]["cancel-in-progress"]
    }
    assert kept == {"release"}


def test_ci_begins_with_the_oldest_python_that_the_project_takes() -> None:
    matrix = jobs()["checks", "checks"]["strategy"]["matrix"]["python"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == f">={matrix[0]}"
    assert matrix == sorted(matrix, key=Version)
    (set_up,) = (step for step in jobs()["checks", "lint"]["steps"] if "python" in str(step))
    assert set_up["with"]["python-version"] == matrix[0]


def test_actions_are_pinned_by_digest_with_their_version() -> None:
    lines = [
        line.strip().removeprefix("- ")
        for path in FOLDER.glob("*.yml")
        for line in path.read_text("utf-8").splitlines()
        if "uses:" in line
    ]
    pinned = re.compile(r"uses: ([\w-]+/[\w-]+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+")
    assert lines
    assert [line for line in lines if not pinned.fullmatch(line)] == []
    used = {match.groups() for line in lines if (match := pinned.fullmatch(line))}
    assert len(used) == len({action for action, _digest in used}), "one version of each"


def test_what_is_published_is_not_made_with_a_cache() -> None:
    for name in (("release", "build"), ("pages", "build")):
        assert [step for step in jobs()[name]["steps"] if "cache" in step.get("with", {})] == []


PYTHON = """#!/bin/bash
mkdir -p .venv/bin
cp "$0" .venv/bin/python; cp "$0" .venv/bin/nox
printf '%s %s%s\\n' "${0##*/}" "$*" "${PIP_NO_INDEX:+ from $PIP_FIND_LINKS}" >> calls.txt
"""


@pytest.mark.parametrize("session", ["html", "books", "tool -- bundle v2026.1"])
def test_a_release_is_made_with_packages_of_known_checksums(tmp_path: Path, session: str) -> None:
    """The tool that makes the others was once whatever version was newest."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    for name in ("bash", "dirname", "cp", "mkdir"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or pytest.skip(f"no {name}"))
    (tmp_path / "bin" / "python3").write_text(PYTHON, "utf-8")
    (tmp_path / "bin" / "python3").chmod(0o755)
    command = ["bash", ".ci/run", *session.split()]
    subprocess.run(command, cwd=tmp_path, env={"PATH": str(tmp_path / "bin")}, check=True)
    made, *fetched, installed, run = (tmp_path / "calls.txt").read_text("utf-8").splitlines()
    assert made == "python3 -m venv .venv"
    source = ""
    if session != "html":
        (download,) = fetched
        assert {"--require-hashes", ".ci/release.txt"} <= {*download.split()}
        source = f" from {tmp_path}/.venv/packages"
    assert installed == f"python -m pip install -q -c constraints.txt nox{source}"
    assert run == f"nox -s {session}{source}"


def test_a_session_for_each_tool_that_needs_more_than_the_book(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What noxfile.py has of tools are names of tools, and of groups of pyproject.toml."""
    stand_in = SimpleNamespace(session=lambda *made, **_: made[0] if made else lambda one: one)
    stand_in.options = SimpleNamespace()
    monkeypatch.setitem(sys.modules, "nox", stand_in)
    names = runpy.run_path(str(ROOT / "noxfile.py"))
    assert names["GROUPS"].keys() | names["PACKAGES"].keys() <= TOOLS.keys()
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    assert {name for found in names["GROUPS"].values() for name in found} <= groups.keys()


def test_a_bundle_of_an_unknown_tag_deletes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The word once named a folder to delete before anything looked at it."""
    (tmp_path / "conf.py").write_text('evidence_editions = "editions"\n', "utf-8")
    for name in ("_build/editions/2026.1", "_build/release", "victim"):
        (tmp_path / name).mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    for tag in ("v", "/", "v../../../victim", "v2026.1"):
        assert main(["--book", str(tmp_path), "bundle", tag]) == 2
        assert tag in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


# the scripts that use the tool of GitHub, with a stand-in for it

STAND_IN = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> calls.txt
case "$*" in
  *pulls*) printf '%s' "$PULL" ;;
  */zip*) cat stored.zip ;;
  *artifacts*) printf '%s' "$ARTIFACT" ;;
  *"issues/7/comments --jq"*) printf '%s' "$COMMENT" ;;
  "issue list"*) printf '%s' "$ISSUE" ;;
  "release list"*) printf '%s' "$TAGS" ;;
  "release download v2026.1"*) cp stored.zip _build/published/2026.1.zip ;;
esac
"""


def play(folder: Path, name: tuple[str, str], **answers: str) -> list[str]:
    """Run the last script of a job with a stand-in for ``gh``; return how that was called."""
    bash = shutil.which("bash")
    if bash is None or shutil.which("unzip") is None:
        pytest.skip("bash or unzip is not installed")
    tool = folder / "bin" / "gh"
    tool.parent.mkdir()
    tool.write_text(STAND_IN, "utf-8")
    tool.chmod(0o755)
    script = scripts()[name][-1]
    environment = {
        **dict.fromkeys(("PULL", "ARTIFACT", "COMMENT", "ISSUE", "TAGS"), ""),
        **{"REPOSITORY": "a/b", "HEAD": "c:d", "SHA": "e", "RUN": "5", "SITE": "https://x.org"},
        **{
            "TITLE": "Dead",
            "GH_REPO": "a/b",
            "PATH": f"{tool.parent}:{os.environ['PATH']}",
            **answers,
        },
    }
    run = subprocess.run([bash, "-e", "-c", script], cwd=folder, env=environment, check=False)
    assert run.returncode == 0
    return (folder / "calls.txt").read_text("utf-8").splitlines()


def store(folder: Path, text: str, name: str = "report.md") -> None:
    """Write the artefact that the stand-in gives."""
    with ZipFile(folder / "stored.zip", "w") as archive:
        archive.writestr(name, text)


@pytest.mark.parametrize(("comment", "verb"), [("", "POST"), ("31\n32", "PATCH")])
def test_a_report_becomes_one_comment(tmp_path: Path, comment: str, verb: str) -> None:
    store(tmp_path, "# What it does\n\n@somebody: `$(id)` 한국\n")
    *_, last = play(tmp_path, ("preview", "comment"), PULL="7", ARTIFACT="9", COMMENT=comment)
    assert f"--method {verb}" in last
    assert "issues/comments/31 " in last if comment else "issues/7/comments " in last
    text = (tmp_path / "comment.md").read_text("utf-8")
    assert text.startswith("<!-- report -->\n")
    assert "&#64;somebody: `$(id)` 한국" in text


@pytest.mark.parametrize("sign", ["한", "@"])
def test_a_report_of_any_size_is_cut_and_stays_text(tmp_path: Path, sign: str) -> None:
    store(tmp_path, sign * 100_000)
    play(tmp_path, ("preview", "comment"), PULL="7", ARTIFACT="9")
    text = (tmp_path / "comment.md").read_text("utf-8")
    assert 15_000 < len(text) < 65_536


@pytest.mark.parametrize(("pull", "artifact"), [("", "9"), ("7", "")])
def test_without_pull_request_or_report_nothing_is_said(
    tmp_path: Path, pull: str, artifact: str
) -> None:
    calls = play(tmp_path, ("preview", "comment"), PULL=pull, ARTIFACT=artifact)
    assert [call for call in calls if "--method P" in call] == []


def edition(folder: Path) -> None:
    """Write the archive of an edition, as the tool ``bundle`` packs it."""
    with ZipFile(folder / "stored.zip", "w") as archive:
        for name in ("index.html", "SHA256SUMS"):
            archive.writestr(f"2026.1/{name}", name)


def test_the_site_has_the_editions_of_all_releases(tmp_path: Path) -> None:
    edition(tmp_path)
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "run").write_text('printf "run %s\\n" "$*" >> calls.txt\n', "utf-8")
    calls = play(tmp_path, ("pages", "build"), TAGS="v2026.1")
    assert calls[-2].startswith("attestation verify _build/published/2026.1.zip --repo a/b ")
    assert calls[-1] == "run tool -- verify _build/html/editions/2026.1/"
    folder = tmp_path / "_build/html/editions/2026.1"
    assert [path.name for path in folder.iterdir()] == ["index.html"]


def test_a_site_without_releases_has_no_editions(tmp_path: Path) -> None:
    assert len(play(tmp_path, ("pages", "build"))) == 1
    assert list((tmp_path / "_build/html/editions").iterdir()) == []


@pytest.mark.parametrize(("issue", "call"), [("", "issue create"), ("12", "issue edit 12")])
def test_dead_links_are_kept_in_one_issue(tmp_path: Path, issue: str, call: str) -> None:
    *_, last = play(tmp_path, ("links", "issue"), ISSUE=issue)
    assert last.startswith(call)
    assert last.endswith("--body-file links.md")
