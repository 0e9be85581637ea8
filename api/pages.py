"""Pages that work without JavaScript, and the IRIs of things: each answers with a page or with RDF, as is asked for.

An IRI such as https://w3id.org/crackdown/agency/kh-ministry-of-interior is answered here at the same local path. The
page of an announcement is its text with the passages marked and the sentences lined by what became of them, each at the
anchor that its IRI names (`#char=928,1201`, RFC 5147).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from crackdown.api.answers import THINGS, choose, send
from crackdown.api.source import AsOf, CurrentNetwork, CurrentView
from crackdown.api.templating import href, render
from crackdown.api.visible import cut
from crackdown.errors import NotFound
from crackdown.graph.entity import current_id, describe, is_known
from crackdown.graph.network import Network
from crackdown.graph.query import load
from crackdown.graph.reading import Reading, read_announcement
from crackdown.graph.search import search
from crackdown.graph.summary import summarise
from crackdown.graph.telling import telling_of
from crackdown.graph.term import iri
from crackdown.graph.view import View, bind
from crackdown.graph.wording import property_label, value_of
from crackdown.ontology.labels import label
from crackdown.ontology.terms import status

router = APIRouter(tags=["pages"], default_response_class=HTMLResponse)

# The first path segments under which the graph's IRIs lie.
_KINDS = (
    "agency", "airport", "announcement", "country", "decision", "graph", "official", "operation", "place", "post",
    "software", "tenure", "vocab",
)  # fmt: skip
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\%#\[\]]")
_BEYOND_ASCII = re.compile("(?:%[89A-Fa-f][0-9A-Fa-f])+")


@router.get("/lite")
def lite(
    view: CurrentView, q: str = "", limit: Annotated[int, Query(ge=1, le=200)] = 50, as_of: AsOf = None
) -> HTMLResponse:
    """Search without JavaScript."""
    found = search(view, q, limit=limit) if q.strip() else None
    return HTMLResponse(render("lite.html", q=q, found=found, summary=summarise(view), as_of=as_of))


@router.get("/ontology")
@router.get("/vocab")
def ontology(request: Request, view: CurrentView, network: CurrentNetwork, format: str | None = None) -> Response:  # noqa: A002
    """Show the ontology, or the vocabularies."""
    return _answer(request, view, network, format)


def _serve_kind(kind: str) -> None:
    @router.get(f"/{kind}/{{name:path}}", name=kind)
    def thing(
        request: Request,
        view: CurrentView,
        network: CurrentNetwork,
        format: str | None = None,  # noqa: A002
    ) -> Response:
        return _answer(request, view, network, format)


for _kind in _KINDS:
    _serve_kind(_kind)


def _answer(request: Request, view: View, network: Network, format_: str | None) -> Response:
    """Answer for one IRI: follow a merge, then give a page or RDF."""
    base: str = request.app.state.base
    path = request.scope["raw_path"].decode("ascii").lstrip("/")
    id_ = next((id_ for id_ in spellings(path) if is_known(view, base + id_)), None)
    if id_ is None:
        raise NotFound(f"{base}{path}: nothing is known of it; look it up by name at /lite")
    kept = current_id(view, network, id_)
    as_of = request.query_params.get("as_of")
    if kept != id_:
        return RedirectResponse(href(kept) + (f"?as_of={quote(as_of)}" if as_of else ""))
    chosen = choose(THINGS, format_, request.headers.get("accept"))
    chosen.require(format_, "a thing")
    if chosen.media_type == "text/html":
        return HTMLResponse(_page(view, network, id_, base, as_of), headers={"vary": "Accept"})
    query = bind(load("description"), {"thing": iri(base + id_)})
    return send(view.serialize(query, graph_format=chosen.engine_format).body, chosen.media_type)


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


def _page(view: View, network: Network, id_: str, base: str, as_of: str | None) -> str:
    node = network.nodes.get(id_)
    if node is None:
        return _plain_page(view, network, id_, base, as_of)
    if node.type == "announcement":
        reading = read_announcement(view, id_)
        pieces = list(cut(reading.text or "", reading.passages, reading.sentences))
        return render(
            "announcement.html", reading=reading, pieces=pieces, statuses=_statuses(reading), anchors=_anchors(reading),
            as_of=as_of,
        )  # fmt: skip
    telling = telling_of(view, id_) if node.type == "operation" else None
    return render("entity.html", entity=describe(view, id_), telling=telling, as_of=as_of)


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


def _plain_page(view: View, network: Network, id_: str, base: str, as_of: str | None) -> str:
    """Show what is no node (a concept, a tenure, a decision) as the list of what is said of it."""
    rows = view.select(load("said_of"), thing=iri(base + id_))
    said = sorted({(property_label(str(row["property"])), value_of(network, row["object"])) for row in rows}, key=str)
    return render("other.html", id=id_, label=network.things.label(base + id_) or id_, said=said, as_of=as_of)
