"""The notebooks run from top to bottom on the sample data, and what they show is there."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from crackdown.intake.loading import load_all, sample_folder

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
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
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


def texts(notebook) -> str:
    """Everything a notebook shows, as plain text."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "\n".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs)


@pytest.mark.parametrize("executed", ["02-who-sends-people-where.ipynb"], indirect=True)
def test_who_sends_people_where_ends_with_whom_to_ask(executed):
    shown = texts(executed)
    assert "Cambodia → China" in shown
    assert "only sent" in shown
    assert "Parts and total: 312 + 428 = 740, as announced." in shown


@pytest.mark.parametrize("executed", ["03-one-operation-in-six-languages.ipynb"], indirect=True)
def test_one_operation_is_told_in_six_languages_and_can_be_parted(executed):
    table = next(cell for cell in executed.cells if cell.source.startswith("# Six languages"))
    told = table.outputs[0]["data"]["text/html"]
    assert all(f"<td>{language}</td>" in told for language in ("en", "es", "fr", "km", "ko", "vi"))
    assert "different (only to show it)" in texts(executed)


@pytest.mark.parametrize("executed", ["04-the-network-behind-an-airport.ipynb"], indirect=True)
def test_the_network_behind_an_airport_names_who_stands_between(executed):
    shown = texts(executed)
    assert "Techo International Airport" in shown
    assert "official/kh-sok-veasna" in shown
    assert "rest on its word alone" in shown


@pytest.mark.parametrize("executed", ["05-a-ministers-year.ipynb"], indirect=True)
def test_a_ministers_year_knows_no_more_than_was_announced(executed):
    as_of = next(cell for cell in executed.cells if "operations he had directed" in cell.source)
    rows = as_of.outputs[0]["data"]["text/plain"].splitlines()[1:]
    assert [int(row.split()[2]) for row in rows] == sorted(int(row.split()[2]) for row in rows)
    assert rows[0].split()[2:] == ["0", "0"]
    assert "副首相兼内相" in texts(executed)


@pytest.mark.parametrize("executed", ["06-your-own-announcements.ipynb"], indirect=True)
def test_your_own_announcements_are_read_matched_and_handed_on(executed):
    shown = texts(executed)
    assert "operation/kh-2026-03-11-deportation-64" in shown
    assert "Ministry of Magic" in shown
    assert "network.gexf" in shown


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.name)
def test_no_notebook_is_kept_with_what_it_showed(path):
    notebook = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells)


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.name)
def test_every_notebook_is_tested(path):
    assert path.name in Path(__file__).read_text(encoding="utf-8")
