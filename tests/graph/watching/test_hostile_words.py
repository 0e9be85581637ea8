"""Whatever an announcement says, a message has the headers it was given, and a feed is XML without its markup."""

import email
import email.policy
from xml.etree import ElementTree

import pytest

from crackdown.graph.watching.feed import atom
from crackdown.graph.watching.hit import Hit, Passage, ToldRow
from crackdown.graph.watching.mail import message
from crackdown.graph.watching.watch import Watch

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = 'x\r\nBcc: evil@example.org\r\n\r\n<script>alert(1)</script> ]]> & " \u2028 \x00\x1b[2J \u202e1000'
KHMER, ARABIC = "ជនបរទេស ៣១២ នាក់", "ترحيل ٣١٢ شخصاً"


def hit_of(value: str, *quotes: str) -> Hit:
    passages = [
        Passage(
            quote=quote, language='en" onload="x', announcement="https://example.org/a", title=value, publisher=value,
            published="2026-02-08", url='javascript:alert(1)//"', start=0, end=1, confidence=1.0, states=[],
        )
        for quote in quotes
    ]  # fmt: skip
    row = ToldRow(row={"v": value}, evidence=passages, notes=[value])
    return Hit(watch="w", number=1, version="1", query="ASK {}", added=[row])


def parts_of(hit: Hit) -> tuple[email.message.EmailMessage, str, str]:
    raw = message(hit, to="a@example.org").as_bytes()
    read = email.message_from_bytes(raw, policy=email.policy.default)
    text, html = (read.get_body([kind]) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    return read, text.get_content(), html.get_content()


def test_no_header_is_smuggled_into_a_message():
    read, _, _ = parts_of(hit_of(HOSTILE, HOSTILE))
    assert sorted(read.keys()) == [
        "Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"
    ]  # fmt: skip
    assert "Bcc: evil" in read["subject"]
    assert not read.defects


def test_no_markup_and_no_control_reaches_the_html():
    _, _, html = parts_of(hit_of(HOSTILE, HOSTILE))
    assert "<script" not in html
    assert "javascript:" not in html
    assert 'onload="' not in html
    assert "[RLO]1000" in html
    assert "\x1b" not in html


@pytest.mark.parametrize("quote", [KHMER, ARABIC])
def test_a_quote_is_read_in_its_own_letters_and_direction(quote):
    _, text, html = parts_of(hit_of("x", quote))
    assert f"“{quote}”" in text
    assert quote in html
    assert '<blockquote dir="auto"' in html


def test_a_feed_of_hostile_words_is_xml():
    watch = Watch(name="w", query="ASK {}")
    hit = hit_of(HOSTILE, HOSTILE, KHMER)
    feed = ElementTree.fromstring(atom(watch, [hit]))
    assert [child.tag for child in feed] == [ATOM + name for name in ("id", "title", "updated", "author", "entry")]
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{hit.id}"
    assert KHMER in (entry.findtext(f"{ATOM}content") or "")
    assert "<script" not in (entry.findtext(f"{ATOM}content") or "")
