"""Answers that are kept for who asks the same again, within a ceiling of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Final

from crackdown.graph.sparql.answer import Answer

_LARGEST_SHARE: Final = 16  # one answer takes at most this part of the room
_OVERHEAD: Final = 500  # bytes of an entry beside its answer


class AnswerCache:
    """Answers by question and snapshot; those not asked for longest go first. Any thread may use it."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = 0

    def get(self, key: Hashable) -> Answer | None:
        """Return an answer that is kept."""
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def put(self, key: Hashable, answer: Answer) -> None:
        """Keep an answer, if it is small enough."""
        size = _size(answer)
        if size * _LARGEST_SHARE > self._most_bytes:
            return
        with self._lock:
            if key not in self._answers:
                self._answers[key] = answer
                self.bytes += size
            while self.bytes > self._most_bytes:
                self.bytes -= _size(self._answers.popitem(last=False)[1])

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._answers.clear()
            self.bytes = 0


def _size(answer: Answer) -> int:
    return len(answer.body) + _OVERHEAD
