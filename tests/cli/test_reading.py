"""`crackdown query`, `show`, `draw`, `validate`: answers with their evidence, and errors with their remedy."""

import json
import subprocess

import pytest

SELECT = "SELECT ?n WHERE { ?op crk:total/crk:value ?n } ORDER BY ?n"
CONSTRUCT = "CONSTRUCT { ?op crk:kind ?kind } WHERE { ?op crk:kind ?kind }"


def test_query_into_a_pipe_is_csv(run, sample_store):
    assert run("query", SELECT, "--store", sample_store).stdout.splitlines()[0] == "n"


@pytest.mark.parametrize(
    ("format_", "query", "start"),
    [
        ("csv", SELECT, "n\r\n"),
        ("tsv", SELECT, "?n\n"),
        ("json", SELECT, '{"head"'),
        ("xml", SELECT, "<?xml"),
        ("turtle", CONSTRUCT, "@prefix"),
        ("ntriples", CONSTRUCT, "<https://w3id.org/crackdown/"),
        ("jsonld", CONSTRUCT, "["),
    ],
)
def test_query_in_every_format(run, sample_store, format_, query, start):
    done = run("query", query, "--store", sample_store, "--format", format_)
    assert done.returncode == 0, done.stderr
    assert done.stdout.replace("\r\n", "\n").startswith(start.replace("\r\n", "\n"))


def test_query_from_a_file(run, sample_store, tmp_path):
    (tmp_path / "question.rq").write_text(SELECT, encoding="utf-8")
    done = run("query", tmp_path / "question.rq", "--store", sample_store)
    assert done.stdout == run("query", SELECT, "--store", sample_store).stdout


def test_query_with_a_mistake_names_line_and_column(run, sample_store):
    done = run("query", "SELECT ?x\nWHERE { ?x ?? ?y }", "--store", sample_store)
    assert done.returncode == 2
    assert "line 2" in done.stderr


def test_query_in_the_wrong_format_says_which_fit(run, sample_store):
    done = run("query", SELECT, "--store", sample_store, "--format", "turtle")
    assert done.returncode == 2
    assert "csv" in done.stderr


def test_update_is_refused(run, sample_store):
    assert run("query", "DELETE WHERE { ?s ?p ?o }", "--store", sample_store).returncode == 2


def test_query_where_there_is_no_store_says_how_to_begin(run, tmp_path):
    done = run("query", SELECT, "--store", tmp_path / "none")
    assert "crackdown load --samples" in done.stderr
    assert not (tmp_path / "none").exists()


def test_show_gives_each_fact_with_its_quote(run, sample_store):
    done = run("show", "Sok Veasna", "--store", sample_store)
    assert "Director General" in done.stdout
    assert "“Sok Veasna" in done.stdout
    assert "#char=" in done.stdout


def test_show_by_code(run, sample_store):
    assert "Techo International Airport" in run("show", "KTI", "--store", sample_store).stdout.splitlines()[0]


def test_show_of_nothing_names_the_nearest(run, sample_store):
    done = run("show", "Sok Veasnna Nobody", "--store", sample_store)
    assert done.returncode == 2
    assert "nothing is called so" in done.stderr


def test_draw_writes_one_page(run, sample_store, tmp_path):
    target = tmp_path / "network.html"
    done = run("draw", "KTI", "-o", target, "--store", sample_store)
    assert done.returncode == 0, done.stderr
    page = target.read_text(encoding="utf-8")
    assert "<html" in page
    assert 'src="http' not in page
    assert 'href="http' not in page


def test_validate_finds_no_violation_in_the_samples(run, sample_store):
    done = run("validate", "--store", sample_store)
    assert done.returncode == 0, done.stdout
    assert "3 announcements, 0 violations" in done.stderr


def test_extracted_json_pipes_into_a_closed_reader(command, samples):
    process = subprocess.Popen(command("extract", samples), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    json.loads(process.stdout.readline())
    process.stdout.close()
    errors = process.stderr.read()
    process.wait(timeout=120)
    process.stderr.close()
    assert "Traceback" not in errors
