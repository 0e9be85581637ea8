"""Pages that work without JavaScript, and the IRIs of things: each answers with a page or with RDF, as is asked for.

An IRI such as https://w3id.org/crackdown/agency/kh-ministry-of-interior is answered here at the same local path. The
page of an announcement is its text with the passages marked and the sentences lined by what became of them, each at the
anchor that its IRI names (`#char=928,1201`, RFC 5147).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Any
from urllib.parse import quote, unquote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from crackdown.api.http.reader_language import ReaderLanguage, carried_language, own_names
from crackdown.api.protocols.answers import Choice
from crackdown.api.protocols.streaming import as_stream
from crackdown.api.source import CurrentNetwork, CurrentView
from crackdown.api.things.linked_data import (
    as_data,
    as_page,
    choose_format,
    document_about,
    to_announcement,
    to_kept,
    with_links,
)
from crackdown.api.things.templating import render
from crackdown.api.things.version_pages import version_page
from crackdown.api.things.visible import cut
from crackdown.errors import NotFound
from crackdown.graph.announcement.parts import Part, parts_of
from crackdown.graph.announcement.reading import Reading, read_announcement
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import to_id, to_iri
from crackdown.graph.searching.search import search
from crackdown.graph.showing.entity import current_id, describe, is_known
from crackdown.graph.showing.in_language import Words
from crackdown.graph.showing.summary import summarise
from crackdown.graph.showing.wording import Reference, value_of
from crackdown.graph.sparql.query import load
from crackdown.graph.sparql.sending import iter_described
from crackdown.graph.storage.view import View, bind
from crackdown.graph.telling.tellers import telling_of
from crackdown.graph.term import iri
from crackdown.graph.versioning.version_list import now_of
from crackdown.ontology.labels import label
from crackdown.ontology.terms import status

router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)

# The first path segments under which the graph's IRIs lie.
_KINDS = (
    ".well-known/genid", "agency", "airport", "announcement", "country", "decision", "finding", "graph", "official",
    "operation", "place", "post", "reviewer", "software", "tenure", "vocab",
)  # fmt: skip
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\%#\[\]]")
_BEYOND_ASCII = re.compile("(?:%[89A-Fa-f][0-9A-Fa-f])+")


@router.get("/lite")
def lite(
    request: Request,
    view: CurrentView,
    network: CurrentNetwork,
    language: ReaderLanguage,
    q: str = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> HTMLResponse:
    """Search without JavaScript."""
    found = search(view, q, limit=limit) if q.strip() else None
    page = render("lite.html", q=q, found=found, summary=summarise(view), **_shared(request, network, language))
    return HTMLResponse(page, headers={"vary": "Accept-Language"})


@router.get("/index", name="index")
def index(
    request: Request,
    view: CurrentView,
    network: CurrentNetwork,
    language: ReaderLanguage,
    format: str | None = None,  # noqa: A002
) -> Response:
    """Tell what the program looks things up by: the properties of `graph:index`."""
    return answer_for(request, view, network, language, format)


def _serve_kind(kind: str) -> None:
    @router.get(f"/{kind}/{{name:path}}", name=kind)
    def thing(
        request: Request,
        view: CurrentView,
        network: CurrentNetwork,
        language: ReaderLanguage,
        format: str | None = None,  # noqa: A002
    ) -> Response:
        return answer_for(request, view, network, language, format)


for _kind in _KINDS:
    _serve_kind(_kind)


def answer_for(request: Request, view: View, network: Network, language: str, format_: str | None) -> Response:
    """Answer for one IRI: follow a merge, then give a page or RDF.

    Raises:
        NotFound: nothing is known of it.
        UnknownFormat, NotAcceptable: there is no format that fits.
    """
    path = request.scope["raw_path"].decode("ascii").lstrip("/")
    found = ((id_, current_id(view, network, id_)) for id_ in spellings(path))
    known = next((pair for pair in found if pair[0] != pair[1] or is_known(view, to_iri(pair[0]))), None)
    if known is None:
        says_so_now = now_of(view, to_iri(path))
        if says_so_now:
            return to_announcement(request, to_id(says_so_now))
        raise NotFound(f"{to_iri(path)}: nothing is known of it; look it up by name at /lite")
    id_, kept = known
    if kept != id_:
        return to_kept(request, kept)
    chosen = choose_format(request, format_)
    elsewhere = document_about(request, id_, chosen, format_)
    if elsewhere:
        return elsewhere
    if chosen.media_type == "text/html":
        page = _page(view, network, id_, _shared(request, network, language))
        return with_links(as_page(page), request, id_, chosen, format_)
    return with_links(_data(view, id_, chosen), request, id_, chosen, format_)


def _data(view: View, id_: str, chosen: Choice) -> Response:
    """Send what is said of a thing; a graph that is a thing of its own, which may be large, as it is written."""
    thing = iri(to_iri(id_))
    if id_.startswith("graph/") and view.ask(load("graph_known"), graph=thing):
        return as_stream(iter_described(view, chosen.engine_format, to_iri(id_)), chosen)
    query = bind(load("description"), {"thing": thing})
    return as_data(view.serialize(query, graph_format=chosen.engine_format).body, chosen)


def spellings(path: str) -> Iterator[str]:
    """Yield the ends of IRIs that a path may stand for, the likeliest first.

    An address spells out what an IRI may hold as it is (letters beyond ASCII) or holds for a purpose ("?"); but an
    escape may also be the IRI's own, as that of a slash inside a name.

    >>> list(spellings("place/%E1%9E%81%2Fb"))
    ['place/%E1%9E%81%2Fb', 'place/ខ%2Fb', 'place/ខ/b']
    """
    beyond_ascii = _BEYOND_ASCII.sub(lambda match: unquote(match[0]), path)
    spelled_out = _NOT_IN_IRI.sub(lambda match: quote(match[0]), unquote(path))
    yield from dict.fromkeys((path, beyond_ascii, spelled_out))


def _shared(request: Request, network: Network, language: str) -> dict[str, Any]:
    """Return what every page is filled in with: names in the reader's language, and what its links carry on."""
    return {
        "words": Words(network, language),
        "languages": own_names(),
        "carried": carried_language(request),
        "as_of": request.query_params.get("as_of"),
    }


