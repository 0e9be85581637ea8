"""Who may write: holders of a bearer token (RFC 6750), sent in the Authorization header and nowhere else.

A token is known by its digest alone. Whoever sends unknown ones too often from one address is told to wait, and known
ones pass all the same.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Annotated, Final, Protocol

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from crackdown.api.http.problems import TokenInAddress, TokenRefused, TooManyAttempts

HolderOf = Callable[[str], str | None]
"""Gives the name of a token's holder; None for a token that is not known."""


class Audit(Protocol):
    """Keeps a line of what was done, or tried."""

    def __call__(self, event: str, **what: str | int | None) -> None:
        """Add the line."""


_IN_ADDRESS: Final = frozenset(
    {"token", "access_token", "auth_token", "api_key", "apikey", "key", "bearer", "authorization", "secret", "password"}
)
_MOST_FAILURES: Final = 10
_WINDOW_SECONDS: Final = 60.0
_MOST_ADDRESSES: Final = 10_000  # remembered; the one that has been quiet longest is forgotten
_LONGEST: Final = 512
_BEARER = HTTPBearer(auto_error=False, description="A token that `crackdown token` made.")


class Gate:
    """Lets holders of a token in, and remembers who was refused."""

    def __init__(self, holder_of: HolderOf, audit: Audit) -> None:
        self._holder_of = holder_of
        self._audit = audit
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def enter(self, request: Request, token: str | None) -> str:
        """Return the name of a token's holder.

        Raises:
            TokenRefused: there is no token, or an unknown one.
            TooManyAttempts: that came too often from this address.
        """
        holder = self._holder_of(token) if token and len(token) <= _LONGEST else None
        if holder is not None:
            return holder
        address = address_of(request)
        with self._lock:
            self._count(request, address, was_sent=token is not None)
        if token is None:
            raise TokenRefused("writing takes a token: send it as `Authorization: Bearer …`")
        raise TokenRefused(
            "this token is not known here; ask whoever runs the server for one, made by `crackdown token`",
            challenge='Bearer realm="crackdown", error="invalid_token"',
        )

    def _count(self, request: Request, address: str, *, was_sent: bool) -> None:
        """Note a failure; of those beyond the limit one line is kept, as whoever floods would fill the log."""
        now = time.monotonic()
        times = self._failures.setdefault(address, deque(maxlen=_MOST_FAILURES + 1))
        self._failures.move_to_end(address)
        while len(self._failures) > _MOST_ADDRESSES:
            self._failures.popitem(last=False)
        while times and now - times[0] > _WINDOW_SECONDS:
            times.popleft()
        if len(times) <= _MOST_FAILURES:
            outcome = "too many attempts" if len(times) == _MOST_FAILURES else "refused"
            reason = "unknown token" if was_sent else "no token"
            self._audit("token", outcome=outcome, reason=reason, **{"from": address, "path": request.url.path})
            times.append(now)
        if len(times) > _MOST_FAILURES:
            raise TooManyAttempts(f"{_MOST_FAILURES} requests without a known token within a minute; wait for one")


def address_of(request: Request) -> str:
    """Return the address a request comes from."""
    return request.client.host if request.client else "unknown"


def refuse_token_in_address(request: Request) -> None:
    """Refuse a token in the address, before anything else looks at it.

    Raises:
        TokenInAddress: one stands there; which, is not told.
    """
    if _IN_ADDRESS & {name.lower() for name in request.query_params}:
        told = {"from": address_of(request), "path": request.url.path}
        request.app.state.writing.audit("token", outcome="refused", reason="token in the address", **told)
        raise TokenInAddress(
            "a token in the address ends up in logs and histories: take it out, have a new one made, and send that as "
            "`Authorization: Bearer …`"
        )


Sent = Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]


def optional_holder(request: Request, sent: Sent) -> str | None:
    """Return who sends a request, None where no token came with it.

    Raises:
        TokenInAddress, TokenRefused, TooManyAttempts: see `crackdown.api.http.problems`.
    """
    refuse_token_in_address(request)
    gate: Gate | None = request.app.state.gate
    return gate.enter(request, sent.credentials) if gate and sent else None


OptionalHolder = Annotated[str | None, Depends(optional_holder)]
