"""Register voices with Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import __version__
from ..core.features import load
from .directives import VoiceDirective
from .domain import VoiceDomain
from .nodes import voice
from .transforms import VoiceTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node, the domain, the directive and the transform of voices."""
    load(app, "datasets")
    name = "Name of the dataset that says whose each voice is"
    app.add_config_value("evidence_voices", "voices", "env", str, name)
    app.add_node(voice)
    app.add_domain(VoiceDomain)
    app.add_directive("voice", VoiceDirective)
    app.add_post_transform(VoiceTransform)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
