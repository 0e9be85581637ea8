"""SERVICE for endpoints on a list: asked first, joined as rows, and nothing that is not public is ever called.

The other endpoint is this project's own server with another graph, or one that misbehaves; both are on a loopback
address, which the tests alone allow.
"""

from __future__ import annotations

import contextlib
import http.server
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pyoxigraph as ox
import pytest

from crackdown.errors import InputError, InvalidQuery, QueryTimeout, ServerBusy, ServiceFailed, ServiceRefused
from crackdown.graph.federation import Federation
from crackdown.graph.federation.fetching import RESULTS, is_public
from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import BASE

Answer = Callable[[str], tuple[int, str, bytes]]
DATA = """@prefix e: <https://example.org/> .
e:a e:code "KH" ; e:said "a \\"quoted\\" { word } # of <SERVICE>" .
e:b e:code "TH" . [] e:code "VN" ."""


class Other:
    """An endpoint on this machine, that notes what it is asked."""

    def __init__(self, answer: Answer | None = None) -> None:
        self.asked: list[str] = []
        store = ox.Store()
        store.load(DATA.encode(), format=ox.RdfFormat.TURTLE)

        def query(text: str) -> tuple[int, str, bytes]:
            found = store.query(text)
            assert isinstance(found, ox.QuerySolutions)
            return 200, RESULTS, bytes(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")

        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                from urllib.parse import parse_qs

                body = self.rfile.read(int(self.headers["content-length"])).decode()
                outer.asked.append(parse_qs(body)["query"][0])
                status, media_type, sent = (answer or query)(outer.asked[-1])
                self.send_response(status)
                self.send_header("content-type", media_type)
                self.send_header("location", "http://127.0.0.1:1/")
                self.send_header("content-length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

            def log_message(self, *_: Any) -> None: ...

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/sparql"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def federation(self, **more: Any) -> Federation:
        return Federation([self.url], is_allowed=lambda _: True, **more)


@pytest.fixture
def other() -> Iterator[Other]:
    other = Other()
    yield other
    other.server.shutdown()


@pytest.fixture
def misbehaving() -> Iterator[Callable[[Answer], Other]]:
    made: list[Other] = []

    def make(answer: Answer) -> Other:
        made.append(Other(answer))
        return made[-1]

    yield make
    for one in made:
        one.server.shutdown()


def parse(query: str) -> None:
    """Read a query as a worker does, over a graph that is empty."""
    View(ox.Store, Archive(None), str, None).results(query)


def rows(query: str) -> list[tuple[str | None, ...]]:
    """Answer a query here, over a graph of one triple."""
    store = ox.Store()
    store.load(b'<urn:kh> <urn:code> "KH" .', format=ox.RdfFormat.N_TRIPLES)
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    names = [one.value for one in found.variables]
    return [tuple(row[name].value if row[name] is not None else None for name in names) for row in found]


def test_what_another_endpoint_says_is_joined(other: Other) -> None:
    query = f"SELECT ?a ?b {{ ?a <urn:code> ?c SERVICE <{other.url}> {{ ?b <https://example.org/code> ?c }} }}"
    assert rows(other.federation().inline(query, parse)) == [("urn:kh", "https://example.org/a")]
    assert len(other.asked) == 1


def test_the_querys_own_prefixes_hold_there_too(other: Other) -> None:
    query = (
        f"PREFIX far: <{other.url}>\nPREFIX e: <https://example.org/>\n"
        "SELECT ?x { SERVICE far: { ?x e:code 'TH' } }"
    )
    assert rows(other.federation().inline(query, parse)) == [("https://example.org/b",)]


def test_quotes_braces_and_the_word_itself_come_through(other: Other) -> None:
    query = f"SELECT ?w {{ SERVICE <{other.url}> {{ ?x <https://example.org/said> ?w }} }}"
    assert rows(other.federation().inline(query, parse)) == [('a "quoted" { word } # of <SERVICE>',)]


def test_blank_nodes_become_names(other: Other) -> None:
    query = f"SELECT ?x {{ SERVICE <{other.url}> {{ ?x <https://example.org/code> 'VN' }} }}"
    assert "/.well-known/genid/" in str(rows(other.federation().inline(query, parse))[0][0])


def test_an_optional_service_leaves_the_rest(other: Other) -> None:
    query = f"SELECT ?here ?x {{ ?here <urn:code> ?code OPTIONAL {{ SERVICE <{other.url}> {{ ?x <urn:no> ?code }} }} }}"
    assert rows(other.federation().inline(query, parse)) == [("urn:kh", None)]


def test_a_query_without_the_word_is_left_alone(other: Other) -> None:
    assert (
        other.federation().inline("SELECT ?service { ?service ?p 'SERVICE' }", parse)
        == "SELECT ?service { ?service ?p 'SERVICE' }"
    )
    assert other.asked == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "is not called from here"),
        ("SELECT * { ?e ?p ?o SERVICE ?e { ?s ?p ?o } }", "not a variable"),
        ("SELECT * { SERVICE <URL> { SERVICE <URL> { ?s ?p ?o } } }", "within SERVICE"),
        ("SELECT * { SERV\\u0049CE <URL> { ?s ?p ?o } }", "cannot be told from other words"),
        ("SELECT * { " + "SERVICE <URL> { ?s ?p ?o } " * 6 + "}", "this one has 6"),
    ],
)  # fmt: skip
def test_what_is_not_on_the_list_or_not_plain_is_refused(other: Other, query: str, said: str) -> None:
    with pytest.raises(ServiceRefused, match=said):
        other.federation().inline(query.replace("URL", other.url), parse)
    assert other.asked == []


