"""`crackdown extract` and `crackdown load`: from files to records, and from records into the store."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from crackdown.console.printing import plain
from crackdown.errors import InputError, InvalidRecord, ReadingUnavailable, UnreadableAnnouncement
from crackdown.intake.apart import Apart, Ready
from crackdown.intake.asking import Asking, prepare
from crackdown.intake.known import Known, Summary
from crackdown.intake.report import Loaded, Report, summary_of
from crackdown.interrupts import Interrupts

if TYPE_CHECKING:
    from crackdown.graph.announcement.record import Record
    from crackdown.graph.remote.address import Place
    from crackdown.graph.storage.store import Given, Writer
    from crackdown.intake.asking import Attempt, Extract
    from crackdown.loaders import Options
    from crackdown.loaders.document import Document
    from crackdown.loaders.extraction.models.reasons import Reason

T = TypeVar("T")

_WAITING_SECONDS: Final = 1.0  # for others to be written with it, before an announcement is written
_WAITING_SHARE: Final = 0.1  # of the time that a load has taken, where that is longer: what is lost if it is broken off
_WAITING_MOST_SECONDS: Final = 10.0
_LONG: Final = 2_000_000  # code points of texts that are written together
LOCK_WAIT_SECONDS = 10.0  # a server takes the lock for some tens of milliseconds, another load for as long as it runs
LOAD_WAIT_SECONDS = 600.0  # a load waits for another, and says so: one dies with its process, never with its lock held


def sample_folder() -> Path:
    """Tell where the sample announcements lie inside the package."""
    import crackdown.loaders

    return Path(crackdown.loaders.__file__).parent / "samples"


def extract_each(
    paths: Sequence[str], model: Asking | None = None, options: Options | None = None
) -> Iterator[tuple[str, str | None]]:
    """Yield each announcement's record as a line of JSON, or ("", why not)."""
    given = prepare(paths, model, options)
    for attempt in read_each(given.documents, given.extract):
        if isinstance(attempt, UnreadableAnnouncement):
            yield "", str(attempt)
        else:
            assert isinstance(attempt, Ready)
            yield attempt.record.to_json(), None
    tell_left_out(given.documents.told)


def tell_left_out(sentences: Iterable[str]) -> None:
    """Say on standard error what was left out of folders and of web archives."""
    for sentence in sentences:
        print(plain(sentence), file=sys.stderr)


def explain_each(paths: Sequence[str], options: Options | None = None) -> Iterator[Explained | str]:
    """Yield each announcement with its record and the reasons of its facts, or why it could not be read.

    Reasons are found here, of what was read within time and memory by another process.
    """
    from crackdown.loaders import explain

    for attempt in Apart(paths, options):
        if isinstance(attempt, UnreadableAnnouncement):
            yield str(attempt)
            continue
        assert isinstance(attempt, Ready)
        try:
            yield Explained(attempt.document, *_try(explain, attempt.document))
        except UnreadableAnnouncement as error:
            yield str(error)


class Explained(NamedTuple):
    """An announcement, what was read from it, and why, by the path of the evidence."""

    document: Document
    record: Record
    reasons: dict[str, Reason]


def read(document: Document, extract: Extract | None = None) -> Record:
    """Extract one document, with the built-in reader where no other is given.

    Raises:
        UnreadableAnnouncement: see `_try`.
    """
    from crackdown.loaders import extract as built_in

    return _try(extract or built_in, document)


def _try(extract: Callable[[Document], T], document: Document) -> T:
    """Extract one document in one way or another.

    Raises:
        UnreadableAnnouncement: extraction itself failed, which is a fault of the program; one text that it cannot take
            must not keep the others out.
        InputError, ReadingUnavailable: no text can be read as the settings say.
    """
    try:
        return extract(document)
    except (InputError, ReadingUnavailable):
        raise
    except Exception as error:
        logging.getLogger(__name__).debug("extraction of %s failed", document.id, exc_info=True)
        reason = f"{type(error).__name__}: {error}"
        raise UnreadableAnnouncement(f"{document.id}: reading it failed ({reason}); please report this text") from error


def collect_seldom() -> None:
    """Have Python look for cycles once in 10,000 new objects instead of 700: whatever a process that reads has made.

    Reading makes some thousand objects a text and leaves hardly any cycle; to look for them took a tenth of its time,
    and memory is the same (decision 43).
    """
    gc.set_threshold(10_000)


def load_all(
    paths: Sequence[str],
    place: Place,
    model: Asking | None = None,
    options: Options | None = None,
    *,
    jobs: int | None = None,
    reads_again: bool = False,
) -> int:
    """Load announcements into a store; return the exit status (1 where any could not be read).

    Args:
        paths: files and folders, or "-".
        place: the store.
        model: how a language model is asked, if at all.
        options: how files are read.
        jobs: how many processes read; with one, or a model, this one does. None: as many as there are cores, where
            there is enough to read.
        reads_again: read also what was read before, by the same program for this store.
    """
    from crackdown.graph.storage.store import Store
    from crackdown.intake.read_before import ReadBefore
    from crackdown.intake.reading_processes import cores, read_in_processes

    given = prepare(paths, model, options)
    with Interrupts() as interrupts, Store.open(place, wait_seconds=wait_seconds()) as store:
        report = Report()
        reading = given.documents
        documents = interrupts.heed(report.track(reading, reading.total, lambda: reading.done))
        if jobs is None:
            jobs = cores() if reading.is_long else 1
        if given.extract:
            report.all(write_each(store.writer(), read_each(documents, given.extract)))
        else:
            reading.extracts = jobs == 1  # else one process reads the files, others the texts
            with closing(ReadBefore(store.path)) as before:
                reading.recall = None if reads_again else before.recall
                ready = read_each(documents) if reading.extracts else read_in_processes(documents, jobs)
                writer = store.writer()
                report.all(before.note(write_each(writer, before.await_each(ready)), writer))
        report.close()
    tell_left_out(reading.told)
    return 1 if report.failures else 0


