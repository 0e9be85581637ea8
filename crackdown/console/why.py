"""Why a row is there: what `crackdown query --why` prints and `Table.why()` returns, the quotes below each row."""

from __future__ import annotations

import html
import json
import sys
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from crackdown.console.printing import plain, pointer, shorten
from crackdown.errors import InvalidQuery, UnknownFormat

if TYPE_CHECKING:
    import pandas

    from crackdown.graph.storage.view import View
    from crackdown.graph.term import Term, Triple
    from crackdown.graph.why import Explained, Row, Support

FORMATS: Final = ("text", "jsonl", "json")
_BESIDES: Final = {
    "stated": "stated without words of its own",
    "reference": "reference data",
    "program": "made by the program",
    "inferred": "inferred",
}


def print_why(view: View, query: str, format_: str | None) -> None:
    """Print the rows of a SELECT, each with what supports it.

    Raises:
        UnknownFormat: the format has no room for what supports a row.
        InputError: the query is no SELECT.
        InvalidQuery: it does not parse; the message shows the place.
    """
    from crackdown.graph.why import explain
    from crackdown.graph.why.results import line_of

    chosen = format_ or ("text" if sys.stdout.isatty() else "jsonl")
    if chosen not in FORMATS:
        raise UnknownFormat(f"--format {chosen}: with --why a row comes with its quotes, as {', '.join(FORMATS)}")
    try:
        explained = explain(view, query)
    except InvalidQuery as error:
        raise InvalidQuery(f"{error}{pointer(query, error)}", line=error.line, column=error.column) from error
    if chosen == "json":
        print(_as_results(explained))
    elif chosen == "jsonl":
        for row in chain(explained.rows, explained.iter_rest()):
            print(line_of(row))
    else:
        for line in _lines(explained):
            print(plain(line))
    for note in explained.notes:
        print(plain(note), file=sys.stderr)


def _as_results(explained: Explained) -> str:
    from crackdown.graph.why.results import MEMBER, why_member

    result = json.loads(explained.answer.body)
    result["head"][MEMBER] = why_member(explained)
    return json.dumps(result, ensure_ascii=False)


def _lines(explained: Explained) -> Iterator[str]:
    """Write rows for people: the values, then each passage once with the triples that it states."""
    for number, row in enumerate(chain(explained.rows, explained.iter_rest()), start=1):
        cells = (f"{name} = {_word(row.values[name])}" for name in explained.names if name in row.values)
        yield f"{number}  {'  ·  '.join(cells)}"
        yield from _support_lines(row)
        yield ""


def _support_lines(row: Row) -> Iterator[str]:
    passages, besides = _by_passage(row.support or [])
    for supports in passages:
        yield f"      “{' '.join((supports[0].quote or '').split())}”  [{_place(supports[0])}]"
        for support in supports:
            follows = f"  →  {_sentence(support.triple)}" if support.inferred_from else ""
            yield f"          {_sentence(support.inferred_from or support.triple)}{follows}"
    for support in besides:
        yield f"      {_BESIDES[support.kind]}: {_sentence(support.triple)}"
    for note in row.notes:
        yield f"      ({note})"


def _by_passage(supports: list[Support]) -> tuple[list[list[Support]], list[Support]]:
    """Put together what one passage states; what has no words of its own comes apart from it."""
    passages: dict[tuple[str | None, int | None, int | None], list[Support]] = {}
    besides = []
    for one in supports:
        if one.kind == "claim":
            passages.setdefault((one.announcement, one.start, one.end), []).append(one)
        else:
            besides.append(one)
    return list(passages.values()), besides


def _place(support: Support) -> str:
    from crackdown.graph.linking.things import to_id

    told = [f"{to_id(support.announcement or '')}#char={support.start},{support.end}"]
    told += [word for word in (support.language, support.published) if word]
    if support.confidence is not None and support.confidence < 1:
        told.append(f"{support.confidence:.0%} sure")
    return ", ".join(told)


def _sentence(triple: Triple) -> str:
    return " ".join(_word(term) for term in triple)


def _word(term: Term) -> str:
    if term.kind == "iri":
        return shorten(term.value)
    return f"{term.value}@{term.language}" if term.language not in (None, "en") else term.value


def explain_rows(view: View, query: str, *, max_rows: int) -> Why:
    """Explain the first rows of a SELECT query."""
    from crackdown.graph.why import explain

    return Why(explain(view, query, max_rows=max_rows))


class Why:
    """Rows with what supports them: iterate them as dicts of `row`, `support` and `notes`, or take `.df()`."""

    def __init__(self, explained: Explained) -> None:
        from crackdown.graph.why.results import row_values

        self._explained = explained
        self.rows: list[dict[str, Any]] = [row_values(row) for row in chain(explained.rows, explained.iter_rest())]
        self.notes = explained.notes

    def df(self) -> pandas.DataFrame:
        """Return a pandas DataFrame of one line a quote: the row's position and values, then what supports it."""
        import pandas

        lines = [
            {"position": position, **row["row"], **{name: _flat(value) for name, value in support.items()}}
            for position, row in enumerate(self.rows)
            for support in row["support"] or []
        ]
        return pandas.DataFrame(lines).convert_dtypes()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"<Why of {len(self.rows)} rows: {sum(len(row['support'] or []) for row in self.rows)} reasons>"

    def _repr_html_(self) -> str:
        return f"<pre dir='auto'>{html.escape(plain(chr(10).join([*self.notes, *_lines(self._explained)])))}</pre>"


def _flat(value: Any) -> Any:
    return " ".join(value) if isinstance(value, list) else value