def test_a_pattern_that_does_not_parse_is_sent_to_nobody(other: Other) -> None:
    with pytest.raises(InvalidQuery, match="does not parse"):
        other.federation().inline(f"SELECT * {{ SERVICE <{other.url}> {{ ?s ?p }} }}", parse)
    assert other.asked == []


def test_every_pattern_is_read_within_limits_before_any_is_sent(other: Other) -> None:
    read: list[str] = []

    def run_out_of_time(query: str) -> None:
        read.append(query)
        if "code" in query:
            raise QueryTimeout("too long")

    said, code = (f"SERVICE <{other.url}> {{ ?s <https://example.org/{name}> ?o }}" for name in ("said", "code"))
    with pytest.raises(QueryTimeout):
        other.federation().inline(f"SELECT * {{ {said} {code} }}", run_out_of_time)
    assert (len(read), other.asked) == (2, [])


def test_names_mean_there_what_they_mean_here(other: Other) -> None:
    query = f"SELECT ?x {{ SERVICE <{other.url}> {{ VALUES ?x {{ <country/KH> country:TH }} }} }}"
    assert rows(other.federation().inline(query, parse)) == [(f"{BASE}country/KH",), (f"{BASE}country/TH",)]


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/sparql", "http://localhost/sparql", "http://[::1]/sparql", "http://2130706433/sparql",
     "http://10.0.0.1/sparql", "http://169.254.169.254/latest", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/"],
)  # fmt: skip
def test_no_address_that_is_not_public_is_called_even_from_the_list(url: str) -> None:
    with pytest.raises(ServiceRefused, match="not a public address"):
        Federation([url]).inline(f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}", parse)


@pytest.mark.parametrize("address", ["64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1%eth0", "fc00::1", "224.0.0.1"])
def test_an_address_hidden_in_another_is_seen(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "sparql", "https://eve:pw@example.org/sparql", "ftp://example.org/"]
)
def test_the_list_holds_addresses_without_passwords(url: str) -> None:
    with pytest.raises(InputError):
        Federation([url])


ANSWERS: dict[str, tuple[Answer, str]] = {
    "an error": (lambda _: (500, "text/plain", b"on fire"), "500 .*on fire"),
    "a redirect": (lambda _: (302, "text/plain", b""), "302"),
    "a page": (lambda _: (200, "text/html", b"<p>"), "text/html"),
    "nonsense": (lambda _: (200, RESULTS, b"{"), "no table"),
    "a boolean": (lambda _: (200, RESULTS, b'{"head":{},"boolean":true}'), "no table"),
    "too many bytes": (lambda _: (200, RESULTS, b" " * 200_000), "more than 100,000 bytes"),
}


@pytest.mark.parametrize(("answer", "said"), ANSWERS.values(), ids=ANSWERS)
def test_a_server_that_misbehaves_is_told(misbehaving: Callable[[Answer], Other], answer: Answer, said: str) -> None:
    other = misbehaving(answer)
    federation = other.federation(max_bytes=100_000)
    with pytest.raises(ServiceFailed, match=said):
        federation.inline(f"SELECT * {{ SERVICE <{other.url}> {{ ?s ?p ?o }} }}", parse)
    silent = f"SELECT ?s ?here {{ ?here ?p 'KH' SERVICE SILENT <{other.url}> {{ ?s ?p ?o }} }}"
    assert rows(federation.inline(silent, parse)) == [(None, "urn:kh")]


def test_too_many_rows_are_refused_rather_than_cut(other: Other) -> None:
    with pytest.raises(ServiceFailed, match="more than 2 rows"):
        other.federation(max_rows=2).inline(f"SELECT * {{ SERVICE <{other.url}> {{ ?s ?p ?o }} }}", parse)


def test_one_that_does_not_answer_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"
        federation = Federation([url], timeout_seconds=0.3, is_allowed=lambda _: True)
        with pytest.raises(QueryTimeout, match=r"0\.3 s"):
            federation.inline(f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", parse)


def test_one_that_sends_a_byte_now_and_then_is_given_up_too() -> None:
    def send_slowly(listening: socket.socket) -> None:
        link, _ = listening.accept()
        with link, contextlib.suppress(OSError):
            link.sendall(b"HTTP/1.1 200 OK\r\nx: ")
            for _ in range(50):
                link.sendall(b"y")
                time.sleep(0.1)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=send_slowly, args=(listening,), daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/sparql"
        federation, begin = Federation([url], timeout_seconds=0.3, is_allowed=lambda _: True), time.monotonic()
        with pytest.raises(QueryTimeout, match=r"0\.3 s"):
            federation.inline(f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", parse)
        assert time.monotonic() - begin < 3


def test_no_more_than_four_call_at_once(misbehaving: Callable[[Answer], Other]) -> None:
    asked, released = threading.Semaphore(0), threading.Event()

    def wait(_: str) -> tuple[int, str, bytes]:
        asked.release()
        released.wait(20)
        return 200, RESULTS, b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'

    other = misbehaving(wait)
    federation, query = other.federation(), f"SELECT * {{ SERVICE <{other.url}> {{ ?s ?p ?o }} }}"
    calling = [threading.Thread(target=federation.inline, args=(query, parse)) for _ in range(4)]
    for one in calling:
        one.start()
    for _ in calling:
        asked.acquire()
    with pytest.raises(ServerBusy):
        federation.inline(query, parse)
    released.set()
    for one in calling:
        one.join()
