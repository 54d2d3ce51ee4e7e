"""What the package uses of its dependencies without their promise: in one module, and it works."""

from __future__ import annotations

import ast
import logging
import os
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from docutils.parsers.rst import directives, roles
from sphinx.util.logging import getLogger

import sphinx_evidence
from conftest import page
from sphinx_evidence.chapters.advice import ANSWERS
from sphinx_evidence.charts.draw import draw
from sphinx_evidence.charts.frame import Words
from sphinx_evidence.charts.model import Chart, ChartError
from sphinx_evidence.core import upstream

PACKAGE = Path(sphinx_evidence.__file__).parent
TESTS = Path(__file__).parents[1]
TEXT = Path(upstream.__file__).read_text("utf-8")
CONTACTS = re.findall(
    r"Why: (.+?)\n\s*Tried with: (.+?)\n\s*Test: (.+?)\n\s*Upstream: (.+?)\n", TEXT, re.S
)
MOST = 10
"""So many such contacts are at most allowed."""

OWN = {"self", "cls", "super"}


def private(tree):
    """Yield the private names of others in a module: by attribute, import or key of ``vars``."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=name)) if name in OWN:
                pass
            case ast.Attribute(value=ast.Call(func=ast.Name(id="super"))):
                pass
            case (
                ast.Attribute(attr=name)
                | ast.Subscript(
                    value=ast.Call(func=ast.Name(id="vars")), slice=ast.Constant(value=str(name))
                )
            ):
                yield name
            case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=str(name)), *_]):
                yield name
            case ast.ImportFrom(level=0, module=str(module), names=names):
                yield from (*module.split("."), *(alias.name for alias in names))


def is_private(name):
    return re.match(r"_[a-z]", name) is not None and name != "__future__"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("app._warncount", ["_warncount"]),
        ("from sphinx.builders.html import _assets", ["_assets"]),
        ("vars(roles)['_roles']", ["_roles"]),
        ("getattr(config, '_raw_config', {})", ["_raw_config"]),
        ("self._line\nfrom .log import _", []),
    ],
)
def test_private_names_are_seen(text, names):
    assert [name for name in private(ast.parse(text)) if is_private(name)] == names


def test_private_names_of_others_are_used_in_one_module_only():
    found = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if any(map(is_private, private(ast.parse(path.read_text("utf-8")))))
    }
    assert found == {"core/upstream.py"}


def test_each_contact_says_why_with_which_version_and_which_test_notices():
    project = tomllib.loads((TESTS.parent / "pyproject.toml").read_text("utf-8"))["project"]
    extras = chain(*project["optional-dependencies"].values())
    needs = "\n".join([*project["dependencies"], *extras, "docutils", "pydata-sphinx-theme"])
    functions = [node for node in ast.parse(TEXT).body if isinstance(node, ast.FunctionDef)]
    assert len(functions) < len(CONTACTS) == TEXT.count("Why: ") <= MOST
    for _why, tried, test, _cure in CONTACTS:
        path, _, name = test.partition("::")
        assert f"def {name}" in (TESTS / path).read_text("utf-8")
        assert re.search(rf"^{tried.split()[0]}\b", needs, re.M)


def test_a_misspelt_role_or_directive_of_docutils_is_recognised(book):
    text = "{vlaue}`x:y:z`\n\n```{chapter-source}\n```"
    found = "\n".join(book({"a.md": page("a", text)}).warnings)
    assert {"value", "cite"} <= upstream.role_names(roles)
    assert "claim" in upstream.directive_names(directives)
    assert "did you mean {value}?" in found
    assert "did you mean {chapter-sources}?" in found


SLIPS = {
    "twice": "(harvest)=\n## One\n\n(harvest)=\n## Two",
    "levels": "#### Deep",
    "links": "[](#nowhere), [](twice.md#nowhere), {ref}`nowhere`, {doc}`nowhere`, "
    "{claim:ref}`nowhere`, {nothing}`x`, {download}`nothing.zip`\n\n![A map](nothing.png)",
    "blocks": "```{nothing}\n```\n\n```{claim-list}\n:heer:\n```\n\n```{shorthands}\nText\n```"
    "\n\n```{toctree}\nnowhere\n```\n\n```nothing\nx\n```",
    "notes": "Text.\n\n[^one]: A note.",
    "rst": "```{eval-rst}\nSee nowhere_.\n```",
    "end": "Text.\n\n---",
}


@pytest.mark.worded
def test_the_wordings_to_which_advice_is_added_are_those_of_sphinx_myst_and_docutils(book):
    """Advice is chosen by the words of a warning, and would be lost silently with others."""
    files = {f"{name}.md": page(name, body) for name, body in SLIPS.items()}
    files["again.md"] = page("again", "(links)=\n## Three")
    files["headless.md"] = "Text.\n\n## A heading"
    files["apart/unlisted.md"] = page("unlisted", "Text.")
    found = "\n".join(book(files, builder="html", html_theme="basic").warnings)
    assert [one for one in ANSWERS if not re.search(f"(?:WARNING|ERROR): (?:{one})", found)] == []


class Seen(logging.Filter):
    """Keeps the messages that it is given."""

    def __init__(self):
        super().__init__()
        self.messages = []

    def filter(self, record):
        self.messages.append((record.getMessage(), getattr(record, "type", "")))
        return True


def test_filters_see_warnings_before_and_after_those_of_sphinx(book):
    book({"a.md": page("a", "A river.")}, suppress_warnings=["river.low"])
    (handler,) = upstream.warning_handlers()
    first, last = Seen(), Seen()
    handler.filters.insert(0, first)
    handler.addFilter(last)
    for kind in ("high", "low"):
        getLogger("a").warning("%s water", kind, type="river", subtype=kind)
    assert first.messages == [("high water", "river"), ("low water", "river")]
    ((message, _kind),) = last.messages
    assert message.endswith("high water [river.high]")


def test_what_vega_lite_warns_of_is_read(capfd):
    """And after that, the process writes where it did before."""
    spec = {"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"nothing": {"field": "a"}}}
    chart = Chart("low-by-year", spec, "levels.csv")
    with pytest.raises(ChartError, match="nothing is not a valid encoding channel"):
        draw(chart, [{"a": 1}], 330, Path(os.devnull), Words(), str)
    written, said = upstream.with_process_errors(lambda: os.write(2, b"low water"))
    assert (written, said) == (9, "low water")
    with pytest.raises(ZeroDivisionError):
        upstream.with_process_errors(lambda: 1 // 0)
    os.write(2, b"high water")
    assert capfd.readouterr().err == "high water"
