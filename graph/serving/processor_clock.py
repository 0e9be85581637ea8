"""How much processor time another process has taken, where the system tells (POSIX clock_getcpuclockid).

Linux has a clock for each process, read in a microsecond without a file. On macOS there is none to read.
"""

from __future__ import annotations

import ctypes
import time
from typing import Final

_FIND: Final = getattr(ctypes.CDLL(None), "clock_getcpuclockid", None)


class ProcessorClock:
    """The clock of one process.

    That its number may come to be another's does no harm: nothing is done to a process here, and one that is asked
    after a query has been answered, or whose socket has closed, is asked no more.
    """

    def __init__(self, pid: int) -> None:
        self._clock: int | None = None
        found = ctypes.c_int()
        if _FIND is not None and _FIND(ctypes.c_int(pid), ctypes.byref(found)) == 0:
            self._clock = found.value

    def seconds(self) -> float | None:
        """Return what the process has taken since its start; None where that cannot be read, or it has ended."""
        if self._clock is None:
            return None
        try:
            return time.clock_gettime(self._clock)
        except OSError:
            return None
