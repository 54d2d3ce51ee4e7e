"""Dead addresses: which outcomes of the link check count, archived copies, and the report."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tools.__main__ import main
from tools.links.archive import TRIES, archived_copy, closest, question
from tools.links.command import REFUSING, write_report
from tools.links.markdown import LONGEST, DeadLink, report
from tools.links.outcomes import Outcome, is_unknown, read_outcomes, why_dead
from tools.paths import read_paths

ROOT = Path(__file__).parents[2]
LIST = Path("data", "checks", REFUSING)
GONE = "404 Client Error: Not Found for url: https://ice.org/1"
NO_HOST = (
    "HTTPSConnectionPool(host='ice.org', port=443): Max retries exceeded with url: /1 (Caused by "
    "NameResolutionError(\"Failed to resolve 'ice.org' ([Errno -2] Name or service not known)\"))"
)
NO_NAMES = NO_HOST.replace(
    "-2] Name or service not known", "-3] Temporary failure in name resolution"
)
ARCHIVED = "http://web.archive.org/web/20200101000000/https://ice.org/1"
COPY = ARCHIVED.replace("http://web", "https://web")


def outcome(status, info="", address="https://ice.org/1"):
    return Outcome(address, "water/ice.md:3", status, info)


def answer(**copy):
    return json.dumps({"url": "ice.org/1", "archived_snapshots": {"closest": copy}}).encode()


@pytest.mark.parametrize(
    ("found", "reason", "unknown"),
    [
        (outcome("working"), "", False),
        (outcome("redirected", "https://ice.org/2"), "", False),
        (outcome("broken", GONE), "404", False),
        (outcome("broken", GONE.replace("404", "410")), "410", False),
        (outcome("broken", NO_HOST), "no such host", False),
        (outcome("broken", NO_NAMES), "", True),
        (outcome("broken", "403 Client Error: Forbidden for url: https://ice.org/1"), "", True),
        (outcome("broken", "500 Server Error: 404 Client Error: "), "", True),
        (outcome("broken", "unauthorized"), "", True),
        (outcome("timeout", "Read timed out."), "", True),
        (outcome("ignored", "service unavailable"), "", True),
        (outcome("ignored"), "", False),
        (outcome("broken", GONE, "https://SHY.org/1"), "", True),
    ],
)
def test_an_address_is_dead_only_if_somebody_says_so(found, reason, unknown):
    refusing = {"shy.org"}
    assert (why_dead(found, refusing), is_unknown(found, refusing)) == (reason, unknown)


def test_only_addresses_that_were_asked_are_read():
    rows = [
        {"uri": uri, "filename": "a.md", "lineno": 3, "status": status, "info": "", "code": 0}
        for uri, status in (
            ("https://ice.org/1", "working"),
            ("#ice", "unchecked"),
            ("https://web.archive.org/1", "ignored"),
            ("data/a.svg", "broken"),
        )
    ]
    text = "\n".join(map(json.dumps, rows))
    assert read_outcomes(text) == [Outcome("https://ice.org/1", "a.md:3", "working", "")]


def test_an_address_without_a_host_is_not_known():
    found = outcome("broken", "nothing", "http://[bad/")
    assert (why_dead(found, {"bad"}), is_unknown(found)) == ("", True)


def test_without_an_answer_an_old_report_stays(tmp_path, monkeypatch, capsys):
    """Nor is the answer of an earlier check taken for a new one."""
    (tmp_path / "conf.py").write_text("", "utf-8")
    for name in ("links.md", "linkcheck/output.json"):
        path = tmp_path / "_build" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Old.\n", "utf-8")
    monkeypatch.setattr("tools.links.command.sphinx", lambda *_: [sys.executable, "-c", ""])
    assert main(["--book", str(tmp_path), "links"]) == 2
    assert "no address was asked" in capsys.readouterr().err
    assert (tmp_path / "_build/links.md").read_text("utf-8") == "Old.\n"


def test_the_archive_is_asked_for_the_whole_address():
    asked = question("https://ice.org/1?a=b&c=d#e")
    assert asked.endswith("available?url=https%3A%2F%2Fice.org%2F1%3Fa%3Db%26c%3Dd%23e")


@pytest.mark.parametrize(
    ("data", "copy"),
    [
        (answer(url=ARCHIVED, status="200", available=True), COPY),
        (answer(url=ARCHIVED, status="404", available=True), ""),
        (answer(url="https://evil.org/", status="200", available=True), ""),
        (b'{"url": "ice.org/1", "archived_snapshots": {}}', ""),
    ],
)
def test_a_copy_is_one_that_the_archive_holds_whole(data, copy):
    assert closest(data) == copy


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"<html>", b'{"archived_snapshots": "no"}'])
def test_what_the_archive_does_not_document_is_no_answer(data):
    with pytest.raises(ValueError, match=r"Expecting|archived_snapshots"):
        closest(data)
    assert archived_copy("https://ice.org/1", lambda _: data, lambda _: None) is None


def test_the_archive_is_asked_again_after_longer_and_longer_pauses():
    pauses, answers = [], iter([OSError("busy"), TimeoutError(), answer(url=COPY, status="200")])

    def ask(_address):
        found = next(answers)
        if isinstance(found, Exception):
            raise found
        return found

    assert archived_copy("https://ice.org/1", ask, pauses.append) == COPY
    assert pauses == [1.0, 2.0, 4.0]
    assert len(pauses) == TRIES


def test_the_report_has_a_row_for_each_and_nothing_breaks_it():
    links = [
        DeadLink(("ice2001", "ice2002"), "https://ice.org/1|`2", "404", COPY),
        DeadLink(("a.md:3",), "https://ice.org/2", "no such host", ""),
        DeadLink(("b",), "https://ice.org/3", "410", None),
    ]
    assert report(links, 90, 4).splitlines() == [
        "3 dead, 4 not known, of 90 addresses.",
        "",
        "| key | address | status | archived copy |",
        "| --- | --- | --- | --- |",
        f"| `ice2001`, `ice2002` | `https://ice.org/1%7C%602` | 404 | <{COPY}> |",
        "| `a.md:3` | `https://ice.org/2` | no such host | none |",
        "| `b` | `https://ice.org/3` | 410 | not known |",
    ]


def test_a_long_report_is_cut_to_what_an_issue_takes():
    links = [DeadLink(("k" * 40,), f"https://ice.org/{n}", "404", COPY) for n in range(999)]
    text = report(links, 999, 0)
    assert len(text) < 65_536
    assert text.endswith(f"\n… and {999 - LONGEST} more.\n")


def test_a_report_is_written_while_something_is_dead(tmp_path):
    (tmp_path / "conf.py").write_text('evidence_data = "data"\n', "utf-8")
    (tmp_path / LIST).parent.mkdir(parents=True)
    (tmp_path / LIST).write_text("# a remark\nshy.org\n", "utf-8")
    (tmp_path / "references.bib").write_text("@misc{ice2001,\n  url = {https://ice.org/2},\n}\n")
    columns = "id,work,kind,language,url,unlinked,safety,read,date"
    row = "ice2001-1,ice2001,original,en,https://ice.org/1,,,whole,2026-11-24"
    (tmp_path / "data" / "copies.csv").write_text(f"{columns}\n{row}\n", "utf-8")
    output, target = tmp_path / "output.json", tmp_path / "links.md"

    def checked(**infos):
        rows = [
            {"uri": f"https://{host}.org/1", "filename": "a.md", "lineno": 3, "code": 0}
            | {"status": "broken" if info else "working", "info": info}
            for host, info in infos.items()
        ]
        output.write_text("\n".join(map(json.dumps, rows)), "utf-8")
        return write_report(read_paths(tmp_path), output, target, lambda _: COPY)

    line = checked(ice=GONE, shy=GONE, mud=GONE)
    assert line == "2 dead, 1 not known, of 3 addresses."
    text = target.read_text("utf-8")
    assert "| `ice2001` | `https://ice.org/1` | 404 |" in text
    assert "| `a.md:3` | `https://mud.org/1` | 404 |" in text
    assert checked(ice="", shy="") == "0 dead, 0 not known, of 2 addresses."
    assert not target.exists()


def test_the_list_of_hosts_holds_names_of_hosts():
    lines = (ROOT / LIST).read_text("utf-8").splitlines()
    hosts = [line for line in lines if line and not line.startswith("#")]
    assert [host for host in hosts if host != host.lower() or "/" in host] == []
