"""What the network view asks beside the explorer's own calls: groups of a hub, paths, places for large scenes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from crackdown.api.json_api import network_models as models
from crackdown.api.json_api.explorer_api import Id, choice_of
from crackdown.api.json_api.in_words import WordsAsked, in_words
from crackdown.api.source import CurrentNetwork, CurrentView
from crackdown.graph.drawing.placing import place
from crackdown.graph.linking.groups import groups_of
from crackdown.graph.linking.neighbourhood import in_order
from crackdown.graph.linking.paths import Through, edges_along, find_paths
from crackdown.graph.linking.things import to_id
from crackdown.graph.showing.entity import current_id

router = APIRouter(prefix="/api", tags=["network"])

_THROUGH = "`operations`: only by parts taken in operations, never by the chain of command, a place or an airport."


@router.post("/groups")
def post_groups(
    view: CurrentView, network: CurrentNetwork, words: WordsAsked, wanted: models.GroupsRequest
) -> models.Groups:
    """Count what a thing is linked to by relation, kind, country and year, under what is chosen already."""
    id_ = current_id(view, network, wanted.id)
    groups = groups_of(network, id_, choice=choice_of(wanted), have=wanted.have)
    return in_words(words, models.Groups.model_validate(groups))


@router.get("/paths")
def get_paths(
    view: CurrentView,
    network: CurrentNetwork,
    words: WordsAsked,
    a: Id,
    b: Id,
    through: Annotated[Through, Query(description=_THROUGH)] = "anything",
    limit: Annotated[int, Query(ge=1, le=20, description="The most paths to return.")] = 5,
) -> models.Paths:
    """Return the shortest paths between two things, the best told first; never one through a country."""
    found = find_paths(
        network, current_id(view, network, a), current_id(view, network, b), through=through, limit=limit
    )
    along = [edges_along(network, path) for path in found.paths]
    nodes = dict.fromkeys(id_ for path in found.paths for id_ in path)
    edges = {edge.id: edge for path in along for edge in path}
    return in_words(words, models.Paths.model_validate({
        "total": found.total,
        "paths": [
            {"nodes": path, "edges": [edge.id for edge in steps]}
            for path, steps in zip(found.paths, along, strict=True)
        ],
        "nodes": [network.nodes[id_] for id_ in nodes],
        "edges": in_order(edges.values()),
    }))  # fmt: skip


@router.post("/layout")
def post_layout(network: CurrentNetwork, wanted: models.LayoutRequest) -> models.Layout:
    """Find a place for each of the given things, so that what is linked lies near; what has a place keeps it."""
    known = [id_ for one in dict.fromkeys(wanted.ids) if (id_ := to_id(one)) in network.nodes]
    # What is drawn together is laid out as the first of its group.
    home = {to_id(one): to_id(group[0]) for group in wanted.together for one in group}
    drawn = list(dict.fromkeys(home.get(id_, id_) for id_ in known))
    kept = set(drawn)
    links = [
        (one, other)
        for edge in network.edges_among(known)
        if (one := home.get(edge.source, edge.source)) in kept and (other := home.get(edge.target, edge.target)) in kept
    ]
    fixed = {home.get(to_id(one), to_id(one)): (x, y) for one, (x, y) in wanted.at.items()}
    places = place(drawn, links, fixed)
    return models.Layout(positions={id_: list(places[home.get(id_, id_)]) for id_ in known})
