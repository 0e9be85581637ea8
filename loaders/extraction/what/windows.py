"""Texts that name more things than any announcement: each operation is compared with what stands around it.

Every operation is weighed against every date, country, body … of its text, which costs the square of their number. In a
text that names up to `WHOLE` things nothing changes: it is looked at as a whole. A denser one is cut into stretches of
as many things each; an operation in one is compared with what that stretch names, the one before, the one after, and
the text's opening, where headline and dateline stand. So a text costs what its length does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.spans import Span
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.officials import OfficialFound

WHOLE = 160  # things of a text that are looked at as a whole; of 1,294 announcements the fullest names 96
_STRETCH = WHOLE // 4  # things of a stretch: with those on either side and the opening it has as many as a whole text
_NAMED = ("kind", "country", "place", "offence")


def around(analysis: Analysis, position: int) -> Analysis:
    """Give what an operation at a position of the normalised text is compared with: the whole text, unless it is dense.

    The same part is given for all positions of a stretch.
    """
    edges = analysis.remembered.get(_edges)
    if edges is None:  # asked a hundred times a text
        edges = analysis.remembered[_edges] = _edges(analysis)
    if not edges:
        return analysis
    stretch = max(0, bisect_right(edges, position) - 1)
    key = around, stretch
    if key not in analysis.remembered:
        first, last = (0, *edges[1:])[max(0, stretch - 1)], stretch + 2
        end = edges[last] if last < len(edges) else len(analysis.view.text) + 1
        analysis.remembered[key] = _part(analysis, ((0, edges[1]), (first, end)))
    part: Analysis = analysis.remembered[key]
    return part


def is_dense(analysis: Analysis) -> bool:
    """Tell whether a text is looked at in parts."""
    return around(analysis, 0) is not analysis


def _edges(analysis: Analysis) -> list[int]:
    """Give where each stretch of a dense text begins; nothing for any other."""
    if analysis.reach is not None:
        return []
    starts = [mention.start for type_ in _NAMED for mention in analysis.of_type(type_)]
    starts += [count.start for count in analysis.counts] + [date.start for date in analysis.dates]
    for named in (analysis.agencies, analysis.officials, analysis.airports):
        starts += [start for one in named for start, _ in one.spans]
    return sorted(starts)[::_STRETCH] if len(starts) > WHOLE else []


def _part(analysis: Analysis, reach: tuple[Span, ...]) -> Analysis:
    """Give what some stretches of a text name; what is said of the text as a whole stays."""

    def holds(start: int) -> bool:
        return any(first <= start < end for first, end in reach)

    def held(spans: list[Span]) -> list[Span]:
        return [span for span in spans if holds(span[0])]

    agencies = {id(one): _agency(one, held) for one in analysis.agencies}
    officials = (_official(one, held, agencies) for one in analysis.officials)
    airports = (replace(one, spans=held(one.spans)) for one in analysis.airports)
    return replace(
        analysis,
        mentions=[one for one in analysis.mentions if holds(one.start)],
        dates=[one for one in analysis.dates if holds(one.start)],
        counts=[one for one in analysis.counts if holds(one.start)],
        agencies=[one for one in agencies.values() if one.spans],
        officials=[one for one in officials if one.spans],
        airports=[one for one in airports if one.spans],
        issuers=[(agencies[id(one)], span) for one, span in analysis.issuers],
        remembered={},
        reach=reach,
    )


def _agency(one: AgencyFound, held: Callable[[list[Span]], list[Span]]) -> AgencyFound:
    return replace(one, spans=held(one.spans), echoes=held(one.echoes), origin=id(one))


def _official(
    one: OfficialFound, held: Callable[[list[Span]], list[Span]], agencies: dict[int, AgencyFound]
) -> OfficialFound:
    return replace(one, spans=held(one.spans), agency=agencies.get(id(one.agency), one.agency), origin=id(one))
