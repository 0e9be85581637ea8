"""Scenes of answers: what a network of rows, of triples or of a thing's surroundings shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crackdown.errors import InputError
from crackdown.graph.drawing.scene import MOST_NODES
from crackdown.python.drawing import Drawing

if TYPE_CHECKING:
    from crackdown.graph.drawing.scene import Scene
    from crackdown.graph.linking.network import Edge, Network
    from crackdown.graph.linking.projections import NetworkxGraph
    from crackdown.graph.linking.things import Node
    from crackdown.graph.showing.claimed import Evidence
    from crackdown.graph.storage.view import View
    from crackdown.graph.why.support import Support
    from crackdown.python.table import Table
    from crackdown.python.triples import Triples

Pair = tuple[str, str]


def draw_round(view: View, iri: str) -> Drawing:
    """Draw a thing and what is round it."""
    from crackdown.graph.drawing.scene import choose_scene
    from crackdown.graph.linking.network import network_of

    return Drawing(view, choose_scene(network_of(view), iri))


def draw_rows(view: View, table: Table, source: str | None, target: str | None) -> Drawing:
    """Draw the things of rows, see `scene_of_rows`.

    Raises:
        InputError: no column holds things, or none of that name is there.
    """
    return Drawing(view, scene_of_rows(view, table, source, target))


def scene_of_rows(
    view: View, table: Table, source: str | None, target: str | None, *, most_nodes: int = MOST_NODES
) -> Scene:
    """Choose the things of rows: with the lines the graph has, or with those that two columns make.

    Where no columns are named, two things of a row that the graph does not link are linked by the row.

    Raises:
        InputError: no column holds things, or none of that name is there.
    """
    from crackdown.graph.drawing.scene import scene_of
    from crackdown.graph.linking.network import network_of

    network = network_of(view)
    columns = [name for name in table.names if any(_node(network, row.get(name)) for row in table.rows)]
    named = [name for name in (source, target) if name is not None]
    if unknown := [name for name in named if name not in columns]:
        raise InputError(f"?{unknown[0]} holds no things to draw; those that do: {_listed(columns)}")
    if not columns:
        raise InputError("no column holds things to draw; select some, such as ?operation or ?agency, by their IRIs")
    ends = (source, target) if source and target else tuple(columns[:2])
    drawn = ends if len(named) == 2 else columns
    nodes = {node.id: node for row in table.rows for name in drawn if (node := _node(network, row.get(name)))}
    pairs = _pairs(network, table, ends) if len(ends) == 2 else {}
    edges = [] if len(named) == 2 else network.edges_among(nodes)
    linked = {pair for edge in edges for pair in ((edge.source, edge.target), (edge.target, edge.source))}
    missing = {pair: rows for pair, rows in pairs.items() if pair not in linked}
    made = [_row_edge(pair, rows, ends) for pair, rows in sorted(missing.items())]
    quotes = _row_quotes(view, network, table, ends, missing) if made else {}
    return scene_of(nodes.values(), [*edges, *made], _title(table), quotes=quotes, most_nodes=most_nodes)


def draw_triples(view: View, triples: Triples) -> Drawing:
    """Draw the triples that link two IRIs, see `scene_of_triples`.

    Raises:
        InputError: there are none.
    """
    return Drawing(view, scene_of_triples(view, triples))


def scene_of_triples(view: View, triples: Triples, *, most_nodes: int = MOST_NODES) -> Scene:
    """Choose the triples that link two IRIs; classes are left out, as shapes and colours tell them.

    Raises:
        InputError: there are none.
    """
    from crackdown.graph.drawing.scene import scene_of
    from crackdown.graph.linking.network import network_of
    from crackdown.graph.linking.things import to_id
    from crackdown.ontology.terms import rdf

    network, nodes, edges = network_of(view), dict[str, "Node"](), dict[str, "Edge"]()
    for subject, predicate, object_ in triples.terms:
        if subject.kind == object_.kind == "iri" and predicate.value != rdf.type and subject != object_:
            ends = to_id(subject.value), to_id(object_.value)
            nodes |= {end: network.nodes.get(end) or _other(view, end) for end in ends}
            edge = _known_edge(network, ends, predicate.value) or _made_edge(ends, predicate.value)
            edges[edge.id] = edge
    if not edges:
        raise InputError("no triple links two IRIs, so there is nothing to draw; .df() and .turtle show what there is")
    return scene_of(nodes.values(), edges.values(), _title(triples), most_nodes=most_nodes)


def networkx_of(view: View, scene: Scene) -> NetworkxGraph:
    """Return a scene as a networkx graph.

    Raises:
        InputError: things were left out of it, so that a measure of it would say something else.
    """
    from crackdown.graph.linking.projections import linked

    if scene.left:
        hint = "take .networkx() of the answer itself, or g.networkx('everything')"
        raise InputError(f"{scene.left:,} things are not drawn, so that a measure of the drawing would mislead; {hint}")
    return linked(view, scene.nodes.values(), scene.edges, scene.title)


def draw_networkx(view: View, graph: NetworkxGraph) -> Drawing:
    """Draw a projection of the graph, or a part of one; what each line rests on is quoted.

    Raises:
        InputError: it is no such graph, there is no line in it, or a node that is no thing of the graph.
    """
    from crackdown.graph.drawing.scene import scene_of
    from crackdown.graph.linking.network import Edge, network_of
    from crackdown.graph.linking.things import to_iri
    from crackdown.graph.showing.evidence import evidence_by_claim, surest_first

    if not hasattr(graph, "edges"):
        raise InputError(f"a {type(graph).__name__} is not drawn; give a name, a thing, or a graph of g.networkx()")
    network, lines = network_of(view), list(graph.edges(data=True))
    if not lines:
        raise InputError("there is no line in this graph, so there is nothing to draw")
    if unknown := [id_ for id_ in graph if not isinstance(id_, str) or id_ not in network.nodes]:
        raise InputError(f"{unknown[0]!r} is no thing of the graph; nodes go by ids, as g.networkx() returns them")
    claims = {
        number: [to_iri(one) for one in told.get("claim_ids", "").split()] for number, (*_, told) in enumerate(lines)
    }
    passages = evidence_by_claim(view, network, (one for several in claims.values() for one in several))
    edges, quotes = [], {}
    for number, (one, other, told) in enumerate(lines):
        id_ = f"{one} {number} {other}"
        counts = (told.get("claims", 0), told.get("origins", 0), told.get("announcements", 0))
        edges.append(Edge(id_, one, other, "projection", _label_of(told), *counts, None, told.get("inferred", False)))
        quotes[id_] = surest_first(passage for claim in claims[number] for passage in passages.get(claim, ()))
    title = f"{graph.graph.get('projection', 'network')}: {len(graph)} things"
    return Drawing(view, scene_of((network.nodes[id_] for id_ in graph), edges, title, quotes=quotes))


def _label_of(told: Mapping[str, Any]) -> str:
    """Say in words what an edge of a projection is."""
    if "label" in told:
        return str(told["label"])
    if "transfers" in told:
        low, high = told["people_low"], told["people_high"]
        return f"{told['transfers']} transfers, {low:,}{'' if low == high else f'–{high:,}'} people"
    return f"{told['operations']} operations together" if "operations" in told else "linked"


def _node(network: Network, value: Any) -> Node | None:
    from crackdown.python.values import Id

    return network.nodes.get(value) if isinstance(value, Id) else None


def _pairs(network: Network, table: Table, ends: Sequence[str]) -> dict[Pair, list[dict[str, Any]]]:
    found: dict[Pair, list[dict[str, Any]]] = defaultdict(list)
    for row in table.rows:
        one, other = (_node(network, row.get(name)) for name in ends)
        if one and other and one != other:
            found[one.id, other.id].append(row)
    return found


def _row_edge(pair: Pair, rows: Sequence[dict[str, Any]], ends: Sequence[str]) -> Edge:
    from crackdown.graph.linking.network import Edge

    told = [f"{name} {value}" for name, value in rows[0].items() if name not in ends and value is not None]
    label = ", ".join(told) if len(rows) == 1 and told else "in one row" if len(rows) == 1 else f"in {len(rows)} rows"
    return Edge(_row_id(pair), *pair, "row", label, len(rows), 0, 0, None, inferred=False)


def _known_edge(network: Network, ends: Pair, predicate: str) -> Edge | None:
    """Return the network's own edge; of a relation that holds both ways it has one."""
    from crackdown.graph.linking.relations import SYMMETRIC

    there = network.edge(*ends, predicate)
    return there or (network.edge(ends[1], ends[0], predicate) if predicate in SYMMETRIC else None)


