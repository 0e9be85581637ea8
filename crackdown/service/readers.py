"""Announcements read for a server: each in a process that is killed when its time is up.

A text is hostile input. Reading it costs the square of its length, a PDF or a page may be made to cost much more, and
nothing in the server's own process can be stopped in the middle. So it is read elsewhere, one at a time a process, and
whoever finds no process free is told to come back.
"""

from __future__ import annotations

import base64
import json
import os
import queue
import subprocess
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from crackdown import errors
from crackdown.errors import CrackdownError, ReadersBusy, UnreadableAnnouncement
from crackdown.intake.apart import CPU_SECONDS
from crackdown.loaders.document import Document

if TYPE_CHECKING:
    from crackdown.intake.known import Recall

Answer = dict[str, Any]

MEMORY_BYTES: Final = 2 * 1024**3
_WAIT_SECONDS: Final = 20.0


class Readers:
    """Some processes that read, started when first needed."""

    def __init__(self, *, processes: int = 1, timeout_seconds: float = 60.0, memory_bytes: int = MEMORY_BYTES) -> None:
        """Prepare them.

        Args:
            processes: how many announcements are read at a time.
            timeout_seconds: how long reading one may take.
            memory_bytes: the address space of one process.
        """
        self._timeout_seconds = timeout_seconds
        self._memory_bytes = memory_bytes
        self._free: queue.LifoQueue[_Reader | None] = queue.LifoQueue()
        self._processes = processes
        for _ in range(processes):
            self._free.put(None)

    def read(self, body: bytes, media_type: str, stated: dict[str, str], recall: Recall | None = None) -> Answer:
        """Read one announcement, as `reader` answers.

        Args:
            body: its bytes.
            media_type: what they are.
            stated: what is said of it.
            recall: tells of which documents the facts are known already; they are not read.

        Raises:
            ReadersBusy: no process was free in time.
            UnreadableAnnouncement: it cannot be read, or not within the time and memory for one.
            InvalidRecord: what it says cannot be stored.
            StoreFull: there is no room for temporary files.
        """
        try:
            reader = self._free.get(timeout=_WAIT_SECONDS)
        except queue.Empty:
            raise ReadersBusy("other announcements are being read; send it again in some seconds") from None
        try:
            if reader is None or not reader.is_alive():
                reader = _Reader(self._memory_bytes)
            answer = reader.ask(body, media_type, stated, recall, self._timeout_seconds)
        finally:
            self._free.put(reader)
        if answer is None:
            raise UnreadableAnnouncement(
                f"the announcement: reading it takes more than {self._timeout_seconds:g} s or "
                f"{self._memory_bytes / 1024**3:g} GiB and was stopped; send its text alone, or less of it"
            )
        if "error" in answer:
            raised: type[CrackdownError] = getattr(errors, answer["error"])
            raise raised(answer["message"])
        return answer

    def close(self) -> None:
        """End the processes, once those under way have ended or run out of time."""
        for _ in range(self._processes):
            try:
                reader = self._free.get(timeout=self._timeout_seconds)
            except queue.Empty:
                return
            if reader:
                reader.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class _Reader:
    """One process."""

    def __init__(self, memory_bytes: int) -> None:
        # It is given no token: what a hostile text can reach must hold no secret.
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_SECRET)}
        environment = kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-m", "crackdown.service.reader", str(memory_bytes), str(CPU_SECONDS)]
        self._has_begun = False
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
            encoding="ascii",
            start_new_session=True,  # Ctrl-C is for the server, which ends it
        )

    def ask(
        self, body: bytes, media_type: str, stated: dict[str, str], recall: Recall | None, timeout_seconds: float
    ) -> Answer | None:
        """Send a request and wait for the answer; None where the process died, be it for lack of time."""
        assert self._process.stdout
        if not self._has_begun:
            self._has_begun = bool(self._process.stdout.readline())
        told = {"body": base64.b64encode(body).decode("ascii"), "media_type": media_type, "stated": stated}
        timer = threading.Timer(timeout_seconds, self._process.kill)
        timer.start()
        try:
            answer = self._exchange(told | {"asks": recall is not None})
            if recall and answer and "record" not in answer and "error" not in answer:  # it asks whether to read
                known = recall(to_document(answer["document"]))
                answer = self._exchange(known.record.to_json() if known else None)
        except BaseException:
            self.kill()  # it waits for what it will not be told
            raise
        finally:
            timer.cancel()
        if answer is None:
            self.kill()
        return answer

    def _exchange(self, told: object) -> Answer | None:
        """Send a line of JSON and wait for one; None where the process died."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(json.dumps(told) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:  # the pipe of a dead process
            return None
        return json.loads(line) if line.endswith("\n") else None

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()


def to_document(told: dict[str, Any]) -> Document:
    """Make a document of what a process tells of it."""
    return Document(**told | {"notes": tuple(told["notes"])})


_SECRET: Final = ("CRACKDOWN_TOKEN", "CRACKDOWN_LLM")
