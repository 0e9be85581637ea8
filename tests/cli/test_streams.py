"""Standard output and standard error, whatever stands at their other end."""

from __future__ import annotations

import os
import subprocess

import pytest

from crackdown.console.reviewing import _key, _user
from crackdown.errors import InputError


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the stream")
def test_a_standard_output_that_is_closed_is_no_crash(command) -> None:
    line = " ".join(map(repr, command("export", "--list")))
    done = subprocess.run(["sh", "-c", f"{line} >&-"], stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def _piped_away(command, *arguments) -> subprocess.CompletedProcess[str]:
    """Run a command whose output goes into a pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        return subprocess.run(command(*arguments), stdout=gone, stderr=subprocess.PIPE, text=True, check=False)


def test_a_load_goes_on_to_its_end_where_nobody_reads_what_it_prints(command, run, samples, tmp_path) -> None:
    two = samples / "kh-gdi-2026-02-08-en.txt", samples / "kh-gdi-2026-02-09-2-fr.txt"
    done = _piped_away(command, "load", *two, "--store", tmp_path / "store")
    asked = run("query", "SELECT ?a { ?a a crk:Announcement }", "--store", tmp_path / "store")
    assert (done.returncode, done.stderr, len(asked.stdout.splitlines())) == (0, "", 3)


def test_a_backup_that_was_cut_is_an_error(command, sample_store) -> None:
    done = _piped_away(command, "backup", "-", "--store", sample_store)
    assert (done.returncode, "crackdown: the backup was cut" in done.stderr) == (2, True)


def test_whoever_has_read_enough_of_an_answer_ends_it_without_an_error(command, sample_store) -> None:
    done = _piped_away(command, "query", "SELECT * { ?s ?p ?o }", "--store", sample_store)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_pipe_is_given_utf8_where_the_system_speaks_something_else(run) -> None:
    done = run("languages", "--help", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, "╭" in done.stdout) == (0, True)


def test_a_name_that_drives_a_terminal_is_told_by_its_characters(run) -> None:
    done = run("extract", "no\x1b[31msuch\u202efile.txt")
    assert (done.returncode, "no[U+001B][31msuch[U+202E]file.txt: there is no such" in done.stderr) == (1, True)


def test_a_graph_on_a_terminal_drives_it_no_more_than_a_table(monkeypatch, capsys) -> None:
    from crackdown.console.printing import print_answer
    from crackdown.graph.storage.store import Store

    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with Store.open(None) as store:
        print_answer(store.view(), 'CONSTRUCT { <urn:a> <urn:b> "paid \u202e1000\u009b31m" } {}', None)
    assert "paid [U+202E]1000[U+009B]31m" in capsys.readouterr().out


def test_who_has_no_name_here_is_asked_for_one(monkeypatch) -> None:
    def nameless() -> str:
        raise KeyError

    monkeypatch.setattr("getpass.getuser", nameless)
    with pytest.raises(InputError, match="--by NAME"):
        _user()


def test_the_end_of_a_terminal_is_the_end_of_a_review(monkeypatch) -> None:
    def ended() -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.getchar", ended)
    assert _key() == "q"
