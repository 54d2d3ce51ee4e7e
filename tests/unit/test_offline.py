"""The copy to take along."""

from __future__ import annotations

from hashlib import sha256
from zipfile import ZipFile

import pytest

from sphinx_evidence.offline import main, pack


@pytest.fixture
def site(tmp_path):
    """A small site, with what Sphinx keeps for itself."""
    folder = tmp_path / "site"
    for name in ("index.html", "part/one.html", ".doctrees/one.doctree", ".buildinfo"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return folder


def test_the_site_is_packed_with_its_checksums(site, tmp_path):
    archive = pack(site, tmp_path)
    with ZipFile(archive) as packed:
        names = [name.removeprefix("across-the-tumen/") for name in packed.namelist()]
        assert names == ["index.html", "part/one.html", "SHA256SUMS"]
        for line in packed.read("across-the-tumen/SHA256SUMS").decode().splitlines():
            digest, name = line.split("  ")
            assert sha256(packed.read(f"across-the-tumen/{name}")).hexdigest() == digest
    beside = (tmp_path / "across-the-tumen.zip.sha256").read_text("utf-8")
    assert beside == f"{sha256(archive.read_bytes()).hexdigest()}  across-the-tumen.zip\n"


def test_the_same_site_gives_the_same_bytes(site, tmp_path):
    first = pack(site, tmp_path).read_bytes()
    (site / "index.html").touch()
    assert pack(site, tmp_path).read_bytes() == first


def test_without_a_site_there_is_one_line(tmp_path, capsys):
    assert main([str(tmp_path), str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path} holds no index.html: build the book first\n"
