"""The server's side of its processes: templates, and the workers forked from them.

A worker is there the moment it is ordered: its socket takes the question while the fork is under way. Some always
stand ready, so that whoever comes next finds one whatever the others do. Nothing here waits, and any thread may call.
"""

from __future__ import annotations

import itertools
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import asdict
from typing import IO, Any

from crackdown.errors import QueryAborted
from crackdown.graph.serving import difference, frames
from crackdown.graph.serving import template as orders
from crackdown.graph.serving.processor_clock import ProcessorClock
from crackdown.graph.serving.template import ORDER, Options

_MOST_QUERIES = 2000  # by one worker: then whatever it may have hoarded is given back


class Template:
    """A process that workers are forked from."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.facts: dict[str, Any] = {}
        self._control, theirs = socket.socketpair()
        command = [sys.executable, "-m", orders.__name__, str(theirs.fileno()), json.dumps(asdict(options))]
        self.process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the server, which then ends its own
        )
        theirs.close()
        self._numbers = itertools.count(1)

    def catch_up(self, file: IO[bytes]) -> bool:
        """Let its graph in memory become that of a later snapshot, by the file that `difference` wrote, and wait."""
        try:
            socket.send_fds(self._control, [ORDER.pack(orders.CATCH_UP, 0)], [file.fileno()])
        except OSError:  # the process is dead
            return False
        return self.wait_until_ready()

    def wait_until_ready(self) -> bool:
        """Wait until it has its graph; False where it does not fit in memory, or the process died."""
        received = b""
        while not received.endswith(b"\n"):
            try:
                data = self._control.recv(4096)
            except OSError:
                return False
            if not data:
                return False
            received += data
        facts = json.loads(received)
        if facts.get("graphs") == "none":
            return False
        self.facts = facts
        return True

    def fork(self, folder: str) -> Worker:
        """Order a worker, for questions about the snapshot in a folder.

        Raises:
            OSError: the process is dead.
        """
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        number = next(self._numbers)
        with theirs:
            socket.send_fds(self._control, [ORDER.pack(orders.FORK, number)], [theirs.fileno()])
        return Worker(self, number, ours, folder)

    def order(self, order: bytes, number: int) -> None:
        """Send an order about a worker; one that is dead already needs none."""
        try:
            self._control.sendall(ORDER.pack(order, number))
        except OSError:
            return

    def close(self) -> None:
        """End it, and with it all its workers."""
        self._control.close()
        self.process.kill()
        self.process.wait()


def _environment() -> dict[str, str]:
    """Return ours, with what this process can import on the path, but not the folder it happens to stand in."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


class Worker:
    """A process that answers one question at a time."""

    def __init__(self, template: Template, number: int, connection: socket.socket, folder: str) -> None:
        self.template = template
        self.folder = folder  # of the snapshot that it was forked for
        self.connection = connection
        self.received = frames.Frames()
        self.queries = 0
        self.is_spent = False
        self._number = number
        self._clock: ProcessorClock | None = None
        self._before = 0.0  # what it had taken when it took up the query

    def begin(self) -> None:
        """Let its processor time count from here, for the next query."""
        self._before = (self._clock.seconds() if self._clock else None) or 0.0

    def note_ready(self, told: dict[str, Any]) -> None:
        """Take in what it tells of itself as it takes up its first query, or one that it had to open a snapshot for."""
        self._clock = self._clock or ProcessorClock(told["pid"])
        self._before = max(self._before, told["seconds"])

    @property
    def has_been_ready(self) -> bool:
        """Whether it has ever told that it was."""
        return self._clock is not None

    def processor_seconds(self) -> float | None:
        """Return what it has taken for the query; None where the system does not tell, or it has not been ready."""
        seconds = self._clock.seconds() if self._clock else None
        return None if seconds is None else max(0.0, seconds - self._before)

    def open(self, folder: str) -> None:
        """Let it open a snapshot ahead of the first question; for one that stands idle."""
        with suppress(OSError):
            self.connection.send(frames.pack(frames.OPEN, folder.encode()))

    def pause(self) -> None:
        """Let it stand still."""
        self.template.order(orders.PAUSE, self._number)

    def resume(self) -> None:
        """Let it go on."""
        self.template.order(orders.RESUME, self._number)

    def lower(self) -> None:
        """Let it give way to other processes from now on, which cannot be taken back: this is its last query."""
        self.is_spent = True
        self.template.order(orders.LOWER, self._number)

    def kill(self) -> None:
        """End it, whatever it is doing."""
        self.template.order(orders.KILL, self._number)
        self.connection.close()


