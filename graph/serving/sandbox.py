"""What a process that answers strangers' queries, or reads their texts, gives up: network, memory and time without end.

Linux alone lets an unprivileged process do the first (seccomp, https://docs.kernel.org/userspace-api/seccomp_filter.html);
elsewhere the scan for SERVICE and the killing of slow queries are what there is.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import struct
import sys
import threading
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path

# Audit architecture and number of socket(2).
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_PR_SET_PDEATHSIG = 1
_X32, _IO_URING_SETUP = 0x40000000, 425  # from where x86-64 numbers its calls once more; the same on all
_LOAD_WORD, _JUMP_IF_EQUAL, _JUMP_IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000
_SIZE_OF_STEP = 8


def close_network() -> bool:
    """Deny socket(2) to this process for good, by whatever name; return whether this system can.

    So calls of another architecture are denied, all of them, and io_uring, which opens sockets past this filter.

    Raises:
        OSError: it should be able to, but refused.
    """
    if sys.platform != "linux" or platform.machine() not in _SOCKET:
        return False
    architecture, number = _SOCKET[platform.machine()]
    steps = (
        (_LOAD_WORD, 0, 0, 4),  # the architecture: by another one (int 0x80) the same calls have other numbers
        (_JUMP_IF_EQUAL, 0, 5, architecture),
        (_LOAD_WORD, 0, 0, 0),  # the call
        (_JUMP_IF_AT_LEAST, 3, 0, _X32),
        (_JUMP_IF_EQUAL, 2, 0, number),
        (_JUMP_IF_EQUAL, 1, 0, _IO_URING_SETUP),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _FAIL | errno.EACCES),
    )
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HP", len(code) // _SIZE_OF_STEP, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program):
        raise OSError(ctypes.get_errno(), "the system refused a seccomp filter")
    return True


def limit_memory(max_bytes: int) -> None:
    """Let this process have no more address space than that: it dies rather than take the machine along."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (max_bytes, max_bytes))


def limit_growth(more_bytes: int | None) -> None:
    """Let this process have no more address space than that beside what it has now; None lifts that limit again."""
    if sys.platform != "win32":
        import resource

        _, hardest = resource.getrlimit(resource.RLIMIT_AS)
        wanted = resource.RLIM_INFINITY if more_bytes is None else _address_space() + more_bytes
        bounds = [one for one in (wanted, hardest) if one != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_AS, (min(bounds, default=resource.RLIM_INFINITY), hardest))


def _address_space() -> int:
    """Return how many bytes of address space this process has; 0 where the system does not say."""
    import resource

    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def limit_time(cpu_seconds: float) -> None:
    """Have the system kill this process once it takes that much more processor time, as nothing handles SIGPROF.

    Each call begins anew.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, cpu_seconds)


def end_with_parent() -> None:
    """End this process, one that `multiprocessing` began, when the one that began it is gone, on any system."""
    if parent := parent_process():
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def die_with_parent() -> None:
    """Have the system kill this process when the one that made it is gone, however that ended (Linux alone can)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
