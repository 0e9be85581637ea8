"""A scene as one SVG picture: no script, nothing from elsewhere; for print, for GitHub, for wherever pages do not run.

Where it is opened by itself, the tip of each line holds its first quote.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from crackdown.graph.drawing import page_parts
from crackdown.graph.drawing.layout import Position, letter_size
from crackdown.graph.drawing.scene import Scene
from crackdown.graph.linking.network import Edge
from crackdown.graph.linking.things import Node
from crackdown.graph.showing.claimed import Evidence
from crackdown.graph.showing.visible import with_controls_named

_MARGIN: Final = 110.0
_WIDE: Final = 20  # letters of a label's line
_HEAD: Final = 78.0  # room for title, legend and note
_INK, _SOFT, _EDGE = "#1b1f24", "#59636e", "#8a949e"
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_FONT: Final = "system-ui, 'Noto Sans', 'Noto Sans Khmer', 'Noto Sans Thai', 'Noto Sans CJK SC', sans-serif"
# Corners of each shape on a circle of radius 1, from the top by turns of the whole; none is a disc.
_CORNERS: Final[dict[str, tuple[float, ...]]] = {
    "diamond": (0, 0.25, 0.5, 0.75),
    "square": (0.125, 0.375, 0.625, 0.875),
    "triangle": (0, 1 / 3, 2 / 3),
    "triangleDown": (1 / 6, 0.5, 5 / 6),
    "hexagon": (1 / 12, 0.25, 5 / 12, 7 / 12, 0.75, 11 / 12),
}


def to_svg(scene: Scene, positions: Mapping[str, Position], quotes: Mapping[str, Sequence[Evidence]]) -> str:
    """Write the picture of a scene whose nodes were placed."""
    xs, ys = [x for x, _ in positions.values()] or [0.0], [y for _, y in positions.values()] or [0.0]
    letters = letter_size(positions.values())
    left, top = min(xs) - _MARGIN, min(ys) - _MARGIN - _HEAD * letters / 14
    width, height = max(xs) + _MARGIN - left, max(ys) + _MARGIN - top
    width = max(width, 640.0)
    body = [
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="#fff"/>',
        *_head(scene, left + 16, top, letters / 14),
        *(_line(edge, scene, positions, quotes.get(edge.id, ())) for edge in scene.edges),
        *(
            part
            for node in scene.nodes.values()
            for part in _mark(node, positions[node.id], letters, is_center=node == scene.center)
        ),
    ]
    title = escape(_visible(scene.title))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}" '
        f'width="{min(width, 1000):.0f}" role="img" aria-label={quoteattr(_visible(scene.title))} '
        f'font-family="{_FONT}"><title>{title}</title>'
        '<defs><marker id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto" '
        f'markerUnits="userSpaceOnUse"><path d="M0 0 8 4 0 8z" fill="{_EDGE}"/></marker></defs>'
        f"{''.join(body)}</svg>"
    )


def note_of(scene: Scene) -> str:
    """Say how much is drawn, and how much is not."""
    words = f"{len(scene.nodes)} things, {len(scene.edges)} relations."
    return f"{words} {scene.left} more are not drawn." if scene.left else words


def _head(scene: Scene, x: float, top: float, scale: float) -> Iterator[str]:
    yield _text(x, top + 26 * scale, _visible(scene.title), size=18 * scale, anchor="start", weight=600)
    note = f"{note_of(scene)} Dashed lines are inferred."
    yield _text(x, top + 70 * scale, note, size=12 * scale, anchor="start", color=_SOFT)
    present = {node.type for node in scene.nodes.values()}
    for type_, (shape, color) in page_parts.LOOKS_OF_ALL.items():
        if type_ in present:
            yield _shape(shape, color, x + 6 * scale, top + 46 * scale, 6 * scale)
            yield _text(x + 17 * scale, top + 50 * scale, type_, size=12 * scale, anchor="start")
            x += (32 + 7 * len(type_)) * scale


def _line(edge: Edge, scene: Scene, positions: Mapping[str, Position], quotes: Sequence[Evidence]) -> str:
    (x1, y1), (x2, y2) = positions[edge.source], positions[edge.target]
    far = math.hypot(x2 - x1, y2 - y1) or 1.0
    short = min(far / 2, _radius(scene.nodes[edge.target], is_center=scene.nodes[edge.target] == scene.center) + 2)
    x2, y2 = x2 - (x2 - x1) / far * short, y2 - (y2 - y1) / far * short
    dashes = ' stroke-dasharray="6 5"' if edge.inferred else ""
    ends = f"{scene.nodes[edge.source].label} — {edge.label} → {scene.nodes[edge.target].label}"
    said = f"\n“{' '.join(quotes[0].quote.split())}” ({quotes[0].announcement_label})" if quotes else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{_EDGE}" '
        f'stroke-width="{1 + math.log2(1 + edge.claims):.1f}"{dashes} marker-end="url(#to)">'
        f"<title>{escape(_visible(ends + said))}</title></line>"
    )


def _mark(node: Node, position: Position, letters: float, *, is_center: bool) -> Iterator[str]:
    shape, color = page_parts.look_of(node.type)
    x, y = position
    radius = _radius(node, is_center=is_center)
    yield _shape(shape, color, x, y, radius)
    lines = textwrap.wrap(_visible(node.label), _WIDE, max_lines=3, placeholder=" …")
    for number, line in enumerate(lines):
        yield _text(x, y + radius + letters * (1 + 1.15 * number), line, size=letters - 1)


def _radius(node: Node, *, is_center: bool) -> float:
    return 26.0 if is_center else 9 + 2 * math.log2(1 + node.degree)


def _shape(shape: str, color: str, x: float, y: float, radius: float) -> str:
    corners = _CORNERS.get(shape)
    if shape == "star":
        corners = tuple(number / 10 for number in range(10))
    if corners is None:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{color}"/>'
    points = []
    for number, turn in enumerate(corners):
        far = radius * (0.45 if shape == "star" and number % 2 else 1.15)
        points.append(f"{x + far * math.sin(2 * math.pi * turn):.1f},{y - far * math.cos(2 * math.pi * turn):.1f}")
    return f'<polygon points="{" ".join(points)}" fill="{color}"/>'


def _text(
    x: float, y: float, text: str, *, size: float, anchor: str = "middle", color: str = _INK, weight: int = 400
) -> str:
    # White round the letters keeps a name readable where lines cross it.
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" fill="{color}" '
        f'font-weight="{weight}" stroke="#fff" stroke-width="3" paint-order="stroke" style="unicode-bidi:plaintext">'
        f"{escape(text)}</text>"
    )


def _visible(text: str) -> str:
    """Name what turns text, and leave out what XML cannot hold."""
    return _FORBIDDEN.sub("", with_controls_named(text))
