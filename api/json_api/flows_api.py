"""Flows of people between countries and the points of a map: sums of what is reported, and the operations behind each.

The same is had of the whole graph by GET and of the operations of a scene by POST.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Final

from fastapi import APIRouter, Query

from crackdown.api.http.reader_language import NamedLanguage
from crackdown.api.json_api import flows_models as models
from crackdown.api.source import CurrentNetwork, CurrentView
from crackdown.graph.linking.neighbourhood import Period
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import to_id
from crackdown.graph.moving.behind_flows import operations_behind
from crackdown.graph.moving.flows import Band, Behind, Choice, Point, flows_of
from crackdown.graph.moving.geography import spot_of_airport
from crackdown.graph.moving.shares import NOT_SAID, Ends
from crackdown.graph.showing.in_language import Words

router = APIRouter(prefix="/api/flows", tags=["flows"])

# A picture with more bands is none, and a reader of the JSON narrows what is asked for.
MOST_BANDS: Final = 1000
MOST_POINTS: Final = 2000


@router.get("")
def get_flows(
    network: CurrentNetwork, language: NamedLanguage, wanted: Annotated[models.FlowsQuery, Query()]
) -> models.Flows:
    """Add up where operations took place, and whose nationals people are or where they were sent."""
    return _flows(network, language, wanted, None)


@router.post("")
def post_flows(network: CurrentNetwork, language: NamedLanguage, wanted: models.FlowsRequest) -> models.Flows:
    """Do the same for the operations among the given ids."""
    return _flows(network, language, wanted, wanted.ids)


@router.get("/operations")
def get_operations(
    view: CurrentView, network: CurrentNetwork, wanted: Annotated[models.BehindQuery, Query()]
) -> models.OperationsBehind:
    """List the operations behind a flow or a point, each with its figures and quotes.

    `start`, `via` and `target` are the ends of a flow as `GET /api/flows` gives them, separated by commas; `none` is
    what is not said, and what is left out may be anything.
    """
    found = operations_behind(
        view, network, _choice(wanted, None), _behind(wanted), limit=wanted.limit, offset=wanted.offset
    )
    return models.OperationsBehind.model_validate(found)


@router.post("/operations")
def post_operations(
    view: CurrentView, network: CurrentNetwork, wanted: models.BehindRequest
) -> models.OperationsBehind:
    """Do the same for the operations among the given ids."""
    found = operations_behind(
        view, network, _choice(wanted, wanted.ids), _behind(wanted), limit=wanted.limit, offset=wanted.offset
    )
    return models.OperationsBehind.model_validate(found)


def _flows(network: Network, language: str, wanted: models.FlowsWanted, ids: list[str] | None) -> models.Flows:
    choice = _choice(wanted, ids)
    found = flows_of(network, choice, with_airports=wanted.airports)
    bands, points = found.bands[:MOST_BANDS], found.points[:MOST_POINTS]
    return models.Flows(
        bands=[models.Band.model_validate(band) for band in bands],
        bands_left=len(found.bands) - len(bands),
        points=[models.Point.model_validate(point) for point in points],
        points_left=len(found.points) - len(points),
        places=list(_places(network, language, _ids(bands, points))),
        all=models.Sum.model_validate(found.all),
        left_out=found.left_out,
        kinds=found.kinds,
    )


def _choice(wanted: models.FlowsWanted, ids: list[str] | None) -> Choice:
    return Choice(
        by=wanted.by,
        kinds=frozenset(_split(wanted.kind)),
        period=Period(wanted.from_, wanted.to),
        scope=None if ids is None else frozenset(map(to_id, ids)),
    )


def _behind(wanted: models.BehindWanted) -> Behind:
    return Behind(
        start=_ends(wanted.start),
        via=_ends(wanted.via),
        target=_ends(wanted.target),
        place=to_id(wanted.place) if wanted.place else None,
        left_out=wanted.left_out,
    )


def _ends(listed: str | None) -> Ends | None:
    if not listed:
        return None
    return NOT_SAID if listed == "none" else tuple(sorted(map(to_id, _split(listed))))


def _split(listed: str) -> list[str]:
    return [one for one in listed.split(",") if one]


def _ids(bands: Iterable[Band], points: Iterable[Point]) -> set[str]:
    ends = {id_ for band in bands for id_ in (*band.start, *band.via, *band.target)}
    return ends | {point.id for point in points}


def _places(network: Network, language: str, ids: Iterable[str]) -> Iterator[models.Place]:
    words = Words(network, language)
    for id_ in sorted(ids):
        node = network.nodes[id_]
        called = words.thing(node)
        spot = spot_of_airport(network.things.codes(node.iri)) if node.type == "airport" else None
        yield models.Place(
            id=id_,
            type="airport" if node.type == "airport" else "country",
            code=node.code,
            name=called.text,
            language=called.language,
            latitude=spot.latitude if spot else None,
            longitude=spot.longitude if spot else None,
        )
