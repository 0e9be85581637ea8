"""Ray does the work: https://docs.ray.io. Nothing else here imports it.

A part is opened by one task, which streams batches; each batch is read by another task, anywhere. Answers come back in
the order of a local load, while no more of them wait than the workers need to stay busy. What a lost machine had is
worked out again by Ray; a text that kills its worker each time is told of, and the others go on.
"""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from crackdown.engines.parts import Part
from crackdown.engines.reading import (
    Answer,
    Batch,
    iter_batches,
    known_of,
    read_batch,
    with_known,
    without_known,
)
from crackdown.errors import EngineUnavailable, UnreadableAnnouncement
from crackdown.graph.identity.bulk import Buckets, Shuffle
from crackdown.loaders.archives.noting import Step
from crackdown.loaders.extraction.reading import VARIABLE, way

if TYPE_CHECKING:
    from crackdown.intake.known import Known, Recall

LOCAL: Final = "local"
_RETRIES: Final = 3  # of a task whose process or machine was lost
_STREAMED: Final = 8  # batches that an open part may be ahead
_BUCKETS: Final = 2  # for each processor, when identity is resolved: a large one does not keep the others waiting
_WAITING: Final = 3  # batches for each processor that are being read or wait to be written
_SETTINGS: Final = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
_KNOCK_SECONDS: Final = 10.0
_REMEDY: Final = "start Ray's head with `ray start --head`, and name it as --master HOST:6379"
_TOKEN: Final = "where the cluster asks for a token, set RAY_AUTH_MODE=token and have the token of its head here"
# Settings of a load that its workers need, and no others: some are secret. The way of reading goes with them whether it
# is set or not, so that a worker that cannot read in that way says so, and does not read in another.
_SENT: Final = ("CRACKDOWN_LANGUAGES",)


@contextmanager
def connected(master: str | None, workers: int | None = None) -> Iterator[OnRay]:
    """Start Ray on this machine, or reach a cluster that runs.

    Args:
        master: the address of the cluster's head, `host:6379` or `ray://host:10001`; None or "local" starts workers
            here.
        workers: how many, where they are started here; one for each processor where it is not told.

    Raises:
        EngineUnavailable: Ray is not installed, or nothing answers there.
    """
    os.environ.update({name: os.environ.get(name, value) for name, value in _SETTINGS.items()})
    try:
        import ray
    except ImportError as error:
        missing = "--engine ray needs Ray, which is not installed; pip install 'crackdown[ray]'"
        raise EngineUnavailable(missing) from error
    is_local = master is None or master == LOCAL
    if not is_local:
        _knock(str(master))
    variables = {name: os.environ[name] for name in _SENT if name in os.environ} | {VARIABLE: way()}
    try:
        ray.init(
            address=LOCAL if is_local else master,
            num_cpus=workers if is_local else None,
            include_dashboard=False if is_local else None,
            log_to_driver=False,
            configure_logging=False,
            runtime_env=None if is_local else {"env_vars": variables},
        )
    except Exception as error:  # Ray raises what its parts raise: connections, versions, time
        where = "on this machine" if is_local else f"at {master}"
        reason = f"{type(error).__name__}: {str(error).strip()[:300]}"
        raise EngineUnavailable(f"Ray cannot be used {where} ({reason}); {_REMEDY}; {_TOKEN}") from error
    try:
        yield OnRay(ray)
    finally:
        ray.shutdown()


def _knock(master: str) -> None:
    """Make sure that something listens at an address: Ray itself would try for minutes.

    Raises:
        EngineUnavailable: it is no address, or nothing does.
    """
    host, _, port = master.removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal():
        raise EngineUnavailable(f"--master {master}: no address of a head; {_REMEDY}")
    try:
        socket.create_connection((host.strip("[]"), int(port)), _KNOCK_SECONDS).close()
    except (OSError, OverflowError) as error:
        raise EngineUnavailable(f"--master {master}: nothing answers there ({error}); {_REMEDY}") from error


class _Sent(NamedTuple):
    """A batch that is being read, its answer, and what was known of it, by its place in the batch."""

    batch: Any
    answer: Any
    known: dict[int, Known]


@dataclass
class _Opened:
    """A part that is being opened: its batches as they come, and those that are being read."""

    stream: Any
    is_ended: bool = False
    reading: deque[_Sent] = field(default_factory=deque)


