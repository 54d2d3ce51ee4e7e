"""Register replies with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import __version__
from ..core.features import load
from .directives import ReplyBox, ReplyDirective
from .domain import ReplyDomain
from .nodes import reply, reply_box
from .transforms import ReplyTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the nodes, the domain, the directives and the transform of replies."""
    load(app, "sources")
    app.add_node(reply)
    app.add_node(reply_box)
    app.add_domain(ReplyDomain)
    app.add_directive("reply", ReplyDirective)
    app.add_directive("reply-box", ReplyBox)
    app.add_post_transform(ReplyTransform)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
