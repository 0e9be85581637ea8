"""The JSON API that the explorer reads: what there is, what it is called, what is next to what, and in which words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from crackdown.api.json_api.announcement_models import Announcement
from crackdown.api.json_api.choice_models import PartialDate, Relation, Types
from crackdown.api.json_api.entity_models import Entity
from crackdown.api.json_api.fact_models import Facts
from crackdown.api.json_api.in_words import WordsAsked, in_words
from crackdown.api.json_api.neighbourhood_models import (
    Neighbourhood,
    NeighbourhoodQuery,
    NeighbourhoodRequest,
    NeighbourhoodWanted,
    NeighboursChosen,
)
from crackdown.api.json_api.node_models import Followed, Ids, Node, Scene
from crackdown.api.json_api.search_models import Found, Hit
from crackdown.api.json_api.summary_models import Summary
from crackdown.api.json_api.telling_models import Telling
from crackdown.api.json_api.why_models import Why
from crackdown.api.protocols.answers import explained_rows
from crackdown.api.source import Answering, AsOf, CurrentNetwork, CurrentView
from crackdown.graph.announcement.reading import read_announcement
from crackdown.graph.linking import neighbourhood as near
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.paths import find_paths
from crackdown.graph.linking.things import to_id
from crackdown.graph.searching.names_told import names_told
from crackdown.graph.searching.search import search
from crackdown.graph.showing import summary
from crackdown.graph.showing.entity import current_id, describe
from crackdown.graph.showing.evidence import facts_of_edge
from crackdown.graph.telling.tellers import telling_of

router = APIRouter(prefix="/api", tags=["explorer"])

Id = Annotated[str, Query(description="The local path of an IRI, such as `agency/kh-ministry-of-interior`.")]
From = Annotated[PartialDate | None, Query(alias="from", description="First day, month or year.")]
To = Annotated[PartialDate | None, Query(description="Last day, month or year.")]
By = Annotated[near.Time, Query(description="Which day of an operation counts.")]


@router.get("/summary")
def get_summary(view: CurrentView, words: WordsAsked) -> Summary:
    """Sum up the graph: counts by type, months, starting points, ready-made questions."""
    found = summary.summarise(view)
    answer = in_words(words, Summary.model_validate(found))
    for shown, one in zip(answer.questions, found.questions, strict=True):
        shown.title, shown.language = one.title_in(words.language)
    return answer


@router.get("/search")
def get_search(
    view: CurrentView,
    network: CurrentNetwork,
    words: WordsAsked,
    q: str,
    types: Annotated[Types, Query(description="Only things of these types, separated by commas; all without.")] = "",
    limit: Annotated[int, Query(ge=0, le=200)] = 8,
) -> Found:
    """Find things by name, code, initials or day, in any script and with a typo or two; tell what made each match."""
    found = search(view, q, types=_split(types), limit=limit)
    hits = [
        Hit.model_validate({
            **Node.model_validate(hit.node).model_dump(), "matched": hit.matched, "how": hit.how,
            "matched_language": told.language, "standing": told.standing, "given_by": told.given_by,
        })
        for hit, told in zip(found.hits, names_told(view, network, found.hits), strict=True)
    ]  # fmt: skip
    return in_words(words, Found(query=found.query, total=found.total, hits=hits))


@router.get("/entity")
def get_entity(
    view: CurrentView,
    words: WordsAsked,
    id: Id,  # noqa: A002
    from_: From = None,
    to: To = None,
    by: By = "happened",
) -> Entity:
    """Tell all that is known of one thing, each fact with its quotes."""
    return in_words(words, Entity.model_validate(describe(view, id, period=near.Period(from_, to, by))))


@router.get("/origins")
def get_origins(view: CurrentView, words: WordsAsked, id: Id) -> Telling:  # noqa: A002
    """Tell who really said it: speakers, the announcements that relay their words, the copies of those."""
    return in_words(words, Telling.model_validate(telling_of(view, id)))


@router.get("/neighbourhood")
def get_neighbourhood(
    view: CurrentView,
    network: CurrentNetwork,
    words: WordsAsked,
    wanted: Annotated[NeighbourhoodQuery, Query()],
) -> Neighbourhood:
    """Return neighbours of a thing that are not shown yet (`have`), and the edges among all then shown."""
    return in_words(words, _neighbourhood(network, current_id(view, network, wanted.id), wanted, _split(wanted.have)))


@router.post("/neighbourhood")
def post_neighbourhood(
    view: CurrentView, network: CurrentNetwork, words: WordsAsked, wanted: NeighbourhoodRequest
) -> Neighbourhood:
    """Do the same for a `have` too long for an address."""
    return in_words(words, _neighbourhood(network, current_id(view, network, wanted.id), wanted, wanted.have))


@router.post("/graph")
def post_graph(view: CurrentView, network: CurrentNetwork, words: WordsAsked, wanted: Ids) -> Followed:
    """Return the given things and every edge among them; ids of merged things are followed, unknown ones left out.

    `followed` tells which id led to which other, so that a link's holder can be told.
    """
    current = {one: current_id(view, network, one) for one in wanted.ids}
    scene = _scene(network, list(current.values()))
    followed = {one: to_id(now) for one, now in current.items() if to_id(now) != to_id(one) and now in network.nodes}
    return in_words(words, Followed(nodes=scene.nodes, edges=scene.edges, followed=followed))


@router.get("/edge")
def get_edge(
    view: CurrentView, network: CurrentNetwork, words: WordsAsked, source: str, target: str, relation: Relation
) -> Facts:
    """Return the facts behind one edge."""
    facts = facts_of_edge(view, network, source, target, relation)
    return in_words(words, Facts.model_validate({"facts": facts}))


@router.get("/path")
def get_path(view: CurrentView, network: CurrentNetwork, words: WordsAsked, a: Id, b: Id) -> Scene:
    """Return a shortest path between two things, never through a country; empty where there is none.

    `/api/paths` gives all of one length, and those through operations alone.
    """
    found = find_paths(network, current_id(view, network, a), current_id(view, network, b), limit=1)
    return in_words(words, _scene(network, list(found.paths[0]) if found.paths else []))


@router.get("/announcement")
def get_announcement(view: CurrentView, words: WordsAsked, id: Id) -> Announcement:  # noqa: A002
    """Return one announcement: its text, and what was read from each passage."""
    return in_words(words, Announcement.model_validate(read_announcement(view, id)))


@router.get("/why")
def get_why(answering: Answering, query: str, as_of: AsOf = None) -> Why:
    """Answer a SELECT query; each of the first hundred rows comes with the claims and quotes that support it."""
    answer = answering(
        query, select_format="json", graph_format="turtle", default_graph_uris=(), named_graph_uris=(), as_of=as_of,
        why=True,
    )  # fmt: skip
    return Why.model_validate(explained_rows(answer))


def _neighbourhood(network: Network, id_: str, wanted: NeighbourhoodWanted, have: list[str]) -> Neighbourhood:
    found = near.neighbourhood(
        network,
        id_,
        choice=choice_of(wanted),
        limit=wanted.limit,
        have=have,
    )
    return Neighbourhood.model_validate(found)


def choice_of(wanted: NeighboursChosen) -> near.Choice:
    """Read which neighbours are asked for."""
    country = to_id(wanted.country) if wanted.country else None
    period = near.Period(wanted.from_, wanted.to, wanted.by)
    return near.Choice(wanted.relation, wanted.direction, wanted.type, wanted.kind, country, period)


def _scene(network: Network, ids: list[str]) -> Scene:
    known = list(dict.fromkeys(to_id(one) for one in ids if to_id(one) in network.nodes))
    edges = near.in_order(network.edges_among(known))
    return Scene.model_validate({"nodes": [network.nodes[one] for one in known], "edges": edges})


def _split(listed: str) -> list[str]:
    return [one for one in listed.split(",") if one]
