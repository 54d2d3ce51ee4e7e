"""Put Korean, Chinese and Japanese faces into volumes, with the characters that each of them has.

Readers of books often have no such face, or one whose characters have the forms of another
language.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from lxml.etree import fromstring

from sphinx_evidence.core.files import replace_file
from sphinx_evidence.site.volume_package import PACKAGE, STYLE, archive
from sphinx_evidence.site.volume_pages import parse

from .reading import metadata, read_epub

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

COLLECTION = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
"""Where Debian and Ubuntu put Noto Serif CJK, from the package ``fonts-noto-cjk``."""

FACES = {"ko": ("korean", 1), "zh": ("chinese", 2), "zh-hant": ("chinese-traditional", 3),
         "ja": ("japanese", 0)}  # fmt: skip
"""The name of the face of each language, and its number in the collection."""

FIRST = "\u2e80"
"""The first character of East Asian scripts."""

HANT = ("zh-hant", "zh-tw", "zh-hk")


def language(tag: str) -> str:
    """Return the language of :data:`FACES` whose characters have the forms for a tag.

    Text without one of these languages has few such characters, which are mostly Chinese.
    """
    tag = tag.lower()
    if tag.startswith(HANT):
        return "zh-hant"
    return tag[:2] if tag[:2] in FACES else "zh"


def characters(body: HtmlElement, own: str) -> dict[str, set[str]]:
    """Return the East Asian characters of a page by language.

    :param own: the language of the volume
    """
    found: dict[str, set[str]] = {}
    for tag, text in _texts(body, own):
        if signs := {sign for sign in text if sign >= FIRST}:
            found.setdefault(language(tag), set()).update(signs)
    return found


def _texts(element: HtmlElement, tag: str) -> Iterator[tuple[str, str]]:
    """Yield all text, with the language that it is in."""
    inner = element.get("lang", tag)
    yield inner, element.text or ""
    for child in element:
        yield from _texts(child, inner)
        yield inner, child.tail or ""


def subset(collection: Path, number: int, signs: str) -> bytes:
    """Return a face of a collection with some characters only, as WOFF2.

    :raises ImportError: if fontTools is not installed
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(layout_features=["locl", "ccmp"], hinting=False, notdef_outline=True)
    with TTFont(collection, fontNumber=number, lazy=True) as font:
        font.recalcTimestamp = False
        cutter = Subsetter(options)
        cutter.populate(text=signs)
        cutter.subset(font)
        font.flavor = "woff2"
        packed = BytesIO()
        font.save(packed)
    return packed.getvalue()


def embed(files: Mapping[str, bytes], faces: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a volume with faces.

    :param faces: the file of each face by its name in :data:`FACES`
    """
    package, style = files[PACKAGE].decode(), files[STYLE].decode()
    items = "".join(
        f'<item id="face-{name}" href="faces/{name}.woff2" media-type="font/woff2"/>\n'
        for name in faces
    )
    rules = "".join(
        f'@font-face {{ font-family: "Evidence {name}"; src: url("faces/{name}.woff2"); }}\n'
        for name in faces
    )
    return {
        **files,
        PACKAGE: package.replace("</manifest>", f"{items}</manifest>").encode(),
        STYLE: f"{rules}{style}".encode(),
        **{f"faces/{name}.woff2": data for name, data in faces.items()},
    }


def embed_all(folder: Path, collection: Path = COLLECTION) -> Iterator[tuple[Path, int]]:
    """Add faces to the volumes of a folder that have none; yield their paths and sizes.

    :raises OSError: if there is no collection
    """
    for path in sorted(folder.rglob("*.epub")):
        files = read_epub(path)
        if any(f"faces/{name}.woff2" in files for name, _number in FACES.values()):
            continue
        found: dict[str, set[str]] = {}
        own = metadata(fromstring(files[PACKAGE]), "language")
        for name, data in files.items():
            if name.endswith(".xhtml"):
                body = parse(data.decode().replace(" epub:type=", " data-type="))
                for tag, signs in characters(body, own).items():
                    found.setdefault(tag, set()).update(signs)
        faces = {
            FACES[tag][0]: subset(collection, FACES[tag][1], "".join(sorted(signs)))
            for tag, signs in sorted(found.items())
        }
        if faces:
            replace_file(path, archive(embed(files, faces)))
            yield path, path.stat().st_size
