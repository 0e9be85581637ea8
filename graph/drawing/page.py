"""One thing and what is round it as one HTML page that opens anywhere, offline; pyvis is used here and nowhere else.

pyvis 0.3.2 does the drawing and little more is left to it, for what it does otherwise is not safe or not offline: its
page asks another site for Bootstrap, its menus, its heading and any hover text with "href" in it become markup
unescaped, and its physics do not come to rest. So positions are given, hover texts are not, the tags are cut, and a
policy in the page forbids every outside request. Node and edge data pass through `tojson`, which is safe.
"""

from __future__ import annotations

import html
import json
import math
import re
import textwrap
from collections.abc import Collection, Mapping
from typing import Any, Final

from crackdown.graph.drawing import page_parts
from crackdown.graph.drawing.layout import Position, letter_size, rings
from crackdown.graph.drawing.scatter import scatter
from crackdown.graph.drawing.scene import MOST_NODES, Scene, choose_scene
from crackdown.graph.linking.network import Edge, Network, network_of
from crackdown.graph.linking.things import Node
from crackdown.graph.showing.evidence import Evidence, evidence_by_claim, surest_first
from crackdown.graph.showing.visible import with_controls_named
from crackdown.graph.storage.view import View

_QUOTES_SHOWN: Final = 3  # of each line; the page is to be mailed
_OUTSIDE: Final = re.compile(
    r"<!--\s*<link\b.*?-->|<link\b[^>]*https?://[^>]*>|<script\b[^>]*\bsrc=[^>]*>\s*</script>",
    re.IGNORECASE | re.DOTALL,
)
_HEADINGS: Final = re.compile(r"<center>\s*<h1>.*?</h1>\s*</center>", re.DOTALL)


def draw(view: View, iri: str, *, most_nodes: int = MOST_NODES) -> str:
    """Draw a thing and what is round it.

    Args:
        view: where to look.
        iri: the thing in the middle, by IRI or id.
        most_nodes: the most nodes to draw; the page says how many were left out.

    Returns:
        A whole HTML page, to be written as UTF-8.

    Raises:
        NotFound: there is no such thing.
    """
    network = network_of(view)
    return to_html(view, network, choose_scene(network, iri, most_nodes=most_nodes))


def to_html(view: View, network: Network, scene: Scene) -> str:
    """Make the page of a scene."""
    from pyvis.network import Network as Drawing  # half a second: it brings IPython along

    drawing = Drawing(height="100%", width="100%", directed=True, bgcolor="transparent", cdn_resources="in_line")
    positions = positions_of(scene)
    drawing.set_options(json.dumps(page_parts.options(letter_size(positions.values()))))
    for node in scene.nodes.values():
        drawing.add_node(node.id, **_node(node, positions[node.id], is_center=node == scene.center))
    for edge in scene.edges:
        drawing.add_edge(edge.source, edge.target, **_edge(edge))
    return _page(drawing.generate_html(notebook=False), scene, quotes_behind(view, network, scene))


def positions_of(scene: Scene) -> dict[str, Position]:
    """Place the nodes of a scene: on rings round the thing in the middle, or drawn together along their lines."""
    if scene.center:
        return rings(scene.center.id, scene.nodes, scene.edges)
    return scatter(scene.nodes, scene.edges)


def _node(node: Node, position: Position, *, is_center: bool) -> dict[str, Any]:
    shape, color = page_parts.look_of(node.type)
    x, y = position
    label = "\n".join(textwrap.wrap(with_controls_named(node.label), 20, max_lines=3, placeholder=" …"))
    size = 26 if is_center else 12 + 3 * math.log2(1 + node.degree)
    return {"label": label, "x": x, "y": y, "shape": shape, "color": color, "size": size, "physics": False}


def _edge(edge: Edge) -> dict[str, Any]:
    return {"id": edge.id, "width": 1 + math.log2(1 + edge.claims), "dashes": edge.inferred}


def quotes_behind(view: View, network: Network, scene: Scene) -> dict[str, list[Evidence]]:
    """Return the words behind each edge of a scene, the surest first, read in one query."""
    claims = {edge.id: network.claims_behind(edge) for edge in scene.edges}
    passages = evidence_by_claim(view, network, (claim for told in claims.values() for claim in told))
    given = {id_: list(quotes[:_QUOTES_SHOWN]) for id_, quotes in scene.quotes.items()}
    return given | {
        id_: surest_first(one for claim in told for one in passages.get(claim, []))[:_QUOTES_SHOWN]
        for id_, told in claims.items()
        if id_ not in given
    }


def _page(drawn: str, scene: Scene, quotes: Mapping[str, Collection[Evidence]]) -> str:
    """Cut what pyvis asks of other sites, and put our heading, legend, panel and script round the drawing."""
    title = html.escape(with_controls_named(scene.title))
    page = _OUTSIDE.sub("", _HEADINGS.sub("", drawn))
    head = page_parts.HEAD.format(title=title, css=page_parts.CSS)
    body = page_parts.BODY.format(title=title, legend=_legend(scene), note=_note(scene), data=_data(scene, quotes))
    page = page.replace("<html>", '<!doctype html>\n<html lang="en">', 1).replace("<head>", f"<head>{head}", 1)
    page = page.replace("<body>", f"<body>{body}", 1)
    return page.replace("</body>", f"<script>{page_parts.SCRIPT}</script></body>", 1)


def _legend(scene: Scene) -> str:
    present = {node.type for node in scene.nodes.values()}
    return "".join(
        f'<li><span style="color:{color}">{page_parts.GLYPHS[shape]}</span> {type_}</li>'
        for type_, (shape, color) in page_parts.LOOKS_OF_ALL.items()
        if type_ in present
    )


def _note(scene: Scene) -> str:
    words = f"{len(scene.nodes)} things, {len(scene.edges)} relations."
    return f"{words} {scene.left} more are not drawn." if scene.left else words


def _data(scene: Scene, quotes: Mapping[str, Collection[Evidence]]) -> str:
    """Write what the panel shows as JSON that cannot end its script element."""
    nodes = {id_: {"label": node.label, "detail": node.detail} for id_, node in scene.nodes.items()}
    edges = {
        edge.id: {
            "from": edge.source,
            "to": edge.target,
            "label": edge.label,
            "inferred": edge.inferred,
            "quotes": [_quote(one) for one in quotes.get(edge.id, ())],
        }
        for edge in scene.edges
    }
    center = scene.center.id if scene.center else None
    text = with_controls_named(json.dumps({"center": center, "nodes": nodes, "edges": edges}, ensure_ascii=False))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _quote(evidence: Evidence) -> dict[str, str | None]:
    said = [evidence.announcement_label, evidence.published]
    return {
        "before": evidence.before,
        "text": evidence.quote,
        "after": evidence.after,
        "language": evidence.language,
        "by": ", ".join(word for word in said if word and (word == said[0] or word not in (said[0] or ""))),
        "url": evidence.url if (evidence.url or "").startswith(("https://", "http://")) else None,
    }
