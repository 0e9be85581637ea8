"""`crackdown extract` and `crackdown load`: from files to records, and from records into the store."""

from __future__ import annotations

import logging
import os
import sys
from collections import Counter, deque
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
from crackdown.interrupts import Interrupts

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from crackdown.graph.announcement.record import Record
    from crackdown.graph.remote.address import Place
    from crackdown.graph.storage.store import Given, Writer
    from crackdown.intake.asking import Attempt, Extract
    from crackdown.loaders import Options
    from crackdown.loaders.document import Document
    from crackdown.loaders.extraction.models.reasons import Reason

T = TypeVar("T")

_OCR_NOTE = "Read by OCR"  # how `sources.ocr` begins its note
_WAITING_SECONDS: Final = 1.0  # for others to be written with it, before an announcement is written
_WAITING_SHARE: Final = 0.1  # of the time that a load has taken, where that is longer: what is lost if it is broken off
_WAITING_MOST_SECONDS: Final = 10.0
_PASSED: Final = 200  # so many that were not read, one after the other, tell nothing of how long reading takes
_LONG: Final = 2_000_000  # code points of texts that are written together
_PACE_SECONDS: Final = 600.0
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
    """Say on standard error what was left out of web archives."""
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
    """Load records made elsewhere into a store; return the exit status as `load_all` does."""
    from crackdown.graph.storage.store import Store
    from crackdown.loaders.records import iter_records

    with (
        Interrupts() as interrupts,
        path.open(encoding="utf-8") as lines,
        Store.open(place, wait_seconds=wait_seconds()) as store,
    ):
        report = Report()
        given = interrupts.heed(report.track(iter_records(path), sum(1 for line in lines if line.strip())))
        ready = (one if isinstance(one, UnreadableAnnouncement) else Ready(*one) for one in given)
        report.all(write_each(store.writer(), ready, place=f"{path}: "))
        report.close()
    return 1 if report.failures else 0


class Loaded(NamedTuple):
    """What became of one file.

    Attributes:
        summary: of the announcement that is in the store; None where there is none.
        told: what changed, or why there is none.
        was_read: whether that took reading it; not where it was known to be there.
    """

    summary: Summary | None
    told: str
    was_read: bool = True


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
                yield Loaded(summary_of(one.record), outcome)


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
    return Loaded(summary_of(record), change)


class Report:
    """What a person sees of a load: on a terminal a bar of what is written, else a line an announcement; a summary."""

    def __init__(self, *, is_bar: bool = True) -> None:
        from rich.console import Console

        self.changes: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.failures = 0
        self.there = 0  # were known to be in the store, and not read
        self._passed = 0  # of these, since one was read
        self._errors = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        self._is_bar = is_bar and sys.stderr.isatty()  # a kernel's FORCE_COLOR makes no terminal of a pipe
        self._bar: Progress | None = None
        self._read: deque[int] = deque()  # how much of all is done with each document that is not written yet

    def track(self, documents: Iterable[T], total: int, done: Callable[[], int] | None = None) -> Iterator[T]:
        """Yield the documents; where there is a terminal, a bar shows how much of them `all` was told to be written.

        Args:
            documents: what is gone through; `all` is to be told of each, in the same order.
            total: how much there is to do.
            done: how much of it is done up to the document at hand; where nothing tells, each document counts as one.
        """
        if self._is_bar:
            self._bar = _begin_bar(self._errors, total)
        for count, document in enumerate(documents, 1):
            if self._bar:
                self._read.append(done() if done else count)
            yield document

    def all(self, loaded: Iterable[Loaded]) -> None:
        """Note what became of some."""
        try:
            for one in loaded:
                if one.summary is None:
                    self.failed(one.told)
                else:
                    self.done(one.told, one.summary)
                    self.there += not one.was_read
                if self._bar:
                    self._show(self._bar, was_read=one.was_read)
        finally:
            if self._bar:
                self._bar.stop()

    def _show(self, bar: Progress, *, was_read: bool) -> None:
        """Move the bar on; once anything is read, the time left is told by the pace of that, not of passing over."""
        task, completed = bar.task_ids[0], self._read.popleft()
        if was_read and self._passed >= _PASSED:
            bar.reset(task, completed=completed)
        self._passed = 0 if was_read else self._passed + 1
        bar.update(task, completed=completed, written=self.changes.total())

    def done(self, change: str, summary: Summary) -> None:
        """Note one announcement that is in the store now."""
        self.changes[change] += 1
        if summary.unread:
            self.unread[summary.unread] += 1
        if not self._is_bar:
            print(f"{change:9} {summary.id}  {summary.told}", flush=True)

    def failed(self, reason: str) -> None:
        """Note one file that was not loaded, and say why at once (above the bar, where there is one)."""
        self.failures += 1
        self._errors.print(f"crackdown: {plain(reason)}")

    def close(self) -> None:
        """Print the summary."""
        changes = ", ".join(f"{count} {change}" for change, count in sorted(self.changes.items()))
        there = f"; {self.there:,} already there, not read again" if self.there else ""
        print(f"{counted(self.changes.total(), 'announcement')}: {changes or 'nothing to do'}{there}")
        if self.unread:
            languages = ", ".join(
                f"{'unknown' if language == 'und' else language} {count}"
                for language, count in self.unread.most_common()
            )
            print(f"{self.unread.total()} of them in languages not read yet, kept without who did what: {languages}")
        if self.failures:
            print(f"{self.failures} could not be loaded; see above", file=sys.stderr)


def _begin_bar(console: Console, total: int) -> Progress:
    """Show a bar; time left is told by the pace of the last minutes, as announcements are written some at a time."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = "{task.description}", BarColumn(), TaskProgressColumn(), "{task.fields[written]:,} written"
    left = TimeRemainingColumn(), TextColumn("left")
    bar = Progress(*columns, *left, console=console, transient=True, speed_estimate_period=_PACE_SECONDS)
    bar.add_task("Loading", total=total, written=0)
    bar.start()
    return bar


def summary_of(record: Record) -> Summary:
    """Say what a person is told of a record that is in the store."""
    is_unread = record.outcome in {"language_not_read", "partly_read"}
    return Summary(record.id, describe(record), record.language if is_unread else None)


def describe(record: Record) -> str:
    """Say in a few words what a record holds."""
    if record.outcome == "language_not_read":
        return f"no facts: {record.notes[0] if record.notes else f'language {record.language} is not read yet'}"
    if record.outcome == "partly_read":
        figures = f"{counted(len(record.dates), 'date')}, {counted(len(record.numbers), 'number')}"
        return f"countries {' '.join(record.countries) or 'none'}, {figures}; {' '.join(record.notes)}"
    facts = sum(1 for _ in record.iter_evidence())
    found = f"{counted(len(record.operations), 'operation')}, {counted(facts, 'fact')} with evidence"
    return "; ".join([found, *(note for note in record.notes if note.startswith(_OCR_NOTE))])


def counted(number: int, noun: str) -> str:
    """Write a number of things.

    >>> counted(1, "file"), counted(0, "file")
    ('1 file', '0 files')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
