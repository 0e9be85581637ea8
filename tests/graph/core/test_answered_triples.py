"""Graphs as answers: each triple once, cut after so many, and written in every format as it comes or whole."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from crackdown.errors import UnknownFormat
from crackdown.graph.sparql.answer import GRAPH_FORMATS, Whole
from crackdown.graph.sparql.answered_triples import Triples, write_triples

P = "https://e.org/{}"


def triples(count: int, *, times: int = 2, name: str = "p") -> list[ox.Triple]:
    node = ox.NamedNode(P.format(name))
    return [ox.Triple(ox.NamedNode(P.format(n)), node, ox.Literal(f"{n}\n")) for n in range(count)] * times


def written(given: list[ox.Triple], name: str, max_rows: int | None = None) -> tuple[bytes, int | None]:
    whole = Whole()
    begin = lambda: whole.begin("construct", "")  # noqa: E731
    truncated = write_triples(Triples(given, max_rows), GRAPH_FORMATS[name][0], whole, begin)
    return whole.answer(truncated).body, truncated


@pytest.mark.parametrize("name", GRAPH_FORMATS)
@pytest.mark.parametrize(
    ("count", "max_rows"), [(0, None), (5, None), (5, 5), (5, 4), (12_000, 12_000), (12_000, 11_000)]
)
def test_each_triple_comes_once_and_no_more_than_wanted(name: str, count: int, max_rows: int | None) -> None:
    body, truncated = written(triples(count), name, max_rows)
    read = [quad.triple for quad in ox.parse(body, format=GRAPH_FORMATS[name][0])]
    is_cut = max_rows is not None and max_rows < count
    assert (len(read), len(set(read))) == (max_rows if is_cut else count,) * 2
    assert set(read) <= set(triples(count))
    assert truncated == (max_rows if is_cut else None)
    assert (f"crackdown:truncated {max_rows}".encode() in body[-50:]) == (is_cut and name != "jsonld")


def test_a_small_graph_is_the_same_in_whatever_order_it_comes() -> None:
    given = triples(300)
    assert written(given, "turtle") == written(given[::-1], "turtle")


def test_a_large_graph_is_written_before_its_end_is_known() -> None:
    sent: list[int] = []

    class Sink(Whole):
        def write(self, data: bytes) -> None:
            sent.append(len(data))

    def endless():
        for n, triple in enumerate(triples(200_000, times=1)):
            assert n < 150_000 or sent, "nothing was written yet"
            yield triple

    write_triples(Triples(endless(), None), ox.RdfFormat.TURTLE, Sink(), lambda: None)


@pytest.mark.parametrize("count", [3, 12_000])
def test_what_a_format_cannot_write_is_refused_before_anything_is_sent(count: int) -> None:
    begun: list[str] = []
    given = [*triples(count), *triples(1, name="7")]
    with pytest.raises(UnknownFormat, match="RDF/XML"):
        write_triples(Triples(given, None), ox.RdfFormat.RDF_XML, Whole(), lambda: begun.append("begun"))
    assert not begun
