"""What a book lacks before it is put on the net."""

from __future__ import annotations

from sphinx_evidence.starter.command import main
from sphinx_evidence.starter.doctor import examine

CONF = """
project = "A river"
evidence_base_address = "https://example.org/book"
evidence_register = "permalinks.csv"
evidence_repository = "https://github.com/rivers/book/"
"""
FORM = "name: Correction\nlabels: [correction]\n"
WORKFLOW = "env: ${{ secrets.NAMES }} ${{ vars.PAGES }} ${{ secrets.GITHUB_TOKEN }}\n"
ANSWERS = {
    "repos/rivers/book/private-vulnerability-reporting": {"enabled": True},
    "repos/rivers/book/labels?per_page=100": [{"name": "bug"}],
    "repos/rivers/book/actions/secrets?per_page=100": {"secrets": [{"name": "NAMES"}]},
    "repos/rivers/book/actions/variables?per_page=100": {"variables": []},
}


def write(root):
    for name, text in {
        "conf.py": CONF,
        ".github/ISSUE_TEMPLATE/correction.yml": FORM,
        ".github/CODEOWNERS": "# *  @example/maintainers\n",
        ".github/workflows/pages.yml": WORKFLOW,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_each_thing_is_there_or_missing_or_was_not_seen(tmp_path):
    write(tmp_path)
    found = {one.name: one for one in examine(tmp_path, ANSWERS.get)}
    assert {name for name, one in found.items() if one.there} == {
        *("evidence_register", "evidence_repository", ".github/ISSUE_TEMPLATE/correction.yml"),
        *("private vulnerability reporting", "secret NAMES"),
    }
    assert {name for name, one in found.items() if one.there is None} == {"protection of main"}
    assert "with a slash at its end" in str(found["evidence_base_address"])
    assert str(found["label correction"]).endswith("run: gh label create correction")
    assert found["variable PAGES"].there is False
    assert found[".github/CODEOWNERS"].there is False


def test_a_variable_is_needed_only_for_what_the_settings_do_not_say(tmp_path):
    write(tmp_path)
    workflow = "env: ${{ vars.EVIDENCE_REPOSITORY }} ${{ vars.EVIDENCE_CONTACT }}\n"
    (tmp_path / ".github/workflows/pages.yml").write_text(workflow, "utf-8")
    found = [one.name for one in examine(tmp_path, ANSWERS.get) if one.name.startswith("variable")]
    assert found == ["variable EVIDENCE_CONTACT"]


def test_the_command_says_how_many_are_missing(tmp_path, capsys, monkeypatch):
    write(tmp_path)
    monkeypatch.setenv("PATH", "")  # no gh
    assert main(["doctor", str(tmp_path)]) == 1
    *lines, last, advice = capsys.readouterr().out.splitlines()
    missing = sum(line.startswith("missing") for line in lines)
    assert last == f"{len(lines)} looked at, {missing} missing, 5 not seen."
    assert "gh" in advice


def test_a_folder_without_a_book_is_one_line(tmp_path, capsys):
    assert main(["doctor", str(tmp_path)]) == 1
    assert "conf.py" in capsys.readouterr().err
