"""What `crackdown serve` does with an announcement that comes over HTTP: read it, store it, say what was read."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from crackdown.api.writing.announcing import Finding, Stored
from crackdown.api.writing.submissions import JSON
from crackdown.graph.announcement.record import Record
from crackdown.graph.storage.same_bytes import Held, find_held
from crackdown.graph.storage.store import Store
from crackdown.intake.apart import Ready
from crackdown.intake.loading import LOCK_WAIT_SECONDS
from crackdown.intake.read_before import ReadBefore
from crackdown.service.readers import to_document

if TYPE_CHECKING:
    from crackdown.api.writing.submissions import Submission
    from crackdown.graph.remote.address import Place
    from crackdown.service.read_lately import ReadLately


class Announcing:
    """Reads announcements one after the other, and puts each into the store in one transaction."""

    def __init__(
        self,
        place: Place,
        readers: ReadLately,
        refresh: Callable[[], None],
        wait_seconds: float = LOCK_WAIT_SECONDS,
        turn: threading.Lock | None = None,
    ) -> None:
        """Prepare it.

        Args:
            place: the store's folder, or the endpoint that holds it.
            readers: what reads.
            refresh: lets the server's own view follow at once.
            wait_seconds: how long to wait for a load that holds the store.
            turn: what others who write to the store in this process hold meanwhile, if there are any.
        """
        self._place = place
        self._readers = readers
        self._refresh = refresh
        self._wait_seconds = wait_seconds
        self._turn = turn or threading.Lock()  # within this process they queue up; the store's lock is for others

    def __call__(self, submission: Submission, by: str | None) -> Stored:
        """Read and store an announcement; without a name it comes from whoever sits at this machine.

        Raises:
            ReadersBusy, UnreadableAnnouncement, InvalidRecord: see `Readers.read`.
            StoreLocked: a load holds the store.
            StoreFull, StoreUnavailable: see `crackdown.errors`.
        """
        stated = submission.stated.model_dump(exclude_none=True)
        read = self._readers.read(submission.body, submission.media_type, stated, again=submission.again)
        ready = Ready(to_document(read["document"]), Record.model_validate_json(read["record"]))
        findings = [Finding(**one) for one in read["findings"]]
        is_bare = not stated.keys() - {"name"}
        with self._turn:
            stored = self._store(submission, ready, findings, by, is_bare=is_bare, was_read=read["was_read"])
            self._refresh()  # before the next one holds the store: whoever sent this one finds it there
        return stored

    def _store(
        self, submission: Submission, ready: Ready, findings: list[Finding], by: str | None, *, is_bare: bool,
        was_read: bool,
    ) -> Stored:  # fmt: skip
        """Store what was read, unless the same bytes are there and nothing new is stated of them."""
        with Store.open(self._place, create=False, wait_seconds=self._wait_seconds) as store:
            held = find_held(store.view(), ready.record.sha256)
            if held and is_bare:
                iri, text, record = held.iri, held.text, held.stated.record
                return Stored(iri, "unchanged", store.version, text, record, findings, was_read)
            stored = _put(store, ready, findings, by, held, was_read=was_read)
            if submission.media_type != JSON:  # a record made elsewhere is not what reading its text gives
                with closing(ReadBefore(self._place)) as before:
                    before.note_one(ready, store.writer())
        return stored


def _put(
    store: Store, ready: Ready, findings: list[Finding], by: str | None, held: Held | None, *, was_read: bool
) -> Stored:
    """Write what was read; of bytes that are here already, under the name and from the place that they have."""
    document, record = ready
    origin, text = document.origin, document.text
    if held:
        record = record.model_copy(update={"id": held.stated.record.id})
        origin = origin if record.url else held.stated.source.origin
    writer = store.writer()
    change = writer.put(
        record, text, origin=origin, publisher=document.publisher, media_type=document.media_type, submitted_by=by
    )
    iri = writer.announcement_of(record.id, text, origin)
    return Stored(iri, change, store.version, text, record, findings, was_read)
