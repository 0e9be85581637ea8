"""One hostile input, read in a process of its own that may use 2 seconds of processor and 1 GB of memory.

The seconds are those of a laptop. What takes longer is read again on a machine that turns out to be slower, with as
much more time as ordinary announcements take on it at that moment.

`Judge` starts a process that has everything loaded; for each input it makes a copy of itself (fork), which gives up
what it may not use, reads, and ends. So an input that hangs, or breaks the interpreter, costs one copy.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import resource
import signal
import subprocess
import sys
import traceback
from base64 import b64decode, b64encode
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

from crackdown.loaders.extraction.reading import VARIABLE, Way

CPU_SECONDS: Final = 2
_ORDINARY: Final = 8  # announcements that tell how fast a machine is
_ORDINARY_SECONDS: Final = {"fast": 0.7, "full": 1.25}  # that a laptop takes for them, each in a copy of its own
_SLOWEST: Final = 10  # times slower than that: whatever takes longer hangs
MEMORY_BYTES: Final = 1_000_000_000
_TOO_LONG: Final = f"it takes more than {CPU_SECONDS} s"
_ROOT: Final = Path(__file__).parents[2]
_PASSWORDS: Final = Path("/etc/passwd")  # what hostile files try to have read


class Verdict(NamedTuple):
    """What became of an input.

    Attributes:
        outcome: "read", "refused" or "fault".
        told: the refusal, or what went wrong.
        texts: what was read.
        cpu_seconds: what it took.
        memory_bytes: the most that the process held at a time, with the program itself.
    """

    outcome: str
    told: str
    texts: list[str]
    cpu_seconds: float
    memory_bytes: int


class Judge:
    """The process that judges."""

    def __init__(self, reading: Way = "fast") -> None:
        environment = {
            **os.environ, VARIABLE: reading, "OPENBLAS_NUM_THREADS": "1",
            "PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)]),
        }  # fmt: skip
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.judging"], cwd=_ROOT, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="ascii",
        )  # fmt: skip

    def judge(self, target: str, data: bytes) -> Verdict:
        """Have an input read."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{target} {b64encode(data).decode('ascii')}\n")
        self._process.stdin.flush()
        return Verdict(*json.loads(self._process.stdout.readline()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.communicate()  # it ends at the end of its input


def main() -> None:
    """Judge what is asked for until the other side closes."""
    from crackdown.intake.loading import sample_folder
    from tests.fuzz.targets import TARGETS

    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # nothing else may write into the stream of answers
    samples = [sample.read_bytes() for sample in sorted(sample_folder().iterdir())]
    for sample in samples:  # loads what the first reading of each language loads
        with contextlib.suppress(Exception):
            TARGETS["text"](sample)
    for target in TARGETS.values():
        with contextlib.suppress(Exception):
            target(b"Police arrested 5 people on 9 June 2025.")
    for line in sys.stdin:
        name, _, encoded = line.partition(" ")
        data = b64decode(encoded)
        verdict = _in_a_copy(name, data)
        if verdict.told == _TOO_LONG and (seconds := _seconds_here(samples[:_ORDINARY])) > CPU_SECONDS:
            verdict = _in_a_copy(name, data, seconds)
        answers.write(json.dumps(verdict) + "\n")
        answers.flush()


def _seconds_here(ordinary: list[bytes]) -> int:
    """Give how many seconds of this machine, as it is now, are the laptop's."""
    taken = sum(_in_a_copy("text", data, CPU_SECONDS * _SLOWEST).cpu_seconds for data in ordinary)
    return math.ceil(CPU_SECONDS * min(taken / _ORDINARY_SECONDS[os.environ[VARIABLE]], _SLOWEST))


def _in_a_copy(name: str, data: bytes, seconds: int = CPU_SECONDS) -> Verdict:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "w", encoding="ascii") as sink:
            _give_up(seconds)
            json.dump(_read(name, data), sink)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as source:
        said = source.read()
    _, status, used = os.wait4(child, 0)
    outcome, told, texts = _outcome(os.waitstatus_to_exitcode(status), said)
    memory = used.ru_maxrss * 1024
    if outcome != "fault" and memory > MEMORY_BYTES:
        outcome, told = "fault", f"it took {memory / 1e6:,.0f} MB; {told}"
    return Verdict(outcome, told, texts, round(used.ru_utime + used.ru_stime, 3), memory)


def _outcome(code: int, said: str) -> tuple[str, str, list[str]]:
    if code == -signal.SIGXCPU:
        return "fault", _TOO_LONG, []
    if code or not said:
        return "fault", f"the process died ({signal.Signals(-code).name if code < 0 else code})", []
    outcome, told, texts = json.loads(said)
    if "MemoryError" in told:
        return "fault", f"it takes all the memory there is: {told}", []
    if any(secret in text for text in texts for secret in _secrets()):
        return "fault", f"it holds what stands in {_PASSWORDS}", []
    return outcome, told, texts


def _secrets() -> list[str]:
    return [line for line in _PASSWORDS.read_text().splitlines() if ":/" in line] if _PASSWORDS.exists() else []


def _give_up(seconds: int) -> None:
    """Limit time and memory, and let nothing be reached but what a reader needs."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
    most = pages * resource.getpagesize() + MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """End the process that opens a connection, runs a program, or writes outside the folder for its own files."""
    if event in {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec", "os.symlink"}:
        _fault(f"it does {event}: {arguments!r}")
    if event == "open" and isinstance(arguments[0], str | bytes):
        path, flags = os.fsdecode(arguments[0]), arguments[2]
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes and "/crackdown-fuzz-" not in os.path.realpath(path):
            _fault(f"it writes {path}")


class _Caught(BaseException):
    """What a reader did that none may do; no reader's `except Exception` can hold it."""


def _fault(told: str) -> None:
    raise _Caught(told)


def _read(name: str, data: bytes) -> tuple[str, str, list[str]]:
    from crackdown.errors import CrackdownError
    from tests.fuzz.targets import FAULTY, TARGETS

    try:
        return "read", "", {**TARGETS, **FAULTY}[name](data)
    except CrackdownError as error:
        return "refused", str(error), []
    except BaseException:
        return "fault", traceback.format_exc(limit=-12), []


if __name__ == "__main__":
    main()
