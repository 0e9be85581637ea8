"""How old the data are that a replica answers with: a header on every answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER: Final = b"crackdown-published-at"


class DataAge:
    """Tells in `Crackdown-Published-At` when what a replica holds was published, ISO 8601 in UTC."""

    def __init__(self, app: ASGIApp, published_at: Callable[[], str | None]) -> None:
        self._app = app
        self._published_at = published_at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the header."""

        async def sending(message: Message) -> None:
            told = self._published_at() if message["type"] == "http.response.start" else None
            if told:
                message = {**message, "headers": [*message.get("headers", ()), (HEADER, told.encode())]}
            await send(message)

        await self._app(scope, receive, sending)
