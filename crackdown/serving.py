"""`crackdown serve`: the API over snapshots of a store, refreshed when the store changes."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crackdown.errors import InputError, StoreUnavailable

if TYPE_CHECKING:
    from crackdown.api.review_api import Judge
    from crackdown.graph.identity.judgements import Verdict

FIRST_PORT = 8470
PORTS_TRIED = 30
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve_store(folder: Path, host: str, port: int | None, *, base: str, origins: Sequence[str] = ()) -> None:
    """Serve the store at `folder` until interrupted, and print the addresses.

    Other sites' scripts may not read the answers unless `origins` names them: whoever investigates also browses, and a
    page they visit must not be able to read a case from their own machine. For the same reason a server on a loopback
    address answers to its own names alone (DNS rebinding).

    Raises:
        StoreUnavailable: there is no store at `folder`.
        InputError: the port asked for is taken, or no free one was found.
    """
    import uvicorn
    from fastapi.middleware.trustedhost import TrustedHostMiddleware

    from crackdown.api.app import create_app
    from crackdown.graph.following import FollowingSnapshot

    if not folder.is_dir():
        raise StoreUnavailable(f"{folder}: no graph here yet; load announcements first: crackdown load --samples")
    listener = _listen(host, port)
    address = f"http://{_shown(host)}:{listener.getsockname()[1]}"
    with FollowingSnapshot(folder) as source:
        print(f"Explorer         {address}/\nSPARQL endpoint  {address}/sparql\nStop with Ctrl-C.", flush=True)
        # Who may judge is whoever sits at this machine: over a network nobody is asked who he is.
        app = create_app(source, base=base, origins=origins, judge=_judge(folder) if host in LOOPBACK else None)
        if host in LOOPBACK:
            app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK, "[::1]"], www_redirect=False)
        config = uvicorn.Config(app, log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[listener])


def _judge(folder: Path) -> Judge:
    def judge(one: str, other: str, verdict: Verdict | None, by: str, why: str) -> int:
        from crackdown.reviewing import judge as keep

        return keep(folder, one, other, verdict, by=by, why=why)

    return judge


def _listen(host: str, port: int | None) -> socket.socket:
    candidates = [port] if port is not None else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    reason = ""
    for candidate in candidates:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen()  # so that whoever reads the address may ask at once
        except (OSError, OverflowError) as error:
            listener.close()
            reason = str(getattr(error, "strerror", None) or error)
        else:
            return listener
    asked = f"port {port}" if port is not None else f"ports {FIRST_PORT}–{FIRST_PORT + PORTS_TRIED - 1}"
    raise InputError(f"{host}, {asked}: cannot listen here: {reason}; choose another with --port")


def _shown(host: str) -> str:
    if host in {"0.0.0.0", "::"}:
        return "localhost"
    return f"[{host}]" if ":" in host else host
