"""Spans that are looked up say what going through all of them would say."""

from bisect import bisect_left, bisect_right

from hypothesis import given
from hypothesis import strategies as st

from crackdown.loaders.extraction.text.mentions import distance
from crackdown.loaders.extraction.text.spans import Span, Spans
from crackdown.loaders.extraction.what.owners import whose_places

spans = st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda span: (span[0], span[0] + span[1]))


@given(st.lists(spans, max_size=8), spans)
def test_nearest_is_as_near_as_the_nearest_of_all(all_: list[Span], span: Span) -> None:
    assert Spans(all_).apart(*span) == min((distance(*one, *span) for one in all_), default=None)


@given(st.sets(st.integers(0, 60), max_size=5), st.sets(st.integers(0, 60), max_size=5), st.integers(0, 70))
def test_the_next_place_on_either_side_is_whose_it_is(mine: set[int], others: set[int], at: int) -> None:
    starts, whose = whose_places([(start, start) for start in mine], [(start, start) for start in others])
    before = max((start for start in mine | others if start <= at), default=None)
    after = min((start for start in mine | others if start >= at), default=None)
    expected = ["none" if one is None else "mine" if one in mine else "other" for one in (before, after)]
    assert [whose[bisect_right(starts, at)], whose[bisect_left(starts, at) + 1]] == expected


@given(st.lists(spans, max_size=8), st.integers(0, 70), st.integers(0, 70))
def test_those_between_are_counted(all_: list[Span], low: int, high: int) -> None:
    assert Spans(all_).begin_between(low, high) == sum(low < start < high for start, _ in all_)
