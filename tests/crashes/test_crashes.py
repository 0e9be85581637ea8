"""A short run of `make crashes`: 25 kills, at other moments in each run; the seed is printed where something fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="forks, and looks for what is left in /proc")
def test_nothing_acknowledged_is_lost_and_nothing_is_half_there():
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), *sys.path]))}
    command = [sys.executable, "-m", "tests.crashes", "--kills", "25"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert "each equal to the undisturbed run" in done.stdout
