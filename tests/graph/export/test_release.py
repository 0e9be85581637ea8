"""Releases: whole, checked by others' tools, the same for the same graph, each reached from the last by its delta."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace

import mlcroissant
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import DCAT, RDF

from crackdown.errors import InputError
from crackdown.graph.export.delta import apply, differences
from crackdown.graph.export.manifest import list_releases, read_manifest
from crackdown.graph.export.registry import find_format
from crackdown.graph.export.release import make_release
from crackdown.graph.export.verification import problems_of, releases_in

CSV = (find_format("csv"),)
LINES = st.sets(st.binary(min_size=1, max_size=3).map(lambda one: one.replace(b"\n", b"") + b"\n")).map(sorted)


def without(source, announcement: str):
    """Return the graph as it is without one announcement's graph."""
    name = f"/announcement/{announcement}"
    quads = (quad for quad in source.view.engine if not getattr(quad.graph_name, "value", "").endswith(name))
    engine = ox.Store()
    engine.extend(quads)
    return replace(source, view=source.view.over(engine, "earlier"))


@pytest.fixture(scope="module")
def releases(source, tmp_path_factory):
    """Two releases: the second has an announcement more."""
    folder = tmp_path_factory.mktemp("releases")
    make_release(without(source, "hostile-2026-05-06-en"), folder, CSV)
    make_release(source, folder)
    return folder


@pytest.fixture
def copy(releases, tmp_path):
    return shutil.copytree(releases, tmp_path / "releases")


def test_a_release_is_a_folder_with_its_version(releases):
    assert sorted(path.name for path in releases.glob("[!.]*")) == ["1", "2"]
    assert [one.version for one in list_releases(releases)] == ["1", "2"]


def test_sha256sum_accepts_the_sums(releases):
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=releases / "2",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    listed = {line.split(": ")[0] for line in done.stdout.splitlines()}
    there = {path.relative_to(releases / "2").as_posix() for path in (releases / "2").rglob("*") if path.is_file()}
    assert listed == there - {"SHA256SUMS"}


def test_the_manifest_tells_what_the_release_holds(releases, source):
    told = json.loads((releases / "2" / "manifest.json").read_text(encoding="utf-8"))
    assert told["quads"] == sum(1 for _ in (releases / "2" / "crackdown.nq").open("rb"))
    rows = source.view.select("SELECT (COUNT(DISTINCT ?o) AS ?n) { ?o a crk:Operation }")
    assert told["counts"]["operations"] == int(str(rows[0]["n"]))
    assert told["software"].startswith("crackdown ")


def test_the_delta_leads_from_one_release_to_the_next(releases):
    with (
        (releases / "1" / "crackdown.nq").open("rb") as old,
        (releases / "2" / "delta" / "removed.nq").open("rb") as removed,
        (releases / "2" / "delta" / "added.nq").open("rb") as added,
    ):
        assert b"".join(apply(old, removed, added)) == (releases / "2" / "crackdown.nq").read_bytes()


def test_the_delta_is_counted(releases):
    delta = read_manifest(releases / "2").delta
    assert delta.previous == "1"
    assert delta.added == sum(1 for _ in (releases / "2" / "delta" / "added.nq").open("rb")) > 0


@given(LINES, LINES)
def test_any_delta_applied_gives_the_next(old, new):
    changed = list(differences(old, new))
    lines = {kind: [line for change, line in changed if change == kind] for kind in ("added", "removed")}
    assert list(apply(old, lines["removed"], lines["added"])) == new
    assert not set(lines["added"]) & set(old)
    assert set(lines["removed"]) <= set(old)


def test_the_same_graph_gives_the_same_bytes(releases, source, tmp_path):
    make_release(without(source, "hostile-2026-05-06-en"), tmp_path, CSV)
    make_release(source, tmp_path)
    files = {path.relative_to(releases) for path in releases.rglob("*") if path.is_file()}
    assert files == {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert [path for path in files if (releases / path).read_bytes() != (tmp_path / path).read_bytes()] == []


def test_of_an_unchanged_graph_no_release_is_made(copy, source):
    manifest, is_new = make_release(source, copy, CSV)
    assert (manifest.version, is_new) == ("2", False)
    assert sorted(path.name for path in copy.glob("[!.]*")) == ["1", "2"]


def test_a_name_that_is_taken_is_refused(copy, source):
    with pytest.raises(InputError, match="choose another with --as"):
        make_release(source, copy, CSV, version="1")


@pytest.mark.parametrize("name", ["../x", ".hidden", "a/b", ""])
def test_what_is_no_name_is_refused(source, tmp_path, name):
    with pytest.raises(InputError, match="no name for a release"):
        make_release(source, tmp_path, CSV, version=name or " ")


def test_what_fails_on_the_way_leaves_nothing(source, tmp_path):
    def fail(told: str) -> None:
        if told.endswith("figures.csv"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_release(replace(source, told=fail), tmp_path, CSV)
    assert list(tmp_path.glob("[!.]*")) == list(tmp_path.glob(".*.part")) == []


def test_releases_are_whole(releases):
    assert {one.version: list(problems_of(releases, one)) for one in releases_in(releases)} == {"1": [], "2": []}


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("crackdown.nq", "crackdown.nq: not what its checksum says"),
        ("csv/claims.csv", "csv/claims.csv: not what its checksum says"),
        ("SHA256SUMS", "SHA256SUMS: not the checksums of the manifest"),
    ],
)
def test_a_changed_file_is_found(copy, path, problem):
    with (copy / "2" / path).open("ab") as file:
        file.write(b"\n")
    assert list(problems_of(copy, read_manifest(copy / "2"))) == [problem]


def test_a_missing_and_a_foreign_file_are_found(copy):
    (copy / "2" / "crackdown.gexf").rename(copy / "2" / "other.gexf")
    assert list(problems_of(copy, read_manifest(copy / "2"))) == [
        "crackdown.gexf: missing",
        "other.gexf: not part of the release",
    ]


def test_a_delta_that_does_not_lead_there_is_found(copy):
    old = copy / "1" / "crackdown.nq"
    old.write_bytes(b"".join(old.read_bytes().splitlines(keepends=True)[1:]))
    assert list(problems_of(copy, read_manifest(copy / "2"))) == [
        "delta: applied to release 1 it does not give this one"
    ]


def test_where_no_release_lies_is_told(tmp_path):
    with pytest.raises(InputError, match="no release lies here"):
        releases_in(tmp_path)


def test_croissant_describes_the_released_tables(releases):
    dataset = mlcroissant.Dataset(jsonld=str(releases / "2" / "croissant.json"))
    assert dataset.metadata.issues.errors == set()
    assert len(list(dataset.records("officials"))) > 0


def test_dcat_describes_the_released_files(releases):
    read = rdflib.Graph().parse(releases / "2" / "dcat.jsonld", format="json-ld", publicID="https://example.org/2/")
    sizes = {
        str(read.value(one, DCAT.downloadURL)): int(read.value(one, DCAT.byteSize))
        for one in read.subjects(RDF.type, DCAT.Distribution)
    }
    graph = releases / "2" / "crackdown.nq"
    assert sizes["https://example.org/2/crackdown.nq"] == graph.stat().st_size
    assert {"https://example.org/2/csv/claims.csv", "https://example.org/2/delta/added.nq"} <= sizes.keys()
