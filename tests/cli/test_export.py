"""`crackdown export` and `crackdown release`, as a person runs them."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile

import pandas as pd
import pyoxigraph as ox
import pytest

from crackdown.graph.export.registry import FORMATS


def test_the_formats_are_listed(run):
    done = run("export", "--list")
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == list(FORMATS)


def test_one_file_goes_into_a_pipe(run, sample_store):
    done = run("export", "nquads", "--store", sample_store)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines == sorted(lines)
    assert len(list(ox.parse(done.stdout.encode(), format=ox.RdfFormat.N_QUADS))) == len(lines)


def test_a_file_is_written_and_told(run, sample_store, tmp_path):
    done = run("export", "turtle", "--store", sample_store, "-o", tmp_path / "a.ttl")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith(f"{tmp_path / 'a.ttl'}: ")
    assert [path.name for path in tmp_path.iterdir()] == ["a.ttl"]


def test_tables_go_into_a_folder(run, sample_store, tmp_path):
    assert run("export", "csv", "--store", sample_store, "-o", tmp_path / "tables").returncode == 0
    operations = pd.read_csv(tmp_path / "tables" / "operations.csv")
    assert "https://w3id.org/crackdown/operation/kh-2026-02-08-deportation-312" in set(operations["operation"])


def test_or_into_an_archive(run, sample_store, tmp_path):
    target = tmp_path / "tables.zip"
    assert run("export", "csv", "--only", "figure", "--store", sample_store, "-o", target).returncode == 0
    assert zipfile.ZipFile(io.BytesIO(target.read_bytes())).namelist() == ["figures.csv"]


def test_several_files_do_not_go_into_a_pipe(run, sample_store):
    done = run("export", "csv", "--store", sample_store)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "crackdown: csv is several files; name a folder, or FILE.zip, with -o\n"


def test_what_is_no_format_is_told_with_those_there_are(run, sample_store):
    done = run("export", "nope", "--store", sample_store)
    assert done.returncode == 2
    assert "there is no export format 'nope'; there are nquads, trig" in done.stderr


def test_a_failed_export_leaves_what_was_there(run, sample_store, tmp_path):
    target = tmp_path / "a.gexf"
    target.write_text("mine", encoding="utf-8")
    done = run("export", "gexf", "--only", "nope", "--store", sample_store, "-o", target)
    assert done.returncode == 2
    assert target.read_text(encoding="utf-8") == "mine"


def test_what_is_no_plain_file_is_not_replaced(run, sample_store, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    done = run("export", "turtle", "--store", sample_store, "-o", tmp_path / "pipe")
    assert done.returncode == 2
    assert "is no plain file, so it is not replaced; name a file, or pipe the output on" in done.stderr
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("arguments", [["export", "gexf", "-o"], ["draw", "KTI", "-o"], ["backup", "--force"]])
def test_a_link_is_written_through_and_what_it_leads_to_stays_private(run, sample_store, tmp_path, arguments):
    target, link = tmp_path / "target.html", tmp_path / "link.html"
    target.write_text("before", encoding="utf-8")
    target.chmod(0o600)
    link.symlink_to(target)
    assert run(*arguments, link, "--store", sample_store).returncode == 0
    assert link.is_symlink()
    assert target.read_bytes() != b"before"
    assert target.stat().st_mode & 0o777 == 0o600


def test_the_record_of_a_day(run, sample_store):
    done = run("export", "turtle", "--as-of", "2026-02-08", "--store", sample_store)
    assert "kh-gdi-2026-02-08-en" in done.stdout
    assert "kh-gdi-2026-02-09-2-fr" not in done.stdout


def test_a_reader_who_has_had_enough_is_no_error(command, sample_store):
    with subprocess.Popen(
        command("export", "nquads", "--store", sample_store), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_releases_are_made_checked_and_not_made_twice(run, sample_store, samples, tmp_path):
    folder, store = tmp_path / "releases", tmp_path / "store"
    assert run("load", samples / "kh-gdi-2026-02-08-en.txt", "--store", store).returncode == 0
    first = run("release", folder, "--format", "csv", "--store", store)
    assert (first.returncode, first.stdout) == (0, f"{folder / '1'}\n")
    again = run("release", folder, "--store", store)
    assert (again.returncode, again.stdout) == (0, "")
    assert "nothing has changed since" in again.stderr
    assert run("load", samples / "kh-gdi-2026-02-09-2-fr.txt", "--store", store).returncode == 0
    second = run("release", folder, "--format", "csv", "--as", "2026-02", "--store", store)
    assert second.stdout == f"{folder / '2026-02'}\n"
    checked = run("release", "--verify", folder)
    assert checked.returncode == 0, checked.stdout
    assert [line.split(": ")[0] for line in checked.stdout.splitlines()] == ["1", "2026-02"]


def test_what_is_wrong_with_a_release_is_told(run, sample_store, tmp_path):
    folder = tmp_path / "releases"
    assert run("release", folder, "--format", "nquads", "--store", sample_store).returncode == 0
    graph = folder / "1" / "crackdown.nq"
    graph.write_bytes(graph.read_bytes()[:-10])
    done = run("release", "--verify", folder)
    assert (done.returncode, done.stdout) == (1, "1: crackdown.nq: not what its checksum says\n")
