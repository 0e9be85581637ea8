"""A scene as one page: it runs its own script alone, and leads from everything to its words."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser

import pytest

from crackdown.graph.showing.in_language import words_of
from crackdown.ontology.labels import label
from crackdown.ontology.terms import crk
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


@pytest.mark.parametrize("name", ["html", "svg"])
def test_things_links_and_facts_are_called_as_the_language_calls_them(ask, network, ids, name):
    among = {edge.relation: edge.label for edge in network.edges_among(set(ids))}
    operation = next(node for id_ in ids if (node := network.nodes[id_]).type == "operation" and node.persons)
    words = words_of(network, "fr")
    english, french = ask(name).text, ask(name, language="fr").text
    for relation, called in among.items():
        assert f"— {called} → " in re.sub(r"<.*?>", "", english)
        assert f"— {called} → " not in re.sub(r"<.*?>", "", french)
        assert f"— {words.property(relation).text} → " in html.unescape(re.sub(r"<.*?>", "", french))
    for said in (words.thing(operation).text, words.detail(operation.id)):
        assert said in html.unescape(french)
    assert operation.label not in french


def test_facts_are_headed_in_the_language(ask):
    heads = re.findall(r"<h4>(.*?)</h4>", ask("html", language="fr").text)
    assert [head for head in heads if head.startswith(("called:", "also called:", "kind:", "number of persons:"))] == []
    assert any(head.startswith(f"{label(crk.kind, 'fr')}:") for head in heads)
