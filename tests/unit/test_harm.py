"""Rules against harm: what each must find, and what it must leave."""

from __future__ import annotations

import struct
import zlib

import pytest

from tools.lint.harm import PERSONAL, harmful_text, review_words
from tools.lint.images import image_metadata

HARM = {
    "the age of a person": (
        "a boy aged 14",
        "a 14-year-old",
        "12 years of age",
        "Abe Cole, 34, left",
        "Abe Cole (34)",
    ),
    "a telephone number": (
        *("call +82 2 1234 5678", "13812345678", "138 1234 5678", "02-123-4567", "010 1234 5678"),
    ),
    "an e-mail address": ("write to a.b@example.org", "<x@mail.example.cn>"),
    "the name of an account": (
        *("WeChat ID: river", "his Telegram: @river", "微信号 river", "WeChat id river88"),
        *("his WeChat is river_88", 'on Telegram as "river88"'),
    ),
    "the number of an identity card or a passport": (
        *("110101199003071234", "11010119900307123x", "900307-1234567", "passport no. AB123456"),
    ),
    "coordinates": (
        *("at 42.9667, 129.8436", "at 42.9667,129.8436", "at 42.9667  129.8436"),
        *("42.9667°N 129.8436°E", "42.9667 ° N , -129.8436", "42°58′"),
    ),
    "the address of a house": (
        *("at 12 Long River Road", "No. 7, Jiefang Lu", "光明街12号", "세종로 1번지"),
    ),
}
HARMLESS = (
    *("35 people from 14 places", "18 to 20 months", "1.250 or 3.125", "10,000 to 30,000"),
    *("11 July 2008", "2,914 arrivals in 2009", "0-521-12345-6", "978-0-521-12345-7"),
    *("A/HRC/25/63, paras 42-5", "doi 10.1093/ijrl/ees052", "14587508051c5c1b", "1-56432-304-8"),
    *("A telegram: it rained", "Road 12 of 20", "The Silk Road", "3 Roads", "the age of 14"),
    *("see https://example.org/1@13812345678.htm", "{cite:p}`hrw2008denied`", "[@key]"),
    *("people aged under 18", "at 37.5 degrees", "Signal weak"),
    *(
        "Tokyo Shimbun (98, the first)",
        "China, 20, and Japan, 12, agreed",
        "WeChat account of 2019",
    ),
)


@pytest.mark.parametrize(("what", "text"), [(what, text) for what in HARM for text in HARM[what]])
def test_what_may_lead_to_a_person_is_named_without_repeating_it(what, text):
    (problem,) = harmful_text("a.md", f"One.\n{text}", None)
    assert (problem.line, problem.rule) == (2, "careless-data")
    assert f"holds {what}: leave it out" in problem.message
    assert text not in problem.message


def test_each_form_has_an_example():
    assert HARM.keys() == PERSONAL.keys()


@pytest.mark.parametrize("text", HARMLESS)
def test_what_leads_to_nobody_passes(text):
    assert list(harmful_text("a.md", text, review_words(["safe house"]))) == []


@pytest.mark.parametrize("text", ["A Safe house.", "two safe houses"])
def test_words_on_how_people_are_hidden_are_read_twice(text):
    (problem,) = harmful_text("a.md", text, review_words(["safe house", "disguise"]))
    assert "leave out what would help to find people on their way" in problem.message


def test_words_within_others_and_no_words_pass():
    assert list(harmful_text("a.md", "unsafe housekeeping", review_words(["safe house"]))) == []
    assert review_words([]) is None


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG file of some chunks."""
    made = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


PICTURE = (b"IHDR", bytes(13)), (b"pHYs", bytes(9)), (b"IDAT", b"eXIf")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><title>metadata</title></svg>'
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xdb\x00\x04cd\xff\xda\xff\xe1"
EXIF = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xe1\x00\x06Exif\xff\xda"


@pytest.mark.parametrize(
    ("ending", "data", "says"),
    [
        (".png", png(*PICTURE), ""),
        (".png", png(*PICTURE, (b"eXIf", b"x"), (b"tEXt", b"y")), "has metadata (eXIf, tEXt)"),
        (".png", png(*PICTURE)[:40], ""),
        (".png", b"GIF89a", "is not a PNG file"),
        (".jpg", JPEG, ""),
        (".jpeg", EXIF, "has metadata of a camera"),
        (".jpg", b"", "is not a JPEG file"),
        (".svg", SVG, ""),
        (".svg", SVG.replace(b"<title>", b"<metadata/><title>"), "has metadata or remarks"),
        (".svg", SVG.replace(b"<svg", b'<svg inkscape:version="1"'), "has metadata or remarks"),
        (".svg", SVG.replace(b"<title>", b"<!-- me --><title>"), "has metadata or remarks"),
        (".webp", b"RIFF", "whose metadata is not checked"),
        (".ico", b"", ""),
    ],
)
def test_what_an_image_carries_besides_its_picture(ending, data, says):
    found = list(image_metadata(ending, data))
    assert len(found) == bool(says)
    assert all(says in one for one in found)
