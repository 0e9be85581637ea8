"""`crackdown extract` and `crackdown load`: from files to records, and from records into the store."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from crackdown.asking import Asking, prepare
from crackdown.errors import InvalidRecord, UnreadableAnnouncement
from crackdown.printing import plain

if TYPE_CHECKING:
    from crackdown.asking import Attempt, Extract
    from crackdown.graph.record import Record
    from crackdown.graph.store import Writer
    from crackdown.loaders.document import Document
    from crackdown.loaders.extraction.reasons import Reason

T = TypeVar("T")

LOCK_WAIT_SECONDS = 10.0  # a server takes the lock for some tens of milliseconds, another load for as long as it runs


def sample_folder() -> Path:
    """Tell where the sample announcements lie inside the package."""
    import crackdown.loaders

    return Path(crackdown.loaders.__file__).parent / "samples"


def extract_each(paths: Sequence[str], model: Asking | None = None) -> Iterator[tuple[str, str | None]]:
    """Yield each announcement's record as a line of JSON, or ("", why not)."""
    given = prepare(paths, model)
    for document in given.documents:
        if isinstance(document, UnreadableAnnouncement):
            yield "", str(document)
            continue
        try:
            yield read(document, given.extract).to_json(), None
        except UnreadableAnnouncement as error:
            yield "", str(error)


def explain_each(paths: Sequence[str]) -> Iterator[Explained | str]:
    """Yield each announcement with its record and the reasons of its facts, or why it could not be read."""
    from crackdown.loaders import explain, read_documents

    for document in read_documents(paths):
        if isinstance(document, UnreadableAnnouncement):
            yield str(document)
            continue
        try:
            yield Explained(document, *_try(explain, document))
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
    """
    try:
        return extract(document)
    except Exception as error:
        logging.getLogger(__name__).debug("extraction of %s failed", document.id, exc_info=True)
        reason = f"{type(error).__name__}: {error}"
        raise UnreadableAnnouncement(f"{document.id}: reading it failed ({reason}); please report this text") from error


def load_all(paths: Sequence[str], folder: Path, model: Asking | None = None) -> int:
    """Load announcements into the store at `folder`; return the exit status (1 where any could not be read)."""
    from crackdown.graph.store import Store

    given = prepare(paths, model)
    with Store.open(folder, wait_seconds=LOCK_WAIT_SECONDS) as store:
        report = _Report()
        for loaded in put_each(store.writer(), report.track(given.documents, given.total), given.extract):
            if loaded.record is None:
                report.failed(loaded.told)
            else:
                report.done(loaded.told, loaded.record)
        report.close()
    return 1 if report.failures else 0


def load_records(path: Path, folder: Path) -> int:
    """Load records made elsewhere into the store at `folder`; return the exit status as `load_all` does."""
    from crackdown.graph.store import Store
    from crackdown.loaders.records import iter_records

    with path.open(encoding="utf-8") as lines, Store.open(folder, wait_seconds=LOCK_WAIT_SECONDS) as store:
        report = _Report()
        for given in report.track(iter_records(path), sum(1 for line in lines if line.strip())):
            if isinstance(given, UnreadableAnnouncement):
                report.failed(str(given))
                continue
            document, record = given
            try:
                loaded = put(store.writer(), document, {document: record}.__getitem__)
            except InvalidRecord as error:
                report.failed(f"{path}: {error}")
            else:
                report.done(loaded.told, record)
        report.close()
    return 1 if report.failures else 0


class Loaded(NamedTuple):
    """What became of one file: the record and what changed, or no record and why not."""

    record: Record | None
    told: str


def put_each(writer: Writer, documents: Iterable[Attempt], extract: Extract | None = None) -> Iterator[Loaded]:
    """Extract documents and write them, one transaction each; tell what became of each.

    Args:
        writer: of the store.
        documents: what to read.
        extract: what turns a document into a record; the built-in reader where none is given.
    """
    for document in documents:
        if isinstance(document, UnreadableAnnouncement):
            yield Loaded(None, str(document))
            continue
        try:
            yield put(writer, document, extract)
        except UnreadableAnnouncement as error:
            yield Loaded(None, str(error))
        except InvalidRecord as error:
            yield Loaded(None, str(error))


def put(writer: Writer, document: Document, extract: Extract | None = None) -> Loaded:
    """Extract one document and write it.

    Raises:
        UnreadableAnnouncement: extraction failed.
        InvalidRecord: the record contradicts its text, or names somebody who is no official; nothing is written.
    """
    record = read(document, extract)
    change = writer.put(
        record,
        document.text,
        origin=document.origin,
        publisher=document.publisher,
        media_type=document.media_type,
    )
    return Loaded(record, change)


class _Report:
    """What a person sees of a load: a bar on a terminal, a line a file otherwise, and a summary."""

    def __init__(self) -> None:
        from rich.console import Console

        self.changes: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.failures = 0
        self._errors = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

    def track(self, documents: Iterable[T], total: int) -> Iterator[T]:
        """Yield the documents, with a progress bar where there is a terminal to show it on."""
        if not self._errors.is_terminal:
            yield from documents
            return
        from rich.progress import track

        yield from track(documents, description="Loading", total=total, console=self._errors, transient=True)

    def done(self, change: str, record: Record) -> None:
        """Note one announcement that is in the store now."""
        self.changes[change] += 1
        if record.outcome in {"language_not_read", "partly_read"}:
            self.unread[record.language] += 1
        if not self._errors.is_terminal:
            print(f"{change:9} {record.id}  {describe(record)}", flush=True)

    def failed(self, reason: str) -> None:
        """Note one file that was not loaded, and say why at once (above the bar, where there is one)."""
        self.failures += 1
        self._errors.print(f"crackdown: {plain(reason)}")

    def close(self) -> None:
        """Print the summary."""
        changes = ", ".join(f"{count} {change}" for change, count in sorted(self.changes.items()))
        print(f"{counted(self.changes.total(), 'announcement')}: {changes or 'nothing to do'}")
        if self.unread:
            languages = ", ".join(
                f"{'unknown' if language == 'und' else language} {count}"
                for language, count in self.unread.most_common()
            )
            print(f"{self.unread.total()} of them in languages not read yet, kept without who did what: {languages}")
        if self.failures:
            print(f"{counted(self.failures, 'file')} could not be loaded; see above", file=sys.stderr)


def describe(record: Record) -> str:
    """Say in a few words what a record holds."""
    if record.outcome == "language_not_read":
        return f"no facts: {record.notes[0] if record.notes else f'language {record.language} is not read yet'}"
    if record.outcome == "partly_read":
        figures = f"{counted(len(record.dates), 'date')}, {counted(len(record.numbers), 'number')}"
        return f"countries {' '.join(record.countries) or 'none'}, {figures}; {' '.join(record.notes)}"
    facts = sum(1 for _ in record.iter_evidence())
    return f"{counted(len(record.operations), 'operation')}, {counted(facts, 'fact')} with evidence"


def counted(number: int, noun: str) -> str:
    """Write a number of things.

    >>> counted(1, "file"), counted(0, "file")
    ('1 file', '0 files')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
