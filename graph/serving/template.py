"""The process that workers are copied from: `python -m crackdown.graph.serving.template CONTROL OPTIONS`.

Starting Python and loading this package takes tenths of a second, forking a process that has done both some
milliseconds; and a graph in memory is shared by all copies until one touches it. A store on disk must not be open in a
process that forks, as it has threads: a copy opens its own, and a graph in memory comes as text from a process that
ends. The template has no network, and neither have its copies.

It takes orders of five bytes over CONTROL, a socket: what to do, and the number of the worker, which the server
chooses. CATCH_UP comes with the file that `difference` wrote, and is answered, as the start is, by what the graph in
memory is then. It alone knows the workers' process ids and takes their leave, so that no signal can reach a stranger;
of one that a fault has ended it says so over that one's own socket.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crackdown.graph.serving import frames, replica, worker
from crackdown.graph.serving.replica import Replica
from crackdown.graph.serving.sandbox import close_network, die_with_parent

FORK, KILL, PAUSE, RESUME, LOWER, CATCH_UP = b"F", b"K", b"P", b"R", b"L", b"C"
ORDER: Final = struct.Struct("!cI")
_SIGNALS: Final = {KILL: signal.SIGKILL, PAUSE: signal.SIGSTOP, RESUME: signal.SIGCONT}
_FAULTS: Final = {signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE}  # want of memory is SIGABRT or SIGKILL
_NICENESS: Final = 10
_AGAIN: Final = 0.1  # seconds: sooner than this after the last, Linux refuses to give another session a priority


@dataclass(frozen=True)
class Options:
    """What a template is told at its start.

    Args:
        folder: of the snapshot.
        in_memory: whether it holds the graph in memory.
        max_memory_bytes: what a worker may take beside what it shares.
        replica: whether the graph is wanted in memory even where it seems too large.
        copies: how many workers there may be that have a copy of the whole.
    """

    folder: str
    in_memory: bool
    max_memory_bytes: int
    replica: str
    copies: int


def main() -> None:
    """Make ready, say so, and obey until the server closes."""
    control = socket.socket(fileno=int(sys.argv[1]))
    options = Options(**json.loads(sys.argv[2]))
    close_network()
    held = replica.load(options.folder, options.replica, options.copies) if options.in_memory else None
    template = _Template(control, options, held)
    template.tell(is_ready=held is not None or not options.in_memory)
    if options.in_memory and held is None:
        return
    gc.freeze()  # what is there stays, and collecting garbage would touch, and so copy, all of it
    template.obey()


class _Template:
    """A parent of workers."""

    def __init__(self, control: socket.socket, options: Options, held: Replica | None) -> None:
        self._control = control
        self._options = options
        self._held = held
        self._children: dict[int, int] = {}
        self._sockets: dict[int, int] = {}  # the workers' ends, open until they have ended
        self._to_lower: set[int] = set()
        self._ended, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def tell(self, *, is_ready: bool) -> None:
        """Say what the graph in memory is; `none` where there is none, or it is not what was wanted."""
        facts = self._held.facts if self._held else {}
        self._control.sendall(json.dumps(facts if is_ready else {"graphs": "none"}).encode() + b"\n")

    def obey(self) -> None:
        while True:
            wait = _AGAIN if self._to_lower else None
            ready, _, _ = select.select([self._control.fileno(), self._ended], [], [], wait)
            if self._ended in ready:
                self._take_leave()
            elif ready and not self._obey_once():
                return
            self._lower()

    def _obey_once(self) -> bool:
        try:
            data, given, _, _ = socket.recv_fds(self._control, ORDER.size, 1)
        except ConnectionError:  # the server ended without reading all that was told to it
            return False
        if len(data) < ORDER.size:
            return False
        order, number = ORDER.unpack(data)
        if order == FORK:
            self._fork(number, given[0])
        elif order == CATCH_UP:
            with os.fdopen(given[0], "rb") as file:
                self.tell(is_ready=self._held is not None and self._held.catch_up(file))
        elif number in self._children:
            pid = self._children[number]
            if order == LOWER:
                self._to_lower.add(number)
            else:
                os.kill(pid, _SIGNALS[order])
        return True

    def _fork(self, number: int, given: int) -> None:
        pid = os.fork()
        if pid:
            self._children[number], self._sockets[number] = pid, given
            return
        try:
            self._become_worker(given)
        except (ConnectionError, KeyboardInterrupt):
            pass
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(0)  # nothing of the template's is to be cleaned up by its copy

    def _become_worker(self, given: int) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for one in (self._ended, *self._sockets.values()):
            os.close(one)
        self._control.close()
        die_with_parent()
        os.setsid()  # see _lower: so the share of a light query is not used up by heavy ones
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        connection = socket.socket(fileno=given)
        view, folder = None, self._options.folder
        if self._held:
            view, folder = self._held.view, self._held.folder
            replica.touch(connection)
        worker.serve(connection, view, folder, self._options.max_memory_bytes)

    def _take_leave(self) -> None:
        os.read(self._ended, 4096)
        for number, pid in list(self._children.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                del self._children[number]
                _tell_end(self._sockets.pop(number), status)

    def _lower(self) -> None:
        """Let workers give way to everything else on the machine."""
        for number in sorted(self._to_lower):
            if number not in self._children or _lower(self._children[number]):
                self._to_lower.remove(number)


def _tell_end(given: int, status: int) -> None:
    """Close a worker's socket; before that, tell the server of a fault, which never comes in the middle of a frame."""
    with socket.socket(fileno=given) as connection, suppress(OSError):
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) in _FAULTS:
            connection.send(frames.pack(frames.CRASHED, b""), socket.MSG_DONTWAIT)


def _lower(pid: int) -> bool:
    """Lower a worker's priority, and say whether that is done.

    Where Linux shares out the processor by session (sched(7), autogroup), a process's own priority counts within its
    session alone, which is the worker's own.
    """
    os.setpriority(os.PRIO_PROCESS, pid, _NICENESS)
    try:
        Path(f"/proc/{pid}/autogroup").write_text(str(_NICENESS), encoding="ascii")
    except BlockingIOError:  # some session was given a priority just now: see _AGAIN
        return False
    except OSError:  # there are none
        pass
    return True


if __name__ == "__main__":
    try:
        main()
    except ConnectionError:  # the server ended meanwhile
        sys.exit(0)
