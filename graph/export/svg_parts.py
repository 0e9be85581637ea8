"""Elements of SVG 1.1 (https://www.w3.org/TR/SVG11/) as a tree: attributes alone, no style, no script, no link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

from crackdown.graph.drawing.layout import Position
from crackdown.graph.export.scene_look import FONTS
from crackdown.graph.export.xml_text import plain
from crackdown.graph.showing.visible import with_controls_named

NAMESPACE: Final = "http://www.w3.org/2000/svg"


def put(parent: ET.Element, name: str, **attributes: object) -> ET.Element:
    """Add an element; an underscore in an attribute's name stands for a hyphen."""
    return ET.SubElement(parent, name, _written(attributes))


def root(**attributes: object) -> ET.Element:
    """Begin a picture."""
    return ET.Element("svg", {"xmlns": NAMESPACE, **_written(attributes)})


def put_text(parent: ET.Element, text: str, x: float, y: float, size: float, **attributes: object) -> ET.Element:
    """Add a line of text, in the direction of its own letters; controls that would reorder it are named."""
    element = put(
        parent, "text", x=round(x, 1), y=round(y, 1), font_size=size, font_family=FONTS, unicode_bidi="plaintext",
        **attributes,
    )  # fmt: skip
    element.text = plain(with_controls_named(text))
    return element


def put_title(parent: ET.Element, text: str) -> None:
    """Add what browsers show on hovering, and tell to screen readers."""
    put(parent, "title").text = plain(with_controls_named(text))


def points(corners: Sequence[Position]) -> str:
    """Write corners.

    >>> points([(1.0, 2.5), (3.0, 4.0)])
    '1,2.5 3,4'
    """
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in corners)


def written(picture: ET.Element) -> bytes:
    """Write a picture as a file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(picture, encoding="unicode")}\n'.encode()


def _written(attributes: dict[str, object]) -> dict[str, str]:
    return {
        name.rstrip("_").replace("_", "-") if name != "viewBox" else name: _number(value)
        for name, value in attributes.items()
        if value is not None
    }


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else plain(str(value))
