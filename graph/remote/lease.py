"""Who may write: a lease in the store's own graph, as endpoints have no locks.

Announce, then look: a writer writes its lease and then reads all leases. Whoever sees another live one takes its own
back and tries again later. Of two that come at once the second to write sees the first, so never do both go on; both
may step back. It needs no compare-and-set, which servers do not guarantee, only that what was written is read
afterwards.

A lease is renewed while its holder lives; one not renewed for a minute, by the server's clock, is dead and is removed.
So is one of the future, which a clock that was set back has left; its holder, should it live, renews it within seconds.
A holder that lost its lease so (its machine slept) finds out before its next write.
"""

from __future__ import annotations

import contextlib
import os
import random
import socket
import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import pyoxigraph as ox

from crackdown.errors import StoreError, StoreLocked
from crackdown.graph.remote.vocabulary import HELD, HOLDER, STORE, term

RENEWED_EVERY_SECONDS: Final = 15.0
DEAD_AFTER_SECONDS: Final = 60.0
_STEP: Final = 0.25


class Lease:
    """The right to write, held from `acquire` to `release`."""

    def __init__(
        self, where: str, select: Callable[[str], list[ox.QuerySolution]], update: Callable[[str], None]
    ) -> None:
        """Prepare a lease.

        Args:
            where: the endpoint, for messages.
            select: answers a SELECT query.
            update: runs an update.
        """
        self.name = term(f"lease-{uuid.uuid4().hex}")
        self._where = where
        self._select = select
        self._update = update
        self._ended = threading.Event()
        self._renewing: threading.Thread | None = None

    def acquire(self, wait_seconds: float) -> None:
        """Take the lease.

        Raises:
            StoreLocked: another holds it still after that time.
        """
        until = time.monotonic() + wait_seconds
        while True:
            others = self._others()
            if not others:
                self.renew()
                others = self._others()
                if not others:
                    break
                self._remove(self.name)
            if time.monotonic() >= until:
                who = " and ".join(sorted(others.values()))
                raise StoreLocked(
                    f"{self._where} is being written by another process ({who}); wait for it to end. One that died "
                    f"is forgotten after {DEAD_AFTER_SECONDS:g} s"
                )
            time.sleep(random.uniform(_STEP, 2 * _STEP))
        self._renewing = threading.Thread(target=self._keep, daemon=True)
        self._renewing.start()

    def check(self) -> None:
        """Make sure that the lease is still held.

        Raises:
            StoreLocked: it was taken away, as it was not renewed in time.
        """
        rows = self._select(f"SELECT ?when WHERE {{ GRAPH {STORE} {{ {self.name} {HELD} ?when }} }}")
        if not rows or self._others():
            raise StoreLocked(f"{self._where} was taken over by another writer; open the store again")

    def pause(self) -> None:
        """Let others write until `renew`."""
        self._remove(self.name)

    def release(self) -> None:
        """Let others write."""
        self._ended.set()
        if self._renewing:
            self._renewing.join(timeout=5)
        with contextlib.suppress(StoreError):  # an endpoint that is gone forgets the lease by itself
            self._remove(self.name)

    def _others(self) -> dict[ox.NamedNode, str]:
        """Return the live leases of others, by name; dead ones are removed."""
        found: dict[ox.NamedNode, str] = {}
        rows = self._select(
            f"SELECT ?lease ?when ?who (NOW() AS ?now) WHERE {{ GRAPH {STORE} "
            f"{{ ?lease {HELD} ?when ; {HOLDER} ?who }} }}"
        )
        dead: set[ox.NamedNode] = set()
        for row in rows:
            lease, who = row["lease"], row["who"]
            assert isinstance(lease, ox.NamedNode)
            assert isinstance(who, ox.Literal)
            if abs(_age(row["when"], row["now"])) > DEAD_AFTER_SECONDS:  # in the future: the clock was set back
                dead.add(lease)
            elif lease != self.name:
                found[lease] = who.value
        for lease in dead - {self.name, *found}:
            self._remove(lease)
        return found

    def _keep(self) -> None:
        while not self._ended.wait(RENEWED_EVERY_SECONDS):
            with contextlib.suppress(StoreError):  # tried again; `check` tells when it was too late
                self.renew()

    def renew(self) -> None:
        """Say that the holder lives."""
        who = ox.Literal(f"{socket.gethostname()}, process {os.getpid()}")
        held = f"{self.name} {HELD}"
        # First the new time, then away with the old: a lease without a time would be none.
        self._update(
            f"INSERT {{ GRAPH {STORE} {{ {held} ?now . {self.name} {HOLDER} {who} }} }} WHERE {{ BIND(NOW() AS ?now) }}"
        )
        self._update(
            f"DELETE {{ GRAPH {STORE} {{ {held} ?old }} }} "
            f"WHERE {{ GRAPH {STORE} {{ {held} ?old . {held} ?new }} "
            "FILTER(?old > NOW() || (?old < ?new && ?new <= NOW())) }"  # of the future: the clock was set back
        )

    def _remove(self, lease: ox.NamedNode) -> None:
        triple = f"{lease} ?p ?o"
        self._update(f"DELETE {{ GRAPH {STORE} {{ {triple} }} }} WHERE {{ GRAPH {STORE} {{ {triple} }} }}")


def _age(since: object, now: object) -> float:
    assert isinstance(since, ox.Literal)
    assert isinstance(now, ox.Literal)
    times = [datetime.fromisoformat(one.value.replace("Z", "+00:00")) for one in (since, now)]
    # Some servers tell the zone, some do not; one server does always the same.
    first, last = (one if one.tzinfo else one.replace(tzinfo=UTC) for one in times)
    return (last - first).total_seconds()
