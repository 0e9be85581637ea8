"""The Python API: `g = crackdown.open()`, then ask, show, draw, add.

The words are those of the ontology and of the command line. Answers show themselves in a notebook; pandas is needed
only where a DataFrame is asked for.
"""

from __future__ import annotations

import builtins
import copy
import html
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from crackdown.errors import InputError, StoreUnavailable
from crackdown.settings import Settings

if TYPE_CHECKING:
    import pandas

    from crackdown.graph.entity import Entity
    from crackdown.graph.findings import ToldFinding
    from crackdown.graph.search import Hit
    from crackdown.graph.view import View
    from crackdown.why import Why


def open(folder: str | Path | None = None) -> Investigation:  # noqa: A001 - the word the command line and users have
    """Open the graph in `folder`; without one, the same store as the command line's.

    Raises:
        StoreUnavailable: there is no store there; load announcements first.
    """
    return Investigation(Path(folder) if folder is not None else Settings.from_environment().store)


class Investigation:
    """One graph, open for questions. It reads a snapshot that follows the store; writers elsewhere are not held up."""

    def __init__(self, folder: Path) -> None:
        from crackdown.graph.following import FollowingSnapshot

        if not folder.is_dir():
            raise StoreUnavailable(f"{folder}: no graph here yet; load announcements first: crackdown load --samples")
        self.folder = folder
        self.day: str | None = None  # what was published by then is seen; None: everything
        self._source = FollowingSnapshot(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the snapshot; the store itself stays as it is. What was asked as of a day ends with the whole."""
        if self.day is None:
            self._source.close()

    @property
    def view(self) -> View:
        """The graph as it is now, for everything that `crackdown.graph` can do."""
        return self._source.view() if self.day is None else self._source.as_of(self.day)

    def as_of(self, day: str) -> Self:
        """Return the same graph as the public record stood on a day: with what was published by then, and no more.

        Raises:
            InputError: it is no day such as "2026-02-10", nor a month or a year, which mean their last day.
        """
        from crackdown.graph.as_of import to_day

        then = copy.copy(self)
        then.day = to_day(day)
        return then

    def query(self, sparql: str) -> Table:
        """Answer a SELECT or ASK query, or the one in a file `….rq`.

        Raises:
            InvalidQuery: it does not parse; the error has line and column.
            InputError: it is a CONSTRUCT or DESCRIBE; take `g.view.serialize(…)` for those.
        """
        from crackdown.reading import read_query
        from crackdown.why import explain_rows

        text = read_query(sparql)
        answer = self.view.serialize(text, select_format="json")
        if answer.form not in {"select", "ask"}:
            raise InputError(
                f"a {answer.form.upper()} answers with a graph, not a table; take g.view.serialize(query).body"
            )
        table = Table.from_json(answer.body)
        table.ask_why = lambda most: explain_rows(self.view, text, max_rows=most)
        return table

    def find(self, text: str, *, limit: int = 8) -> list[Hit]:
        """Search all names in all scripts, typos forgiven; the best first."""
        from crackdown.graph.search import search

        return search(self.view, text, limit=limit).hits

    def entity(self, name: str) -> Entity:
        """Describe one thing by IRI, id, code or name: names, facts with their quotes, figures, announcements."""
        from crackdown.graph.entity import describe, resolve_name

        return describe(self.view, resolve_name(self.view, name))

    def quotes(self, name: str) -> Table:
        """List every stated fact of a thing with the words that state it, one passage a row."""
        rows = [
            {
                "subject": fact.subject.label,
                "fact": fact.label,
                "value": fact.value.text,
                "quote": evidence.quote,
                "language": evidence.language,
                "published": evidence.published,
                "announcement": evidence.announcement,
                "start": evidence.start,
                "end": evidence.end,
                "confidence": evidence.confidence,
            }
            for fact in self.entity(name).facts
            if not fact.inferred
            for evidence in fact.evidence
        ]
        names = list(rows[0]) if rows else ["subject", "fact", "value", "quote"]
        return Table(names, rows)

    def origins(self, name: str) -> Table:
        """List the reports that tell of a thing: whose words each carries, who relayed them, what is a copy of what."""
        from crackdown.graph.entity import resolve_name
        from crackdown.graph.telling import telling_of
        from crackdown.origins import rows

        found = list(rows(telling_of(self.view, resolve_name(self.view, name))))
        return Table(list(found[0]) if found else ["thing", "origin", "speakers", "announcement"], found)

    def figures(self, operation: str) -> Table:
        """List every number that was said of an operation, one claim a row: who, when, in which words."""
        from crackdown.figures import COLUMNS, figures_of, rows

        return Table(list(COLUMNS), list(rows(*figures_of(self.view, operation))))

    def check(self, language: str = "en") -> list[ToldFinding]:
        """Check the arithmetic of all figures; the gravest finding first, confirmations last."""
        from crackdown.checking import told_findings

        return told_findings(self.view, language)

    def ledger(self, *, only_open: bool = False) -> Table:
        """Set what the sending side says of each transfer beside what the receiving side says."""
        from crackdown.graph.ledger import read_ledger
        from crackdown.ledger import COLUMNS, rows

        view = self.view
        transfers = (transfer for transfer in read_ledger(view) if transfer.is_open or not only_open)
        return Table(list(COLUMNS), list(rows(view, transfers, is_flat=True)))

    def draw(self, name: str) -> Drawing:
        """Draw a thing's neighbourhood; shows itself in a notebook, and `.save(path)` writes the page."""
        from crackdown.graph.drawing import draw
        from crackdown.graph.entity import resolve_name

        return Drawing(draw(self.view, resolve_name(self.view, name)))

    def add(self, *paths: str | Path) -> list[str]:
        """Load announcements; return a line for each: what changed, or why it could not be read.

        Raises:
            InputError: this is the graph as of a day.
        """
        if self.day is not None:
            raise InputError(f"what was said by {self.day} is not added to; call add on what crackdown.open() returned")
        from crackdown.graph.store import Store
        from crackdown.loaders import read_documents
        from crackdown.loading import LOCK_WAIT_SECONDS, describe, put_each

        with Store.open(self.folder, create=False, wait_seconds=LOCK_WAIT_SECONDS) as store:
            documents = read_documents([str(path) for path in paths])
            return [
                f"{loaded.told} {loaded.record.id}: {describe(loaded.record)}" if loaded.record else loaded.told
                for loaded in put_each(store.writer(), documents)
            ]


class Table:
    """The rows of an answer: iterate them as dicts, or take `.df()`."""

    def __init__(self, names: list[str], rows: list[dict[str, Any]]) -> None:
        self.names = names
        self.rows = rows
        self.ask_why: Callable[[int], Why] | None = None

    @classmethod
    def from_json(cls, body: bytes) -> Table:
        """Read SPARQL 1.1 Query Results JSON.

        >>> Table.from_json(b'{"head": {}, "boolean": true}').rows
        [{'answer': True}]
        """
        result = json.loads(body)
        if "boolean" in result:
            return cls(["answer"], [{"answer": result["boolean"]}])
        names = result["head"]["vars"]
        rows = [{name: _python(row.get(name)) for name in names} for row in result["results"]["bindings"]]
        return cls(names, rows)

    def df(self) -> pandas.DataFrame:
        """Return a pandas DataFrame: integers, decimals and booleans as such, days as datetime64, the rest as text."""
        import pandas

        frame = pandas.DataFrame(self.rows, columns=self.names)
        for name in self.names:
            values = [value for value in frame[name] if value is not None]
            if values and all(isinstance(value, _Day) for value in values):
                frame[name] = pandas.to_datetime(frame[name])
        return frame.convert_dtypes()

    def why(self, *, max_rows: int = 100) -> Why:
        """Ask again, and find for each of the first rows the claims and quotes that support it.

        Raises:
            InputError: it is no answer to a SELECT query.
        """
        if self.ask_why is None:
            raise InputError("only the answer to a SELECT query is explained: g.query(…).why()")
        return self.ask_why(max_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"<Table of {len(self.rows)} rows: {', '.join(self.names)}>"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.names)
        body = "".join(
            "<tr>" + "".join(f'<td dir="auto">{_shown(row.get(name))}</td>' for name in self.names) + "</tr>"
            for row in self.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


class Drawing:
    """A network as one self-contained HTML page."""

    def __init__(self, page: str) -> None:
        self.page = page

    def save(self, path: str | Path) -> Path:
        """Write the page; it opens in any browser, offline."""
        target = Path(path)
        target.write_text(self.page, encoding="utf-8")
        return target

    def _repr_html_(self) -> str:
        # srcdoc keeps the page's scripts and styles apart from the notebook's; sandboxed, it can reach nothing.
        return (
            f'<iframe srcdoc="{html.escape(self.page)}" sandbox="allow-scripts" '
            'style="width:100%;height:600px;border:0" title="network"></iframe>'
        )


class _Day(str):
    """An xsd:date on its way to a DataFrame."""

    __slots__ = ()


_XSD = "http://www.w3.org/2001/XMLSchema#"
_READERS: dict[str, builtins.type] = {
    f"{_XSD}integer": int,
    f"{_XSD}decimal": float,
    f"{_XSD}double": float,
    f"{_XSD}date": _Day,
}


def _python(term: dict[str, str] | None) -> Any:
    if term is None:
        return None
    datatype = term.get("datatype", "")
    if datatype == f"{_XSD}boolean":
        return term["value"] == "true"
    if term["type"] == "uri":
        from crackdown.graph.things import to_id

        return to_id(term["value"])
    return _READERS.get(datatype, str)(term["value"])


def _shown(value: Any) -> str:
    from crackdown.printing import plain

    return "" if value is None else html.escape(plain(str(value)))
