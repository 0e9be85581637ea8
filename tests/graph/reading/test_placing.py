"""Places for a large scene: near what they are linked to, apart from each other, and steady."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from crackdown.graph.drawing.placing import Position, place

STAR = ["hub", *(f"leaf{number}" for number in range(30))]
LINKS = [("hub", leaf) for leaf in STAR[1:]]


def apart(one: Position, other: Position) -> float:
    return math.dist(one, other)


def test_no_two_things_stand_on_one_spot() -> None:
    places = place(STAR, LINKS)
    assert min(apart(places[one], places[other]) for one, other in combinations(STAR, 2)) > 20


def test_linked_things_lie_nearer_than_others() -> None:
    two = [("a", f"a{n}") for n in range(20)] + [("b", f"b{n}") for n in range(20)] + [("a0", "b0")]
    places = place(sorted({end for link in two for end in link}), two)
    linked = sum(apart(places[one], places[other]) for one, other in two) / len(two)
    crossed = sum(apart(places[f"a{n}"], places[f"b{m}"]) for n in range(1, 20) for m in range(1, 20)) / 361
    assert linked < crossed / 2


def test_the_same_scene_is_placed_alike() -> None:
    assert place(STAR, LINKS) == place(STAR, LINKS)


def test_what_stands_does_not_move_and_the_new_comes_near_its_links() -> None:
    before = place(STAR, LINKS)
    after = place([*STAR, "new"], [*LINKS, ("leaf3", "new")], before)
    assert {id_: after[id_] for id_ in STAR} == before
    others = [apart(after["new"], before[id_]) for id_ in STAR if id_ != "leaf3"]
    assert apart(after["new"], before["leaf3"]) < sum(others) / len(others)


def test_parts_that_hang_on_nothing_lie_beside_the_rest_not_in_it() -> None:
    places = place([*STAR, "one", "other"], [*LINKS, ("one", "other")])
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*(places[id_] for id_ in STAR), strict=True))
    for x, y in (places["one"], places["other"]):
        assert not (left < x < right and top < y < bottom)


def test_even_things_at_the_edge_of_what_may_be_asked_leave_room_for_others() -> None:
    fixed = {"hub": (1e6, 1e6), "leaf0": (-1e6, -1e6), "leaf1": (1e6, 1e6)}
    places = place(STAR, LINKS, fixed)
    assert all(math.isfinite(coordinate) for point in places.values() for coordinate in point)


@settings(max_examples=40, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12))), st.sets(st.integers(0, 12)))
def test_every_thing_gets_a_place_that_can_be_drawn(links: set[tuple[int, int]], standing: set[int]) -> None:
    ids = [str(number) for number in range(13)]
    fixed = {str(number): (number * 100.0, 0.0) for number in standing}
    places = place(ids, [(str(one), str(other)) for one, other in links], fixed)
    assert places.keys() == set(ids)
    assert all(math.isfinite(coordinate) for point in places.values() for coordinate in point)
