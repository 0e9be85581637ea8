"""Nothing is pinned hard: the package goes beside the newest of what a notebook has.

A resolver is asked what an installation would put there; then it is installed, all but this package, which is taken as
it lies here, and a notebook is run by it. Where no package index answers, both are skipped and say so.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NEWEST = (
    "rdflib", "pandas", "ipython", "jupyterlab", "networkx", "pyvis", "pyarrow", "notebook", "ipykernel",
    "graspologic-native",
)  # fmt: skip
_NO_INDEX = re.compile(
    r"error sending request|failed to fetch|could not connect|dns error|timed out|offline", re.IGNORECASE
)


def uv(*arguments: str | Path) -> str:
    """Run uv; return what it prints."""
    program = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if program is None:
        pytest.skip("uv, which resolves and installs, is not there")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False, timeout=600)
    if done.returncode and _NO_INDEX.search(done.stderr):
        pytest.skip(f"no package index answers: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    return done.stdout


def resolve(tmp_path: Path, *wanted: str) -> dict[str, str]:
    """Return the versions that an installation of all of these into an empty environment would have."""
    listed = tmp_path / "wanted.in"
    listed.write_text("\n".join(wanted))
    told = uv("pip", "compile", "--quiet", "--no-header", "--no-annotate", "--python", sys.executable, listed)
    return dict(line.split("==", 1) for line in told.splitlines() if "==" in line)


def test_it_resolves_beside_the_newest(tmp_path):
    alone = {name: resolve(tmp_path, name)[name] for name in NEWEST}
    together = resolve(tmp_path, *NEWEST, f"crackdown[notebook,leiden] @ {ROOT.as_uri()}")
    assert {name: together[name] for name in NEWEST} == alone


def test_the_newest_run_a_notebook(tmp_path, folder):
    """In an environment of its own: load the magic, ask, have the answer in pandas, draw."""
    environment = tmp_path / "newest"
    uv("venv", "--quiet", "--python", sys.executable, environment)
    python = environment / "bin" / "python"
    of_ours = "pip", "install", "--quiet", "--python", python, "--extra", "notebook", "--extra", "leiden"
    uv(*of_ours, "--requirements", ROOT / "pyproject.toml", *NEWEST)
    told = _run(tmp_path, python, folder)
    versions = dict(line.split() for line in told[0].outputs[0].text.splitlines())
    assert versions == {name: resolve(tmp_path, name)[name] for name in NEWEST}
    assert "text/html" in told[1].outputs[0].data
    assert told[2].outputs[0].data["text/plain"] == "Int64Dtype()"
    assert {"text/html", "image/png"} <= told[3].outputs[0].data.keys()
    assert int(told[4].outputs[0].data["text/plain"]) > 0


def _run(tmp_path: Path, python: Path, store: Path) -> list[nbformat.NotebookNode]:
    """Have the environment's own Jupyter run a notebook; return its cells."""
    asked = "SELECT ?op ?n { ?op crk:total/crk:value ?n }"
    cells = (
        f"from importlib.metadata import version\nfor name in {NEWEST!r}:\n    print(name, version(name))",
        f"%load_ext crackdown\n%sparql --store {store} {asked}",
        f"import crackdown\ng = crackdown.open({str(store)!r})\ng.query({asked!r}).df()['n'].dtype",
        "g.draw('KTI')",
        "len(g.measures.communities(method='leiden').df())",
    )
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    nbformat.write(made, tmp_path / "asked.ipynb")
    command = [python, "-m", "nbconvert", "--to", "notebook", "--execute", "--output", "told", "asked.ipynb"]
    own = {"PYTHONPATH": str(ROOT), "JUPYTER_PATH": "", "JUPYTER_DATA_DIR": str(tmp_path / "jupyter")}
    done = subprocess.run(
        command, cwd=tmp_path, env=os.environ | own, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stderr[-3000:]
    cells_told: list[nbformat.NotebookNode] = nbformat.read(tmp_path / "told.ipynb", as_version=4).cells
    return cells_told
