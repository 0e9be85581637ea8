"""Writing a drawing to a file: a page, or a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from crackdown.errors import UnknownFormat
from crackdown.graph.export.delivery import replacing

if TYPE_CHECKING:
    from crackdown.python.drawing import Drawing

_WIDTH: Final = 1600  # pixels of a PNG: sharp on a page of A4 at 200 dots an inch


def write_drawing(drawing: Drawing, path: Path) -> Path:
    """Write a drawing as the ending of the name says.

    Raises:
        UnknownFormat: the name has another ending, or nothing is installed that makes a PNG.
        InputError: the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending in {".html", ".htm"}:
        data = drawing.page.encode()
    elif ending == ".svg":
        data = drawing.svg.encode()
    elif ending == ".png":
        png = to_png(drawing.svg)
        if png is None:
            raise UnknownFormat(f"{path}: a PNG takes resvg-py: pip install resvg-py; or write it as .svg")
        data = png
    else:
        raise UnknownFormat(f"{path}: a drawing is written as .html, a page to walk through, or as .svg or .png")
    with replacing(path) as out:
        out.write(data)
    return path


def to_png(svg: str) -> bytes | None:
    """Draw a picture in pixels; None where resvg-py, which takes no library of the system, is not installed."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        return None
    return bytes(svg_to_bytes(svg_string=svg, background="white", width=_WIDTH))