def wait_seconds() -> float:
    """Tell how long a load waits for another: $CRACKDOWN_WAIT seconds, else ten minutes.

    Raises:
        InputError: that is no number.
    """
    given = os.environ.get("CRACKDOWN_WAIT")
    try:
        return float(given) if given else LOAD_WAIT_SECONDS
    except ValueError:
        raise InputError(f"$CRACKDOWN_WAIT is {given!r}; give a number of seconds") from None


def load_records(path: Path, place: Place) -> int:
    """Load records made elsewhere into a store; return the exit status as `load_all` does.

    Raises:
        InputError: there is no such file, or it is not UTF-8; no store is made then.
    """
    from crackdown.graph.storage.store import Store
    from crackdown.loaders.records import iter_records, numbered_lines

    count = len(numbered_lines(path))
    with Interrupts() as interrupts, Store.open(place, wait_seconds=wait_seconds()) as store:
        report = Report()
        given = interrupts.heed(report.track(iter_records(path), count))
        ready = (one if isinstance(one, UnreadableAnnouncement) else Ready(*one) for one in given)
        report.all(write_each(store.writer(), ready, place=f"{path}: "))
        report.close()
    return 1 if report.failures else 0


def read_each(
    documents: Iterable[Attempt | Known | Ready], extract: Extract | None = None
) -> Iterator[Known | Ready | UnreadableAnnouncement]:
    """Extract documents, with the built-in reader where no other is given; an error stands for one that failed.

    What the built-in reader has read already, in a process of its own, another reader reads once more, here. What is
    known is passed on: nobody else may read it, or it would not be looked for.
    """
    for one in documents:
        if isinstance(one, UnreadableAnnouncement | Known) or (isinstance(one, Ready) and extract is None):
            yield one
            continue
        document = one.document if isinstance(one, Ready) else one
        try:
            yield Ready(document, read(document, extract))
        except UnreadableAnnouncement as error:
            yield error


def put_each(writer: Writer, documents: Iterable[Attempt | Ready], extract: Extract | None = None) -> Iterator[Loaded]:
    """Extract documents and write them, as `read_each` and `write_each` do."""
    yield from write_each(writer, read_each(documents, extract))


def write_each(
    writer: Writer, documents: Iterable[Known | Ready | UnreadableAnnouncement], *, place: str = ""
) -> Iterator[Loaded]:
    """Write what was read, some announcements a transaction; tell what became of each once that is on the disk.

    Args:
        writer: of the store.
        documents: what was read, what is known of it before that, or why it could not be read.
        place: begins what is said of one that the store refuses.
    """
    for some in gather(documents, writer.together):
        ready = [one for one in some if not isinstance(one, UnreadableAnnouncement)]
        outcomes = iter(writer.put_all([one.to_again() if isinstance(one, Known) else given_of(one) for one in ready]))
        for one in some:
            if isinstance(one, UnreadableAnnouncement):
                yield Loaded(None, str(one))
                continue
            outcome = next(outcomes)
            if isinstance(outcome, InvalidRecord):
                yield Loaded(None, f"{place}{outcome}")
            elif isinstance(one, Known):
                yield Loaded(one.summary, outcome, was_read=False)
            else:
                yield Loaded(summary_in(writer, one), outcome)


def summary_in(writer: Writer, ready: Ready) -> Summary:
    """Say what a person is told of what was stored, by the name it has there: another text may have had its id."""
    document, record = ready
    name = writer.announcement_of(record.id, document.text, document.origin).rpartition("/")[2]
    return summary_of(record)._replace(id=name)


def gather(
    documents: Iterable[Known | Ready | UnreadableAnnouncement], most: int
) -> Iterator[list[Known | Ready | UnreadableAnnouncement]]:
    """Put some of what was read together, but have nothing wait long: reading may be slow, or end at any moment.

    Args:
        documents: what was read.
        most: at most so many are put together; fewer where their texts are long.
    """
    some: list[Known | Ready | UnreadableAnnouncement] = []
    begun, length = monotonic(), 0
    since = begun
    try:
        for one in documents:
            some.append(one)
            length += 0 if isinstance(one, UnreadableAnnouncement) else len(one.document.text)
            now = monotonic()
            patience = min(max(_WAITING_SECONDS, _WAITING_SHARE * (now - begun)), _WAITING_MOST_SECONDS)
            if len(some) >= most or length >= _LONG or now - since >= patience:
                yield some
                some, since, length = [], monotonic(), 0
    except Exception:  # what was read until then is not lost; Ctrl-C waits for nothing
        if some:
            yield some
        raise
    if some:
        yield some


def given_of(ready: Ready) -> Given:
    """Put what was read as the store takes it."""
    from crackdown.graph.storage.store import Given

    document, record = ready
    return Given(
        record,
        document.text,
        document.origin,
        document.publisher,
        document.media_type,
        seen_at=document.retrieved,
    )


def put(writer: Writer, ready: Ready) -> Loaded:
    """Write what was read from one document.

    Raises:
        InvalidRecord: the record contradicts its text, or names somebody who is no official; nothing is written.
    """
    document, record = ready
    change = writer.put(
        record,
        document.text,
        origin=document.origin,
        publisher=document.publisher,
        media_type=document.media_type,
        seen_at=document.retrieved,
    )
    return Loaded(summary_in(writer, ready), change)
