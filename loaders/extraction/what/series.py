"""Counts told by turns with places or days, or in one breath: they are operations together, or none of them is.

"Twelve in Lyon, nine in Lille, four in Nice": the words around each say as little as around the others, and a model
that weighs them one by one takes two for operations and leaves out the third.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.spans import Span

_APART = 60  # characters between two counts of a series
_LEAST = 3  # of them; of two, one is often some of the other, or told of for another reason
_LEAST_SURE = 0.05  # under this a count is no operation's, whatever stands beside it
_BESIDE = 30  # characters between the first or last of a series and its place
_SEXES = {"women", "men"}


def series_of(analysis: Analysis, counts: Iterable[Count]) -> Iterator[list[Count]]:
    """Yield the series of a text's counts, each of three or more."""
    told = [count for count in counts if not (count.summed or count.noun in _SEXES or count.countries)]
    for run in _runs(told, lambda one, other: _are_alike(analysis, one, other)):
        parts = (part for part in _without_whole(run) if len(part) >= _LEAST)
        marked = next((part for part in parts if _have_marks(analysis, part)), None)
        listed = _runs(run, lambda one, other: _are_listed(analysis, one, other))
        yield from [marked] if marked else (part for part in listed if len(part) >= _LEAST)


def raised(sures: Mapping[int, float], series: Iterable[Sequence[Count]], needed: float) -> dict[int, float]:
    """Give the counts of series of which one is an operation's, each as sure as that takes.

    Args:
        sures: by count, how surely it is an operation's.
        series: of the counts.
        needed: how sure that has to be.
    """
    found: dict[int, float] = {}
    for counts in series:
        own = [(id(count), sures[id(count)]) for count in counts]
        if any(sure >= needed for _, sure in own):
            found |= {key: needed for key, sure in own if _LEAST_SURE <= sure < needed}
    return found


def _runs(counts: Sequence[Count], go_on: Callable[[Count, Count], bool]) -> Iterator[list[Count]]:
    run: list[Count] = []
    for count in counts:
        if run and not go_on(run[-1], count):
            yield run
            run = []
        run.append(count)
    if run:
        yield run


def _without_whole(run: list[Count]) -> Iterator[list[Count]]:
    """Yield some counts, and them without the first and without the last, which may be the sum of the others."""
    yield run
    yield run[1:]
    yield run[:-1]


def _are_alike(analysis: Analysis, one: Count, other: Count) -> bool:
    index = analysis.sentences.index
    return (
        other.noun in {one.noun, None}
        and index(one.start) == index(other.start)
        and 0 < other.start - one.noun_end <= _APART
    )


def _are_listed(analysis: Analysis, one: Count, other: Count) -> bool:
    """Tell whether nothing but a comma or "and" stands between two counts."""
    return analysis.language.patterns["list"].fullmatch(analysis.view.text, one.noun_end, other.start) is not None


def _have_marks(analysis: Analysis, run: Sequence[Count]) -> bool:
    """Tell whether each of some counts has a place or a day of its own right before it, or each right behind it."""
    sentence, own = analysis.sentences.at(run[0].start), [(count.start, count.noun_end) for count in run]
    starts, ends = [start for start, _ in own], [end for _, end in own]
    before = zip([max(sentence.start, starts[0] - _BESIDE), *ends], starts, strict=False)
    behind = zip(ends, [*starts[1:], min(sentence.end, ends[-1] + _BESIDE)], strict=True)
    return any(_are_marked_apart(analysis, gaps) for gaps in (before, behind))


def _are_marked_apart(analysis: Analysis, gaps: Iterable[Span]) -> bool:
    """Tell whether in each of some stretches a place or a day is named that was not named in those before."""
    seen: set[object] = set()
    for start, end in gaps:
        named = {value for at, value in _marks(analysis) if start <= at < end}
        if named <= seen:
            return False
        seen |= named
    return True


@once_a_text
def _marks(analysis: Analysis) -> list[tuple[int, object]]:
    """Give where a text names places and days, and which."""
    places = [(m.start, m.value) for m in analysis.of_type("place")]
    places += [(m.start, m.value) for m in analysis.of_type("country") if not m.data["demonym"]]
    return [*places, *((date.start, date.value) for date in analysis.dates)]
