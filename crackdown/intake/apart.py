"""Files and pages read in a process of their own, for `load`, `extract` and `source run`.

What a stranger wrote is read where it can do no harm: by a process without network, with bounded memory, which the
system ends when one announcement takes too long. It costs that announcement, or the rest of the file that held many;
the next file is read by a new process. `readers.py` does the same for a server, one announcement a request.
"""

from __future__ import annotations

import base64
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from crackdown import errors
from crackdown.errors import CrackdownError, UnreadableAnnouncement

if TYPE_CHECKING:
    from crackdown.graph.announcement.record import Record
    from crackdown.intake.known import Known, Recall
    from crackdown.loaders import Options
    from crackdown.loaders.collecting import UnreadPage
    from crackdown.loaders.document import Document

CPU_SECONDS: Final = 60  # for one announcement; the slowest known takes a quarter of it
MEMORY_BYTES: Final = 2 * 1024**3
READ, LEAVE = "read\n", "leave\n"  # what a reader that asks is told of a document's facts
_SECRET: Final = ("CRACKDOWN_TOKEN", "CRACKDOWN_LLM")  # what a hostile text can reach must hold no secret


class Ready(NamedTuple):
    """A document that was read, and what was read from it."""

    document: Document
    record: Record


class Apart:
    """Announcements from files, folders and "-", as `loaders.Reading` yields them, read by another process.

    Attributes:
        total: how many files there are, or bytes where a file holds many announcements.
        done: how much of that has been read.
        extracts: facts are read too, there: `Ready` is yielded for a `Document`.
        recall: tells of which documents the facts are known already; they are not read, and `Known` is yielded.
        told: what was left out of folders and web archives, once all is read.
    """

    def __init__(
        self,
        paths: Sequence[str],
        options: Options | None = None,
        *,
        extracts: bool = True,
        cpu_seconds: int = CPU_SECONDS,
    ) -> None:
        """Look what there is.

        Args:
            paths: files, folders, or "-" (standard input).
            options: how they are read.
            extracts: see the attribute.
            cpu_seconds: the processor time for one announcement.
        """
        from crackdown.loaders import Options, Reading

        self._reading = Reading(paths, options)
        self._files, self.total = self._reading.files, self._reading.total
        self._options, self.extracts, self._cpu_seconds = options or Options(), extracts, cpu_seconds
        self.recall: Recall | None = None
        self._input: bytes | None = None  # of standard input, which can be read only once
        self.done, self.told = 0, list[str]()

    @property
    def is_long(self) -> bool:
        """Whether there is so much to read that it pays to start other processes for it, which takes seconds."""
        return self._reading.is_long

    def __iter__(self) -> Iterator[Document | Known | Ready | UnreadableAnnouncement]:
        self.done, self.told = 0, list(self._reading.passed_over)
        at = before = 0
        while at < len(self._files):
            with Process(self._cpu_seconds) as process:
                answers = process.ask(self._request(at))
                for answer in answers:
                    if "file" in answer:
                        at, before = answer["file"], sum(map(self._reading.weight, self._files[: answer["file"]]))
                        self.done = before
                    elif "end" in answer:
                        self.told, at = [*self.told, *answer["end"]], len(self._files)
                    else:
                        self.done = before + (answer["done"] if self._reading.counts_bytes else 0)
                        found = _attempt(answer)
                        if self.recall and not isinstance(found, UnreadableAnnouncement | Ready):
                            if self.extracts:
                                yield from _settled(found, self.recall, process, answers)
                            else:
                                yield self.recall(found) or found
                        else:
                            yield found
                if at < len(self._files):
                    yield _ended(str(self._files[at]), self._cpu_seconds)
                    at += 1

    def _request(self, first: int) -> dict[str, Any]:
        if "-" in self._files and self._input is None:
            self._input = sys.stdin.buffer.read(self._options.max_bytes + 1)
        files = [
            {"error": str(file)} if isinstance(file, UnreadableAnnouncement) else {"path": str(file)}
            for file in self._files
        ]
        return {
            "files": files,
            "first": first,
            "input": base64.b64encode(self._input or b"").decode("ascii"),
            "options": base64.b64encode(pickle.dumps(self._options)).decode("ascii"),
            "extracts": self.extracts,
            "asks": self.extracts and self.recall is not None,
        }


