"""The routes of an application, all of them: newer FastAPIs keep those of an included router apart."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import FastAPI
from starlette.routing import Route


def iter_routes(app: FastAPI) -> Iterator[Route]:
    """Yield the routes that have a path and methods, in the order in which they are asked; mounted folders are none."""
    for route in app.routes:
        router = getattr(route, "original_router", None)
        for one in router.routes if router else [route]:
            if isinstance(one, Route):
                yield one
