"""The picture of a scene as SVG: what the explorer shows, with a legend and a line that says of what it is a picture.

Labels are text, icons are outlines, everything is drawn by attributes: it opens in browsers, Inkscape and Illustrator,
asks nothing of anybody, and holds neither script nor foreign markup. A mark carries the place of its things in the
scene (`data-things`), a line those of its links (`data-links`); the page of `scene_html.py` finds the words by them.
"""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from crackdown.graph.export.labels import break_label, shorten, width_of_text
from crackdown.graph.export.scene import Scene
from crackdown.graph.export.scene_in_language import in_its_language
from crackdown.graph.export.scene_legend import FOOT_LINE, LABEL, MARGIN, draw_foot, draw_outline, rows_of_legend
from crackdown.graph.export.scene_lines import Line, course_of, lines_of
from crackdown.graph.export.scene_look import DARK, ICONS, LIGHT, Palette
from crackdown.graph.export.scene_names import SIZE, Box, Name, names_of
from crackdown.graph.export.scene_places import Mark, Places
from crackdown.graph.export.scene_words import say
from crackdown.graph.export.svg_parts import points, put, put_text, put_title, root, written
from crackdown.graph.export.xml_text import plain

_TITLE: Final = 19.0
_LABEL_WIDTH: Final = 124.0
_LINE_HEIGHT: Final = 14.0
_NARROWEST: Final = 720.0  # room for the legend


def write_svg(scene: Scene, notes: list[str]) -> bytes:
    """Write the picture; `notes` are lines below it: when it was made, of which graph, where it can be seen."""
    return written(draw(in_its_language(scene), notes))


def draw(scene: Scene, notes: list[str], *, with_title: bool = True) -> ET.Element:
    """Draw the picture; a page tells its title itself."""
    palette = DARK if scene.wanted.is_dark else LIGHT
    marks = Places(scene).marks
    box = _box(marks)
    title = scene.wanted.title if with_title else ""
    left = box.left - MARGIN - max(0.0, _NARROWEST - (box.right - box.left + 2 * MARGIN)) / 2
    width = max(_NARROWEST, box.right - box.left + 2 * MARGIN)
    top = box.top - MARGIN - (30 if title else 0)
    legend = rows_of_legend(scene, marks, width)
    foot = box.bottom + MARGIN
    height = foot - top + (len(legend) + len(notes)) * FOOT_LINE + 18
    view = " ".join(f"{round(one, 1):g}" for one in (left, top, width, height))
    picture = root(viewBox=view, width=round(width, 1), height=round(height, 1), role="img")
    put_title(picture, title or say(scene.wanted.language, "untitled"))
    if notes:
        put(picture, "desc").text = plain("\n".join(notes))
    put(picture, "rect", class_="ground", x=round(left, 1), y=round(top, 1), width=round(width, 1),
        height=round(height, 1), fill=palette.canvas)  # fmt: skip
    if title:
        shown = shorten(title, width - 2 * MARGIN, _TITLE)
        put_text(picture, shown, left + MARGIN, top + 38, _TITLE, class_="ink", fill=palette.ink, font_weight="bold")
    _draw_graph(put(picture, "g", class_="graph"), scene, marks, palette)
    draw_foot(put(picture, "g", class_="foot"), legend, notes, (left + MARGIN, foot, width - 2 * MARGIN), palette)
    return picture


def _draw_graph(group: ET.Element, scene: Scene, marks: list[Mark], palette: Palette) -> None:
    place = {id_: at for at, id_ in enumerate(scene.nodes)}
    number = {edge.id: at for at, edge in enumerate(scene.edges)}
    drawn = put(group, "g", class_="lines")
    lines = lines_of(marks, scene.edges)
    for line in lines:
        _draw_line(drawn, line, number, palette)
    veils = put(group, "g", class_="veils")
    for mark in marks:
        _draw_veil(veils, mark, palette)
    names = put(group, "g", class_="names")
    for name in names_of(lines, [box for mark in marks for box in _covered(mark)]):
        _draw_name(names, name, palette)
    for mark in marks:
        _draw_mark(group, mark, place, palette)


def _draw_name(group: ET.Element, name: Name, palette: Palette) -> None:
    drawn = put(group, "g", transform=f"translate({name.x:g} {name.y:g}) rotate({name.turn:g})")
    put(drawn, "rect", class_="veil", x=round(-name.width / 2 - 2, 1), y=-7, width=round(name.width + 4, 1), height=14,
        rx=3, fill=palette.canvas, fill_opacity=0.9)  # fmt: skip
    put_text(drawn, name.text, 0, 3.5, SIZE, class_="ink", fill=palette.ink, text_anchor="middle")