class PagesApart:
    """Reads pages, one after the other; the process is begun with the first, and anew after one that ended it.

    Attributes:
        extracts: facts are read too: `Ready` is returned, else a `Document`.
        recall: tells of which documents the facts are known already; they are not read, and `Known` is returned.
    """

    def __init__(self, *, extracts: bool = True, recall: Recall | None = None, cpu_seconds: int = CPU_SECONDS) -> None:
        self.extracts, self.recall, self._cpu_seconds = extracts, recall, cpu_seconds
        self._process: Process | None = None

    def read(self, page: UnreadPage) -> Document | Known | Ready | UnreadableAnnouncement:
        """Read a page; an error is returned where it cannot be read, or not within time and memory."""
        from crackdown.loaders.document import Document

        self._process = self._process or Process(self._cpu_seconds)
        answers = self._process.ask(
            {
                "page": page._asdict() | {"body": base64.b64encode(page.body).decode("ascii")},
                "extracts": self.extracts,
                "asks": self.extracts and self.recall is not None,
            }
        )
        found: Document | Known | Ready | UnreadableAnnouncement | None = next(map(_attempt, answers), None)
        if self.extracts and self.recall and isinstance(found, Document):
            found = next(_settled(found, self.recall, self._process, answers), None)
        if found is None:
            self.close()
            return _ended(page.name, self._cpu_seconds)
        return found

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.kill()
            self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class Process:
    """One process that reads (`file_reader.py`)."""

    def __init__(self, cpu_seconds: int = CPU_SECONDS, memory_bytes: int = MEMORY_BYTES) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_SECRET)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "crackdown.intake.file_reader", str(cpu_seconds), str(memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            text=True,
            encoding="ascii",
            start_new_session=True,  # Ctrl-C is for whoever started it, who ends it
        )

    def ask(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield its answers to a request; fewer than there should be where it was ended.

        Raises:
            CrackdownError: what it met and was no matter of one announcement.
        """
        assert self._process.stdout
        self.tell(json.dumps(request) + "\n")
        while (line := self._process.stdout.readline()).endswith("\n"):
            answer: dict[str, Any] = json.loads(line)
            if "raise" in answer:
                raised: type[CrackdownError] = getattr(errors, answer["raise"])
                raise raised(answer["message"])
            yield answer
            if answer.get("is_last"):
                return

    def tell(self, line: str) -> None:
        """Send it a line, in answer to what it asks."""
        assert self._process.stdin
        with suppress(OSError):  # the pipe of a dead process
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def kill(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.kill()


def _settled(
    document: Document, recall: Recall, process: Process, answers: Iterator[dict[str, Any]]
) -> Iterator[Document | Known | Ready | UnreadableAnnouncement]:
    """Yield what is known of a document, else what is read now; nothing where that ends the process."""
    known = recall(document)
    process.tell(LEAVE if known else READ)
    if known:
        yield known
    elif answer := next(answers, None):
        yield _attempt(answer)


def _attempt(answer: dict[str, Any]) -> Document | Ready | UnreadableAnnouncement:
    if "error" in answer:
        return UnreadableAnnouncement(answer["error"])
    from crackdown.graph.announcement.record import Record
    from crackdown.loaders.document import Document

    document = Document(**answer["document"] | {"notes": tuple(answer["document"]["notes"])})
    return Ready(document, Record.model_validate_json(answer["record"])) if answer.get("record") else document


def _ended(name: str, cpu_seconds: int) -> UnreadableAnnouncement:
    return UnreadableAnnouncement(
        f"{name}: reading it was stopped: it takes more than {cpu_seconds} s of processor time or "
        f"{MEMORY_BYTES / 1024**3:g} GiB, or breaks the program that reads it; what stands in it from there on was not "
        "read: leave it out, or copy its text into a .txt file"
    )
