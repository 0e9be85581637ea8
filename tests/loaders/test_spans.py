"""Spans that are looked up say what going through all of them would say."""

from hypothesis import given
from hypothesis import strategies as st

from crackdown.loaders.extraction.text.mentions import distance
from crackdown.loaders.extraction.text.spans import Span, Spans

spans = st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda span: (span[0], span[0] + span[1]))


@given(st.lists(spans, max_size=8), spans)
def test_nearest_is_as_near_as_the_nearest_of_all(all_: list[Span], span: Span) -> None:
    assert Spans(all_).apart(*span) == min((distance(*one, *span) for one in all_), default=None)


@given(st.lists(spans, max_size=8), st.integers(0, 70))
def test_next_on_either_side_is_the_next_of_all(all_: list[Span], at: int) -> None:
    starts = [start for start, _ in all_]
    assert Spans(all_).before(at) == max((start for start in starts if start <= at), default=None)
    assert Spans(all_).after(at) == min((start for start in starts if start >= at), default=None)


@given(st.lists(spans, max_size=8), st.integers(0, 70), st.integers(0, 70))
def test_those_between_are_counted(all_: list[Span], low: int, high: int) -> None:
    assert Spans(all_).begin_between(low, high) == sum(low < start < high for start, _ in all_)
