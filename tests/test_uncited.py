"""Facts of a chapter after which nothing is cited."""

from __future__ import annotations

from conftest import page

CITED = "It rose {cite:p}`hrw2008denied`."
CLAIM = ":::{claim} a-b\n:kind: record\n:as-of: 2008\n\nIt rose {cite:p}`hrw2008denied`.\n:::"
FACTS = {
    "alone": ("In 2012 it fell.", 8),
    "after a citation": (f"{CITED}\nIn 2012 it fell.\nIt was low.", 9),
    "the same line": (f"{CITED} In 2012 it fell.", 8),
    "after words": ("It fell.\nSo it was said, often.\nThirty saw\nit in 2012.", 10),
    "before prose": ("It fell by 3.\n\nProse.", 8),
    "after a claim": (f"{CLAIM}\n\nIt fell by 3.", 15),
    "before a section": ("It fell by 3.\n\n(more)=\n## More\n\nProse.", 8),
}
SOUND = {
    "no number": "It fell.",
    "not known": "Whether it fell in 2012 is not known.",
    "cited": "In 2012 it fell {cite:p}`hrw2008denied`.",
    "cited later": f"In 2012 it fell.\n{CITED}",
    "cited in its middle": "It fell {cite:p}`hrw2008denied`, for a short time in 2012.",
    "an inference": "In 2012 it fell. {inference}`◇`",
    "a link": "In 2012 it fell, as [](#sources) has it.",
    "before a claim": f"In 2012 it fell.\n\n{CLAIM}",
    "before a list": f"In 2012 these fell.\n\n- One.\n- {CITED}",
    "in a section on sources": "(a-how-known)=\n## How this is known\n\nOf 2012 one was read.",
    "in a list": "- In 2012 it fell.",
}


def test_a_fact_after_which_nothing_is_cited_is_named_at_its_line(book):
    bodies = [*(body for body, _ in FACTS.values()), *SOUND.values()]
    index = page("index", "```{toctree}\n:glob:\n\n*\npart/*\n```")
    pages = {f"part/c{at}.md": page(f"c{at}", body) for at, body in enumerate(bodies)}
    built = book({"index.md": index, **pages}, evidence_parts=["part"])
    lines = [line for line in built.warnings if "[evidence.uncited-fact]" in line]
    places = [f"part/c{at}.md:{line}" for at, (_, line) in enumerate(FACTS.values())]
    assert [line.partition(": ")[0] for line in lines] == places
    assert "nothing from 'In 2012 it fell. …' to the end of the paragraph is cited" in lines[0]
