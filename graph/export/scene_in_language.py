"""A scene with its things and links called as its language calls them: of the picture and the page, which people read.

In the files for programs they are called as everywhere, so that the same graph gives the same names.
"""

from __future__ import annotations

from dataclasses import replace

from crackdown.graph.export.scene import Scene
from crackdown.graph.showing.in_language import words_of


def in_its_language(scene: Scene) -> Scene:
    """Return a scene with the names of the language that it is wanted in."""
    words = words_of(scene.reader.network, scene.wanted.language)
    if words.language == "en":
        return scene
    nodes = {
        id_: replace(node, label=words.thing(node).text, detail=words.detail(id_)) for id_, node in scene.nodes.items()
    }
    edges = [replace(edge, label=words.property(edge.relation, edge.label).text) for edge in scene.edges]
    return Scene(scene.view, scene.wanted, nodes, edges)
