"""Rows counted in the bytes that the engine writes: after so many, the answer ends as it should."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crackdown.graph.sparql.row_limit import EnoughRows, RowLimit

FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
# What could be taken for the beginning or the end of a row, were it not inside a value.
NASTY = ['"},{"s":{"', "},{", "},{}", '{},{},"', "a\r\nb", '"\r\n"', "<result>", "\\", '\\"', "\t\n", "x" * 20]
SAID = {
    "json": (b"}", b',"crackdown:truncated":%d'), "xml": (b"</sparql>", b"<!-- crackdown:truncated %d -->"),
}  # fmt: skip
Row = tuple[str | None, str | None]


def results(rows: list[Row]) -> ox.QuerySolutions:
    values = " ".join(f"({' '.join('UNDEF' if one is None else str(ox.Literal(one)) for one in row)})" for row in rows)
    found = ox.Store().query(f"SELECT ?s ?t {{ VALUES (?s ?t) {{ {values} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    return found


def pieces(body: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


def limited(rows: list[Row], name: str, max_rows: int, size: int) -> tuple[bytes, bool]:
    written: list[bytes] = []
    limit = RowLimit(written.append, name, ["s", "t"], max_rows)
    try:
        for piece in pieces(results(rows).serialize(format=FORMATS[name]) or b"", size):
            limit.write(piece)
        limit.close()
    except EnoughRows:
        pass
    return b"".join(written), limit.truncated


values = st.one_of(st.none(), st.sampled_from(NASTY), st.text(st.characters(blacklist_categories=["Cs", "Cc"])))


@pytest.mark.parametrize("name", FORMATS)
@given(
    rows=st.lists(st.tuples(values, values), max_size=6),
    max_rows=st.integers(1, 7),
    size=st.sampled_from([1, 7, 64, 8192]),
)
def test_a_limited_answer_is_the_answer_to_fewer_rows(name: str, rows: list[Row], max_rows: int, size: int) -> None:
    whole = results(rows[:max_rows]).serialize(format=FORMATS[name]) or b""
    if len(rows) > max_rows and name in SAID:
        end, told = SAID[name]
        whole = whole.removesuffix(end) + told % max_rows + end
    assert limited(rows, name, max_rows, size) == (whole, len(rows) > max_rows)


def test_the_engine_is_stopped() -> None:
    endless = ox.Store()
    endless.extend(ox.Quad(ox.BlankNode(), ox.NamedNode("https://e.org/p"), ox.Literal(str(n))) for n in range(300))
    found = endless.query("SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }")
    written: list[bytes] = []
    with pytest.raises(EnoughRows):
        found.serialize(RowLimit(written.append, "json", ["a"], 5), format=FORMATS["json"])  # type: ignore[union-attr, arg-type]
    assert len(json.loads(b"".join(written))["results"]["bindings"]) == 5
