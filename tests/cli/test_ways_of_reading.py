"""`--reading`: one way for a command and for all that it starts; said once where the full one cannot be had."""

from __future__ import annotations

import json
import os
import sys

import pytest

from crackdown.commands import reading_options
from crackdown.commands.reading_options import settle_reading
from crackdown.engines import software
from crackdown.errors import InputError, ReadingUnavailable
from crackdown.loaders.extraction import reading
from crackdown.loaders.extraction.reading import VARIABLE

LACKING = "ONNX Runtime is not installed; pip install 'crackdown[full]'"
NEWS = "Thai police arrested 25 Chinese nationals in Pattaya on 9 June 2025.\n"


@pytest.fixture
def lacking(monkeypatch):
    """Have this process find no ONNX Runtime; what is set in the environment is forgotten afterwards."""
    for module in (reading, reading_options):
        monkeypatch.setattr(module, "why_not_full", lambda *_: LACKING)
    monkeypatch.setenv(VARIABLE, "")


@pytest.fixture
def without(tmp_path):
    """An environment in which no process finds ONNX Runtime."""
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['onnxruntime'] = None\n", encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join(filter(None, [str(tmp_path), *sys.path])), VARIABLE: ""}


def test_it_is_told_once_that_the_full_way_cannot_be_had(lacking, capsys):
    settle_reading(None)
    settle_reading(None)
    assert capsys.readouterr().err == (
        f"crackdown: announcements are read fast, not in full: {LACKING}, or give --reading fast to be told this no "
        "more\n"
    )
    assert os.environ[VARIABLE] == "fast"  # for all that this process starts


@pytest.mark.parametrize(("given", "before"), [("fast", ""), (None, "fast")])
def test_nothing_is_told_where_the_fast_way_was_asked_for(lacking, monkeypatch, capsys, given, before):
    monkeypatch.setenv(VARIABLE, before)
    settle_reading(given)
    assert capsys.readouterr().err == ""


def test_full_way_that_cannot_be_had_is_an_error_with_the_remedy(lacking):
    with pytest.raises(ReadingUnavailable, match=r"--reading full: ONNX .*, or give --reading fast"):
        settle_reading("full")


def test_environment_that_names_no_way_is_an_error(monkeypatch):
    monkeypatch.setenv(VARIABLE, "quick")
    with pytest.raises(InputError, match=VARIABLE):
        settle_reading(None)


def test_what_is_given_goes_before_the_environment(lacking, monkeypatch):
    monkeypatch.setenv(VARIABLE, "full")
    settle_reading("fast")
    assert os.environ[VARIABLE] == "fast"


def test_command_reads_without_the_packages_of_the_full_way(run, without):
    done = run("extract", "-", stdin=NEWS, **without)
    assert done.returncode == 0
    assert json.loads(done.stdout)["operations"][0]["persons"] == 25
    assert "reading" not in json.loads(done.stdout)
    assert done.stderr.count("read fast, not in full: ONNX Runtime is not installed") == 1


@pytest.mark.parametrize("words", [("extract", "-"), ("load", "-"), ("source", "run")])
def test_command_that_cannot_read_in_full_says_how_to_come_by_it(run, without, tmp_path, words):
    done = run(*words, "--reading", "full", stdin=NEWS, CRACKDOWN_STORE=str(tmp_path / "store"), **without)
    assert done.returncode == 2
    assert "--reading full: ONNX Runtime is not installed; pip install 'crackdown[full]', or give" in done.stderr


def test_other_software_reads_in_the_other_way(monkeypatch):
    """What was read for a store before, or kept for other machines, is not taken for what the other way would read."""
    monkeypatch.setattr(software, "_FULL_LIBRARIES", ("numpy",))  # the other may not be installed
    assert (
        software.fingerprint() == software._fingerprint.__wrapped__("fast") != software._fingerprint.__wrapped__("full")
    )