def _made_edge(ends: Pair, predicate: str) -> Edge:
    from crackdown.graph.linking.network import Edge
    from crackdown.graph.showing.wording import property_label

    return Edge(f"{ends[0]} {predicate} {ends[1]}", *ends, predicate, property_label(predicate), 0, 0, 0, None, False)


def _row_id(pair: Pair) -> str:
    return f"{pair[0]} row {pair[1]}"


def _row_quotes(
    view: View, network: Network, table: Table, ends: Sequence[str], wanted: Iterable[Pair]
) -> dict[str, list[Evidence]]:
    """Find the words behind the first rows, and give them to the lines that the rows make."""
    from crackdown.graph.linking.things import to_id
    from crackdown.graph.showing.evidence import surest_first
    from crackdown.graph.why import explain

    if table.query is None or table.form != "select":
        return {}
    pairs, found = set(wanted), defaultdict[str, list["Evidence"]](list)
    for row in explain(view, table.query).rows:
        values = [row.values.get(name) for name in ends]
        if all(values):
            pair = to_id(str(values[0])), to_id(str(values[1]))
            if pair in pairs:
                found[_row_id(pair)] += _evidence(network, row.support or ())
    return {id_: surest_first(told) for id_, told in found.items()}


def _evidence(network: Network, supports: Iterable[Support]) -> Iterator[Evidence]:
    from crackdown.graph.linking.things import to_id
    from crackdown.graph.showing.claimed import Evidence
    from crackdown.graph.showing.wording import reference
    from crackdown.ontology.terms import schema

    for one in supports:
        if one.quote is not None and one.announcement is not None:
            yield Evidence(
                quote=one.quote, language=one.language, start=one.start or 0, end=one.end or 0,
                announcement=to_id(one.announcement), announcement_label=reference(network, one.announcement).label,
                published=one.published, url=network.things.trait(one.announcement, schema.url),
                confidence=one.confidence,
            )  # fmt: skip


def _other(view: View, id_: str) -> Node:
    from crackdown.graph.drawing.page_parts import OTHER
    from crackdown.graph.linking.things import Node, to_iri
    from crackdown.python.labels import label_of

    return Node(id_, to_iri(id_), OTHER, label_of(view, id_) or id_.rsplit("/", 1)[-1], "")


def _title(table: Table) -> str:
    return f"{len(table.rows)} {'triples' if table.form in {'construct', 'describe'} else 'rows'}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"?{name}" for name in names) or "none"