class Crew:
    """The workers of one template, some of them standing ready."""

    def __init__(self, options: Options, *, ready: int, most_idle: int) -> None:
        """Start the template; workers come when they are first needed, or at `stand_ready`.

        Args:
            options: of the template.
            ready: how many are to stand ready at least.
            most_idle: how many are kept; one that has answered has what it needs in pages of its own, so a new one
                would take twice as long over much of the graph.
        """
        self._most_idle = most_idle
        self.folder = options.folder  # the snapshot that it answers from
        self._options = options
        self._ready = ready
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._is_retired = False
        self._is_catching_up = False
        self.template = Template(options)

    @property
    def in_memory(self) -> bool:
        """Whether it answers from memory."""
        return self._options.in_memory

    def has_room(self) -> bool:
        """Tell whether it goes on answering: it was not retired, nor has its process died."""
        return not self._is_retired and self.template.process.poll() is None

    def stand_ready(self) -> None:
        """Order as many workers as are to stand ready."""
        with self._lock:
            self._fill()

    def move_to(self, folder: str) -> None:
        """Answer from another snapshot on the disk from now on."""
        with self._lock:
            self.folder = folder
            for worker in self._idle:
                worker.open(folder)

    def catch_up(self, folder: str) -> bool:
        """Answer from another snapshot by what has changed since the one in memory; False where that cannot be told.

        Queries under way end on the one they began with; others find no worker here meanwhile.
        """
        with self._lock:
            self._is_catching_up = True
            while self._idle:
                self._idle.pop().kill()
        try:
            if not self._is_told(folder):
                return False
        except OSError:  # no room for the file, or for another process
            return False
        with self._lock:
            self.folder = folder
            self._is_catching_up = False
        return True

    def take(self) -> Worker | None:
        """Return a worker that is free; None where this crew was retired, or has to catch up.

        Raises:
            QueryAborted: the process that they come from cannot be started.
        """
        with self._lock:
            if self._is_retired or self._is_catching_up:
                return None
            worker = self._idle.pop() if self._idle else self._fork()
            self._busy.add(worker)
            return worker

    def give_back(self, worker: Worker) -> None:
        """Take a worker back that has answered in full."""
        worker.queries += 1
        with self._lock:
            self._busy.discard(worker)
            spent = worker.is_spent or worker.queries >= _MOST_QUERIES or worker.template is not self.template
            if spent or self._is_retired or self._is_old(worker):
                worker.kill()
            else:
                self._idle.append(worker)
                if len(self._idle) > self._most_idle:
                    self._idle.pop(0).kill()  # the one that has waited longest, or was never needed
            self._end_if_done()

    def kill(self, worker: Worker) -> None:
        """End a worker in the middle of a query, and let another stand ready."""
        worker.kill()
        with self._lock:
            self._busy.discard(worker)
            self._fill()
            self._end_if_done()

    def retire(self) -> None:
        """Let queries under way end, then end."""
        with self._lock:
            self._is_retired = True
            while self._idle:
                self._idle.pop().kill()
            self._end_if_done()

    def close(self) -> None:
        """End everything now."""
        with self._lock:
            self._is_retired = True
            for worker in [*self._idle, *self._busy]:
                with suppress(OSError):
                    worker.connection.shutdown(socket.SHUT_RDWR)  # whoever reads from it learns of it
            self._idle.clear()
            self.template.close()

    def _is_told(self, folder: str) -> bool:
        """Have a process of its own, as the template must not open a snapshot, find out what has changed; tell that."""
        facts = self.template.facts
        command = [sys.executable, "-m", difference.__name__, folder, facts["version"], facts["graphs"]]
        with tempfile.TemporaryFile() as file:
            told = subprocess.run(
                command, stdout=file, stdin=subprocess.DEVNULL, env=_environment(), start_new_session=True, check=False
            )
            file.seek(0)
            return told.returncode == 0 and self.template.catch_up(file)

    def _is_old(self, worker: Worker) -> bool:
        """Tell whether a worker has a copy of what the graph in memory was; on the disk each opens what it is told."""
        return self.in_memory and (self._is_catching_up or worker.folder != self.folder)

    def _fill(self) -> None:
        while len(self._idle) < self._ready and not (self._is_retired or self._is_catching_up):
            self._idle.insert(0, self._fork())

    def _fork(self) -> Worker:
        try:
            worker = self.template.fork(self.folder)
        except OSError:
            worker = self._fork_from_another()
        if not self._options.in_memory:
            worker.open(self.folder)
        return worker

    def _fork_from_another(self) -> Worker:
        """Start another template in place of one that died; what stood ready died with it."""
        if self._options.in_memory or self._is_retired:
            raise QueryAborted("the process that queries are answered from has died; ask again")
        self.template.close()
        self._idle.clear()
        self.template = Template(self._options)
        try:
            return self.template.fork(self.folder)
        except OSError as error:
            raise QueryAborted(f"no process could be started to answer the query ({error})") from error

    def _end_if_done(self) -> None:
        if self._is_retired and not self._busy:
            self.template.close()
