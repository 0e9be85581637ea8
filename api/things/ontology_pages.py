"""The ontology, the vocabularies and the shapes at their IRIs and those of their versions: pages, and files as written.

The IRI of a term ends in a fragment (`/ontology#Agency`), which is its anchor on the page.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from crackdown.api.http.files import send_file
from crackdown.api.http.reader_language import ReaderLanguage, carried_language, own_names
from crackdown.api.protocols.answers import Choice
from crackdown.api.things.linked_data import as_data, as_page, choose_format, with_links
from crackdown.api.things.templating import render
from crackdown.errors import NotFound
from crackdown.graph.linked_data.published import FORMATS, KINDS_OF_TERM, Publication, publication
from crackdown.graph.linking.things import to_id
from crackdown.ontology import path
from crackdown.ontology.labels import label
from crackdown.ontology.terms import dcterms, owl, rdfs, sh, skos

router = APIRouter(tags=["ontology"], default_response_class=HTMLResponse)

_RELATIONS = (
    ("sub-class of", rdfs.subClassOf),
    ("sub-property of", rdfs.subPropertyOf),
    ("domain", rdfs.domain),
    ("range", rdfs.range),
    ("inverse of", owl.inverseOf),
    ("for", sh.targetClass),
)
_NAMES = ("ontology", "vocab", "shapes")


def _serve(name: str) -> None:
    @router.get(f"/{name}", name=name)
    def newest(request: Request, language: ReaderLanguage, format: str | None = None) -> Response:  # noqa: A002
        return _answer(request, publication(name), name, language, format)

    version_path = f"/{name}/{publication(name).version}"

    @router.get(version_path, name=f"{name}-version")
    def version(request: Request, language: ReaderLanguage, format: str | None = None) -> Response:  # noqa: A002
        return _answer(request, publication(name), version_path[1:], language, format)

    @router.get(version_path + "/{file}", name=f"{name}-file")
    def file(request: Request, file: str) -> Response:
        """Send a file of this version, as it was written."""
        return _file(request, publication(name), file)


for _name in _NAMES:
    _serve(_name)


@router.get("/context.jsonld", response_class=FileResponse)
def context(request: Request) -> Response:
    """Send the JSON-LD context under which the graph's data reads as plain JSON."""
    return send_file(request, path("context.jsonld"), "application/ld+json")


@router.get("/logo.svg", response_class=FileResponse)
def logo(request: Request) -> Response:
    """Send the picture that the ontology names as its logo."""
    return send_file(request, path("logo.svg"), "image/svg+xml")


def _answer(request: Request, of: Publication, id_: str, language: str, format_: str | None) -> Response:
    chosen = choose_format(request, format_)
    if chosen.media_type == "text/html":
        return with_links(as_page(_page(of, id_, language, carried_language(request))), request, id_, chosen, format_)
    return with_links(_data(of, chosen), request, id_, chosen, format_)


def _data(of: Publication, chosen: Choice) -> Response:
    return as_data(of.written(chosen.engine_format), chosen)


def _file(request: Request, of: Publication, file: str) -> Response:
    if file == "context.jsonld" and of.name == "ontology":
        return context(request)
    for format_ in FORMATS:
        if file == of.file_name(format_):
            media_type = {"turtle": "text/turtle", "jsonld": "application/ld+json", "rdfxml": "application/rdf+xml"}
            return Response(of.written(format_), media_type=media_type.get(format_, "application/n-triples"))
    there = ", ".join(of.file_name(format_) for format_ in FORMATS)
    raise NotFound(f"{file}: of version {of.version} there are {there}")


def _page(of: Publication, id_: str, language: str, carried: str) -> str:
    sections = [(title, of.of_type(*types)) for title, types in KINDS_OF_TERM]
    concepts = {
        scheme.iri: [term for term in of.terms if scheme.iri in term.iris(skos.inScheme)]
        for scheme in of.of_type(skos.ConceptScheme)
    }
    return render(
        "ontology.html", id=id_, of=of, concepts=concepts,
        sections=[(title, found) for title, found in sections if found], relations=_RELATIONS, name_of=label,
        definition=skos.definition, notes=(skos.scopeNote, skos.example),
        message=sh.message, description=dcterms.description, formats_of=FORMATS, local=to_id,
        versioned=f"/{of.name}/{of.version}", language=language, languages=own_names(), carried=carried, as_of=None,
    )  # fmt: skip
