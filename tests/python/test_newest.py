"""Nothing is pinned hard: the package fits beside the newest of what a notebook has.

A resolver is asked, which takes seconds, not an installation, which takes minutes and hundreds of megabytes: what it
finds is what an installation would put there. Where no package index answers it is skipped and says so.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEWEST = (
    "rdflib", "pandas", "ipython", "jupyterlab", "networkx", "pyvis", "pyarrow", "notebook", "ipykernel",
    "graspologic-native",
)  # fmt: skip
_NO_INDEX = re.compile(
    r"error sending request|failed to fetch|could not connect|dns error|timed out|offline", re.IGNORECASE
)


def resolve(tmp_path: Path, *wanted: str) -> dict[str, str]:
    """Return the versions that an installation of all of these into an empty environment would have."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        pytest.skip("uv, which resolves, is not installed")
    listed = tmp_path / "wanted.in"
    listed.write_text("\n".join(wanted))
    command = [uv, "pip", "compile", "--quiet", "--no-header", "--no-annotate", "--python", sys.executable, str(listed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode and _NO_INDEX.search(done.stderr):
        pytest.skip(f"no package index answers: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    return dict(line.split("==", 1) for line in done.stdout.splitlines() if "==" in line)


def test_it_installs_beside_the_newest(tmp_path):
    alone = {name: resolve(tmp_path, name)[name] for name in NEWEST}
    together = resolve(tmp_path, *NEWEST, f"crackdown[notebook,leiden] @ {ROOT.as_uri()}")
    assert {name: together[name] for name in NEWEST} == alone
