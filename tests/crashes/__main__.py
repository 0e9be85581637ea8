"""Kill what writes, with SIGKILL, at random moments and at chosen ones; then compare with a run that nobody disturbed.

    python -m tests.crashes --kills 200 --seed 7

This process loads the program once and forks for each deed, so that no kill costs the start of an interpreter; it opens
no store itself, as the engine's threads do not outlive a fork. The moments are spread evenly over the time that the
deed took in the undisturbed run; half of them follow the coming and going of files instead (`deeds.GLOBS`).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import selectors
import signal
import socket
import sys
import tempfile
import time
import traceback
import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.crashes import checking, deeds
from tests.crashes.deeds import DEEDS, GLOBS, World

MARK = "CRACKDOWN_TEST_CRASHES"  # in the environment of all that a killed process has started
KILLS_OF_A_DEED = 4
ENDED_SECONDS = 60.0  # after its server was killed, until a worker has gone at the latest; one that starts just then
# comes to its end once it has loaded the program, which takes a busy machine half a minute


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else random.randrange(10**6)
    os.environ[MARK] = uuid.uuid4().hex
    preload()
    with tempfile.TemporaryDirectory(prefix="crashes-") as folder:
        killing = Killing(Path(folder), random.Random(seed))
        begin = time.monotonic()
        try:
            killing.run(given.kills)
        except Failed as failure:
            print(f"FAILED with --seed {seed}, after {sum(killing.kills.values())} kills:\n{failure}", file=sys.stderr)
            return 1
        told = ", ".join(f"{name} {number}" for name, number in killing.kills.items())
        print(f"{sum(killing.kills.values())} kills ({told}; {killing.aimed} at chosen moments)")
        print(f"{killing.lives} stores, each equal to the undisturbed run to the last of {killing.quads} quads")
        print(f"seed {seed}, {time.monotonic() - begin:.0f} s")
    return 0


class Failed(Exception):
    """Something does not hold."""


def preload() -> None:
    """Import what the deeds need, and read a text, so that the models are in memory; no store is opened."""
    import uvicorn  # noqa: F401

    from crackdown.api import app  # noqa: F401
    from crackdown.commands.export_commands import add_to  # noqa: F401
    from crackdown.graph.export import registry, release  # noqa: F401
    from crackdown.graph.storage.store import Store  # noqa: F401
    from crackdown.loaders import Document, extract

    extract(Document(id="warm", text=deeds.NOTICE.format(day=1, number=2, people="Chinese", name="Anan Suwan")))


class Killing:
    """Stores that are killed, one after the other."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.kills: Counter[str] = Counter()
        self.aimed = self.lives = self.quads = 0
        self._folder, self._chance = folder, chance
        self._seconds: dict[str, float] = {}
        self._expected: list[str] = []

    def run(self, kills: int) -> None:
        deeds.write_sources(self._folder / "sources")
        calm = World(self._folder / "calm", self._folder / "sources")
        for position, name in enumerate(DEEDS):
            if name == "judge":
                calm.judged = asked(question, calm)
                assert calm.judged, "the texts leave nothing to judge"
            begin = time.monotonic()
            self._do(calm, position, name, None)
            self._seconds[name] = time.monotonic() - begin
        self._check(calm, is_ended=True)
        self._expected = asked(checking.lines_of, calm)
        self.quads = len(self._expected)
        while sum(self.kills.values()) < kills:
            world = World(self._folder / f"life-{self.lives}", calm.sources, calm.judged)
            world.by_journal = self.lives % 2 == 0
            self._live(world, kills)
            self.lives += 1

    def _live(self, world: World, kills: int) -> None:
        for position, name in enumerate(DEEDS):
            for _ in range(self._chance.randint(0, KILLS_OF_A_DEED)):
                if sum(self.kills.values()) >= kills:
                    break
                if self._do(world, position, name, self._chance):
                    self.kills[name] += 1
                    self._check(world, is_ended=False)
            self._do(world, position, name, None)
        self._check(world, is_ended=True)
        lines = asked(checking.lines_of, world)
        if lines != self._expected:
            ours, theirs = set(lines), set(self._expected)
            more, less = sorted(ours - theirs)[:5], sorted(theirs - ours)[:5]
            raise Failed("not the undisturbed graph:\n+ " + "\n+ ".join(more) + "\n- " + "\n- ".join(less))

    def _do(  # noqa: C901, PLR0912  one process, from its fork to its end
        self, world: World, position: int, name: str, chance: random.Random | None
    ) -> bool:
        """Do a deed, to its end or until it is killed; tell whether it was."""
        world.folder.mkdir(exist_ok=True)
        world.acknowledged["#begun"] = position
        moment = _moment(world, self._seconds[name], chance) if chance else None
        is_served = name == "serve"
        if is_served:
            world.port = free_port()
        process, out = forked(DEEDS[name], world)
        poster, answer = forked(deeds.post, world) if is_served else (None, None)
        begin, told, is_killed = time.monotonic(), b"", False
        channels = selectors.DefaultSelector()
        for channel in filter(None, (out, answer)):
            os.set_blocking(channel, False)
            channels.register(channel, selectors.EVENT_READ)
        while channels.get_map():
            for key, _ in channels.select(0.002 if moment else 0.05):
                piece = os.read(key.fd, 65536)
                told += piece
                if not piece:
                    channels.unregister(key.fd)
                    if is_served and b"added notice-posted" not in told:  # the server has ended, or refuses
                        for one in filter(None, (process, poster)):
                            os.kill(one, signal.SIGKILL)
                        raise Failed(f"the server did not take an announcement:\n{told.decode(errors='replace')}")
            if moment and moment(time.monotonic() - begin):
                is_killed = True
                os.kill(process, signal.SIGKILL)
                break
            if b"added notice-posted" in told and is_served:
                os.kill(process, signal.SIGKILL)  # the server's usual end, here
                break
        _, status = os.waitpid(process, 0)
        if poster:
            with contextlib.suppress(ProcessLookupError):
                os.kill(poster, signal.SIGKILL)
            os.waitpid(poster, 0)
        for channel in filter(None, (out, answer)):
            while piece := _rest(channel):
                told += piece
            os.close(channel)
        for line in told.decode(errors="replace").splitlines(keepends=True):
            words = line.split()
            if line.endswith("\n") and words and words[0] in {"added", "changed", "unchanged"}:
                world.acknowledged[words[1]] = position
        if not is_killed and not is_served and status:
            raise Failed(f"{name} ended with {status}:\n{told.decode(errors='replace')}")
        if is_served:
            self._wait_for_workers()
        if is_killed and moment and getattr(moment, "is_aimed", False):
            self.aimed += 1
        return is_killed and os.WIFSIGNALED(status)

    def _check(self, world: World, *, is_ended: bool) -> None:
        found = asked(lambda one: list(checking.problems_of(one, is_ended=is_ended)), world)
        if found:
            raise Failed("\n".join(found))

    def _wait_for_workers(self) -> None:
        until = time.monotonic() + ENDED_SECONDS
        while left := descendants():
            if time.monotonic() > until:
                raise Failed(f"the server was killed, and these live on: {left}")
            time.sleep(0.02)


