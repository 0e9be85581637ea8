"""Training that is killed takes the processes of its stages along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from crackdown.loaders.training.encoder.telling import in_processes


def hold(pipe: Path, stage: str) -> None:
    """Be a stage without end, which keeps a pipe open while it lives."""
    with pipe.open("w") as held:
        held.write(f"{stage}\n")
        held.flush()
        threading.Event().wait()


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_stages_end_with_the_process_that_began_them(tmp_path: Path, how: signal.Signals) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-m", __name__, str(pipe)]) as training:
        with pipe.open() as held:
            assert held.readline() == "fold0\n"
            training.send_signal(how)
            assert held.read() == ""  # the end, which comes with that of who holds the other side
        assert training.wait() == -how


if __name__ == "__main__":
    in_processes(partial(hold, Path(sys.argv[1])), ["fold0"], print)