def _covered(mark: Mark) -> tuple[Box, Box]:
    """Return what a mark and its label cover."""
    half, lines = mark.size / 2, label_of(mark)
    wide = max(width_of_text(line, LABEL) for line in lines) / 2
    top = mark.y + _below(mark) - LABEL
    return (
        Box(mark.x - half, mark.y - half, mark.x + half, mark.y + half),
        Box(mark.x - wide, top, mark.x + wide, top + len(lines) * _LINE_HEIGHT),
    )


def _draw_line(group: ET.Element, line: Line, number: dict[str, int], palette: Palette) -> None:
    course = course_of(line)
    if course is None:
        return
    drawn = put(group, "g", class_="line", data_links=" ".join(str(number[edge.id]) for edge in line.edges))
    put_title(drawn, f"{_name(line.source)} — {line.label} → {_name(line.target)}")
    (x1, y1), (x, y), (x2, y2) = course.start, course.by, course.end
    way = f"M{x1:g} {y1:g}L{x2:g} {y2:g}" if line.bend == 0 else f"M{x1:g} {y1:g}Q{x:g} {y:g} {x2:g} {y2:g}"
    put(drawn, "path", class_="way", d=way, fill="none", stroke=palette.edge, stroke_width=line.width,
        stroke_dasharray="5 4" if line.is_unsaid else None)  # fmt: skip
    put(drawn, "polygon", class_="head", points=points(course.head), fill=palette.edge)


def _draw_veil(group: ET.Element, mark: Mark, palette: Palette) -> None:
    """Let the lines that pass below a label recede; an outline of the letters would drown them in Illustrator."""
    width = max(width_of_text(line, LABEL) for line in label_of(mark)) + 4
    put(group, "rect", class_="veil", x=round(mark.x - width / 2, 1), y=round(mark.y + _below(mark) - LABEL, 1),
        width=round(width, 1), height=round(len(label_of(mark)) * _LINE_HEIGHT + 2, 1), rx=3, fill=palette.canvas,
        fill_opacity=0.78)  # fmt: skip


def _below(mark: Mark) -> float:
    """Return how far below a mark's middle the first line of its label stands."""
    return mark.size / 2 + (4.5 if mark.is_stack else 0) + LABEL + 3


def _draw_mark(group: ET.Element, mark: Mark, place: dict[str, int], palette: Palette) -> None:
    drawn = put(group, "g", class_="mark", transform=f"translate({mark.x:g} {mark.y:g})",
                data_things=" ".join(str(place[node.id]) for node in mark.members))  # fmt: skip
    put_title(drawn, "\n".join(f"{node.label} · {node.detail}" for node in mark.members))
    colour = palette.types[mark.type]
    if mark.is_stack:
        draw_outline(drawn, mark.type, mark.size + 9, "none", colour)
    draw_outline(drawn, mark.type, mark.size, colour, palette.canvas)
    _draw_inside(drawn, mark, palette)
    weight = {"font_weight": "bold"} if mark.is_stack else {}
    for at, line in enumerate(label_of(mark)):
        put_text(drawn, line, 0, _below(mark) + at * _LINE_HEIGHT, LABEL, class_="ink", fill=palette.ink,
                 text_anchor="middle", **weight)  # fmt: skip


def _draw_inside(group: ET.Element, mark: Mark, palette: Palette) -> None:
    node = mark.members[0]
    if mark.is_stack:
        put_text(group, f"×{len(mark.members)}", 0, 5, 15.0, fill=palette.on_colour, text_anchor="middle",
                 font_weight="bold")  # fmt: skip
    elif mark.type == "country":
        size = round(mark.size * 0.36, 1)
        put_text(group, node.code or "", 0, size * 0.36, size, fill=palette.on_colour, text_anchor="middle",
                 font_weight="bold")  # fmt: skip
    elif mark.type in ICONS:
        scale = mark.size * (0.48 if mark.type == "operation" else 0.56) / 24
        put(group, "path", d=ICONS[mark.type], fill=palette.on_colour, fill_rule="evenodd",
            transform=f"scale({scale:.3g}) translate(-12 -12)")  # fmt: skip


def label_of(mark: Mark) -> tuple[str, ...]:
    """Return the lines of a mark's label."""
    if mark.lines:
        return mark.lines
    if mark.is_stack:
        return (f"{len(mark.members)} × {mark.members[0].kind or mark.type}",)
    node = mark.members[0]
    day = (node.from_,) if node.type == "operation" and node.from_ else ()
    return (*break_label(node.label, _LABEL_WIDTH, 3, LABEL), *day)


def _name(mark: Mark) -> str:
    return " · ".join(label_of(mark)) if mark.is_stack else mark.members[0].label


def _box(marks: list[Mark]) -> Box:
    """Return what marks and their labels cover."""
    boxes = [box for mark in marks for box in _covered(mark)]
    return Box(
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )
