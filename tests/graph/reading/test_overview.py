"""The whole graph at one look: everything once, nothing over anything, what belongs together together."""

import math
from itertools import combinations

import pytest

from crackdown.graph.drawing.circles import pack, radius_of_spiral, spiral
from crackdown.graph.drawing.overview import APART, make_overview, out_of_period, overview_of
from crackdown.graph.linking.communities import find_communities, is_shown
from crackdown.graph.linking.neighbourhood import ALWAYS, Period
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.reads import Listed
from crackdown.graph.linking.things import Things
from crackdown.graph.storage.store import Store
from tests.benchmarks.whole import invent_world


@pytest.fixture(scope="module")
def world():
    """Two hundred things in sixty countries, as the benchmark invents them."""
    with Store.open(None) as store:
        store.writer().put_graphs(invent_world(200).encode())
        yield network_of(store.view())


def test_every_thing_that_is_shown_stands_in_one_place(network, world):
    for one in (network, world):
        shown = [id_ for id_, node in one.nodes.items() if is_shown(node)]
        overview = make_overview(one)
        assert sorted(overview.ids) == sorted(shown)
        assert len(overview.places) == len(overview.radii) == len(overview.ids)


def test_what_edges_rest_on_is_not_read(world, monkeypatch):
    monkeypatch.setattr(type(world.reads), "read_backing", lambda _: pytest.fail("it takes longer than all the rest"))
    make_overview(world)


def test_areas_follow_each_other_and_hold_all_their_things(world):
    overview = make_overview(world)
    assert [area.first for area in overview.areas] == [
        sum(before.count for before in overview.areas[:number]) for number in range(len(overview.areas))
    ]
    assert sum(area.count for area in overview.areas) == len(overview.ids)
    for area in overview.areas:
        for number in range(area.first, area.first + area.count):
            assert math.dist(overview.places[number], (area.x, area.y)) + overview.radii[number] <= area.r


def test_no_area_and_no_thing_lies_over_another(world):
    overview = make_overview(world)
    for one, other in combinations(overview.areas, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) > one.r + other.r
    for one, other in combinations(range(len(overview.ids)), 2):
        apart = math.dist(overview.places[one], overview.places[other])
        assert apart > overview.radii[one] + overview.radii[other] - 0.01


def test_an_operation_stands_in_the_area_of_who_carried_it_out(world):
    areas = {id_: number for number, one in enumerate(find_communities(world)) for hub in one.hubs
             for id_ in (hub.id, *hub.members)}  # fmt: skip
    for operation in (id_ for id_, node in world.nodes.items() if node.type == "operation"):
        assert areas[operation] in {areas[edge.target] for edge in world.edges_of(operation)}


def test_links_are_the_lines_that_are_drawn(world):
    overview = make_overview(world)
    linked = {tuple(sorted((overview.ids[one], overview.ids[other]))) for one, other in overview.links}
    for id_ in overview.ids:
        assert sum(id_ in pair for pair in linked) == world.nodes[id_].degree
    assert list(overview.links) == sorted(overview.links)


def test_bundles_count_the_links_between_areas(world):
    overview = make_overview(world)
    of = [number for number, area in enumerate(overview.areas) for _ in range(area.count)]
    assert sum(count for _, _, count in overview.bundles) == sum(of[one] != of[other] for one, other in overview.links)


def test_an_area_is_named_after_those_that_have_most_links(world):
    overview = make_overview(world)
    for area in overview.areas:
        named = [world.nodes[overview.ids[number]] for number in area.named_after]
        rest = [world.nodes[id_] for id_ in overview.ids[area.first : area.first + area.count]]
        assert named[0].degree == max(node.degree for node in rest if node.type in {"agency", "official", "country"})


def test_the_same_graph_is_laid_out_alike_and_once_a_version(view, network):
    assert make_overview(network) == make_overview(network)
    assert overview_of(view) is overview_of(view)


def test_an_empty_graph_has_an_empty_overview():
    assert make_overview(Network(Listed(Things()))).areas == ()


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 60])
def test_packed_circles_touch_but_do_not_overlap(count):
    radii = [40.0 / (number + 1) + 1 for number in range(count)]
    places = pack(radii)
    for (one, a), (other, b) in combinations(zip(places, radii, strict=True), 2):
        assert math.dist(one, other) > a + b - 1e-6


def test_a_spiral_stays_within_its_radius_and_outside_what_is_in_its_middle():
    for count, inner in ((1, 0.0), (500, 12.0)):
        far = [math.hypot(*place) for place in spiral(count, APART, inner)]
        assert inner < min(far)
        assert max(far) <= radius_of_spiral(count, APART, inner)


def test_out_of_a_period_is_what_happened_on_other_days_and_who_had_a_part_in_that_alone(network):
    overview = make_overview(network)
    assert out_of_period(network, overview, ALWAYS) == []
    first = min(node.from_ for node in network.nodes.values() if node.type == "operation" and node.from_)
    period = Period(None, first)
    out = set(out_of_period(network, overview, period))
    linked = {number: set() for number in range(len(overview.ids))}
    for one, two in overview.links:
        linked[one].add(two)
        linked[two].add(one)
    nodes = [network.nodes[id_] for id_ in overview.ids]
    assert 0 < len(out) < len(nodes)
    for number, node in enumerate(nodes):
        operations = {other for other in linked[number] if nodes[other].type == "operation"}
        if node.type == "operation":
            assert (number in out) is not period.holds(node)
        else:
            assert (number in out) is (bool(operations) and operations <= out)
