"""A scene as one page: it runs its own script alone, and leads from everything to its words."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser

import pytest

from tests.api.scene.files import table, unpacked


class Page(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def page(ask) -> str:
    return ask("html", title='<img src=x onerror="alert(1)">', address="javascript:alert(1)").text


def test_the_page_runs_its_own_script_alone(page):
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    policy = next(a["content"] for tag, a in Page(page).elements if a.get("http-equiv") == "Content-Security-Policy")
    for part in (script, style):
        assert base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() in (policy or "")
    assert "unsafe" not in (policy or "")
    assert (policy or "").startswith("default-src 'none'")


def test_hostile_words_are_no_markup(page):
    elements = Page(page).elements
    assert [tag for tag, _ in elements].count("script") == 1
    assert "img" not in [tag for tag, _ in elements]
    assert not [a for _, a in elements if any(name.startswith("on") or name in ("src", "style") for name in a)]
    assert not [a for _, a in elements if (a.get("href") or "").lower().startswith("javascript:")]


def test_the_page_leads_from_everything_in_the_picture_to_its_words(page):
    elements = Page(page).elements
    targets = {a["id"] for _, a in elements if "id" in a}
    leads = [a["href"] or "" for _, a in elements if (a.get("href") or "").startswith("#")]
    assert {lead[1:] for lead in leads} <= targets
    assert {lead.split("-")[0] for lead in leads} >= {"#thing", "#link", "#announcement"}


def test_the_page_holds_every_quote(page, ask):
    rows = table(unpacked(ask("csv").content)["quotes.csv"])
    shown = html.unescape(" ".join(page.split()))
    for row in rows:
        quote = row["quote"].removeprefix("'").replace("\u202e", "[RLO]").replace("\u202c", "[PDF]")
        assert f"<mark>{' '.join(quote.split())}</mark>" in shown
