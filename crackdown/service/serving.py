"""`crackdown serve`: the API over a store: snapshots of a folder, refreshed when it changes, or an endpoint itself."""

from __future__ import annotations

import math
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from crackdown.commands.running import Running
from crackdown.errors import InputError, StoreUnavailable
from crackdown.reading import open_source
from crackdown.service.logs import set_up_logs

if TYPE_CHECKING:
    from crackdown.api.json_api.review_api import Judge
    from crackdown.api.writing.announcing import Writing
    from crackdown.graph.federation import Federation
    from crackdown.graph.identity.judgements import Verdict
    from crackdown.graph.remote.address import Place
    from crackdown.graph.serving.limits import Limits
    from crackdown.service.readers import Readers
    from crackdown.service.tokens import Tokens

FIRST_PORT = 8470
PORTS_TRIED = 30
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@contextmanager
def following(place: Place, published: str | None) -> Iterator[Callable[[], str | None] | None]:
    """Keep the store at `place` equal to what is published elsewhere, where that is asked for.

    Yields:
        What tells when the data held was published; None for a store that follows nothing.

    Raises:
        InputError: the store is no folder.
        StoreUnavailable: nothing is published there, and nothing is held from before.
    """
    if published is None:
        yield None
        return
    from crackdown.graph.replica.following import Replica

    if not isinstance(place, Path):
        raise InputError("a replica is kept in a folder; name one with --store")
    with Replica(published, place) as replica:
        try:
            replica.update()
        except StoreUnavailable:
            if replica.published_at is None:
                raise
            print(f"{published} cannot be read now; serving what was published before", file=sys.stderr)
        print(f"Replica of       {published}, published {replica.published_at}", flush=True)
        replica.follow()
        yield lambda: replica.published_at


def serve_store(  # noqa: PLR0913  what `crackdown serve` was told
    place: Place,
    host: str,
    port: int | None,
    *,
    origins: Sequence[str] = (),
    limits: Limits | None = None,
    running: Running | None = None,
    tokens: Tokens | None = None,
    replica_at: Callable[[], str | None] | None = None,
    services: Sequence[str] = (),
) -> None:
    """Serve a store, or what follows one, until interrupted, and print the addresses.

    Other sites' scripts may not read the answers unless `origins` names them: whoever investigates also browses, and a
    page they visit must not be able to read a case from their own machine. For the same reason a server on a loopback
    address, or with names of a proxy, answers to its own names alone (DNS rebinding). Announcements are taken from
    holders of a token; where nobody has one, on a loopback address, from the server's own pages, unless it is to read
    only or behind a proxy.

    Raises:
        StoreUnavailable: there is no store.
        InputError: the port asked for is taken, or no free one was found; a replica is to take announcements, or to be
            served by several processes.
    """
    running = running or Running()
    _refuse_mistakes(origins, services)
    if replica_at and (tokens or running.workers > 1):
        raise InputError(
            "a replica only reads, in one process: leave --tokens and --workers out, or serve the store it follows"
        )
    if isinstance(place, Path) and not place.is_dir():
        raise StoreUnavailable(f"{place}: no graph here yet; load announcements first: crackdown load --samples")
    listener = listen(host, port)
    address = f"http://{_shown(host)}:{listener.getsockname()[1]}"
    serve = partial(
        _serve, place, host, origins=origins, limits=_shared(limits, running.workers), running=running,
        tokens=tokens, replica_at=replica_at, services=services,
    )  # fmt: skip

    def ready() -> None:
        print(f"Explorer         {address}/\nSPARQL endpoint  {address}/sparql\nStop with Ctrl-C.", flush=True)

    signal.signal(signal.SIGTERM, _leave)  # so that whatever is to be put away is, as after Ctrl-C
    if running.workers == 1:
        serve(listener, ready)
        return
    from crackdown.service.serving_processes import serve_in_processes

    serve_in_processes(serve, listener, running.workers, grace_seconds=running.grace_seconds, ready=ready)


