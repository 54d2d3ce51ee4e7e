"""Who disputes a claim, and what is said beside it, stands wherever the claim is shown."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

import pytest
from bs4 import BeautifulSoup

from real_book import DOCS, built_book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bs4 import Tag

pytestmark = pytest.mark.slow

CLAIM = re.compile(r"^(:{3,})\{claim\} (\S+)\n(.*?)\n\1\s*$", re.M | re.S)
RESPONSE = re.compile(r"^:(disputed|replied)-by: (.*)$", re.M)


class Response(NamedTuple):
    """The beginning of a dispute or a reply, as typed, up to its first citation.

    :param claim: id of the claim
    :param kind: ``disputed`` or ``replied``
    :param words: its first words, white space collapsed
    """

    claim: str
    kind: str
    words: str


def collapse(text: str) -> str:
    """Return a text with plain apostrophes and single spaces."""
    return " ".join(text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}).split())


@cache
def typed() -> tuple[Response, ...]:
    """Return the disputes and replies of all claims as authors typed them."""
    return tuple(
        Response(name, kind, collapse(re.split(r"[{`*\[]", words)[0]))
        for path in sorted(DOCS.rglob("*.md"))
        if "contributing" not in path.parts
        for _fence, name, body in CLAIM.findall(path.read_text("utf-8"))
        for kind, words in RESPONSE.findall(body)
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built book."""
    return built_book(tmp_path_factory)


@cache
def soup(path: Path) -> BeautifulSoup:
    """Return a page of the site."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


@cache
def exported(site: Path) -> dict[str, dict]:
    """Return the claims of ``claims.json`` by id."""
    claims = json.loads((site / "claims.json").read_text("utf-8"))["claims"]
    return {claim["id"]: claim for claim in claims}


def page_of(site: Path, name: str) -> Path:
    """Return the page on which a claim stands."""
    return site / exported(site)[name]["address"].partition("#")[0]


def on_its_page(site: Path, name: str) -> Iterator[str]:
    """Yield the text of a claim where it stands."""
    yield soup(page_of(site, name)).find(id=name).get_text()


@cache
def list_items(site: Path) -> dict[str, list[str]]:
    """Return the texts of all items of lists of claims, by the claim."""
    items: dict[str, list[str]] = {}
    for path in site.rglob("*.html"):
        if path.is_relative_to(site / "id"):
            continue
        for word in soup(path).select(".claim-list .claim-words"):
            link, item = word.find_parent("a"), word.find_parent("li")
            items.setdefault(link["href"].partition("#")[2], []).append(item.get_text())
    return items


def in_lists(site: Path, name: str) -> Iterator[str]:
    """Yield its text in each list."""
    yield from list_items(site).get(name, ())


@cache
def cards(site: Path) -> dict[str, list[str]]:
    """Return the lines of all cards."""
    script = (site / "cards-data.js").read_text("utf-8")
    return json.loads(script.partition("=")[2].strip().rstrip(";"))


def on_its_card(site: Path, name: str) -> Iterator[str]:
    """Yield the text of its card."""
    yield " ".join(cards(site)[name])


@cache
def search_text(site: Path) -> str:
    """Return all texts of the index of search."""
    return "\n".join(path.read_text("utf-8") for path in (site / "_search").glob("*.js"))


def in_search(site: Path, name: str) -> Iterator[str]:
    """Yield what search shows; an excerpt is taken from the text of an entry."""
    yield search_text(site)


def in_its_export(site: Path, name: str) -> Iterator[str]:
    """Yield its dispute and its reply in ``claims.json``."""
    claim = exported(site)[name]
    yield " ".join(claim[part]["text"] for part in ("dispute", "reply") if claim[part])


@cache
def table(site: Path) -> dict[str, dict[str, str]]:
    """Return the rows of the table of claims."""
    with (site / "data" / "book" / "claims.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def in_the_tables(site: Path, name: str) -> Iterator[str]:
    """Yield its row in the book as tables."""
    row = table(site)[name]
    yield f"{row['dispute']} {row['reply']}"


def where_it_is_cited(site: Path, name: str) -> Iterator[str]:
    """Yield the page with its citations, and the abstract for reference managers."""
    folder = site / "id" / name
    yield soup(folder / "cite.html").get_text()
    (item,) = json.loads((folder / "cite.json").read_text("utf-8"))
    yield item["abstract"]


@cache
def entries(site: Path) -> dict[str, list[Tag]]:
    """Return the lines on claims in the entries of sources, by the claims that they link to."""
    lines: dict[str, list[Tag]] = {}
    for path in (site / "reference").glob("sources-*.html"):
        for line in soup(path).select(".source-claims"):
            for link in line.find_all("a", href=True):
                lines.setdefault(link["href"].partition("#")[2], []).append(line)
    return lines


def at_its_sources(site: Path, name: str) -> Iterator[str]:
    """Yield the line of each source that names the claim as resting on it."""
    for line in entries(site).get(name, ()):
        yield line.get_text()


ALWAYS = (on_its_page, on_its_card, in_search, in_its_export, in_the_tables, where_it_is_cited)
"""The places where a claim shows both who disputes it and what is replied."""


@pytest.mark.parametrize("place", ALWAYS, ids=lambda place: place.__name__)
def test_a_dispute_and_a_reply_stand_where_their_claim_is_shown(
    site: Path, place: Callable[[Path, str], Iterator[str]]
) -> None:
    assert {response.kind for response in typed()} == {"disputed", "replied"}
    missing, places = [], 0
    for response in typed():
        for text in place(site, response.claim):
            places += 1
            if response.words not in collapse(unescape(text)):
                missing.append(response)
    assert places >= len(typed())
    assert missing == []


def test_the_entry_of_a_source_shows_who_disputes_a_claim(site: Path) -> None:
    disputed = [response for response in typed() if response.kind == "disputed"]
    for response in disputed:
        lines = list(at_its_sources(site, response.claim))
        assert lines, response
        for text in lines:
            assert f"Disputed: {response.words}" in collapse(text)


def test_a_list_shows_who_disputes_a_claim(site: Path) -> None:
    disputed = {response.claim: response for response in typed() if response.kind == "disputed"}
    shown = {name: texts for name, texts in list_items(site).items() if name in disputed}
    assert shown.keys() == disputed.keys()  # the register of claims lists all
    for name, texts in shown.items():
        for text in texts:
            assert f"Disputed: {disputed[name].words}" in collapse(text)


def test_a_claim_without_either_shows_neither(site: Path) -> None:
    spoken = {response.claim for response in typed()}
    silent = [name for name in exported(site) if name not in spoken]
    assert silent
    for name in silent:
        (text,) = on_its_page(site, name)
        assert "Disputed:" not in text, name
        assert "Reply:" not in text, name
