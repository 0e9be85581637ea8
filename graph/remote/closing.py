"""A clock for a whole exchange over a socket: a server that sends a byte now and then never runs into a time-out."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator


@contextlib.contextmanager
def closed_at(sock: socket.socket, until: float, late: threading.Event) -> Iterator[None]:
    """Shut the socket when the time is up: whatever waits on it in this thread ends there and then.

    Args:
        sock: connected.
        until: when, by `time.monotonic`.
        late: set when it was shut.
    """

    def shut() -> None:
        late.set()
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    clock = threading.Timer(max(0.0, until - time.monotonic()), shut)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
