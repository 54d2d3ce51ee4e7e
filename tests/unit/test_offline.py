"""The offline archive."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pytest

from sphinx_evidence.site.manifest import UNFINISHED, journal
from tools.__main__ import main as tool
from tools.editions.bundle import gather
from tools.errors import ToolError
from tools.offline import pack
from tools.paths import read_paths

BOOK = Path(__file__).parents[1] / "whole-book"


def main(site, folder):
    """Pack a site into a folder."""
    return tool(["--book", str(BOOK), "offline", "--site", site, "--output", folder])


@pytest.fixture
def site(tmp_path):
    """A small site, with the files that Sphinx needs for the next build."""
    folder = tmp_path / "site"
    for name in ("index.html", "part/one.html", ".doctrees/one.doctree", ".buildinfo"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return folder


def test_the_site_is_packed_with_its_checksums(site, tmp_path):
    archive = pack(site, tmp_path, "across-the-tumen")
    with ZipFile(archive) as packed:
        names = [name.removeprefix("across-the-tumen/") for name in packed.namelist()]
        assert names == ["index.html", "part/one.html", "SHA256SUMS"]
        for line in packed.read("across-the-tumen/SHA256SUMS").decode().splitlines():
            digest, name = line.split("  ")
            assert sha256(packed.read(f"across-the-tumen/{name}")).hexdigest() == digest
    beside = (tmp_path / "across-the-tumen.zip.sha256").read_text("utf-8")
    assert beside == f"{sha256(archive.read_bytes()).hexdigest()}  across-the-tumen.zip\n"


def test_the_same_site_gives_the_same_bytes(site, tmp_path):
    first = pack(site, tmp_path, "across-the-tumen").read_bytes()
    (site / "index.html").touch()
    assert pack(site, tmp_path, "across-the-tumen").read_bytes() == first


def test_the_name_is_that_of_the_book(site, tmp_path):
    assert main(str(site), str(tmp_path)) == 0
    with ZipFile(tmp_path / "a-river.zip") as packed:
        assert {path.partition("/")[0] for path in packed.namelist()} == {"a-river"}


def test_a_folder_of_the_site_can_be_packed_alone(site, tmp_path):
    with ZipFile(pack(site, tmp_path, "a-part", "part")) as packed:
        assert packed.namelist() == ["a-part/one.html", "a-part/SHA256SUMS"]
    with pytest.raises(ToolError, match="has no folder nothing"):
        pack(site, tmp_path, "a-part", "nothing")


@pytest.mark.parametrize("target", ["key", "private", "nothing"])
def test_what_a_link_leads_to_is_not_packed(site, tmp_path, target, capsys):
    """A private file would be given to every reader."""
    (tmp_path / "private").mkdir()
    (tmp_path / "key").write_text("mine", "utf-8")
    (site / ".doctrees" / "link").symlink_to(tmp_path / "key")  # is not packed at all
    assert main(str(site), str(tmp_path)) == 0
    (tmp_path / "a-river.zip").unlink()
    (site / "part" / "link").symlink_to(tmp_path / target)
    assert main(str(site), str(tmp_path)) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{site}/part/link is neither a file nor a folder")
    assert not (tmp_path / "a-river.zip").exists()


def test_without_a_site_there_is_one_line(tmp_path, capsys):
    assert main(str(tmp_path), str(tmp_path)) == 2
    assert capsys.readouterr().err == f"{tmp_path} has no index.html: build the book first\n"


def test_an_unfinished_site_is_not_packed(site, tmp_path, capsys):
    with journal(site) as begin:
        begin("index.html")
    assert main(str(site), str(tmp_path)) == 2
    said = capsys.readouterr().err
    assert said == f"the last build of {site} was interrupted: build the book again first\n"
    (site / UNFINISHED).unlink()
    assert main(str(site), str(tmp_path)) == 0


@pytest.mark.parametrize("place", [".", "part", "part/../part"])
def test_a_site_is_not_packed_into_itself(site, place, capsys):
    before = sorted(site.rglob("*"))
    assert main(str(site), str(site / place)) == 2
    assert "choose a folder outside of the site" in capsys.readouterr().err
    assert sorted(site.rglob("*")) == before


@pytest.mark.parametrize("place", ["a-file", "nowhere"])
def test_without_a_folder_there_is_one_line(site, tmp_path, place, capsys):
    (tmp_path / "a-file").write_text("", "utf-8")
    assert main(str(site), str(tmp_path / place)) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_full_disk_leaves_the_last_copy(site, tmp_path, capsys, monkeypatch):
    before = pack(site, tmp_path, "a-river").read_bytes()
    (site / "index.html").write_text("new", "utf-8")

    def write_on_a_full_disk(path, data):
        path.touch()
        with Path("/dev/full").open("wb", buffering=0) as disk:
            return disk.write(data)

    monkeypatch.setattr(Path, "write_bytes", write_on_a_full_disk)
    assert main(str(site), str(tmp_path)) == 2
    monkeypatch.undo()
    assert "No space left on device" in capsys.readouterr().err
    assert (tmp_path / "a-river.zip").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {
        "site",
        "a-river.zip",
        "a-river.zip.sha256",
    }


def test_what_is_published_with_an_edition_has_one_list_of_checksums(site, tmp_path):
    book = tmp_path / "book"
    (book / "volumes").mkdir(parents=True)
    (book / "conf.py").write_text('project = "A river"\nevidence_books = "volumes"\n', "utf-8")
    (book / "volumes/a-river.epub").write_text("It rose.", "utf-8")
    (site / "data/book").mkdir(parents=True)
    (site / "data/book/claims.csv").write_text("id\n", "utf-8")
    folder, edition = tmp_path / "release", tmp_path / "2026.1"
    copytree(site, edition)
    (folder / "old").mkdir(parents=True)
    gather(read_paths(book), edition, site, folder)
    names = ["2026.1.zip", "a-river-data.zip", "a-river.epub", "a-river.zip"]
    assert sorted(path.name for path in folder.iterdir()) == sorted([*names, "SHA256SUMS"])
    sums = dict(line.split()[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert sums == {name: sha256((folder / name).read_bytes()).hexdigest() for name in names}
