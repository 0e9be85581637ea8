"""`crackdown load`: once, again, changed, broken, interrupted."""

import os
import shutil
import signal
import subprocess
import time

import pytest


def announcements(run, store) -> int:
    done = run("query", "SELECT (COUNT(?a) AS ?n) WHERE { ?a a crk:Announcement }", "--store", store)
    return int(done.stdout.splitlines()[1])


def test_prints_a_line_a_file(run, samples, store):
    done = run("load", samples / "kh-gdi-2026-02-08-en.txt", "--store", store)
    assert done.stdout.startswith("added     kh-gdi-2026-02-08-en")
    assert done.returncode == 0


def test_again_changes_nothing(run, samples, store):
    run("load", samples / "kh-gdi-2026-02-08-en.txt", "--store", store)
    before = (store / "version").read_text()
    done = run("load", samples / "kh-gdi-2026-02-08-en.txt", "--store", store)
    assert done.stdout.startswith("unchanged")
    assert (store / "version").read_text() == before


def test_a_changed_file_replaces_what_it_said(run, samples, store, tmp_path):
    path = tmp_path / "notice-en.txt"
    text = (samples / "kh-gdi-2026-02-08-en.txt").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    run("load", path, "--store", store)
    path.write_text(text.replace("312", "313"), encoding="utf-8")
    assert run("load", path, "--store", store).stdout.startswith("changed")
    done = run("query", "SELECT ?n WHERE { ?op crk:total/crk:value ?n }", "--store", store, "--format", "csv")
    assert done.stdout.split() == ["n", "313"]


def test_one_broken_file_does_not_keep_the_others_out(run, samples, store, tmp_path):
    (tmp_path / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")
    done = run("load", tmp_path / "photo.txt", samples / "kh-gdi-2026-02-08-en.txt", "--store", store)
    assert done.returncode == 1
    assert "photo.txt" in done.stderr
    assert announcements(run, store) == 1


def test_a_language_read_in_part_is_kept_and_said(run, unread, store):
    done = run("load", unread, "--store", store)
    assert "not who did what" in done.stdout
    assert "or 1" in done.stdout
    assert announcements(run, store) == 1


def test_dates_and_numbers_of_a_language_read_in_part_are_in_the_graph_with_their_words(run, unread, store):
    run("load", unread, "--store", store)
    asked = (
        "SELECT ?date ?words WHERE { ?a crk:mentionsDate ?date . [] rdf:object ?date ; crk:evidence/oa:exact ?words }"
    )
    assert "2026-03-03,3 ମାର୍ଚ୍ଚ 2026" in run("query", asked, "--store", store).stdout
    assert run("validate", "--store", store).returncode == 0


def test_files_of_other_kinds_in_a_folder_are_told_of(run, samples, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("sources.yaml", "notes.md", "sheet.xlsx", "sheet.csv~", ".hidden", "README"):
        (folder / name).write_text("{}", encoding="utf-8")
    (folder / "notice.txt").write_bytes((samples / "kh-gdi-2026-02-08-en.txt").read_bytes())
    for command in (["extract"], ["load", "--store", tmp_path / "store"]):
        done = run(*command, folder)
        assert (done.returncode, done.stderr) == (
            0,
            "4 files are of a kind that is not read: .csv~, .md, .xlsx, no ending\n",
        )
    assert run("extract", folder / "notice.txt").stderr == ""


def test_an_unwritable_folder_is_named(run, samples, tmp_path):
    (tmp_path / "file").touch()
    done = run("load", samples / "kh-gdi-2026-02-08-en.txt", "--store", tmp_path / "file" / "store")
    assert done.returncode == 2
    assert "file" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_store_open_elsewhere_is_named(run, samples, store):
    from crackdown.graph.storage.store import Store

    with Store.open(store):
        done = run("load", samples / "kh-gdi-2026-02-08-en.txt", "--store", store, CRACKDOWN_WAIT="1.5")
    assert "waiting for it to end" in done.stderr
    assert done.returncode == 2
    assert str(store) in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_is_done(run, command, samples, store, tmp_path, jobs):
    for copy in range(4):
        shutil.copytree(samples, tmp_path / "notices" / str(copy))
    process = subprocess.Popen(
        command("load", tmp_path / "notices", "--jobs", jobs, "--store", store),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    first = process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the processes that read as well
    _, errors = process.communicate(timeout=120)  # until all of them have gone
    assert first.startswith("added")
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert announcements(run, store) >= 1


def test_without_files_it_says_what_to_name(run):
    assert "--samples" in run("load").stderr


def test_killed_in_the_middle_leaves_whole_announcements(run, command, samples, store):
    process = subprocess.Popen(command("load", samples, "--store", store), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.05)
    process.kill()
    process.wait()
    process.stdout.close()
    half = "SELECT ?a WHERE { GRAPH ?a { ?c crk:statedIn ?a } FILTER NOT EXISTS { ?a a crk:Announcement } }"
    assert run("query", half, "--store", store).stdout.split() == ["a"]


def test_two_files_of_one_name_are_told_by_the_names_under_which_they_stand(run, tmp_path):
    for folder, people in (("one", 312), ("two", 428)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "notice.txt").write_text(
            f"The General Department of Immigration of Cambodia deported {people} Chinese nationals.", encoding="utf-8"
        )
    store = tmp_path / "store"
    told = run("load", tmp_path / "one", tmp_path / "two", "--store", store).stdout.splitlines()
    assert [line.split()[1] for line in told[:2]] == ["notice", "notice-2"]
    again = run("load", tmp_path / "two", "--again", "--store", store).stdout.splitlines()
    assert again[0].split()[:2] == ["unchanged", "notice-2"]
