"""What `crackdown serve` does with an announcement that is only to be looked at: read it, and store nothing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from crackdown.api.writing.announcing import Finding, WasRead
from crackdown.errors import ReadersBusy
from crackdown.graph.announcement.record import Record
from crackdown.service.readers import to_document

if TYPE_CHECKING:
    from crackdown.api.writing.submissions import Submission
    from crackdown.service.read_lately import ReadLately

_MOST: Final = 4  # that wait or are read: each holds one of the server's forty threads, up to a minute and a half


class Previewing:
    """Reads announcements for whoever wants to see what would be stored, a few at a time."""

    def __init__(self, readers: ReadLately, *, most: int = _MOST) -> None:
        """Prepare it.

        Args:
            readers: what reads.
            most: how many may wait or be read at a time.
        """
        self._readers = readers
        self._places = threading.BoundedSemaphore(most)

    def __call__(self, submission: Submission) -> WasRead:
        """Read an announcement.

        Raises:
            ReadersBusy: too many are being read, or no process was free in time.
            UnreadableAnnouncement, InvalidRecord: see `Readers.read`.
        """
        if not self._places.acquire(blocking=False):
            raise ReadersBusy("several announcements are being read; try again in some seconds")
        try:
            stated = submission.stated.model_dump(exclude_none=True)
            read = self._readers.read(submission.body, submission.media_type, stated, again=submission.again)
        finally:
            self._places.release()
        document = to_document(read["document"])
        return WasRead(
            text=document.text,
            origin=document.origin,
            publisher=document.publisher,
            record=Record.model_validate_json(read["record"]),
            findings=[Finding(**one) for one in read["findings"]],
        )
