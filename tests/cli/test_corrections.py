"""A page that is loaded again, corrected, withdrawn and put back, from end to end."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from crackdown.cli import app

COUNT = "SELECT ?n WHERE { ?op crk:total/crk:value ?n }"


def numbers(run, store, *options):
    return run("query", COUNT, "--store", store, "--format", "csv", *options).stdout.split()[1:]


@pytest.fixture(scope="module")
def corrected(run, samples, tmp_path_factory):
    """Load a notice, then its correction; return the folder of its file and of the store."""
    folder = tmp_path_factory.mktemp("corrected")
    path, store = folder / "notice.txt", folder / "store"
    text = (samples / "kh-gdi-2026-02-08-en.txt").read_text(encoding="utf-8")
    text = text.replace("PHNOM PENH —", "PHNOM PENH, 8 February 2026 —")
    path.write_text(text, encoding="utf-8")
    run("load", path, "--store", store)
    path.write_text(text.replace("312", "313"), encoding="utf-8")
    assert run("load", path, "--store", store).stdout.startswith("changed")
    return folder


def test_a_correction_is_told_with_what_it_changed_and_in_which_words(run, corrected):
    store = corrected / "store"
    assert numbers(run, store) == ["313"]
    assert numbers(run, store, "--as-of", "2026-02-08") == ["312"]
    done = run("versions", "notice", "--store", store, "--format", "jsonl")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["public_from"], first["is_current"], second["is_current"]) == ("2026-02-08", False, True)
    assert first["public_until"] == second["public_from"]
    assert {
        "kind": "changed", "about": "operation deportation 2026-02-08 KH", "field": "persons",
        "before": {"value": "312", "quote": "312 men from China"},
        "after": {"value": "313", "quote": "313 men from China"},
    } in second["changes"]  # fmt: skip
    told = run("versions", "announcement/notice", "--store", store).stdout
    assert "changed     operation deportation 2026-02-08 KH, persons: 312 “312 men from China” → 313" in told
    assert run("validate", "--store", store).returncode == 0


def test_a_withdrawn_announcement_is_said_no_more_until_it_is_loaded_again(run, corrected, store):
    path = corrected / "notice.txt"
    shutil.copytree(corrected / "store", store)
    done = run("withdraw", "notice", "--why", "taken down", "--store", store)
    assert done.stdout == "withdrawn notice; what it said is kept: crackdown versions notice\n"
    assert numbers(run, store) == []
    assert numbers(run, store, "--as-of", "2026-02-08") == ["312"]
    assert ": taken down" in run("versions", "notice", "--store", store).stdout
    again = run("withdraw", "notice", "--store", store)
    assert (again.returncode, "notice is withdrawn already" in again.stderr) == (2, True)
    assert run("load", path, "--store", store).stdout.startswith("changed")
    assert numbers(run, store) == ["313"]


def test_an_announcement_that_is_not_there_has_no_versions(run, sample_store):
    for command in ("versions", "withdraw"):
        done = run(command, "nothing", "--store", sample_store)
        assert (done.returncode, "no announcement" in done.stderr) == (2, True)


def test_a_day_that_is_none_is_refused(run, sample_store):
    done = run("withdraw", "kh-gdi-2026-02-08-en", "--on", "soon", "--store", sample_store)
    assert (done.returncode, "'soon' is no day" in done.stderr) == (2, True)


def test_one_address_is_one_announcement_whatever_its_file_is_called(run, samples, store, tmp_path):
    text = (samples / "kh-gdi-2026-02-08-en.txt").read_text(encoding="utf-8")
    for name, told in (("first", text), ("second", text.replace("312", "313"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(told, encoding="utf-8")
        listing = f'{name}.txt: {{url: "https://example.org/notice"}}\n'
        (tmp_path / name / "sources.yaml").write_text(listing, encoding="utf-8")
        run("load", tmp_path / name, "--store", store)
    assert numbers(run, store) == ["313"]
    assert len(run("versions", "first", "--store", store, "--format", "jsonl").stdout.splitlines()) == 2


def test_a_reason_is_still_taken_by_its_earlier_name_which_help_does_not_show(monkeypatch):
    monkeypatch.setattr("crackdown.console.versions.withdraw", lambda *given: given[-1])
    assert CliRunner().invoke(app, ["withdraw", "notice", "--reason", "taken down"]).output == "taken down\n"
    assert "--reason" not in CliRunner().invoke(app, ["withdraw", "--help"]).output
