"""The page that a host returns for an address that leads to nothing."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urljoin

import pytest
from html5lib import parse
from playwright.sync_api import sync_playwright

from chromium import FLAGS, find_browser
from conftest import CONF, page

pytestmark = pytest.mark.slow
BOOK = {
    "conf.py": CONF.replace('"basic"', '"evidence"') + 'evidence_parts = ["water"]\n',
    "index.md": page("index", "```{toctree}\nwater/index\nsources\n```", "The river"),
    "water/index.md": page("water", "```{toctree}\nfloods\n```", "Water"),
    "water/floods.md": page("floods", "It rose.", "Floods"),
}


def links(html):
    tree = parse(html, namespaceHTMLElements=False)
    found = [link.get("href") for link in tree.iter("a")]
    found += [link.get("href") for link in tree.iter("link") if link.get("rel") == "stylesheet"]
    return [*found, *(form.get("action") for form in tree.iter("form"))]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_its_links_need_no_base_element(book, builder):
    base = "https://example.org/book/"
    built = book(BOOK, builder=builder, evidence_base_address=base, html_title="The River")
    html = (built.app.outdir / "404.html").read_text("utf-8")
    assert "<base" not in html
    for depth in ("", "water/", "water/floods/high/"):
        for link in links(html):
            address = urljoin(f"{base}{depth}nothing", link)
            assert address.startswith(base)
            path = built.app.outdir / address.removeprefix(base)
            assert (path / "index.html" if address.endswith("/") else path).is_file(), address
    for words in (
        "Nothing at this address",
        "The River",
        "How addresses move",
        'name="q"',
        "Water",
    ):
        assert words in html


def test_without_an_address_its_links_are_those_of_the_top_of_the_host(book):
    built = book(BOOK, builder="html")
    html = (built.app.outdir / "404.html").read_text("utf-8")
    for link in links(html):
        assert link.startswith("/")
        assert (built.app.outdir / link[1:]).is_file()


def test_in_a_frozen_edition_it_leads_to_the_newest(book):
    line = 'newest: <a href="../../index.html" target="_top">'
    for frozen in (True, False):
        built = book(BOOK, builder="html", evidence_frozen=frozen)
        html = (built.app.outdir / "404.html").read_text("utf-8")
        assert html.count(line) == frozen


def test_a_page_of_the_book_has_precedence(book):
    built = book(BOOK | {"404.md": page("404", "Ours.", "Lost")}, builder="html")
    assert "Ours." in (built.app.outdir / "404.html").read_text("utf-8")


class Handler(SimpleHTTPRequestHandler):
    """Serves a site below ``/book/``, and its page for what is missing at any depth."""

    def do_GET(self):
        path = self.translate_path(self.path.removeprefix("/book"))
        try:
            with open(path.partition("?")[0], "rb") as file:
                status, body = 200, file.read()
        except OSError:
            with open(self.translate_path("/404.html"), "rb") as file:
                status, body = 404, file.read()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(path if status == 200 else "a.html"))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Suppress the log."""


def test_a_reader_finds_the_way_from_any_depth(book):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}/book/"
    built = book(BOOK, builder="html", evidence_base_address=base)
    server.RequestHandlerClass = partial(Handler, directory=str(built.app.outdir))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        with (
            sync_playwright() as playwright,
            playwright.chromium.launch(executable_path=find_browser(), args=FLAGS) as browser,
        ):
            tab = browser.new_page()
            messages = []
            tab.on("console", lambda message: messages.append(message.text))
            answer = tab.goto(f"{base}water/deep/nothing.html")
            assert answer is not None
            assert answer.status == 404
            colour = "getComputedStyle(document.querySelector('main a')).color"
            assert tab.evaluate(colour) == "rgb(38, 33, 28)"  # its style sheet was found
            tab.evaluate("localStorage.setItem('mode', 'dark')")  # as the theme keeps a choice
            tab.reload()
            assert tab.evaluate(colour) == "rgb(236, 230, 220)"
            tab.get_by_role("link", name="Water").click()
            assert tab.url == f"{base}water/index.html"
            tab.goto(f"{base}a/b/c/d")
            tab.get_by_role("searchbox").fill("floods")
            tab.get_by_role("button", name="Search").click()
            tab.wait_for_url("**/book/search.html?q=floods")
            assert [text for text in messages if "404" not in text] == []
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
