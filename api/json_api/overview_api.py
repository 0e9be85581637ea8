"""`GET /api/overview`: the whole graph at one look, laid out once a version and written once a language.

The answer is made without pydantic, which would take longer to check fifty thousand things than laying them out does;
a test holds it against the shape that is described.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from crackdown.api.json_api import overview_models as models
from crackdown.api.json_api.explorer_api import By, From, To
from crackdown.api.json_api.in_words import WordsAsked
from crackdown.api.source import CurrentNetwork, CurrentView
from crackdown.graph.drawing.overview import Overview, out_of_period, overview_of
from crackdown.graph.linking.communities import SHOWN
from crackdown.graph.linking.neighbourhood import Period
from crackdown.graph.showing.in_language import Words
from crackdown.graph.storage.age import ByVersion
from crackdown.graph.storage.view import View

router = APIRouter(prefix="/api", tags=["network"])

_WRITTEN: Final[ByVersion[bytes]] = ByVersion()


@router.get("/overview", response_class=Response, responses={200: {"model": models.Overview}})
def get_overview(view: CurrentView, words: WordsAsked) -> Response:
    """Return every thing of the graph but announcements and posts, in communities, with a place for each."""
    body = _WRITTEN.get((view.version, words.language), lambda: _write(view, words))
    return Response(body, media_type="application/json")


@router.get("/overview/period")
def get_overview_period(
    view: CurrentView, network: CurrentNetwork, from_: From = None, to: To = None, by: By = "happened"
) -> models.OverviewPeriod:
    """Return which things of the overview have no part in a period, so that the others stay where they stand."""
    return models.OverviewPeriod(out=out_of_period(network, overview_of(view), Period(from_, to, by)))


def _write(view: View, words: Words) -> bytes:
    overview, nodes = overview_of(view), words.network.nodes
    things = [nodes[id_] for id_ in overview.ids]
    counts = Counter(one for one, _ in overview.links)
    columns = {
        "types": SHOWN,
        "ids": overview.ids,
        "names": [words.thing(thing).text for thing in things],
        "type": [SHOWN.index(thing.type) for thing in things],
        "x": [round(x) for x, _ in overview.places],
        "y": [round(y) for _, y in overview.places],
        "r": [round(r) for r in overview.radii],
        "link_counts": [counts[number] for number in range(len(things))],
        "link_steps": [other - one for one, other in overview.links],
        "areas": _areas(overview),
        "bundles": overview.bundles,
    }
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()


def _areas(overview: Overview) -> list[dict[str, object]]:
    return [
        models.Area(
            x=round(area.x), y=round(area.y), r=round(area.r), first=area.first, count=area.count,
            named_after=list(area.named_after),
        ).model_dump()
        for area in overview.areas
    ]  # fmt: skip
