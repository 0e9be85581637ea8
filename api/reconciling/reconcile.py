"""The Reconciliation Service API 0.2 at `/reconcile`, for OpenRefine and its like.

Names of officials, agencies, airports, places and operations are matched with the things of the graph
(`graph/searching/matching.py`). JSONP (`callback=`) is refused: a script tag would read the graph from any page that
its reader visits, whatever `--cors` says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from pydantic import TypeAdapter, ValidationError

from crackdown.api.protocols.protocol import read_form
from crackdown.api.reconciling import reconcile_models as models
from crackdown.api.reconciling.reconcile_spoken import ANSWERS, BATCH_ANSWERS, BATCH_FORM, BATCH_PARAMETERS
from crackdown.api.source import CurrentNetwork, CurrentView
from crackdown.api.things.templating import render
from crackdown.api.wrong_values import tell_wrong_values
from crackdown.errors import InputError, NotFound
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.things import Node, to_id
from crackdown.graph.searching.matching import TYPES, Asked, Candidate, is_date, match
from crackdown.graph.searching.search import search
from crackdown.graph.searching.thing_properties import Property, Value, properties_of, values_of
from crackdown.graph.storage.view import View
from crackdown.ontology.base import BASE
from crackdown.ontology.namespaces import ONTOLOGY_NAMESPACE

_PREVIEW: Final = {"width": 420, "height": 260}
# OpenRefine shows previews in a frame of its own page, which it serves from this machine.
_MAY_FRAME: Final = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self' http://127.0.0.1:* http://localhost:*"
_THINGS: Final = {
    "agency": "agency", "parent": "agency", "partner": "agency", "directed-by": "official", "departed-from": "airport",
}  # fmt: skip
_BATCH: Final = TypeAdapter(models.Batch)
_EXTENSION: Final = TypeAdapter(models.Extension)
_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?")
_MOST_DIGITS: Final = 9  # of a number of people


def refuse_callback(callback: Annotated[str | None, Query(include_in_schema=False)] = None) -> None:
    """Refuse JSONP.

    Raises:
        InputError: `callback` is set.
    """
    if callback is not None:
        raise InputError(
            "callback: JSONP is not offered; ask without it, from a site that crackdown serve --cors names"
        )


router = APIRouter(prefix="/reconcile", tags=["reconciliation"], dependencies=[Depends(refuse_callback)])
Prefix = Annotated[str, Query(description="What has been typed.")]
Cursor = Annotated[int, Query(ge=0, le=10_000, description="How many to pass over.")]
Id = Annotated[str, Query(description="The end of an IRI, such as agency/kh-ministry-of-interior, or its whole.")]
NameId = Annotated[str, Query(description="As a suggestion gives it.")]
Json = Annotated[str | None, Query(include_in_schema=False)]  # `reconcile_spoken` tells what is in it


@router.get("", response_model=None, responses=ANSWERS, openapi_extra=BATCH_PARAMETERS)
@router.get("/", include_in_schema=False)
def manifest_or_batch(
    request: Request, view: CurrentView, network: CurrentNetwork, queries: Json = None, extend: Json = None
) -> dict[str, Any]:
    """Describe the service; with `queries=` match a batch, with `extend=` give values."""
    if queries is not None or extend is not None:
        return _answer(view, network, {"queries": queries, "extend": extend})
    return _manifest(str(request.base_url))


@router.post("", response_model=None, responses=BATCH_ANSWERS, openapi_extra=BATCH_FORM)
@router.post("/", include_in_schema=False)
async def batch(request: Request, view: CurrentView, network: CurrentNetwork) -> dict[str, Any]:
    """Match a batch (`queries=` in a form), or give values of properties (`extend=`)."""
    form = await read_form(request)
    return await run_in_threadpool(_answer, view, network, form)


@router.get("/suggest/entity")
def suggest_entity(view: CurrentView, prefix: Prefix = "", cursor: Cursor = 0) -> models.Suggestions:
    """Suggest things for what has been typed."""
    hits = search(view, prefix, types=TYPES, limit=cursor + 10).hits[cursor:]
    return models.Suggestions(result=[_suggestion(hit.node) for hit in hits])


@router.get("/suggest/type")
def suggest_type(prefix: Prefix = "") -> models.Suggestions:
    """Suggest types of thing."""
    return _begin(prefix, [models.Named(id=id_, name=name) for id_, name in models.TYPE_NAMES.items()])


@router.get("/suggest/property")
def suggest_property(prefix: Prefix = "") -> models.Suggestions:
    """Suggest properties."""
    return _begin(prefix, [models.Named(id=one.id, name=one.name) for one in properties_of()])


@router.get("/flyout/entity")
def flyout_entity(network: CurrentNetwork, id: Id) -> models.Flyout:  # noqa: A002
    """Show a thing in a few lines, beside a suggestion."""
    node = network.node(id)
    return models.Flyout(id=id, html=_fragment(network, node))


@router.get("/flyout/type")
def flyout_type(id: NameId) -> models.Flyout:  # noqa: A002
    """Say what a type of thing has."""
    if id not in models.TYPE_NAMES:
        raise NotFound(f"{id}: there is no such type; there are {', '.join(TYPES)}")
    text = ", ".join(one.name for one in properties_of(id))
    return models.Flyout(id=id, html=render("flyout.html", title=models.TYPE_NAMES[id], lines=[text]))


@router.get("/flyout/property")
def flyout_property(id: NameId) -> models.Flyout:  # noqa: A002
    """Say of what a property is told."""
    one = next((one for one in properties_of() if one.id == id), None)
    if one is None:
        raise NotFound(f"{id}: there is no such property; see /reconcile/extend/propose")
    types = ", ".join(models.TYPE_NAMES[type_] for type_ in one.types)
    use = "used in scores" if one.is_asked else "not used in scores"
    return models.Flyout(id=id, html=render("flyout.html", title=one.name, lines=[types, use]))


@router.get("/preview", response_class=HTMLResponse)
def preview(network: CurrentNetwork, id: Id) -> HTMLResponse:  # noqa: A002
    """Show a thing in a small frame."""
    node = network.node(id)
    page = render("preview.html", node=node, names=_other_names(network, node), lines=_lines(network, node))
    return HTMLResponse(page, headers={"content-security-policy": _MAY_FRAME})


@router.get("/extend/propose")
def propose(type: str | None = None, limit: Annotated[int | None, Query(ge=1)] = None) -> models.Proposal:  # noqa: A002
    """Propose properties that a type of thing has, or things of any type where none is named."""
    found = [models.Named(id=one.id, name=one.name) for one in properties_of(type or None)]
    return models.Proposal(type=type, properties=found[:limit], limit=limit)


def _manifest(address: str) -> dict[str, Any]:
    service = f"{address}reconcile"
    suggest = {
        what: {
            "service_url": service,
            "service_path": f"/suggest/{what}",
            "flyout_service_url": service,
            "flyout_service_path": f"/flyout/{what}?id=${{id}}",
        }
        for what in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "Crackdown: officials, agencies, airports, places and operations",
        "identifierSpace": BASE,
        "schemaSpace": ONTOLOGY_NAMESPACE,
        "documentation": f"{address}lite",
        "defaultTypes": [{"id": id_, "name": name} for id_, name in models.TYPE_NAMES.items()],
        "view": {"url": f"{address}{{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", **_PREVIEW},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/extend/propose"},
            "property_settings": [],
        },
    }


def _answer(view: View, network: Network, form: Mapping[str, str | None]) -> dict[str, Any]:
    """Answer a batch of queries, or an extension; where both are sent, both must be right and queries are answered."""
    queries = _read(form.get("queries"), "queries", _BATCH)
    extend = _read(form.get("extend"), "extend", _EXTENSION)
    if queries is not None:
        if len(queries) > models.MOST_QUERIES:
            raise InputError(f"queries: {len(queries)} were sent; a batch has at most {models.MOST_QUERIES}")
        return {key: _results(view, query).model_dump() for key, query in queries.items()}
    if extend is not None:
        return _extended(network, extend).model_dump(exclude_none=True)
    raise InputError("send queries={…} or extend={…} in a form, or GET /reconcile for what is offered")


def _read(text: str | None, name: str, adapter: TypeAdapter[Any]) -> Any:
    """Read JSON; nothing where none was sent, or an empty field of a form."""
    if not text:
        return None
    try:
        read = json.loads(text)
        json.dumps(read, ensure_ascii=False).encode()  # half a character, as "\\ud800" writes it, could not be answered
        return adapter.validate_python(read)
    except ValidationError as error:
        raise InputError(f"{name}: {tell_wrong_values(error.errors()[:1])}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is no JSON: {error}") from error


def _results(view: View, query: models.Query) -> models.Results:
    if len(query.query) > models.LONGEST_NAME:
        return models.Results(result=[])
    told = {one.pid: one.texts[0] for one in query.properties if one.texts}
    known = {one.id for one in properties_of() if one.is_asked}
    use = {pid: value for pid, value in told.items() if pid in known}
    persons = use.get("persons", "").replace(",", "")
    asked = Asked(
        query.query,
        tuple(type_ for type_ in query.type if type_ in TYPES) or _any(query.type),
        country=use.get("country"),
        agency=_name_behind(view, use.get("agency")),
        post=_name_behind(view, use.get("post")),
        code=use.get("iata") or use.get("icao"),
        date=_day(use.get("date")),
        kind=use.get("kind"),
        persons=int(persons) if persons.isdecimal() and len(persons) <= _MOST_DIGITS else None,
    )
    found = match(view, asked, limit=min(query.limit, models.MOST_CANDIDATES))
    return models.Results(result=[_result(one) for one in found])


def _any(types: list[str]) -> tuple[str, ...]:
    """Return no types, which means all, where none was asked for.

    Raises:
        InputError: those asked for are all unknown.
    """
    if types:
        raise InputError(f"type {types[0]}: there is no such type; there are {', '.join(TYPES)}")
    return ()


def _name_behind(view: View, value: str | None) -> str | None:
    """Return what a value names: a cell that was matched before holds the id of a thing."""
    node = network_of(view).nodes.get(to_id(value)) if value else None
    return node.label if node else value


def _result(one: Candidate) -> models.Result:
    return models.Result(
        id=one.node.id,
        name=one.node.label,
        description=one.node.detail,
        type=[_type(one.node)],
        score=one.score,
        match=one.is_match,
        features=[models.Feature(id=reason, value=weight) for reason, weight in one.reasons],
    )


def _type(node: Node) -> models.Named:
    return models.Named(id=node.type, name=models.TYPE_NAMES.get(node.type, node.type.capitalize()))


def _suggestion(node: Node) -> models.Suggestion:
    return models.Suggestion(id=node.id, name=node.label, description=node.detail, notable=[_type(node)])


def _begin(prefix: str, named: list[models.Named]) -> models.Suggestions:
    wanted = prefix.casefold()
    fitting = [one for one in named if wanted in one.name.casefold() or wanted in one.id]
    return models.Suggestions(result=[models.Suggestion(id=one.id, name=one.name) for one in fitting])


def _extended(network: Network, wanted: models.Extension) -> models.Extended:
    by_id = {one.id: one for one in properties_of()}
    unknown = [one.id for one in wanted.properties if one.id not in by_id]
    if unknown:
        raise InputError(f"extend: there is no property {unknown[0]}; there are {', '.join(by_id)}")
    rows = {}
    for id_ in dict.fromkeys(wanted.ids):
        node = network.nodes.get(to_id(id_))
        rows[id_] = {one.id: _cells(network, node, one.id) if node else [] for one in wanted.properties}
    return models.Extended(meta=[_meta(by_id[one.id]) for one in wanted.properties], rows=rows)


def _meta(one: Property) -> models.ExtendedMeta:
    type_ = _THINGS.get(one.id)
    return models.ExtendedMeta(
        id=one.id, name=one.name, type=models.Named(id=type_, name=models.TYPE_NAMES[type_]) if type_ else None
    )


def _cells(network: Network, node: Node, property_id: Id) -> list[dict[str, Any]]:
    one, values = values_of(network, node, property_id)
    return [_cell(value, is_date=one.is_date) for value in values] if one else []


def _cell(value: Value, *, is_date: bool) -> dict[str, Any]:
    if isinstance(value, Node):
        return {"id": value.id, "name": value.label}
    if isinstance(value, int):
        return {"int": value}
    return {"date": f"{value}T00:00:00Z"} if is_date else {"str": value}  # its dates have a time of day


def _day(told: str | None) -> str | None:
    """Return the day of a date and time, as a cell of OpenRefine with a date is sent; None for what is no date."""
    time = _TIME.fullmatch(told or "")
    day = time[1] if time else told
    return day if day and is_date(day) else None


def _lines(network: Network, node: Node) -> list[str]:
    """Say in a few lines what a thing is."""
    lines = [" · ".join(filter(None, (node.detail, node.code)))]
    for one in properties_of(node.type):
        if one.id not in {"names", "announcements"}:
            told = [value.label if isinstance(value, Node) else str(value) for value in one.values(network, node)]
            if told:
                lines.append(f"{one.name}: {', '.join(told[:4])}")
    return lines


def _other_names(network: Network, node: Node) -> list[Any]:
    return [name for name in network.things.names.get(node.iri, ()) if name.text != node.label][:12]


def _fragment(network: Network, node: Node) -> str:
    return render("flyout.html", title=node.label, lines=_lines(network, node))
