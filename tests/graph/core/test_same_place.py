"""The same page by another spelling of its address is the same announcement; what is shown is what was told."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from crackdown.graph.identity.foresight import foresee
from crackdown.graph.storage import same_place, writer
from crackdown.graph.storage.store import Given, Store
from crackdown.loaders import Document, extract
from crackdown.ontology.terms import schema

TEXT = "Thai police arrested {} Chinese nationals in Pattaya on 3 February 2026 for online scams, police said."
FIRST = "http://www.police.example/news/7/?utm_source=rss#top"
AGAIN = "https://police.example/news/7"


def told(url: str, number: int = 12, *, name: str = "notice") -> Given:
    document = Document(id=name, text=TEXT.format(number), url=url, origin=url, language="en")
    return Given(extract(document), document.text, document.origin, None, "text/plain")


def addresses(store: Store) -> list[str]:
    quads = store.engine.quads_for_pattern(None, ox.NamedNode(schema.url), None, ox.DefaultGraph())
    return sorted(quad.object.value for quad in quads)


def test_the_same_text_by_another_spelling_changes_nothing() -> None:
    with Store.open(None) as store:
        assert store.writer().put(*told(FIRST)[:2], origin=FIRST, publisher=None, media_type="text/plain") == "added"
        version = store.version
        given = [told(AGAIN, name="news-7"), told("https://www.police.example/news/7?fbclid=x")]
        assert store.writer().put_all(given) == ["unchanged", "unchanged"]
        assert (store.version, addresses(store)) == (version, [FIRST])


def test_another_text_by_another_spelling_is_the_next_version_under_the_address_that_it_was_told_by() -> None:
    with Store.open(None) as store:
        assert store.writer().put_all([told(FIRST), told(AGAIN, 13, name="news-7")]) == ["added", "changed"]
        (announcement,) = {row["a"] for row in store.view().select("SELECT ?a WHERE { ?a a crk:Announcement }")}
        assert addresses(store) == [AGAIN]
        assert store.view().ask(f"ASK {{ <{announcement}> prov:wasRevisionOf ?earlier }}")
        assert store.writer().announcement_of("x", "", "http://police.example/news/7#end") == str(announcement)


def test_before_it_is_stored_the_same_is_said() -> None:
    with Store.open(None) as store:
        store.writer().put_all([told(FIRST)])
        ahead = foresee(store.view(), told(AGAIN, 13).record.model_copy(update={"sha256": "1" * 64}), AGAIN)
        assert str(ahead.replaced).endswith("/announcement/notice")


@pytest.mark.parametrize("again", [AGAIN, "http://www.police.example/news/7/", "https://police.example/news/7?gclid=1"])
def test_a_store_that_holds_addresses_as_they_were_told_knows_their_usual_spellings(monkeypatch, again: str) -> None:
    with Store.open(None) as store:
        with monkeypatch.context() as before:
            before.setattr(writer, "page_key", lambda origin: origin)
            before.setattr(same_place, "page_key", lambda origin: origin)
            assert store.writer().put_all([told("http://www.police.example/news/7/")]) == ["added"]
        assert store.writer().put_all([told(again, 13)]) == ["changed"]
        assert len(store.view().select("SELECT ?a WHERE { ?a a crk:Announcement }")) == 1


def test_two_pages_of_one_site_stay_two() -> None:
    with Store.open(None) as store:
        assert (
            store.writer().put_all([told(f"{AGAIN}?cid={cid}", cid, name=f"n{cid}") for cid in (7, 8)]) == ["added"] * 2
        )