def _serve(  # noqa: PLR0913  what `crackdown serve` was told
    place: Place,
    host: str,
    listener: socket.socket,
    ready: Callable[[], None],
    *,
    origins: Sequence[str],
    limits: Limits,
    running: Running,
    tokens: Tokens | None,
    replica_at: Callable[[], str | None] | None,
    services: Sequence[str],
) -> None:
    """Answer in this process until it is told to end; then running answers have a while to come to theirs."""
    import uvicorn

    from crackdown.api.app import create_app
    from crackdown.api.http.data_age import DataAge
    from crackdown.graph.showing.ready import make_ready
    from crackdown.service.http_protocol import BoundedHttp
    from crackdown.service.readers import Readers

    signal.signal(signal.SIGTERM, _leave)
    set_up_logs(running.log_format)
    # Whoever sits at this machine may write; over a network people are known by their tokens, and a list of tokens is
    # a list of all who may. Behind a proxy everybody seems to sit at this machine.
    is_open = host in LOOPBACK and not (running.read_only or running.names) and tokens is None
    turn = threading.Lock()
    with open_source(place, limits) as source, Readers() as readers:
        app = create_app(
            source,
            origins=origins,
            hosts=(*LOOPBACK, "[::1]", *running.names) if host in LOOPBACK or running.names else (),
            judge=None if replica_at else _judge(place, source.look, turn),  # a replica is judged where it comes from
            writing=None if replica_at else _writing(place, readers, source.look, tokens, turn, is_open=is_open),
            federation=federation_of(services),
        )
        if replica_at:
            app.add_middleware(DataAge, published_at=replica_at)
        config = uvicorn.Config(
            app, http=BoundedHttp, loop="auto", log_config=None, access_log=False, server_header=False,
            timeout_graceful_shutdown=math.ceil(running.grace_seconds),
        )  # fmt: skip
        ready()
        if isinstance(place, Path):  # an endpoint is not asked for all it has before somebody wants it
            make_ready(source.view())
        uvicorn.Server(config).run(sockets=[listener])


def _writing(
    place: Place, readers: Readers, look: Callable[[], None], tokens: Tokens | None, turn: threading.Lock, *,
    is_open: bool,
) -> Writing:  # fmt: skip
    from crackdown.api.writing.announcing import Writing
    from crackdown.graph.storage.audit import AuditLog
    from crackdown.service.announcing import Announcing
    from crackdown.service.previewing import Previewing
    from crackdown.service.read_lately import ReadLately
    from crackdown.settings import state_folder

    lately = ReadLately(readers, place)
    takes = tokens is not None or is_open
    return Writing(
        announce=Announcing(place, lately, look, turn=turn) if takes else None,
        preview=Previewing(lately) if takes else None,
        holder_of=tokens.holder_of if tokens else None,
        takes_openly=is_open,
        judges_openly=is_open,
        audit=AuditLog(state_folder(place)).write,
    )


def _refuse_mistakes(origins: Sequence[str], services: Sequence[str]) -> None:
    """Tell a mistake in an address before anything begins.

    Raises:
        InputError: a site whose scripts may read is none, or an endpoint that queries may call.
    """
    from crackdown.api.http.cors import site

    for one in origins:
        site(one)
    federation_of(services)


def federation_of(services: Sequence[str]) -> Federation | None:
    """Return what calls the endpoints that queries may call; None where there are none.

    Raises:
        InputError: one of them is no endpoint's address.
    """
    from crackdown.graph.federation import Federation

    return Federation(tuple(services)) if services else None


def _shared(limits: Limits | None, processes: int) -> Limits:
    """Divide among several processes what the machine can do at once."""
    from crackdown.graph.serving.limits import Limits

    limits = limits or Limits()
    if processes == 1:
        return limits
    return replace(limits, heavy=max(1, limits.heavy_places // processes))


def _leave(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(0)


def _judge(place: Place, look: Callable[[], None], turn: threading.Lock) -> Judge:
    def judge(one: str, other: str, verdict: Verdict | None, by: str, why: str) -> int:
        from crackdown.console.reviewing import judge as keep

        with turn:
            rewritten = keep(place, one, other, verdict, by=by, why=why)
            look()  # so that the next question is asked of the graph as it is now
        return rewritten

    return judge


def listen(host: str, port: int | None, *, option: str = "--port") -> socket.socket:
    """Listen on a port, or on the first free one of ours; `option` is what another is chosen with.

    Raises:
        InputError: nobody can listen there.
    """
    candidates = [port] if port is not None else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    reason = ""
    for candidate in candidates:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # The protocol is named as asyncio sends at once (TCP_NODELAY) only on sockets that have it; else the body of an
        # answer waits 40 ms for the client to acknowledge the head.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
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
    raise InputError(f"{host}, {asked}: cannot listen here: {reason}; choose another with {option}")


def _shown(host: str) -> str:
    if host in {"0.0.0.0", "::"}:
        return "localhost"
    return f"[{host}]" if ":" in host else host
