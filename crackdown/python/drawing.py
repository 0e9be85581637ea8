"""A network as it shows itself: a page to walk through where pages run, a picture and the words elsewhere."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

    from crackdown.graph.drawing.scene import Scene
    from crackdown.graph.linking.projections import NetworkxGraph
    from crackdown.graph.showing.claimed import Evidence
    from crackdown.graph.storage.view import View
    from crackdown.python.table import Table


class Drawing:
    """A network of things and lines, each line with its quotes.

    In a notebook it is a page to drag, zoom and click; on GitHub and in print, where pages do not run, a picture with
    its lines in words below. `.save(path)` writes either, by the ending of the name.
    """

    def __init__(self, view: View, scene: Scene) -> None:
        from crackdown.graph.drawing.page import quotes_behind, to_html
        from crackdown.graph.linking.network import network_of

        network = network_of(view)
        self.scene = scene
        self._view = view
        self.quotes: Mapping[str, Sequence[Evidence]] = quotes_behind(view, network, scene)
        self.page = to_html(view, network, scene)

    @cached_property
    def svg(self) -> str:
        """The picture as SVG."""
        from crackdown.graph.drawing.page import positions_of
        from crackdown.graph.drawing.svg import to_svg

        return to_svg(self.scene, positions_of(self.scene), self.quotes)

    @property
    def lines(self) -> Table:
        """The lines in words, the best backed first, each with its surest quote."""
        from crackdown.python.table import Table

        names = ("source", "relation", "target", "claims", "origins", "inferred", "quote", "announcement", "url")
        edges = sorted(self.scene.edges, key=lambda edge: (-edge.origins, -edge.claims, edge.id))
        rows = []
        for edge in edges:
            first = next(iter(self.quotes.get(edge.id, ())), None)
            values = (
                self.scene.nodes[edge.source].label, edge.label, self.scene.nodes[edge.target].label,
                edge.claims, edge.origins, edge.inferred,
                first.quote if first else None, first.announcement if first else None, first.url if first else None,
            )  # fmt: skip
            rows.append(dict(zip(names, values, strict=True)))
        return Table(names, rows)

    def df(self) -> pandas.DataFrame:
        """Return the lines as a pandas DataFrame."""
        return self.lines.df()

    def networkx(self) -> NetworkxGraph:
        """Return what is drawn as a networkx graph; its edges say what they rest on, as those of `g.networkx`.

        Raises:
            InputError: not all is drawn, so that a measure of it would mislead.
        """
        from crackdown.python.networks import networkx_of

        return networkx_of(self._view, self.scene)

    def save(self, path: str | Path) -> Path:
        """Write it: `….html` as a page that opens in any browser, offline; `….svg` or `….png` as a picture.

        Raises:
            InputError: another ending, the file cannot be written, or nothing is installed that makes a PNG.
        """
        from crackdown.python.pictures import write_drawing

        return write_drawing(self, Path(path))

    def show(self) -> None:
        """Show it: in a notebook as a page, elsewhere its lines as text."""
        from crackdown.python.showing import show

        show(self, self.lines.print)

    def __repr__(self) -> str:
        return f"<Drawing of {self.scene.title!r}: {len(self.scene.nodes)} things, {len(self.scene.edges)} lines>"

    def _repr_html_(self) -> str:
        from crackdown.python.frames import framed
        from crackdown.python.still import still_html

        return framed(self.page, title=f"network: {self.scene.title}", height=600, still=still_html(self))

    def _repr_mimebundle_(self, **_wanted: Any) -> dict[str, str]:
        from crackdown.python.pictures import to_png

        # Not both: nbconvert's way to LaTeX turns every SVG into PDF, and fails where there is no Inkscape for that.
        png = to_png(self.svg)
        picture = {"image/png": base64.b64encode(png).decode()} if png else {"image/svg+xml": self.svg}
        return {"text/html": self._repr_html_(), **picture, "text/plain": repr(self)}
