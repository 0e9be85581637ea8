"""`crackdown xref`: a table of names against the graph."""

import csv
import json

import pytest


def test_a_table_gets_candidates_with_reasons_and_quotes(run, sample_store, tmp_path):
    table = tmp_path / "names.csv"
    table.write_text("Who,Nation\nSok Vasna,Cambodia\nNobody Atall,\n", encoding="utf-8")
    done = run("xref", table, "--column", "Who", "--country-column", "Nation", "--store", sample_store)
    lines = list(csv.DictReader(done.stdout.splitlines()))
    assert lines[0]["iri"].endswith("official/kh-sok-veasna")
    assert "names that differ by a spelling" in lines[0]["reasons"]
    assert (lines[0]["match"], bool(lines[0]["quote"]), lines[-1]["iri"]) == ("yes", True, "")


def test_jsonl_from_standard_input(run, sample_store):
    done = run("xref", "-", "--format", "jsonl", "--store", sample_store, stdin="name,type\nKTI,airport\n")
    assert json.loads(done.stdout)["candidates"][0]["iri"].endswith("airport/VDTI")


def test_a_table_of_semicolons_is_read_and_the_first_quote_is_the_name_that_was_found(run, sample_store, tmp_path):
    table = tmp_path / "names.csv"
    table.write_text("name;country\nSok Veasna;Cambodia\n", encoding="utf-8")
    done = run("xref", table, "--store", sample_store)
    (line,) = csv.DictReader(done.stdout.splitlines())
    assert (line["match"], line["quote"]) == ("yes", "Sok Veasna")


def test_a_line_for_excel_says_what_parts_the_values(run, sample_store):
    done = run("xref", "-", "--store", sample_store, stdin="sep=;\r\nname;country\r\nSok Veasna;Cambodia;\r\n")
    (line,) = csv.DictReader(done.stdout.splitlines())
    assert (line["name"], line["match"]) == ("Sok Veasna", "yes")
    assert "the same country" in line["reasons"]


def test_a_name_with_a_comma_that_is_not_quoted_is_told_and_not_cut(run, sample_store):
    done = run("xref", "-", "--store", sample_store, stdin="name,country\nKTI,KH\nVeasna, Sok,KH\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert "row 2: it has more values than the header; put a value that holds ',' into quotes" in done.stderr


@pytest.mark.parametrize("is_piped", [True, False])
def test_a_table_that_is_not_utf_8_is_refused(run, sample_store, tmp_path, is_piped):
    (tmp_path / "names.csv").write_bytes(b"name\nRen\xe9e\n")
    table = "-" if is_piped else tmp_path / "names.csv"
    done = run("xref", table, "--store", sample_store, stdin=b"name\nRen\xe9e\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{'standard input' if is_piped else table}: " in done.stderr
    assert "not UTF-8" in done.stderr


def test_a_missing_column_is_told_in_words(run, sample_store):
    done = run("xref", "-", "--column", "x", "--store", sample_store, stdin="name\nKTI\n")
    assert (done.returncode, "there is no column x" in done.stderr) == (2, True)
