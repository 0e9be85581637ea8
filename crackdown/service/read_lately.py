"""What was read lately, or for the store before: it is not read a second time.

Whoever looks at what was read and then stores it need not wait twice. What stands in the store is looked up as for a
load (`intake.read_before`).
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from contextlib import closing
from typing import TYPE_CHECKING, Final

from crackdown.intake.read_before import ReadBefore

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place
    from crackdown.service.readers import Answer, Readers

_KEPT: Final = 4  # of some megabytes at most: what a text and a record may have is limited where they are read


class ReadLately:
    """Reads as `Readers` does, and remembers the last few announcements: the same bytes always read the same."""

    def __init__(self, readers: Readers, place: Place | None = None) -> None:
        """Prepare it.

        Args:
            readers: what reads.
            place: the store; None where there is none to look into.
        """
        self._readers = readers
        self._place = place
        self._kept: OrderedDict[tuple[object, ...], Answer] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, body: bytes, media_type: str, stated: dict[str, str], *, again: bool = False) -> Answer:
        """Read one announcement, or give what was read of it; with `again` it is read whatever is known.

        Raises:
            ReadersBusy, UnreadableAnnouncement, InvalidRecord: see `Readers.read`.
        """
        key = (hashlib.sha256(body).digest(), media_type, *sorted(stated.items()))
        with self._lock:
            if key in self._kept and not again:
                self._kept.move_to_end(key)
                return self._kept[key] | {"was_read": False}
        with closing(ReadBefore(self._place)) as before:
            answer = self._readers.read(body, media_type, stated, None if again else before.recall)
        with self._lock:
            self._kept[key] = answer
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return answer
