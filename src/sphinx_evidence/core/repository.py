"""The addresses of a repository at which a page is edited and a problem is reported.

They have the forms of GitHub, whose issue forms take values for their fields from the query, see
`Creating an issue from a URL query`_.

.. _Creating an issue from a URL query:
   https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

CORRECTION = "correction.yml"
"""The issue form for something that is wrong in the text."""

ORIGINAL = "original.yml"
"""The issue form for what stands in the original of a work."""

WORK, PLACE, EDITION = "work", "place", "edition"
"""The fields of the forms that a link fills in."""


def edit_address(repository: str, branch: str, path: str) -> str:
    """Return where a file is edited.

    :param repository: address with a slash at its end
    :param path: path of the file from the root of the repository
    """
    return f"{repository}edit/{quote(branch)}/{quote(path)}"


def report_address(repository: str, form: str, fields: dict[str, str]) -> str:
    """Return where a problem is reported, or what stands in an original.

    :param repository: address with a slash at its end
    :param form: :data:`CORRECTION` or :data:`ORIGINAL`
    :param fields: what a page knows to fill in, by field; one that is empty is left to the reader
    """
    query = {"template": form} | {name: text for name, text in fields.items() if text}
    return f"{repository}issues/new?{urlencode(query, quote_via=quote)}"
