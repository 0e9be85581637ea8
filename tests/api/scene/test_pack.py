"""A scene as an evidence pack: what it rests on, and what `crackdown verify-pack` says of it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crackdown.cli import app
from crackdown.errors import InputError
from crackdown.graph.export.pack_verification import verify_pack
from crackdown.graph.export.packing import pack as write_zip
from tests.api.conftest import HOSTILE, TEXT
from tests.api.scene.files import unpacked


def test_the_pack_holds_what_the_finding_rests_on(pack, ids):
    assert {
        "README.txt", "SHA256SUMS", "announcements.json", "query.rq", "quotes.csv", "quotes.jsonl", "scene.json",
        "scene.svg", "viewer.html",
    } <= set(pack)  # fmt: skip
    told = json.loads(pack["scene.json"])
    assert [one["id"] for one in told["things"]] == ids
    assert told["title"] == "Who works with whom"
    assert told["graph"]


def test_every_quote_of_the_pack_names_its_announcements_digest(pack):
    announced = {one["id"]: one for one in json.loads(pack["announcements.json"])}
    quotes = [json.loads(line) for line in pack["quotes.jsonl"].decode().split("\n") if line]
    assert quotes
    assert all(quote["sha256"] == announced[quote["announcement"]]["sha256"] for quote in quotes)
    assert announced[HOSTILE]["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert pack[announced[HOSTILE]["text"]].decode() == TEXT


def test_the_same_scene_made_at_the_same_moment_gives_the_same_bytes(store, ids):
    from datetime import UTC, datetime

    from crackdown.graph.export.scene import Wanted, read_scene
    from crackdown.graph.export.scene_formats import to_bytes

    made = datetime(2026, 2, 9, tzinfo=UTC)
    one, other = (to_bytes(read_scene(store.view(), Wanted(ids)), "pack", made) for _ in range(2))
    assert one == other


def test_the_readmes_own_check_finds_nothing_wrong(tmp_path, pack):
    for name, body in pack.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(body)
    line = next(line.strip() for line in pack["README.txt"].decode().splitlines() if "python3 -c" in line)
    code = line.removeprefix('python3 -c "').removesuffix('"')
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == ""


def verify(tmp_path: Path, contents: dict[str, bytes]):
    file = tmp_path / "pack.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in contents.items():
            archive.writestr(name, body)
    return CliRunner().invoke(app, ["verify-pack", str(file)])


def with_sums(contents: dict[str, bytes]) -> dict[str, bytes]:
    """A forger makes the sums anew."""
    rest = {name: body for name, body in contents.items() if name != "SHA256SUMS"}
    sums = "".join(f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in rest.items())
    return {**rest, "SHA256SUMS": sums.encode()}


def hostile_text(pack: dict[str, bytes]) -> str:
    return next(name for name in pack if name.startswith("texts/hostile"))


def test_a_whole_pack_is_verified(tmp_path, pack):
    done = verify(tmp_path, pack)
    assert done.exit_code == 0
    assert "0 problems" in done.output


def test_a_changed_file_is_found(tmp_path, pack):
    done = verify(tmp_path, pack | {"scene.svg": pack["scene.svg"] + b" "})
    assert done.exit_code == 1
    assert "scene.svg: not what its checksum says" in done.output


def test_a_missing_and_a_foreign_file_are_found(tmp_path, pack):
    changed = {name: body for name, body in pack.items() if name != "viewer.html"} | {"more.txt": b""}
    output = verify(tmp_path, changed).output
    assert "viewer.html: missing" in output
    assert "more.txt: not part of the pack" in output


def test_a_forged_quote_is_found(tmp_path, pack):
    quotes = [json.loads(line) for line in pack["quotes.jsonl"].decode().split("\n") if line]
    next(quote for quote in quotes if quote["announcement"] == HOSTILE)["quote"] = "nobody said this"
    lines = "".join(f"{json.dumps(quote)}\n" for quote in quotes)
    done = verify(tmp_path, with_sums(pack | {"quotes.jsonl": lines.encode()}))
    assert done.exit_code == 1
    assert "“nobody said this” does not stand in" in done.output


def test_a_forged_text_is_found(tmp_path, pack):
    name = hostile_text(pack)
    done = verify(tmp_path, with_sums(pack | {name: pack[name] + b"more"}))
    assert done.exit_code == 1
    assert f"{name}: not the text whose digest" in done.output


def test_without_texts_quotes_are_told_to_be_unchecked(tmp_path, ask):
    contents = unpacked(ask("pack-without-texts").content)
    assert not [name for name in contents if name.startswith("texts/")]
    done = verify(tmp_path, contents)
    assert done.exit_code == 0
    assert " 0 quotes verbatim" in done.output
    assert "not checked" in done.output


@pytest.mark.parametrize("body", [b"no archive", b""])
def test_what_is_no_pack_is_refused_in_words(tmp_path, body):
    (tmp_path / "x.zip").write_bytes(body)
    done = CliRunner().invoke(app, ["verify-pack", str(tmp_path / "x.zip")])
    assert done.exit_code == 2
    assert "no ZIP archive" in done.output


def test_an_archive_that_is_damaged_is_refused_in_words(tmp_path, pack):
    file = tmp_path / "pack.zip"
    with file.open("wb") as out:
        write_zip(pack, out)
    damaged = bytearray(file.read_bytes())
    begin = damaged.index(b"scene.svg") + len("scene.svg")
    damaged[begin : begin + 4] = b"\xff" * 4
    file.write_bytes(damaged)
    done = CliRunner().invoke(app, ["verify-pack", str(file)])
    assert done.exit_code == 2
    assert "no ZIP archive that can be read" in done.output


def test_no_more_is_unpacked_than_an_archive_says_it_holds(tmp_path, pack):
    file, size = tmp_path / "pack.zip", 50_000_000
    with file.open("wb") as out:
        write_zip({**pack, "large": bytes(size)}, out)
    file.write_bytes(file.read_bytes().replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little")))
    tracemalloc.start()
    try:
        with pytest.raises(InputError):
            verify_pack(file)
        assert tracemalloc.get_traced_memory()[1] < size / 5
    finally:
        tracemalloc.stop()
