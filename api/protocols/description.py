"""What there is to ask, for programs: the service's description, VoID and DCAT in one document.

At `/.well-known/void` (https://www.w3.org/TR/void/#well-known), at the dataset's IRI, and at `/sparql` for who comes
without a query (https://www.w3.org/TR/sparql11-service-description/#accessing).
"""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from crackdown.api.http.negotiation import accept_of
from crackdown.api.protocols.answers import GRAPHS, Family, choose, send
from crackdown.api.spoken import DESCRIPTION_ANSWERS
from crackdown.graph.linked_data.dataset import describe_dataset

router = APIRouter(tags=["description"])

DESCRIPTIONS: Final = Family(
    {media_type: name for media_type, name in GRAPHS.media_types.items() if name != "html"},
    {name: media_type for name, media_type in GRAPHS.names.items() if name != "html"},
    "turtle",
)


Format = Annotated[str | None, Query(json_schema_extra={"enum": [*DESCRIPTIONS.names, ""]})]


@router.get("/.well-known/void", response_class=Response, responses=DESCRIPTION_ANSWERS)
@router.get("/dataset", response_class=Response, responses=DESCRIPTION_ANSWERS)
async def get_description(request: Request, format: Format = None) -> Response:  # noqa: A002
    """Describe the service and the data: counts, classes, properties, vocabularies, links, graphs."""
    return await send_description(request, format)


async def send_description(request: Request, format_: str | None = None) -> Response:
    """Answer with the description in the format that is wanted."""
    chosen = choose(DESCRIPTIONS, format_, accept_of(request.headers))
    chosen.require(format_, "a description")
    view = await run_in_threadpool(request.app.state.view_source.view)
    body = await run_in_threadpool(describe_dataset, view, str(request.base_url), chosen.engine_format)
    return send(body, chosen.media_type)
