"""Whether the server is alive, and whether it is ready: what a supervisor, a load balancer or a container asks."""

from __future__ import annotations

import logging
from typing import Final

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request
from pydantic import BaseModel

from crackdown.api.http.problems import NotReady
from crackdown.api.source import Answering
from crackdown.errors import CrackdownError
from crackdown.graph.showing.ready import how_far
from crackdown.graph.storage.age import Age, age_of

LOGGER: Final = logging.getLogger(__name__)
_SECONDS: Final = 5.0  # a worker that has not answered the smallest query by then is of no use

router = APIRouter(tags=["operation"])


class Reading(BaseModel):
    """How many parts are read of what a process reads ahead as it starts and after each load; all where it is done."""

    done: int
    of: int


class Alive(BaseModel):
    """The server answers."""

    status: str = "ok"
    release: str
    reading: Reading


class Ready(BaseModel):
    """The graph can be read and queries are answered, from a graph this old; null where no announcement is loaded."""

    status: str = "ready"
    release: str
    version: str
    last_loaded: str | None
    newest_announcement: str | None
    quads: int


@router.get("/healthz")
async def health(request: Request) -> Alive:
    """Tell that the server is alive, whatever the state of its graph, and how far it is with reading ahead."""
    done, of = how_far()  # in the loop itself: all threads may wait for what is being read
    return Alive(release=request.app.version, reading=Reading(done=done, of=of))


@router.get("/readyz")
async def readiness(request: Request, answering: Answering) -> Ready:
    """Tell that the graph can be read and that queries are answered, and how old the graph is; 503 where not."""

    def look() -> Age:
        answering(
            "ASK {}", select_format="json", graph_format="turtle", default_graph_uris=(), named_graph_uris=(),
            as_of=None, why=False,
        )  # fmt: skip
        return age_of(request.app.state.view_source.view())

    try:
        with anyio.fail_after(_SECONDS):
            age = await anyio.to_thread.run_sync(look, abandon_on_cancel=True)
    except TimeoutError as error:
        raise NotReady(f"no query was answered within {_SECONDS:g} s; all workers are busy, or stuck") from error
    except (CrackdownError, OSError) as error:
        LOGGER.warning("the graph cannot be read: %s", error)
        raise NotReady("the graph cannot be read; the server's log tells why") from error
    return Ready(
        release=request.app.version, version=age.version, last_loaded=age.loaded, newest_announcement=age.published,
        quads=age.quads,
    )  # fmt: skip
