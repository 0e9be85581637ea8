"""The notebooks run from top to bottom on the sample data, and what they show is there."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import crackdown
from crackdown.intake.loading import load_all, sample_folder

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
_FIGURE = re.compile(r"(?<![\w/.-])\d[\d,]{2,}(?![\w/.-]*\w)")  # of three digits and more
_YEAR = re.compile(r"(?:19|20)\d\d")
# The largest figure of each operation that adds up no others, once for each of its kinds.
LARGEST = """
SELECT ?operation ?kind (MAX(?value) AS ?n) WHERE {
  ?operation crk:kind/skos:prefLabel ?kind ; crk:total/crk:value ?value . FILTER(LANG(?kind) = "en")
  FILTER NOT EXISTS { ?operation crk:isTotal true }
} GROUP BY ?operation ?kind
"""

pytestmark = pytest.mark.xdist_group("notebooks")  # each is run once, for all that is asked of it


@pytest.fixture(scope="module")
def sample_store(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("notebooks") / "store"
    assert load_all([str(sample_folder())], folder) == 0
    return folder


@pytest.fixture(scope="module")
def run(sample_store):
    """Run a notebook from top to bottom over the samples, once."""
    done = {}

    def run_once(name):
        if name not in done:
            notebook = nbformat.read(NOTEBOOKS / name, as_version=4)
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("CRACKDOWN_STORE", str(sample_store))
                NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
            done[name] = notebook
        return done[name]

    return run_once


@pytest.fixture
def executed(request, run):
    return run(request.param)


each = pytest.mark.parametrize("executed", [path.name for path in PATHS], indirect=True)


def outputs_of(notebook) -> list:
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def html_outputs(notebook) -> list[str]:
    return [output["data"]["text/html"] for output in outputs_of(notebook) if "text/html" in output.get("data", {})]


@each
def test_every_network_has_a_picture_and_words_beside_its_page(executed):
    """GitHub and VS Code choose among what an output holds, and GitHub takes frames out of HTML."""
    for output in outputs_of(executed):
        told = output.get("data", {})
        if told.get("text/plain", "").startswith("<Drawing"):
            assert told.keys() & {"image/png", "image/svg+xml"}
            still = told["text/html"].partition("</iframe>")[2]
            assert '<img alt="' in still
            assert "<table>" in still


@each
def test_every_figure_in_the_prose_stands_in_what_is_shown(executed):
    shown = (
        texts(executed)
        + "".join(html_outputs(executed))
        + "".join(cell.source for cell in executed.cells if cell.cell_type == "code")
    )
    prose = "\n".join(cell.source for cell in executed.cells if cell.cell_type == "markdown")
    figures = {figure.rstrip(",") for figure in _FIGURE.findall(prose)}
    assert {one for one in figures if not _YEAR.fullmatch(one) and one not in shown} == set()


@each
def test_nothing_that_is_shown_moves_a_cursor(executed):
    """Colours are shown by notebooks, and by GitHub; a progress bar's commands are not."""
    assert re.findall(r"\x1b\[[0-9;?]*[A-Zac-ln-z]", texts(executed)) == []


@pytest.mark.parametrize("executed", ["01-first-questions.ipynb"], indirect=True)
def test_first_questions_show_a_network_and_quotes(executed):
    outputs = html_outputs(executed)
    assert any("<iframe srcdoc=" in output for output in outputs)
    assert any("General Department of Immigration" in output and "quote" in output for output in outputs)


@pytest.mark.parametrize("executed", ["01-first-questions.ipynb"], indirect=True)
def test_nobody_is_added_up_twice(executed, sample_store):
    """Each operation counts once for each kind, whatever days and numbers are told of it."""
    sums = next(cell for cell in executed.cells if cell.source.startswith("operations.groupby"))
    told = [line.split() for line in sums.outputs[0]["data"]["text/plain"].splitlines()[2:]]
    expected = {}
    with crackdown.open(sample_store) as g:
        for row in g.query(LARGEST):
            expected[row["kind"]] = expected.get(row["kind"], 0) + row["n"]
    assert {kind: int(highest) for kind, _, highest in told} == expected


def texts(notebook) -> str:
    """Everything a notebook shows, as plain text."""
    return "\n".join(
        output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs_of(notebook)
    )


@pytest.mark.parametrize("executed", ["02-who-sends-people-where.ipynb"], indirect=True)
def test_who_sends_people_where_ends_with_whom_to_ask(executed):
    shown = texts(executed)
    largest = re.search(
        r"^0 +(\S.*?) {2,}(\S.*?) {2,}\d", shown, re.MULTILINE
    )  # of the flows; which, hangs on the way of reading
    assert largest is not None
    assert f"{largest[1]} → {largest[2]}" in shown.splitlines()
    assert "only sent" in shown
    assert "Parts and total: 312 + 428 = 740, as announced." in shown
    asked = next(cell for cell in executed.cells if cell.source.startswith("open_ ="))
    people = [int(row.split()[2]) for row in asked.outputs[0]["data"]["text/plain"].split("\n\n")[0].splitlines()[1:]]
    assert people == sorted(people, reverse=True)
    assert "only received" in asked.outputs[0]["data"]["text/plain"]


@pytest.mark.parametrize("executed", ["03-one-operation-in-six-languages.ipynb"], indirect=True)
def test_one_operation_is_told_in_six_languages_and_can_be_parted(executed):
    assert "61 announcements: 61 added" in texts(executed)
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


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_no_notebook_is_kept_with_what_it_showed(path):
    notebook = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_every_notebook_is_tested(path):
    assert path.name in Path(__file__).read_text(encoding="utf-8")
