"""How things look in pictures of a scene: the explorer's colours, outlines, icons and sizes.

They stand in the explorer's `base.css`, `kinds.ts`, `elements.ts` and `icons/` too, which a server need not have; a
test compares the two. No picture uses a font or an image of its own: icons are outlines, labels are text.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from crackdown.graph.linking.network import Edge
from crackdown.graph.linking.things import Node

FONTS: Final = (
    "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Khmer', 'Noto Sans Arabic', 'Noto Sans Thai', "
    "'Noto Sans CJK SC', sans-serif"
)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture."""

    canvas: str
    card: str
    ink: str
    soft: str
    line: str
    edge: str
    on_colour: str
    types: dict[str, str]


LIGHT: Final = Palette(
    canvas="#fbfaf7", card="#fff", ink="#1d2430", soft="#5a6472", line="#e2dcd1", edge="#978e7d", on_colour="#fff",
    types={
        "country": "#2f63a8", "agency": "#6f4699", "official": "#b84f17", "post": "#8a5a44", "operation": "#96690a",
        "airport": "#13746f", "place": "#586d28", "announcement": "#66717f",
    },
)  # fmt: skip
DARK: Final = Palette(
    canvas="#151a21", card="#1b212a", ink="#e9e7e2", soft="#a2adbb", line="#313a47", edge="#667285", on_colour="#fff",
    types={
        "country": "#3d74bd", "agency": "#9a6fd0", "official": "#cf6a34", "post": "#a9765b", "operation": "#b3871c",
        "airport": "#27958d", "place": "#78923d", "announcement": "#76828f",
    },
)  # fmt: skip

# On a grid of 24 by 24, each a path; a country shows its code instead.
ICONS: Final[dict[str, str]] = {
    "agency": "M12 3 3 8.500V10.500h18V8.500zM5 12h3v6H5zM10.5 12h3v6h-3zM16 12h3v6h-3zM3 19.500h18V22H3z",
    "airport": "M21 15.500v-2l-7.5-4.700V4.200c0-1-.7-1.7-1.5-1.700s-1.5.7-1.5 1.700v4.600L3 13.500v2l7.5-2.300v4.400l"
    "-2 1.500V21l3.5-1 3.5 1v-1.900l-2-1.500v-4.400z",
    "announcement": "M5 3h10l4 4v14H5zm3 7v2h8v-2zm0 4v2h8v-2z",
    "official": "M7.6 8a4.4 4.4 0 1 0 8.8 0a4.4 4.4 0 1 0-8.8 0zM3.5 21c0-4.6 3.8-7.5 8.5-7.500s8.5 2.9 8.5 7.500z",
    "operation": "M13.5 2 5 13.500h5.500L9.5 22 19 10h-6z",
    "place": "M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7zm0 9.600A2.6 2.6 0 1 1 12 6.400a2.6 2.6 0 0 1 0 "
    "5.200z",
    "post": "M9 3h6v3h5v14H4V6h5zm1.5 1.500V6h3V4.500zM6 11v2h4v-1h4v1h4v-2z",
}

# Corners on a circle of radius 1, the first at the given turn; "round" and "box" are drawn otherwise.
_POLYGONS: Final[dict[str, tuple[int, float]]] = {
    "country": (6, 0.0),
    "operation": (4, -math.pi / 2),
    "airport": (5, -math.pi / 2),
    "place": (8, math.pi / 8),
}
ROUND: Final = frozenset({"official"})


def corners(type_: str, size: float) -> list[tuple[float, float]] | None:
    """Return the corners of a type's outline round the origin; None where it is a circle or a box."""
    if type_ not in _POLYGONS:
        return None
    count, first = _POLYGONS[type_]
    radius = size / 2
    turns = (first + 2 * math.pi * at / count for at in range(count))
    return [(round(radius * math.cos(turn), 2), round(radius * math.sin(turn), 2)) for turn in turns]


def size_of(node: Node) -> float:
    """Return how large a thing is drawn.

    >>> size_of(Node("country/KH", "", "country", "Cambodia", "", degree=100))
    54.0
    """
    if node.type == "operation":
        return 30 + min(14.0, math.sqrt(node.persons.low if node.persons else 1) * 0.6)
    return (34 if node.type == "country" else 32) + min(22.0, math.sqrt(node.degree) * 2)


def size_of_stack(members: int) -> float:
    """Return how large a stack is drawn."""
    return 40.0 + min(20, members)


def width_of(origins: int) -> float:
    """Return how thick a line is: by the independent origins that tell of it."""
    return 1.1 + min(3.4, math.log2(max(1, origins)) * 0.9)


def is_unsaid(edge: Edge) -> bool:
    """Tell whether no announcement says a link in words: it follows from others, or is reference data."""
    return edge.inferred or edge.claims == 0
