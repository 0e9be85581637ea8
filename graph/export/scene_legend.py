"""What stands below a picture: a legend of what it holds, and lines that say of what it is a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from crackdown.graph.export.labels import shorten, width_of_text
from crackdown.graph.export.scene import Scene
from crackdown.graph.export.scene_look import LIGHT, ROUND, Palette, corners
from crackdown.graph.export.scene_places import Mark
from crackdown.graph.export.scene_words import say
from crackdown.graph.export.svg_parts import points, put, put_text

LABEL: Final = 11.5
MARGIN: Final = 36.0
FOOT_LINE: Final = 19.0
_NOTE: Final = 11.0


def draw_outline(group: ET.Element, type_: str, size: float, fill: str, stroke: str) -> None:
    """Draw the outline of a type of things round the origin."""
    look = {"class_": f"outline {type_}", "fill": fill, "stroke": stroke, "stroke_width": 2, "stroke_linejoin": "round"}
    around = corners(type_, size)
    if around:
        put(group, "polygon", points=points(around), **look)
    elif type_ in ROUND:
        put(group, "circle", r=round(size / 2, 2), **look)
    else:
        half = round(size / 2, 2)
        put(group, "rect", x=-half, y=-half, width=2 * half, height=2 * half, rx=round(size * 0.18, 2), **look)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the legend: a type of things, or a sort of line."""

    sort: str
    text: str

    @property
    def width(self) -> float:
        """How much room it takes."""
        return 46 + width_of_text(self.text, LABEL) * 1.08


def rows_of_legend(scene: Scene, marks: list[Mark], width: float) -> list[list[Entry]]:
    """Put what the picture holds into rows."""
    words = scene.wanted.language
    present = {node.type for node in scene.nodes.values()}
    sorts = [type_ for type_ in LIGHT.types if type_ in present]
    sorts += ["stack"] if any(mark.is_stack for mark in marks) else []
    sorts += ["said", "unsaid"] if scene.edges else []
    rows: list[list[Entry]] = [[]]
    for entry in (Entry(sort, say(words, sort)) for sort in sorts):
        if rows[-1] and sum(one.width for one in rows[-1]) + entry.width > width - 2 * MARGIN:
            rows.append([])
        rows[-1].append(entry)
    return rows


def draw_foot(
    group: ET.Element, legend: list[list[Entry]], notes: list[str], place: tuple[float, float, float], palette: Palette
) -> None:
    """Draw legend and notes; `place` is where they begin, and how wide they may be."""
    left, y, width = place
    put(group, "path", class_="rule", d=f"M{left:g} {y - 16:g}h{width:g}", stroke=palette.line, fill="none")
    for row in legend:
        x = left
        for entry in row:
            _draw_entry(group, entry, (x, y), palette)
            x += entry.width
        y += FOOT_LINE
    for note in notes:
        put_text(group, shorten(note, width, _NOTE), left, y + 4, _NOTE, class_="soft", fill=palette.soft)
        y += FOOT_LINE


def _draw_entry(group: ET.Element, entry: Entry, place: tuple[float, float], palette: Palette) -> None:
    x, y = place
    if entry.sort in ("said", "unsaid"):
        put(group, "path", class_="way", d=f"M{x:g} {y:g}h24", stroke=palette.edge, stroke_width=2.4, fill="none",
            stroke_dasharray="5 4" if entry.sort == "unsaid" else None)  # fmt: skip
    else:
        key = put(group, "g", transform=f"translate({x + 10:g} {y:g})")
        type_ = "operation" if entry.sort == "stack" else entry.sort
        if entry.sort == "stack":
            draw_outline(key, type_, 20, "none", palette.types[type_])
        draw_outline(key, type_, 13, palette.types[type_], palette.canvas)
    indent = 30 if entry.sort in ("said", "unsaid") else 24
    put_text(group, entry.text, x + indent, y + 4, LABEL, class_="soft", fill=palette.soft)
