"""One page by all spellings of its address, and two pages never by one key."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crackdown.graph.addresses import page_key, spellings, without_tracking

KEY = "https://example.org/news/a?id=1"


@pytest.mark.parametrize(
    "told",
    [
        "http://example.org/news/a?id=1", "https://www.example.org/news/a/?id=1", "HTTPS://EXAMPLE.ORG:443/news/a?id=1",
        "http://www.example.org:80/news/a?id=1#top", "https://example.org/news/%61?id=1&utm_source=rss&UTM_medium=x",
        "https://example.org./news/a?fbclid=a%20b&id=1&gclid=&", " https://example.org/news/a?id=1#:~:text=arrested ",
    ],
)  # fmt: skip
def test_spellings_of_one_address_have_one_key(told: str) -> None:
    assert page_key(told) == KEY


@pytest.mark.parametrize(
    "told",
    [
        "https://example.org/news/a", "https://example.org/news/a?id=2", "https://example.org/news/a?id=1&cid=2",
        "https://example.org/news/A?id=1", "https://news.example.org/news/a?id=1", "https://example.org:8080/news/a?id=1",
        "https://example.org/news/a?id=1&id=2", "https://example.org/news/a?id=1#!/7", "https://example.org/news%2Fa?id=1",
        "ftp://example.org/news/a?id=1",
    ],
)  # fmt: skip
def test_what_may_be_another_page_has_another_key(told: str) -> None:
    assert page_key(told) != KEY


@pytest.mark.parametrize(("one", "other"), [("%B9%AB", "%B9%AC"), ("%ff", "%fe"), ("b=1&a=%EF%BF%BD", "b=1&a=%B9")])
def test_letters_of_any_encoding_tell_pages_apart(one: str, other: str) -> None:
    assert page_key(f"https://example.org/?q={one}&utm_id=1") != page_key(f"https://example.org/?q={other}&utm_id=1")


def test_names_in_any_script_are_one_name() -> None:
    assert page_key("https://例え.jp/新聞") == page_key("http://xn--r8jz45g.jp/%E6%96%B0%E8%81%9E/")


def test_what_is_no_web_address_stays_as_it_is() -> None:
    for told in ("-", "sha256:00", "record:x", "file.txt#1", "https://[::1", "https:///x", "https://h:99999/"):
        assert page_key(told) == told


@given(st.text(max_size=40), st.text(st.characters(exclude_characters="#")))
@example("", "0&[")
def test_a_key_is_its_own_key_and_no_address_breaks_it(end: str, query: str) -> None:
    for told in (end, f"https://example.org/{end}", f"http://www.example.org/a?{query}"):
        key = page_key(told)
        assert page_key(key) == key
        assert {page_key(spelling) for spelling in spellings(key)} == {key}


def test_the_rest_of_a_query_keeps_its_letters() -> None:
    assert without_tracking("q=%b9%AB+x&utm_source=rss&&b=&a") == "q=%b9%AB+x&b=&a"
