"""What an announcement said before, in Python: corrected, withdrawn, and of a day."""

import pytest

import crackdown
from crackdown.errors import NotFound
from crackdown.graph.storage.store import Store
from crackdown.intake.loading import load_all

TEXT = "Published on {} February 2026. Thai police arrested {} Chinese nationals in Pattaya on 3 February 2026.\n"


@pytest.fixture(scope="module")
def corrected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corrected")
    for day, number in ((4, 12), (6, 13)):
        for name in ("notice", "other"):
            (folder / f"{name}.txt").write_text(TEXT.format(day, number))
        assert load_all([str(folder / "notice.txt"), str(folder / "other.txt")], folder / "store") == 0
    with Store.open(folder / "store") as store:
        store.writer().withdraw(next(iri for iri in _announcements(store) if "other" in iri), reason="An error")
    with crackdown.open(folder / "store") as g:
        yield g


def _announcements(store):
    return [str(row["a"]) for row in store.view().select("SELECT ?a { ?a a crk:Announcement }")]


def test_each_version_is_a_row_with_what_it_changed(corrected):
    first, second = corrected.versions("notice").rows
    assert (first["public_until"], second["public_until"], second["is_current"]) == (second["public_from"], None, True)
    assert "nationalities.CN: 12 “12 Chinese nationals” → 13 “13 Chinese nationals”" in second["changes"]
    assert first["changes"] == ""
    assert corrected.entity("notice").versions.rows == [first, second]
    assert corrected.versions(first["version"]).rows == [first, second]


def test_one_that_was_withdrawn_has_versions_by_its_id(corrected):
    assert [row["reason"] for row in corrected.versions("other").rows] == [None, "An error"]
    with pytest.raises(NotFound):
        corrected.entity("announcement/other")


def test_what_is_no_announcement_has_none(corrected):
    for name in ("country/TH", "nothing of the kind"):
        with pytest.raises(NotFound):
            corrected.versions(name)
    with pytest.raises(NotFound, match="no announcement"):
        corrected.entity("country/TH").versions  # noqa: B018


def test_it_is_a_data_frame(corrected):
    assert list(corrected.versions("notice").df().number) == [1, 2]
