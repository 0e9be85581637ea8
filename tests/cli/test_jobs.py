"""Reading in several processes: the same records in the same order, and a death that names its document."""

import os
import shutil
from collections import Counter

import pytest

from crackdown.errors import UnreadableAnnouncement
from crackdown.graph.identity import judgements
from crackdown.graph.storage import writer
from crackdown.intake.loading import Ready, load_all, read_each, sample_folder
from crackdown.intake.reading_processes import read_in_processes
from crackdown.loaders import Document, read_documents
from tests.crashes.checking import World, lines_of
from tests.crashes.deeds import freeze_clock

NAMES = (
    "kh-gdi-2026-02-08-en.txt", "kh-mot-2025-12-05-en.txt", "hk-police-2025-11-04-zh-hant.txt",
    "id-kemlu-2025-03-18-id.txt",
)  # fmt: skip


class Deadly(Document):
    """A document that ends the process which is handed it."""

    def __reduce__(self):
        return os._exit, (1,)


def documents():
    found = list(read_documents([sample_folder() / name for name in NAMES]))
    assert not any(isinstance(one, UnreadableAnnouncement) for one in found)
    return found


def test_records_and_errors_come_as_from_one_process():
    given = [*documents()[:2], UnreadableAnnouncement("page.pdf: a scan"), *documents()[2:]]
    expected, found = list(read_each(given)), list(read_in_processes(given, 2))
    assert list(map(type, found)) == list(map(type, expected))
    assert [one for one in found if isinstance(one, Ready)] == [one for one in expected if isinstance(one, Ready)]
    assert str(found[2]) == "page.pdf: a scan"


def test_a_document_whose_process_dies_is_named_and_the_others_are_read():
    given = documents()
    given[1:1] = [Deadly(id="deadly", text="")]
    found = list(read_in_processes(given, 2))
    assert isinstance(found[1], UnreadableAnnouncement)
    assert "deadly: the process that read it died" in str(found[1])
    assert [one.document.id for one in found if isinstance(one, Ready)] == [one.id for one in documents()]


def test_processes_that_read_do_not_change_the_graph(tmp_path, monkeypatch):
    for module in (writer, judgements):
        monkeypatch.setattr(module, "datetime", module.datetime)  # put back at the end
    freeze_clock()
    (tmp_path / "notices").mkdir()
    for name in NAMES:
        shutil.copy(sample_folder() / name, tmp_path / "notices")
    worlds = [World(tmp_path / str(jobs), tmp_path / "notices") for jobs in (1, 2)]
    for jobs, world in enumerate(worlds, 1):
        world.folder.mkdir()
        assert load_all([str(world.sources)], world.store, jobs=jobs) == 0
    one, two = map(lines_of, worlds)
    assert Counter(one) == Counter(two)


@pytest.mark.parametrize("arguments", [["--jobs", "0"], ["--jobs", "2", "--watch"], ["--jobs", "2", "--llm", "link"]])
def test_jobs_that_mean_nothing_are_refused(run, tmp_path, store, arguments):
    done = run("load", tmp_path, *arguments, "--store", store)
    assert done.returncode == 2
    assert "jobs" in done.stderr