class _moment:  # noqa: N801  a function with a mark
    """Tells when to kill: after a time, or when a file comes or goes."""

    def __init__(self, world: World, seconds: float, chance: random.Random) -> None:
        self.is_aimed = chance.random() < 0.5
        self._after = chance.uniform(0, seconds * 1.05)
        self._world, self._glob, self._skip = world, chance.choice(GLOBS), chance.choice((0, 0, 1, 2))
        self._seen = self._look()

    def __call__(self, passed: float) -> bool:
        if not self.is_aimed:
            return passed >= self._after
        now = self._look()
        if now != self._seen:
            self._seen, self._skip = now, self._skip - 1
        return self._skip < 0

    def _look(self) -> frozenset[tuple[str, int]]:
        found = set()
        for path in self._world.folder.glob(self._glob):
            with contextlib.suppress(OSError):
                found.add((path.name, path.stat().st_mtime_ns))
        return frozenset(found)


def forked(deed: Callable[[World], Any], world: World) -> tuple[int, int]:
    """Do a deed in a process of its own; return its number and what it writes."""
    ours, theirs = os.pipe()
    if process := os.fork():
        os.close(theirs)
        return process, ours
    status = 1
    try:
        os.close(ours)
        os.dup2(theirs, 1)
        os.dup2(theirs, 2)
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
        deeds.freeze_clock()
        told = deed(world)
        if isinstance(told, str):
            sys.stdout.write(told)
        sys.stdout.flush()
        status = 0
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def asked(what: Callable[[World], Any], world: World) -> Any:
    """Ask something of a store in a process of its own, and return the answer."""
    process, out = forked(lambda one: json.dumps(what(one)), world)
    with os.fdopen(out, "rb") as pipe:
        told = pipe.read().decode()
    _, status = os.waitpid(process, 0)
    if status:
        raise Failed(told)
    return json.loads(told)


def question(world: World) -> list[str] | None:
    """Return a pair that a person may judge."""
    from crackdown.graph.identity.questions import read_questions
    from crackdown.graph.storage.snapshot import Snapshot

    with Snapshot.take(world.store) as snapshot:
        found = [*read_questions(snapshot.view), *read_questions(snapshot.view, merged=True)]
    return min(([one.one, one.other] for one in found), default=None)


def descendants() -> list[int]:
    """List the living processes that those we killed have started."""
    mark, found = f"{MARK}={os.environ[MARK]}".encode(), []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if int(folder.name) != os.getpid() and mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _rest(channel: int) -> bytes:
    try:
        return os.read(channel, 65536)
    except BlockingIOError:
        return b""


if __name__ == "__main__":
    sys.exit(main())
