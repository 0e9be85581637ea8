"""`crackdown extract`: one record a line, evidence at its offsets, errors that name the file."""

import json
import os

import pytest


@pytest.fixture(scope="module")
def extracted(run, samples):
    """What is printed of one sample."""
    return run("extract", samples / "kh-gdi-2026-02-08-en.txt").stdout


def test_prints_one_record_a_line_with_the_file_stem_as_id(run, samples):
    done = run("extract", samples / "kh-gdi-2026-02-08-en.txt", samples / "kh-gdi-2026-02-09-2-fr.txt")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in records] == ["kh-gdi-2026-02-08-en", "kh-gdi-2026-02-09-2-fr"]
    assert done.returncode == 0


def test_every_quote_stands_at_its_offsets(extracted, samples):
    (line,) = extracted.splitlines()
    text = (samples / "kh-gdi-2026-02-08-en.txt").read_bytes().decode()
    operation = json.loads(line)["operations"][0]
    evidence = operation["evidence"]["persons"]
    assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert str(operation["persons"]) in evidence["quote"]


@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_reads_standard_input(run, samples, name):
    done = run("extract", name, stdin=(samples / "kh-gdi-2026-02-08-en.txt").read_bytes())
    assert json.loads(done.stdout)["operations"][0]["persons"] == 312


def test_refuses_a_pipe_with_the_remedy(run, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    done = run("extract", tmp_path / "pipe.txt")
    assert done.returncode == 1
    assert "this is no file; give - " in done.stderr


def test_walks_a_folder(run, samples, tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one.txt").write_bytes((samples / "kh-gdi-2026-02-08-en.txt").read_bytes())
    assert json.loads(run("extract", tmp_path).stdout)["id"] == "one"


def test_names_what_cannot_be_read_and_goes_on(run, samples, tmp_path):
    (tmp_path / "empty.txt").touch()
    done = run("extract", tmp_path / "empty.txt", samples / "kh-gdi-2026-02-08-en.txt")
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_says_which_language_is_read_in_part(run, unread):
    record = json.loads(run("extract", unread).stdout)
    assert record["outcome"] == "partly_read"
    assert "Odia" in record["notes"][0]
    assert record["dates"] == ["2026-03-03"]


def test_record_of_a_language_that_is_read_has_no_bare_figures(extracted):
    record = json.loads(extracted)
    assert {"dates", "numbers"}.isdisjoint(record)


def test_without_files_it_says_what_to_name(run):
    done = run("extract")
    assert done.returncode == 2
    assert "standard input" in done.stderr


def test_a_folder_of_languages_that_is_not_there_is_told(run, samples, tmp_path):
    done = run("extract", samples / "kh-gdi-2026-02-08-en.txt", CRACKDOWN_LANGUAGES=str(tmp_path / "none"))
    assert done.returncode == 2
    assert "none: there is no such folder; CRACKDOWN_LANGUAGES names it" in done.stderr
