"""What somebody who is new types wrongly, and is told."""

import pytest


@pytest.mark.parametrize("option", ["--store", "--as-of=2026-02-09"])
def test_an_option_ahead_of_its_command_is_told_where_it_goes(run, option):
    done = run(option, "query", "ASK {}")
    assert done.returncode == 2
    assert f"{option.partition('=')[0]} stands behind a command, as in: crackdown" in done.stderr
    assert done.stdout == ""


def test_an_option_that_no_command_has_is_unknown(run):
    assert "No such option: --stroe" in run("--stroe", "query", "ASK {}").stderr


@pytest.mark.parametrize(("word", "meant"), [("lod", "load"), ("qeury", "query"), ("verfy", "verify")])
def test_a_command_that_is_not_there_is_taken_for_the_likest(run, word, meant):
    done = run(word)
    assert done.returncode == 2
    assert f"Did you mean '{meant}'" in " ".join(done.stderr.split())


@pytest.mark.parametrize(("option", "choices"), [("--llm", "'link', 'open'"), ("--reading", "'full', 'fast'")])
def test_what_an_option_cannot_be_is_told_with_what_it_can(run, option, choices):
    done = run("load", option, "other", "notice.txt")
    assert done.returncode == 2
    told = " ".join(done.stderr.replace("│", " ").split())
    assert f"'{option}': there is no 'other'; choose one of {choices}" in told


def test_a_name_that_the_ontology_does_not_have_is_told_beside_the_answer(run, sample_store):
    done = run("query", "SELECT ?op { ?op crk:departdFrom ?airport }", "--store", sample_store)
    assert (done.returncode, done.stdout.split()) == (0, ["op"])
    assert done.stderr == "crackdown: crk:departdFrom is no term of the ontology; crk:departedFrom is\n"


def test_a_query_without_such_a_name_says_nothing(run, sample_store):
    assert run("query", "SELECT ?op { ?op crk:departedFrom 'crk:nowhere' }", "--store", sample_store).stderr == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["query", "nowhere.rq"], "nowhere.rq: the query cannot be read: No such file or directory; check the path"),
        (["verify-pack", "nowhere.zip"], "nowhere.zip: no ZIP archive that can be read: No such file or directory"),
        (["xref", "nowhere.csv"], "nowhere.csv: it cannot be read: No such file or directory; check the path"),
        (["load", "--records", "nowhere.jsonl", "--store", "new"], "nowhere.jsonl: cannot be read (No such file or "),
        (["versions", "nowhere"], "SELECT ?a { ?a a crk:Announcement }"),
    ],
)
def test_what_is_not_there_is_told_in_words_with_a_remedy(run, sample_store, arguments, told):
    done = run(*arguments, CRACKDOWN_STORE=str(sample_store))
    assert done.returncode == 2
    assert told in done.stderr
    assert "Errno" not in done.stderr


def test_an_address_that_is_none_of_http_is_no_folder(run, tmp_path):
    done = run("load", "--samples", "--store", "ftp://example.org/store", HOME=str(tmp_path))
    assert done.returncode == 2
    assert "ftp://example.org/store: an endpoint's address begins with http:// or https://" in done.stderr
