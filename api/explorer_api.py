"""The JSON API that the explorer reads: what there is, what it is called, what is next to what, and in which words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from crackdown.api import models
from crackdown.api.answers import explained_rows
from crackdown.api.source import Answering, AsOf, CurrentNetwork, CurrentView
from crackdown.graph import neighbourhood as near
from crackdown.graph import summary
from crackdown.graph.entity import current_id, describe
from crackdown.graph.evidence import facts_of_edge
from crackdown.graph.network import Network
from crackdown.graph.reading import read_announcement
from crackdown.graph.search import search
from crackdown.graph.telling import telling_of
from crackdown.graph.things import to_id

router = APIRouter(prefix="/api", tags=["explorer"])

Id = Annotated[str, Query(description="The local path of an IRI, such as `agency/kh-ministry-of-interior`.")]
From = Annotated[models.PartialDate | None, Query(alias="from", description="First day, month or year.")]
To = Annotated[models.PartialDate | None, Query(description="Last day, month or year.")]
Listed = Annotated[str, Query(description="Separated by commas.")]


@router.get("/summary")
def get_summary(view: CurrentView) -> models.Summary:
    """Sum up the graph: counts by type, months, starting points, ready-made questions."""
    return models.Summary.model_validate(summary.summarise(view))


@router.get("/search")
def get_search(
    view: CurrentView, q: str, types: Listed = "", limit: Annotated[int, Query(ge=0, le=200)] = 8
) -> models.Found:
    """Find things by name, code or initials, in any script and with a typo or two."""
    return models.Found.model_validate(search(view, q, types=_split(types), limit=limit))


@router.get("/entity")
def get_entity(view: CurrentView, id: Id, from_: From = None, to: To = None) -> models.Entity:  # noqa: A002
    """Tell all that is known of one thing, each fact with its quotes."""
    return models.Entity.model_validate(describe(view, id, period=near.Period(from_, to)))


@router.get("/origins")
def get_origins(view: CurrentView, id: Id) -> models.Telling:  # noqa: A002
    """Tell who really said it: speakers, the announcements that relay their words, the copies of those."""
    return models.Telling.model_validate(telling_of(view, id))


@router.get("/neighbourhood")
def get_neighbourhood(
    view: CurrentView,
    network: CurrentNetwork,
    wanted: Annotated[models.NeighbourhoodQuery, Query()],
) -> models.Neighbourhood:
    """Return neighbours of a thing that are not shown yet (`have`), and the edges among all then shown."""
    return _neighbourhood(network, current_id(view, network, wanted.id), wanted, _split(wanted.have))


@router.post("/neighbourhood")
def post_neighbourhood(
    view: CurrentView, network: CurrentNetwork, wanted: models.NeighbourhoodRequest
) -> models.Neighbourhood:
    """Do the same for a `have` too long for an address."""
    return _neighbourhood(network, current_id(view, network, wanted.id), wanted, wanted.have)


@router.post("/graph")
def post_graph(view: CurrentView, network: CurrentNetwork, wanted: models.Ids) -> models.Scene:
    """Return the given things and every edge among them; ids of merged things are followed, unknown ones left out."""
    return _scene(network, [current_id(view, network, one) for one in wanted.ids])


@router.get("/edge")
def get_edge(view: CurrentView, network: CurrentNetwork, source: str, target: str, relation: str) -> models.Facts:
    """Return the facts behind one edge."""
    return models.Facts.model_validate({"facts": facts_of_edge(view, network, source, target, relation)})


@router.get("/path")
def get_path(view: CurrentView, network: CurrentNetwork, a: Id, b: Id) -> models.Scene:
    """Return a shortest path between two things, never through a country; empty where there is none."""
    return _scene(network, network.path(current_id(view, network, a), current_id(view, network, b)))


@router.get("/announcement")
def get_announcement(view: CurrentView, id: Id) -> models.Announcement:  # noqa: A002
    """Return one announcement: its text, and what was read from each passage."""
    return models.Announcement.model_validate(read_announcement(view, id))


@router.get("/why")
def get_why(answering: Answering, query: str, as_of: AsOf = None) -> models.Why:
    """Answer a SELECT query; each of the first hundred rows comes with the claims and quotes that support it."""
    answer = answering(
        query, select_format="json", graph_format="turtle", default_graph_uris=(), named_graph_uris=(), as_of=as_of,
        why=True,
    )  # fmt: skip
    return models.Why.model_validate(explained_rows(answer))


def _neighbourhood(
    network: Network, id_: str, wanted: models.NeighbourhoodWanted, have: list[str]
) -> models.Neighbourhood:
    found = near.neighbourhood(
        network,
        id_,
        relation=wanted.relation,
        direction=wanted.direction,
        limit=wanted.limit,
        have=have,
        period=near.Period(wanted.from_, wanted.to),
    )
    return models.Neighbourhood.model_validate(found)


def _scene(network: Network, ids: list[str]) -> models.Scene:
    known = list(dict.fromkeys(to_id(one) for one in ids if to_id(one) in network.nodes))
    edges = near.in_order(network.edges_among(known))
    return models.Scene.model_validate({"nodes": [network.nodes[one] for one in known], "edges": edges})


def _split(listed: str) -> list[str]:
    return [one for one in listed.split(",") if one]
