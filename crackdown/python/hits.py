"""What a search by name found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from crackdown.python.table import Table

if TYPE_CHECKING:
    import pandas

    from crackdown.graph.searching.search import Hit


class Hits(list["Hit"]):
    """The things found, the best first; each has a `node` and the name that `matched`."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        super().__init__(hits)

    @property
    def table(self) -> Table:
        """The hits as rows."""
        names = ("id", "label", "type", "detail", "matched")
        rows = [dict(zip(names, (*_named(hit), hit.matched), strict=True)) for hit in self]
        return Table(names, rows)

    def df(self) -> pandas.DataFrame:
        """Return a pandas DataFrame, one thing a row."""
        return self.table.df()

    def __repr__(self) -> str:
        if not self:
            return "nothing is called so"
        from crackdown.console.printing import plain

        return "\n".join(plain(f"{hit.node.label}  ·  {hit.node.detail}  ({hit.node.id})") for hit in self)

    def _repr_html_(self) -> str:
        return self.table._repr_html_() if self else "<p>nothing is called so</p>"


def _named(hit: Hit) -> tuple[str, str, str, str]:
    return hit.node.id, hit.node.label, hit.node.type, hit.node.detail
