"""What is worked out once and kept in the user's cache folder is the same as worked out anew, and harmless."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import airportsdata
import numpy as np
import platformdirs
import pytest

from crackdown.intake.loading import sample_folder
from crackdown.loaders.extraction.text import kept as keeping
from crackdown.loaders.extraction.text import language, lexicon
from crackdown.loaders.extraction.text.automaton import columns_of
from crackdown.loaders.extraction.text.data import load_gazetteer, load_yaml
from crackdown.loaders.extraction.text.kept import kept, kept_data
from crackdown.loaders.extraction.where import airports, place_names

PARTS = [b"", b"two" * 1000, bytes(range(256))]


def never() -> Any:
    raise AssertionError("it was kept, and is worked out again")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Have a cache folder of its own, with nothing in it yet."""
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    keeping._folder.cache_clear()
    yield tmp_path / "cache"
    keeping._folder.cache_clear()


def folder() -> Path:
    found = keeping._folder()
    assert found
    return found


def test_what_is_kept_is_not_worked_out_again(cache: Path):
    assert kept("some", lambda: PARTS) == PARTS
    assert kept("some", never) == PARTS
    assert kept_data("told", lambda: {"ភ្នំពេញ": [1.5, None]}) == kept_data("told", never) == {"ភ្នំពេញ": [1.5, None]}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:0],
        lambda content: content[:-1],
        lambda content: content + b"\0",
        lambda content: content[:-40] + bytes([content[-40] ^ 1]) + content[-39:],
        lambda content: b"[null]\n" + content,
        lambda content: b"7\n" + content,
        lambda content: b"\xff" + content,
        lambda content: b"[%d]\n" % len(content) + content,
    ],
)
def test_what_is_damaged_is_worked_out_again_and_mended(cache: Path, spoil: Callable[[bytes], bytes]):
    kept("some", lambda: PARTS)
    file = folder() / "some"
    whole = file.read_bytes()
    file.write_bytes(spoil(whole))
    assert kept("some", lambda: PARTS) == PARTS
    assert file.read_bytes() == whole


def test_those_who_write_at_once_leave_one_whole_file(cache: Path):
    large = [os.urandom(1_000_000)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: keeping._write(folder() / "some", large), range(16)))
    assert kept("some", never) == large
    assert [file.name for file in folder().iterdir()] == ["some"]


def test_where_nothing_can_be_written_nothing_is_kept(cache: Path):
    cache.write_text("no folder")
    assert kept("some", lambda: PARTS) == PARTS
    assert kept("some", lambda: PARTS[1:]) == PARTS[1:]


def test_a_disk_without_room_is_no_failure(cache: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping.tempfile, "mkstemp", full)
    assert kept("some", lambda: PARTS) == PARTS
    assert not list(folder().iterdir())


@pytest.mark.skipif(os.name == "nt", reason="rights are the profile's there")
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_may_write_is_not_read(cache: Path, mode: int):
    kept("some", lambda: PARTS)
    folder().chmod(mode)
    keeping._folder.cache_clear()
    assert kept("some", lambda: [b"made anew"]) == [b"made anew"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives folders away")
def test_a_folder_of_another_user_is_not_read(cache: Path):
    kept("some", lambda: PARTS)
    os.chown(folder(), 65534, -1)
    keeping._folder.cache_clear()
    assert kept("some", lambda: [b"made anew"]) == [b"made anew"]


def test_a_link_in_its_place_is_not_followed(cache: Path, tmp_path: Path):
    kept("some", lambda: PARTS)
    at = folder()
    at.rename(tmp_path / "elsewhere")
    at.symlink_to(tmp_path / "elsewhere")
    keeping._folder.cache_clear()
    assert kept("some", lambda: [b"made anew"]) == [b"made anew"]


def test_another_library_or_code_has_a_folder_of_its_own_and_old_ones_go(cache: Path, monkeypatch: pytest.MonkeyPatch):
    seen = []
    for number in range(6):
        monkeypatch.setattr(keeping, "version", lambda _, number=number: f"{number}.0")
        keeping._folder.cache_clear()
        assert kept("some", lambda number=number: [b"%d" % number]) == [b"%d" % number]
        os.utime(folder(), (number, number))
        seen.append(folder())
    assert len(set(seen)) == 6
    assert sorted(cache.glob("worked-out/*")) == sorted(seen[-4:])


@pytest.mark.usefixtures("cache")
def test_the_model_of_languages_is_the_same_kept_as_made():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    own = language._installed()
    made.set_languages(sorted(one for one in made.labels if one in own or language.locale_of(one) is not None))
    for _ in range(2):  # made, then kept
        language._identifier.cache_clear()
        found = language._identifier()
        for name in {*LanguageIdentifier.__slots__} - {"_full_model"}:  # of languages that are never chosen
            one, other = getattr(found, name), getattr(made, name)
            assert type(one) is type(other), name
            assert getattr(one, "dtype", None) == getattr(other, "dtype", None), name
            assert np.array_equal(one, other), name
    assert list(keeping._folder().glob("language-*"))


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("name", ["agencies", "airports", "place_names"])
def test_a_gazetteer_is_the_same_kept_as_parsed(name: str):
    for _ in range(2):
        load_gazetteer.cache_clear()
        assert load_gazetteer(name) == load_yaml("gazetteer", f"{name}.yaml")


@pytest.mark.usefixtures("cache")
def test_airports_are_the_same_kept_as_worked_out():
    for _ in range(2):
        for function in (place_names.listed_airports, airports._aliases, airports._index):
            function.cache_clear()
        assert place_names.listed_airports() == airportsdata.load("IATA")
        assert airports._index() == airports._indexed()
        listed = load_gazetteer("airports")["aliases"].items()
        assert airports._aliases() == {airports._core(name): code for code, names in listed for name in names}


@pytest.mark.usefixtures("cache")
def test_agencies_are_the_same_kept_as_worked_out():
    made = columns_of(lexicon.agency_entries())
    for _ in range(2):
        lexicon._agencies.cache_clear()
        assert lexicon._agencies()._columns == made


def test_a_record_is_the_same_whatever_is_kept(tmp_path: Path):
    """First with nothing kept, then with what that has kept, then where nothing can be."""
    (tmp_path / "file").write_text("no folder")
    records = [
        subprocess.run(
            [sys.executable, "-m", "crackdown", "extract", str(sample_folder() / "kh-gdi-2026-02-08-en.txt")],
            env={**os.environ, "XDG_CACHE_HOME": str(cache), "HOME": str(cache)},
            capture_output=True,
            check=True,
        ).stdout
        for cache in (tmp_path / "own", tmp_path / "own", tmp_path / "file")
    ]
    assert records[0]
    assert records[0] == records[1] == records[2]
    assert list((tmp_path / "own").rglob("gazetteer-agencies"))
