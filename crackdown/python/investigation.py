"""The Python API: `g = crackdown.open()`, then ask, show, draw, add.

The words are those of the ontology and of the command line. Answers show themselves in a notebook; pandas is needed
only where a DataFrame is asked for. Whatever is made of the graph's base is imported after that is settled.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

from crackdown.errors import InputError
from crackdown.settings import Settings, settle_base

if TYPE_CHECKING:
    import rdflib

    from crackdown.graph.linking.projections import NetworkxGraph, Projection
    from crackdown.graph.remote.address import Place
    from crackdown.graph.storage.view import View
    from crackdown.python.drawing import Drawing
    from crackdown.python.findings import Findings
    from crackdown.python.hits import Hits
    from crackdown.python.measures import Measures
    from crackdown.python.table import Table
    from crackdown.python.thing import Thing


def open(folder: str | Path | None = None) -> Investigation:  # noqa: A001 - the word the command line and users have
    """Open the graph in `folder`, or at the address of an endpoint; without one, the command line's own.

    Credentials for an endpoint come from the environment or the netrc file, never from the address: docs/stores.md.

    Raises:
        StoreUnavailable: there is no graph there; load announcements first.
        InputError: it is neither a folder nor an address of HTTP.
    """
    from crackdown.graph.remote.address import parse_place

    return Investigation(parse_place(str(folder) if folder is not None else Settings.from_environment().store))


class Investigation:
    """One graph, open for questions. It follows its store; writers elsewhere are not held up."""

    def __init__(self, place: Place) -> None:
        settle_base(place)
        from crackdown.python.source import open_source

        self.place = place
        self.day: str | None = None  # what was published by then is seen; None: everything
        self.source = open_source(place)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the snapshot; the store itself stays as it is. What was asked as of a day ends with the whole."""
        if self.day is None:
            self.source.close()

    @property
    def view(self) -> View:
        """The graph as it is now, for everything that `crackdown.graph` can do."""
        return self.source.view() if self.day is None else self.source.as_of(self.day)

    def as_of(self, day: str | date) -> Self:
        """Return the same graph as the public record stood on a day: with what was published by then, and no more.

        Args:
            day: such as "2026-02-10", a `date`, or a pandas Timestamp; a month or a year means its last day.

        Raises:
            InputError: it is no day.
        """
        from crackdown.graph.versioning.as_of import to_day

        then = copy.copy(self)
        then.day = to_day(day.strftime("%Y-%m-%d") if isinstance(day, date) else str(day))
        return then

    def query(self, sparql: str | Path, *, timeout: float | None = None) -> Table:
        """Answer a query in SPARQL 1.1, or the one in a file `….rq`; the project's prefixes need no declaration.

        A SELECT answers with rows, an ASK with yes or no (a Table that is true or false), a CONSTRUCT or DESCRIBE with
        the Triples of a graph.

        Args:
            sparql: the query, or the name of a file that holds it.
            timeout: the seconds after which the query is stopped.

        Raises:
            InvalidQuery: it does not parse; the error shows the place, and has line and column.
            QueryTimeout: its time was up.
            InputError: there is no such file, or `timeout` is no number of seconds.
        """
        from crackdown.python.asking import ask

        return ask(self, sparql, timeout)

    def find(self, text: str, *, types: str | Iterable[str] = (), limit: int = 8) -> Hits:
        """Search all names in all scripts, typos forgiven; the best first.

        Args:
            text: a name or part of one, a code such as KTI or KH, or an agency's initials.
            types: only things of this type or these, such as "official".
            limit: the most things to return.

        Raises:
            InputError: there is no such type.
        """
        from crackdown.graph.linking.things import known_types
        from crackdown.graph.searching.search import search
        from crackdown.python.hits import Hits

        return Hits(search(self.view, text, types=known_types(types), limit=limit).hits)

    def entity(self, name: str) -> Thing:
        """Return one thing with all that is known of it, by IRI, id, code or name.

        Raises:
            NotFound: nothing is called so, or several things are; they are listed.
        """
        from crackdown.graph.showing.entity import resolve_name
        from crackdown.python.thing import Thing

        return Thing(lambda: self.view, resolve_name(self.view, name))

    def quotes(self, name: str) -> Table:
        """List every stated fact of a thing with the words that state it, one passage a row."""
        return self.entity(name).quotes

    def origins(self, name: str) -> Table:
        """List the reports that tell of a thing: whose words each carries, who relayed them, what is a copy of what."""
        return self.entity(name).origins

    def versions(self, announcement: str) -> Table:
        """List what an announcement said, the first seen first, with what each version changed.

        One that was withdrawn has versions too, by its IRI or id; one that is in the graph goes by its name as well.

        Raises:
            NotFound: nothing is called so, or it is no announcement that came as a record.
        """
        from crackdown.python.versions import versions_named

        return versions_named(self.view, announcement)

    def figures(self, operation: str) -> Table:
        """List every number that was said of an operation, one claim a row: who, when, in which words."""
        from crackdown.console.figures import COLUMNS, figures_of, rows
        from crackdown.python.table import Table

        return Table(COLUMNS, list(rows(*figures_of(self.view, operation))), days=["announced", "loaded"])

    def check(self, language: str = "en") -> Findings:
        """Check the arithmetic of all figures; the gravest finding first, confirmations last."""
        from crackdown.console.checking import told_findings
        from crackdown.python.findings import Findings

        return Findings(told_findings(self.view, language))

    def ledger(self, *, only_open: bool = False) -> Table:
        """Set what the sending side says of each transfer beside what the receiving side says."""
        from crackdown.console.ledger import COLUMNS, rows
        from crackdown.graph.figures.ledger import read_ledger
        from crackdown.python.table import Table

        view = self.view
        transfers = (transfer for transfer in read_ledger(view) if transfer.is_open or not only_open)
        told = rows(view, transfers, is_flat=True)
        return Table(COLUMNS, [{name: None if value == "" else value for name, value in row.items()} for row in told])

    def networkx(self, projection: Projection = "cooperation") -> NetworkxGraph:
        """Return the graph as a networkx graph; nodes go by their ids, and every edge says what it rests on.

        Args:
            projection: what is linked. "cooperation": officials and agencies that took part in the same operation.
                "transfers": countries, from where people were sent to where. "hierarchy": who belongs to, serves in or
                answers to whom. "everything": each thing and each relation, a line each.

        Raises:
            InputError: there is no such projection.
        """
        from crackdown.graph.linking.projections import project

        return project(self.view, projection)

    @property
    def measures(self) -> Measures:
        """What the network of who works with whom can tell: `g.measures.brokerage()` and others, a sentence a row."""
        from crackdown.python.measures import Measures

        return Measures(lambda: self.view)

    def rdflib(self, graph: str | None = None) -> rdflib.Graph:
        """Return the graph for rdflib, live and read-only: it sees what is loaded later, and copies nothing.

        Queries are answered by this graph's own engine, with the project's prefixes and GRAPH for who says so. To
        change it, copy it: `rdflib.Graph() + g.rdflib()`.

        Args:
            graph: an announcement or another named graph, by IRI or id; the merged graph where none is named.
        """
        from crackdown.graph.linking.things import to_iri
        from crackdown.graph.sparql.rdflib_store import open_graph

        return open_graph(lambda: self.view, to_iri(graph) if graph else None)

    def draw(self, what: str | Thing | NetworkxGraph) -> Drawing:
        """Draw a thing's neighbourhood; it shows itself in a notebook, and `.save(path)` writes a page or a picture.

        Args:
            what: a thing, by IRI, id, code or name; or a graph that `networkx` returned, or a part of one.

        Raises:
            NotFound: nothing is called so, or several things are; they are listed.
            InputError: it is none of these, or holds no lines.
        """
        from crackdown.python.networks import draw_networkx
        from crackdown.python.thing import Thing

        if isinstance(what, str | Thing):
            return self.entity(what if isinstance(what, str) else what.iri).network()

        return draw_networkx(self.view, what)

    def add(self, *given: str | Path, again: bool = False) -> list[str]:
        """Read announcements into the graph; return a line for each: what changed, or why it could not be read.

        Args:
            given: files or folders; a text with a line break in it is read as an announcement itself.
            again: read also what the store was given before and holds just so, which is left unread otherwise.

        Raises:
            InputError: this is the graph as of a day, or there is no such file or folder; nothing is read then.
            StoreUnavailable: the store cannot be written to; what a server refuses stands in its line instead.
        """
        if self.day is not None:
            raise InputError(f"what was said by {self.day} is not added to; call add on what crackdown.open() returned")
        from crackdown.graph.remote.served import ServedSource
        from crackdown.python.adding import add, refuse_missing, send

        refuse_missing(given)
        served = self.source if isinstance(self.source, ServedSource) else None
        told = send(served, given, reads_again=again) if served else add(self.place, given, reads_again=again)
        self.source.look()
        return told

    def __copy__(self) -> Self:
        made = type(self).__new__(type(self))
        made.__dict__ |= self.__dict__
        return made

    def __getstate__(self) -> NoReturn:
        raise TypeError("a graph is not pickled; open it where it is wanted: crackdown.open(…)")

    def __repr__(self) -> str:
        then = f" as of {self.day}" if self.day else ""
        return f"<Investigation of {self.place}{then}>"

    def _repr_html_(self) -> str:
        from crackdown.python.overview import graph_html

        return graph_html(self)
