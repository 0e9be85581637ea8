"""The notebooks run from top to bottom on the sample data, and what they show is there."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from crackdown.loading import load_all, sample_folder

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture(scope="module")
def sample_store(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("notebooks") / "store"
    assert load_all([str(sample_folder())], folder) == 0
    return folder


@pytest.fixture
def executed(request, sample_store, monkeypatch):
    monkeypatch.setenv("CRACKDOWN_STORE", str(sample_store))
    notebook = nbformat.read(NOTEBOOKS / request.param, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    return notebook


def html_outputs(notebook) -> list[str]:
    return [
        output["data"]["text/html"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]


@pytest.mark.parametrize("executed", ["01-first-questions.ipynb"], indirect=True)
def test_first_questions_show_a_network_and_quotes(executed):
    outputs = html_outputs(executed)
    assert any("<iframe srcdoc=" in output for output in outputs)
    assert any("General Department of Immigration" in output and "quote" in output for output in outputs)


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.name)
def test_every_notebook_is_tested(path):
    assert path.name in Path(__file__).read_text(encoding="utf-8")
