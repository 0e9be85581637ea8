"""Rows: what a SELECT or ASK answers with, and every other list that the Python API gives."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, Self, overload

from crackdown.errors import InputError

if TYPE_CHECKING:
    import pandas
    import rdflib

    from crackdown.console.why import Why
    from crackdown.graph.linking.projections import NetworkxGraph
    from crackdown.graph.storage.view import View
    from crackdown.python.drawing import Drawing


_READ_BACK = "this answer was read back from where it was kept, and knows no graph; ask again: g.query(answer.query)"


class Table:
    """The rows of an answer: iterate them as dicts, take `.df()`, or let a notebook show them.

    It can be pickled: rows, columns and names are kept, and not the graph that was asked.

    Attributes:
        names: of the columns.
        rows: a dict each; an IRI goes by its id.
        bindings: the rows as SPARQL 1.1 Query Results JSON writes them, with datatypes and languages; empty where the
            table is no answer to a query.
        truncated: the number of rows after which the answer was cut; None where it is whole.
        hints: where there are no rows, what may be misspelt in the query.
    """

    form = "select"

    def __init__(self, names: Sequence[str], rows: list[dict[str, Any]], *, days: Collection[str] = ()) -> None:
        """Make a table.

        Args:
            names: of the columns.
            rows: a dict each.
            days: the columns whose texts are days or moments, which pandas shall have as such.
        """
        self.names = list(names)
        self.rows = rows
        self._days = frozenset(days)
        self._labels_known: dict[str, str | None] = {}
        self.bindings: list[Mapping[str, Any]] = []
        self.truncated: int | None = None
        self.query: str | None = None
        self.hints: list[str] = []
        self.ask_view: Callable[[], View] | None = None

    @classmethod
    def from_json(cls, body: bytes) -> Table:
        """Read SPARQL 1.1 Query Results JSON.

        >>> Table.from_json(b'{"head": {}, "boolean": true}').rows
        [{'answer': True}]
        """
        from crackdown.python.values import to_python

        result = json.loads(body)
        if "boolean" in result:
            return YesOrNo(result["boolean"])
        names, bindings = result["head"]["vars"], result["results"]["bindings"]
        table = cls(names, [{name: to_python(row.get(name)) for name in names} for row in bindings])
        table.bindings = bindings
        return table

    def df(self, *, labels: bool = True) -> pandas.DataFrame:
        """Return a pandas DataFrame: numbers, truth values and days as such, IRIs as ids, the rest as text.

        Args:
            labels: whether a column `…_label` follows each column of IRIs that have a name.
        """
        import pandas

        from crackdown.python.values import to_column, to_day_column

        columns: dict[str, pandas.Series[Any]] = {}
        for name in self.names:
            values = [row.get(name) for row in self.rows]
            columns[name] = (to_day_column if name in self._days else to_column)(values)
            told = self._labels(values) if labels else []
            if any(told) and f"{name}_label" not in self.names:
                columns[f"{name}_label"] = to_column(told)
        return pandas.DataFrame(columns, columns=list(columns))

    def why(self, *, max_rows: int = 100) -> Why:
        """Ask again, and find for each of the first rows the claims and quotes that support it.

        Raises:
            InputError: it is no answer to a SELECT query.
        """
        if self.query is None or self.form != "select":
            raise InputError("only the answer to a SELECT query is explained: g.query(…).why()")
        from crackdown.console.why import explain_rows

        return explain_rows(self._view(), self.query, max_rows=max_rows)

    def network(self, source: str | None = None, target: str | None = None) -> Drawing:
        """Draw the things of the rows and what the graph says between them; each line has its quotes.

        Args:
            source: a column of things. With `target`, each row is a line between its two things, so that things are
                linked that the graph does not link itself.
            target: another such column.

        Raises:
            InputError: no column holds things, or there is none of that name.
        """
        from crackdown.python.networks import draw_rows

        return draw_rows(self._view(), self, source, target)

    def networkx(self, source: str | None = None, target: str | None = None) -> NetworkxGraph:
        """Return what `network` draws as a networkx graph, with all its things however many; see `g.networkx`.

        Args:
            source: see `network`.
            target: likewise.

        Raises:
            InputError: see `network`.
        """
        from crackdown.python.networks import networkx_of, scene_of_rows

        view = self._view()
        return networkx_of(view, scene_of_rows(view, self, source, target, most_nodes=sys.maxsize))

    def _view(self) -> View:
        """Return the graph that was asked.

        Raises:
            InputError: this is no answer to a query, or was read back from where it was kept.
        """
        if self.ask_view is not None:
            return self.ask_view()
        hint = "only the answer to a query is drawn: g.query(…).network(); to draw a thing: g.draw(name)"
        raise InputError(hint if self.query is None else _READ_BACK)

    def rdflib(self) -> rdflib.Graph:
        """Refuse: rows are no graph.

        Raises:
            InputError: always; the answer to a CONSTRUCT or DESCRIBE has this.
        """
        raise InputError("rows are no graph; ask with CONSTRUCT or DESCRIBE, or take g.rdflib() for the whole graph")

    def show(self) -> None:
        """Show the rows: in a notebook as a table that sorts and searches, elsewhere as text."""
        from crackdown.python.showing import show

        show(self, self.print)

    def print(self) -> None:
        """Print the rows as a table of text."""
        from crackdown.console.printing import plain, print_table

        print_table(self.names, ([plain(_text_of(row.get(name))) for name in self.names] for row in self.rows))

    def labels_of(self, name: str) -> list[str | None]:
        """Name what the IRIs of a column stand for, row by row; None where there is none or it has no name."""
        return self._labels([row.get(name) for row in self.rows])

    def _labels(self, values: Sequence[Any]) -> list[str | None]:
        from crackdown.python.values import Id

        wanted = {value for value in values if isinstance(value, Id)}
        if self.ask_view is not None and wanted - self._labels_known.keys():
            from crackdown.python.labels import label_of

            view = self.ask_view()
            self._labels_known |= {id_: label_of(view, id_) for id_ in wanted - self._labels_known.keys()}
        return [self._labels_known.get(value) for value in values] if wanted else []

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, position: int) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, position: slice) -> list[dict[str, Any]]: ...

    def __getitem__(self, position: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        if isinstance(position, str):
            raise TypeError(f"rows go by their position; for a column: .df()[{position!r}]")
        return self.rows[position]

    if not TYPE_CHECKING:  # a type checker shall know a slip when it sees one

        def __getattr__(self, name: str) -> NoReturn:
            hint = "" if name.startswith("_") else f"; what pandas has: .df().{name}"
            raise AttributeError(f"a {type(self).__name__} has no {name!r}{hint}", name=name, obj=self)

    def __getstate__(self) -> dict[str, Any]:
        """Return what is pickled: all but the graph, with the names that are asked of it."""
        for name in self.names:
            self.labels_of(name)
        return self.__dict__ | {"ask_view": None}

    def __copy__(self) -> Self:
        made = type(self).__new__(type(self))
        made.__dict__ |= self.__dict__
        return made

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        made = copy.copy(self)
        for name in ("names", "rows", "bindings"):
            setattr(made, name, copy.deepcopy(getattr(self, name), memo))
        return made

    def __repr__(self) -> str:
        cut = f", cut after {self.truncated}" if self.truncated is not None else ""
        return f"<Table of {len(self.rows)} rows{cut}: {', '.join(self.names)}>{self._hinted()}"

    def _hinted(self) -> str:
        return f" {'; '.join(self.hints)}" if self.hints else ""

    def _repr_html_(self) -> str:
        from crackdown.python.tables_html import table_html

        return table_html(self)


class YesOrNo(Table):
    """The answer to an ASK: true or false, and a table of one cell."""

    form = "ask"

    def __init__(self, answer: bool) -> None:
        super().__init__(["answer"], [{"answer": answer}])

    def __bool__(self) -> bool:
        return bool(self.rows[0]["answer"])

    def __eq__(self, other: object) -> bool:
        return bool(self) == other if isinstance(other, bool | YesOrNo) else NotImplemented

    def __hash__(self) -> int:
        return hash(bool(self))

    def network(self, source: str | None = None, target: str | None = None) -> Drawing:
        """Refuse.

        Raises:
            InputError: always; there is nothing to draw in a yes or no.
        """
        del source, target
        raise InputError("yes or no is not drawn; ask with SELECT or CONSTRUCT")

    def networkx(self, source: str | None = None, target: str | None = None) -> NetworkxGraph:
        """Refuse.

        Raises:
            InputError: always.
        """
        del source, target
        raise InputError("yes or no is no network; ask with SELECT or CONSTRUCT")

    def __repr__(self) -> str:
        return "yes" if self else "no"

    def _repr_html_(self) -> str:
        return f"<strong>{self!r}</strong>"


def _text_of(value: Any) -> str:
    return "" if value is None else str(value)
