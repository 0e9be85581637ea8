"""What was read lately: whoever looks at what was read and then stores it need not wait for a second reading."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from crackdown.service.readers import Answer, Readers

_KEPT: Final = 4  # of some megabytes at most: what a text and a record may have is limited where they are read


class ReadLately:
    """Reads as `Readers` does, and remembers the last few announcements: the same bytes always read the same."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._kept: OrderedDict[tuple[object, ...], Answer] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, body: bytes, media_type: str, stated: dict[str, str]) -> Answer:
        """Read one announcement, or give what was read of it.

        Raises:
            ReadersBusy, UnreadableAnnouncement, InvalidRecord: see `Readers.read`.
        """
        key = (hashlib.sha256(body).digest(), media_type, *sorted(stated.items()))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        answer = self._readers.read(body, media_type, stated)
        with self._lock:
            self._kept[key] = answer
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return answer