def _page(view: View, network: Network, id_: str, shared: dict[str, Any]) -> str:
    node = network.nodes.get(id_)
    if node is None:
        return version_page(view, id_, shared) or _plain_page(view, network, id_, shared)
    if node.type == "announcement":
        reading = read_announcement(view, id_)
        pieces = list(cut(reading.text or "", reading.passages, reading.sentences))
        anchors = _anchors(reading) if reading.text else {}
        return render(
            "announcement.html", reading=reading, pieces=pieces, statuses=_statuses(reading), anchors=anchors,
            parts=_other_parts(view, network, reading, anchors.values()), **shared,
        )  # fmt: skip
    telling = telling_of(view, id_) if node.type == "operation" else None
    return render("entity.html", entity=describe(view, id_), telling=telling, **shared)


def _other_parts(view: View, network: Network, reading: Reading, anchored: Iterable[str]) -> list[Part]:
    """List the parts of an announcement that no mark in its text is the anchor of."""
    marked = {f"char={one.start},{one.end}" for one in reading.passages} if reading.text else set()
    there = {*marked, *anchored}
    return [part for part in parts_of(view, network, reading.node.iri) if part.fragment not in there]


def _statuses(reading: Reading) -> dict[str, tuple[str, int]]:
    """Give the statuses of a text's sentences in the order of the scheme, each with its label and how many have it."""
    counts = Counter(sentence.status for sentence in reading.sentences)
    keys = {
        iri_.rsplit("/", 1)[-1]: iri_
        for iri_ in (status.used, status.in_scope, status.plan, status.background, status.not_understood)
    }
    return {key: (label(iri_), counts[key]) for key, iri_ in keys.items() if counts[key]}


def _anchors(reading: Reading) -> dict[int, str]:
    """Give the anchor that a sentence's IRI names, by its number; one that is a passage too has that already."""
    passages = {(passage.start, passage.end) for passage in reading.passages}
    spans = {number: (one.start, one.end) for number, one in enumerate(reading.sentences)}
    return {number: f"char={span[0]},{span[1]}" for number, span in spans.items() if span not in passages}


def _plain_page(view: View, network: Network, id_: str, shared: dict[str, Any]) -> str:
    """Show what is no node (a concept, a tenure, a decision, a graph) as the list of what is said of it."""
    thing = iri(to_iri(id_))
    rows = view.select(load("said_of"), thing=thing)
    said = sorted({(str(row["property"]), value_of(network, row["object"])) for row in rows}, key=str)
    size = view.select(load("graph_size"), thing=thing)
    defined = [(str(row["term"]), str(row["about"])) for row in view.select(load("defined_by"), thing=thing)]
    label = network.things.label(to_iri(id_)) or id_
    return render(
        "other.html", id=id_, label=label, called=shared["words"].thing(Reference(id_, label, "other")), said=said,
        defined=defined, triples=int(str(size[0]["triples"])) if size else 0, **shared,
    )  # fmt: skip
