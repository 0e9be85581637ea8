"""Answering for one IRI: a page or RDF by negotiation, a redirect from what was merged, and headers that say more.

Where the address that was asked for is the IRI of a thing itself, and the thing is no document, the answer is 303 to a
document about it; elsewhere the address is that of a document (docs/decisions/0021-things-and-documents.md).
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from crackdown.api.http.negotiation import accept_of
from crackdown.api.http.problems import moved_for_good, see_other
from crackdown.api.protocols.answers import THINGS, Choice, choose, send
from crackdown.api.things.own_address import is_iri
from crackdown.api.things.templating import href
from crackdown.graph.linking.things import to_iri

# Of these the IRI names a document; everything else that has an IRI is a thing in the world, or an idea.
_DOCUMENTS: Final = frozenset({"announcement", "graph", "ontology", "shapes", "vocab", ""})
_IRI_SAFE: Final = "/:?#[]@!$&'()*+,;=-._~%"


def is_document(id_: str) -> bool:
    """Tell whether an IRI names a document: an announcement, a named graph, an ontology.

    >>> is_document("announcement/a"), is_document("vocab"), is_document("vocab/kind/raid"), is_document("country/KH")
    (True, True, False, False)
    """
    top, _, rest = id_.partition("/")
    if top == "vocab":
        return "/" not in rest and (not rest or rest[0].isdigit())
    return top in _DOCUMENTS


def to_kept(request: Request, kept: str) -> Response:
    """Redirect to the IRI that stands in for one that was merged, with all that was asked for."""
    return moved_for_good(_with_query(href(kept), dict(request.query_params)))


def to_announcement(request: Request, announcement: str) -> Response:
    """Redirect from the IRI of an announcement's last version to its own, with all that was asked for."""
    return see_other(_with_query(href(announcement), dict(request.query_params)))


def choose_format(request: Request, format_: str | None) -> Choice:
    """Choose in which format to answer.

    Raises:
        UnknownFormat, NotAcceptable: none fits.
    """
    chosen = choose(THINGS, format_, accept_of(request.headers))
    chosen.require(format_, "a thing")
    return chosen


def document_about(request: Request, id_: str, chosen: Choice, format_: str | None) -> Response | None:
    """Return the redirect to the document about a thing, where the thing's own IRI was asked for; else None."""
    if format_ or is_document(id_) or not is_iri(request):
        return None
    return see_other(_with_query(href(id_), {**request.query_params, "format": _name(chosen)}))


def with_links(response: Response, request: Request, id_: str, chosen: Choice, format_: str | None) -> Response:
    """Add the headers that say which IRI an answer is about, where its other formats are and what it varies by."""
    here = href(id_)

    def as_format(name: str) -> str:
        return _with_query(here, {**request.query_params, "format": name})

    links = [f'<{quote(to_iri(id_), safe=_IRI_SAFE)}>; rel="canonical"']
    for name, media_type in THINGS.names.items():
        if name != _name(chosen):
            links.append(f'<{as_format(name)}>; rel="alternate"; type="{media_type}"')
    if chosen.media_type == "text/html":
        links.append(f'<{as_format("turtle")}>; rel="describedby"; type="text/turtle"')
    response.headers["link"] = ", ".join(links)
    response.headers["vary"] = "Accept, Accept-Language" if chosen.media_type == "text/html" else "Accept"
    if not format_:
        response.headers["content-location"] = as_format(_name(chosen))
    return response


def as_page(page: str) -> Response:
    """Send a page."""
    return HTMLResponse(page)


def as_data(body: bytes, chosen: Choice) -> Response:
    """Send RDF."""
    return send(body, chosen.media_type)


def _name(chosen: Choice) -> str:
    """Return the name by which `format=` asks for what was chosen."""
    return THINGS.media_types.get(chosen.media_type or "", "html")


def _with_query(address: str, query: dict[str, str]) -> str:
    return f"{address}?{urlencode(query)}" if query else address
