"""Loading with an engine: read by its workers, settled in order, and written here as a local load writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crackdown.engines.parts import plan
from crackdown.engines.software import fingerprint
from crackdown.errors import EngineUnavailable, UnreadableAnnouncement
from crackdown.graph.announcement.record import Record
from crackdown.intake.apart import Ready
from crackdown.intake.known import Known
from crackdown.intake.loading import tell_left_out, wait_seconds, write_each
from crackdown.intake.report import Report
from crackdown.interrupts import Interrupts
from crackdown.loaders.archives.noting import Step, settle

if TYPE_CHECKING:
    from crackdown.engines.reading import Answer
    from crackdown.graph.remote.address import Place
    from crackdown.intake.known import Recall
    from crackdown.loaders import Options, Reading


class Engine(NamedTuple):
    """What reads a load on many machines.

    Attributes:
        master: the address of its head; None starts workers on this machine.
        kept: a folder that all machines share, where what was read is kept.
    """

    master: str | None = None
    kept: Path | None = None


def load_with(
    engine: Engine, paths: Sequence[str], place: Place, options: Options | None = None, *, reads_again: bool = False
) -> int:
    """Load announcements into a store as `crackdown.intake.loading.load_all` does, read by an engine.

    What was read before, by the same program for this store, is not read unless `reads_again`.

    Raises:
        EngineUnavailable: see `on_ray.connected`; or a worker has other software.
    """
    from crackdown.graph.storage.store import Store
    from crackdown.intake.read_before import ReadBefore
    from crackdown.loaders import Options, Reading

    reading, report = Reading(paths, options), Report(is_bar=False)
    with (
        Interrupts() as interrupts,
        Store.open(place, wait_seconds=wait_seconds()) as store,
        closing(ReadBefore(store.path)) as before,
    ):
        recall, writer = None if reads_again else before.recall, store.writer()
        documents = read_with(engine, reading, options or Options(), recall)
        report.all(before.note(write_each(writer, before.await_each(interrupts.heed(documents))), writer))
        report.close()
    tell_left_out([*reading.passed_over, *reading.selection.told()])
    return 1 if report.failures else 0


def read_with(
    engine: Engine, reading: Reading, options: Options, recall: Recall | None = None
) -> Iterator[Known | Ready | UnreadableAnnouncement]:
    """Yield what a local load would, in its order: announcements with their records, and why others have none.

    Raises:
        EngineUnavailable: see `on_ray.connected`; or a worker has other software.
    """
    from crackdown.engines.on_ray import connected

    parts = plan(reading.files, options)  # refuses what it must before anything is started
    kept = str(engine.kept.absolute()) if engine.kept else None
    with connected(engine.master) as workers:
        yield from in_order(workers.answers(parts, kept, recall), reading)


def in_order(answers: Iterable[Answer], reading: Reading) -> Iterator[Known | Ready | UnreadableAnnouncement]:
    """Put together what workers read: what counts of it, as a reader of all files would have it.

    Raises:
        EngineUnavailable: a worker has other software.
    """
    for given in settle(_steps(answers), reading.selection):
        if isinstance(given, UnreadableAnnouncement):
            yield given
            continue
        document, told = given
        if isinstance(told, UnreadableAnnouncement | Known):
            yield told
        else:
            yield Ready(document, Record.model_validate_json(told))


def _steps(answers: Iterable[Answer]) -> Iterator[Step]:
    for answer in answers:
        if answer.software not in {"", fingerprint()}:
            raise EngineUnavailable(
                f"the worker on {answer.host} reads with another version of Crackdown or of what it uses; install the "
                "same on every machine"
            )
        yield from answer.steps
