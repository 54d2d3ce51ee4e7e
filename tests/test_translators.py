"""What translators are given by one command: catalogs, brought up to date with the English."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import polib
import pytest

from sphinx_evidence.translations.catalogs import read_messages
from sphinx_evidence.translations.reviews import digest
from test_translations import LANGUAGE, SETTINGS, WHOLE
from tools.__main__ import main
from tools.paths import read_paths
from tools.report.stale import stale

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

CLAIM = "A third of the harvest was lost {cite:p}`smith2010sand{p. 5}`."


@pytest.fixture
def river(tmp_path: Path) -> Path:
    """A copy of the whole book with its settings for translators."""
    root = tmp_path / "river"
    shutil.copytree(WHOLE, root)
    with root.joinpath("conf.py").open("a", encoding="utf-8") as conf:
        conf.write(SETTINGS)
    return root


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="GNU gettext is not installed")
def test_a_changed_message_keeps_its_translation_and_its_old_english(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--book", str(river), "translations"]
    template = river / "docs/_templates/search-help.html"
    template.write_text('<p>{{ _("Ask the ferryman.") }}</p>', "utf-8")
    assert main([*command, LANGUAGE]) == 0
    path = river / "locales" / LANGUAGE / "LC_MESSAGES" / "land" / "fields.po"
    assert not path.parents[1].joinpath("reference/claims.po").exists()  # led to in English
    words = polib.pofile(str(path.parents[1] / "sphinx_evidence.po"))
    assert words.find("Ask the ferryman.").comment == "search-help.html"
    assert words.find("Law and offices").comment == "a word of the data"
    assert words.find("Search tips").occurrences
    assert words.metadata["Plural-Forms"].startswith("nplurals=2")
    assert next(entry.msgstr_plural for entry in words if entry.msgid_plural) == {0: "", 1: ""}
    assert f"{LANGUAGE} land/fields: " in capsys.readouterr().out
    catalog = polib.pofile(str(path))
    catalog.find(CLAIM).msgstr = CLAIM.replace("third", "⟦third⟧")
    catalog.find("Harvest").msgstr = "⟦Harvest⟧"
    catalog.metadata["Last-Translator"] = "A Person <person@example.org>"
    catalog.header = "A Person <person@example.org>, 2026."
    catalog.save(str(path))
    page = river / "docs/land/fields.md"
    text = page.read_text("utf-8")
    page.write_text(
        text.replace("A third of the harvest was", "A half of the harvest was"), "utf-8"
    )
    older = list(stale(read_paths(river), river / "_build" / "now"))
    assert [line for line in older if "sphinx_evidence" not in line] == [
        f"{LANGUAGE}, land/fields: 1 of {len(catalog)} messages"
    ]
    capsys.readouterr()
    assert main(command) == 0
    older = list(stale(read_paths(river), river / "_build" / "now"))
    assert [line for line in older if "land/fields" in line] == []  # it is marked already
    run = capsys.readouterr()
    assert f"{LANGUAGE}: 1 of " in run.out
    seals = re.findall(rf"^{LANGUAGE} land/fields: .* (\w{{64}})$", run.out, re.MULTILINE)
    assert seals == [digest(read_messages(path)[0])]
    words = path.read_text("utf-8")
    catalog = polib.pofile(str(path))
    changed = catalog.find(CLAIM.replace("third", "half"))
    assert (changed.fuzzy, changed.previous_msgid) == (True, CLAIM)
    assert "⟦third⟧" in changed.msgstr
    assert catalog.find("Harvest").msgstr == "⟦Harvest⟧"
    assert catalog.metadata["Language"] == LANGUAGE
    assert [name for name in ("Person", "@", str(river)) if name in words] == []
    again = path.read_bytes()
    assert main(command) == 0
    assert path.read_bytes() == again


def test_what_cannot_be_done_is_one_line(
    river: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["--book", str(river), "translations"]
    assert main([*command, "../ko"]) == 2
    assert "'../ko' is no language: name it as Sphinx does" in capsys.readouterr().err
    monkeypatch.setenv("PATH", "")
    assert main([*command, LANGUAGE]) == 2
    assert capsys.readouterr().err == (
        "msgmerge is not installed: install GNU gettext, and repeat\n"
    )