class OnRay:
    """Reads parts on a cluster."""

    def __init__(self, ray: Any) -> None:
        self._ray = ray
        # Opening holds no processor: one that waits for its batches to be read must not keep a reader out.
        self._open = ray.remote(iter_batches).options(
            num_cpus=0,
            max_retries=_RETRIES,
            num_returns="streaming",
            scheduling_strategy="SPREAD",
            _generator_backpressure_num_objects=_STREAMED,
        )
        self._read = ray.remote(num_cpus=1, max_retries=_RETRIES)(read_batch)

    @property
    def processors(self) -> int:
        """How many there are at the moment."""
        return max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def answers(self, parts: Iterable[Part], kept: str | None = None, recall: Recall | None = None) -> Iterator[Answer]:
        """Read parts; yield the answers in the order of the parts and of what they hold.

        Args:
            parts: what is opened together.
            kept: a folder that all workers share, where what was read is kept.
            recall: tells here what is known of a document; what is known is not read.
        """
        waiting, opened = iter(parts), deque[_Opened]()
        room = _WAITING * self.processors
        while True:
            while len(opened) < self.processors + 1 and (part := next(waiting, None)) is not None:
                opened.append(_Opened(self._open.remote(part)))
            if not opened:
                return
            first = opened[0]
            if first.is_ended and not first.reading:
                opened.popleft()
                continue
            self._advance(opened, room, kept, recall)
            while first.reading and self._is_there(first.reading[0].answer):
                sent = first.reading.popleft()
                yield with_known(self._answer(sent.batch, sent.answer, kept), sent.known)

    def shuffle(self) -> Shuffle:
        """Return what resolves identity on the cluster."""
        return _OnRayShuffle(self._ray, max(2, self.processors * _BUCKETS))

    def _advance(self, opened: deque[_Opened], room: int, kept: str | None, recall: Recall | None) -> None:
        """Wait until a batch was streamed or the first answer is there; send what was streamed to be read."""
        left = room - sum(len(part.reading) for part in opened)
        first = opened[0]
        # Where there is no room, only what is awaited next may take more: else a large file would be read ahead whole.
        may_come = [part for part in opened if left > 0 or (part is first and not part.reading)]
        streams = {id(part.stream): part for part in may_come if not part.is_ended}
        awaited = [part.stream for part in streams.values()]
        if first.reading:
            awaited.append(first.reading[0].answer)
        ready, _ = self._ray.wait(awaited, num_returns=1, fetch_local=False)
        for one in ready:
            if (part := streams.get(id(one))) is None:
                continue
            try:
                batch = next(part.stream)
            except StopIteration:
                part.is_ended = True
            else:
                part.reading.append(self._sent(batch, kept, recall))

    def _sent(self, batch: Any, kept: str | None, recall: Recall | None) -> _Sent:
        """Send a batch to be read, without what is known of it; a batch of which nothing is known is not touched."""
        held: Batch = self._ray.get(batch) if recall else []
        known = known_of(held, recall) if recall else {}
        if not known:
            return _Sent(batch, self._read.remote(batch, kept), known)
        left = without_known(held, known)
        if not any(step.what == "page" for step in left):
            return _Sent(None, self._ray.put(Answer(left, "", "")), known)
        batch = self._ray.put(left)
        return _Sent(batch, self._read.remote(batch, kept), known)

    def _is_there(self, answer: Any) -> bool:
        return bool(self._ray.wait([answer], timeout=0, fetch_local=False)[0])

    def _answer(self, batch: Any, answer: Any, kept: str | None) -> Answer:
        """Fetch an answer; where its worker died again and again, ask for each announcement by itself."""
        lost = self._ray.exceptions.WorkerCrashedError, self._ray.exceptions.OutOfMemoryError
        try:
            return self._ray.get(answer)  # type: ignore[no-any-return]
        except lost:
            pass
        steps: Batch = []
        software = host = ""
        for step in self._ray.get(batch):
            try:
                alone = self._ray.get(self._read.remote([step], kept)) if step.what == "page" else None
            except lost as error:
                reason = f"reading it ended its worker {_RETRIES + 1} times ({type(error).__name__})"
                failed = UnreadableAnnouncement(f"{step.value.id}: {reason}; please report this text")
                steps.append(Step("page", (step.value, failed)))
            else:
                steps += alone.steps if alone else [step]
                software, host = (alone.software, alone.host) if alone else (software, host)
        return Answer(steps, software, host)


class _OnRayShuffle:
    """Splits batches and joins buckets on a cluster; what goes between them never comes here."""

    def __init__(self, ray: Any, buckets: int) -> None:
        self._ray = ray
        self._buckets = buckets
        task = ray.remote(num_cpus=1, max_retries=_RETRIES)
        self._split = task(_split).options(num_returns=buckets)
        self._join = task(_join)

    def __call__(
        self, batches: Sequence[Any], split: Callable[[Any, int], Buckets], join: Callable[[list[Any]], list[Any]]
    ) -> list[Any]:
        """See `Shuffle`: batches, and what is returned, may lie on the cluster."""
        sent = self._ray.put((split, join))  # once a machine, with what goes along
        parts = [self._split.remote(sent, batch, self._buckets) for batch in batches]
        return [self._join.remote(sent, *(part[bucket] for part in parts)) for bucket in range(self._buckets)]

    def values(self, batches: Iterable[Any]) -> Iterator[list[Any]]:
        """See `Shuffle`."""
        return map(self._ray.get, batches)


def _split(sent: tuple[Callable[[Any, int], Buckets], Any], batch: Any, buckets: int) -> Buckets:
    return sent[0](batch, buckets)


def _join(sent: tuple[Any, Callable[[list[Any]], list[Any]]], *parts: list[Any]) -> list[Any]:
    return sent[1]([item for part in parts for item in part])
