"""Adding an announcement in the browser: read first, stored then, by whoever sits at the machine or holds a token."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import docx
import pytest

from crackdown.graph.storage.store import Store
from crackdown.service.tokens import make_token
from tests.browser.axe import serious
from tests.browser.header import go
from tests.browser.writable import fill, serve

TEXT = (
    "POIPET, 3 March 2026 - Cambodian police arrested 25 Chinese nationals in Poipet for online scams, police said. "
    "The weather was fine. 😀 More raids will follow next month, officials vowed."
)
KHMER = "ភ្នំពេញ៖ ជនសង្ស័យ ៤៨នាក់ ត្រូវសមត្ថកិច្ចចាប់ឃាត់កាលពីរសៀលថ្ងៃទី១៥ ខែកញ្ញា ឆ្នាំ២០២៥។"
ARABIC = (
    "كمبوديا: أعلنت الشرطة الوطنية يوم 8 فبراير 2026 أن السلطات رحّلت 428 شخصا من المتورطين في الاحتيال عبر الإنترنت."
)


@pytest.fixture(scope="module")
def address(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("add") / "store"
    fill(folder)
    with serve(folder) as address:
        yield address


@pytest.fixture
def page(open_explorer, address: str) -> Any:
    page = open_explorer("/#view=add").page
    page.set_default_timeout(60_000)  # the first reading starts the process that reads
    page.wait_for_selector("textarea")
    return page


def count(address: str) -> int:
    with urlopen(f"{address}/api/summary", timeout=90) as answer:
        return json.load(answer)["announcements"]["total"]


def read(page: Any, text: str) -> None:
    page.fill("textarea", text)
    page.click(".add-go button")
    page.wait_for_selector(".add-preview")


def marked(page: Any, which: str = ".marked-text mark") -> str:
    """The marked words one after the other: several facts may share some of a passage's words."""
    return "".join(page.locator(which).all_text_contents())


def test_what_is_read_is_shown_before_anything_is_stored(page, address):
    before = count(address)
    read(page, TEXT)
    assert "25 Chinese nationals" in marked(page)
    assert page.locator(".marked-text").inner_text() == TEXT
    assert "The weather was fine." in page.inner_text(".sentence.status-not-understood")
    assert "😀" in page.inner_text(".sentence.status-plan")
    assert "Read 1 sentence yourself" in page.inner_text(".add-summary")
    arrest = page.locator(".add-item").first
    assert "Arrest · 25 persons · 3 March 2026" in arrest.inner_text()
    assert "% sure" in arrest.inner_text()
    assert count(address) == before


def test_what_the_numbers_come_to_is_told_in_the_readers_language(open_explorer, address):
    page = open_explorer("/#view=add", locale="fr").page
    page.set_default_timeout(60_000)
    page.wait_for_selector("textarea")
    numbers = "arrested 50 foreigners, 20 women and 30 men, in Poipet for online scams, police said."
    read(page, f"POIPET, 3 March 2026 - Cambodian police {numbers}")
    told = page.locator(".add-findings li", has_text="Femmes et hommes\u202f: 20 + 30 = 50, comme annoncé.")
    assert told.locator(".severity").inner_text() == "confirmé"


def test_a_fact_and_its_words_lead_to_each_other(page):
    read(page, TEXT)
    page.click(".add-item button:has-text('Persons')")
    assert marked(page, "mark.on") == "25 Chinese nationals"
    page.click("mark:has-text('scams')")
    assert "Online scam" in page.locator(".add-item li.on").first.inner_text()


@pytest.mark.parametrize(("text", "direction", "words"), [(KHMER, "ltr", "៤៨នាក់"), (ARABIC, "rtl", "428 شخصا")])
def test_a_text_keeps_its_script_and_direction(page, text, direction, words):
    read(page, text)
    assert page.locator(".marked-text").get_attribute("dir") == direction
    assert words in marked(page)


def test_stored_it_is_in_the_network_and_again_it_changes_nothing(page, address):
    before = count(address)
    read(page, TEXT)
    page.click(".add-store button")
    page.wait_for_selector(".add-stored h2:has-text('Stored')")
    assert count(address) == before + 1
    page.wait_for_selector(".add-stored a:has-text('in the network')")
    page.click("button:has-text('Add another')")
    read(page, TEXT)
    assert "in the graph already" in page.inner_text(".add-summary")
    page.click(".add-store button")
    page.wait_for_selector(".add-stored h2:has-text('Unchanged')")
    assert count(address) == before + 1
    page.click(".add-stored a:has-text('in the network')")
    page.wait_for_selector(".work")
    assert "operation/kh-2026-03-03-arrest-25" in page.url


def test_what_was_pasted_outlives_a_reload_and_a_look_elsewhere(page):
    page.fill("textarea", KHMER)
    page.fill("input[placeholder='Ministry of Interior']", "The Gazette")
    page.reload()
    page.wait_for_selector("textarea")
    assert page.input_value("textarea") == KHMER
    assert page.input_value("input[placeholder='Ministry of Interior']") == "The Gazette"
    go(page, "Review")
    go(page, "Add")
    assert page.input_value("textarea") == KHMER


def test_a_changed_text_is_read_again_before_it_is_stored(page):
    read(page, TEXT)
    page.fill("textarea", TEXT + " More.")
    assert "read it again" in page.inner_text(".add-stale")
    assert page.locator(".add-store button").is_disabled()


def test_a_pdf_is_read(page, make_pdf, lines, tmp_path):
    file = tmp_path / "raid.pdf"
    file.write_bytes(
        make_pdf(lines("POIPET, 5 March 2026", "Cambodian police arrested 31 Chinese nationals in Poipet."))
    )
    page.set_input_files("input[type=file]", file)
    assert "raid.pdf" in page.inner_text(".add-chosen")
    page.click(".add-go button")
    page.wait_for_selector(".add-preview")
    assert "31 Chinese nationals" in marked(page)


@pytest.fixture
def word_document() -> bytes:
    made, packed = docx.Document(), io.BytesIO()
    made.add_paragraph(TEXT)
    made.save(packed)
    return packed.getvalue()


def test_a_mail_is_read(page):
    mail = f"From: a@example.org\r\nSubject: Raid\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{TEXT}\r\n"
    page.set_input_files("input[type=file]", {"name": "raid.eml", "mimeType": "", "buffer": mail.encode()})
    page.click(".add-go button")
    page.wait_for_selector(".add-item:has-text('25 Chinese nationals')")


def test_a_word_document_is_read(page, word_document):
    page.set_input_files("input[type=file]", {"name": "raid.docx", "mimeType": "", "buffer": word_document})
    page.click(".add-go button")
    page.wait_for_selector(".add-item:has-text('25 Chinese nationals')")


def test_a_dropped_page_is_read_and_what_was_pasted_stays(page):
    page.fill("textarea", "What I wrote before")
    page.evaluate(
        """words => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([`<html><body><article><p>${words}</p></article></body></html>`], "notice.html"));
          document.querySelector(".add-form").dispatchEvent(
            new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }""",
        TEXT,
    )
    page.wait_for_selector(".add-chosen:has-text('notice.html')")
    page.click(".add-go button")
    page.wait_for_selector(".add-item:has-text('25 Chinese nationals')")
    assert page.input_value("textarea") == "What I wrote before"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.png", b"x", "not read"),
        ("a.txt", b"", "empty"),
        ("a.pdf", b"x" * 5_000_001, "larger than 5 MB"),
        ("a.txt", b"caf\xe9", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words(page, name, content, words):
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "", "buffer": content})
    page.wait_for_selector(".add-refused")
    assert words in page.inner_text(".add-refused")


def test_a_scan_is_refused_in_words(open_explorer, make_pdf):
    explorer = open_explorer("/#view=add")
    page = explorer.page
    page.set_default_timeout(60_000)
    page.set_input_files(
        "input[type=file]", {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": make_pdf(b"")}
    )
    page.click(".add-go button")
    page.wait_for_selector(".failed-note")
    assert "A scanned PDF has no text" in page.inner_text(".failed-note")
    assert "scan.pdf" in page.inner_text(".add-chosen")
    explorer.forgive("422")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_nothing_runs_out_of_the_page_and_axe_finds_nothing(open_explorer, width, scheme):
    page = open_explorer("/#view=add", width=width, color_scheme=scheme).page
    page.set_default_timeout(60_000)
    read(page, TEXT)
    assert page.evaluate("document.querySelector('.alone').scrollWidth <= document.querySelector('.alone').clientWidth")
    assert serious(page) == []


def test_where_there_are_tokens_one_is_asked_for_and_is_in_no_address(open_explorer, tmp_path: Path):
    folder = tmp_path / "store"
    Store.open(folder).close()
    token = make_token("alice", tmp_path / "tokens.txt")
    with serve(folder, "--tokens", str(tmp_path / "tokens.txt")) as address:
        explorer = open_explorer("/#view=add", at=address)
        page = explorer.page
        page.set_default_timeout(60_000)
        page.fill("textarea", TEXT)
        page.wait_for_selector(".token input")
        page.wait_for_selector(".add-go :text('Reading asks for a token')")
        assert page.locator(".add-go button").is_disabled()
        page.fill(".token input", "wrong")
        page.click(".token button")
        page.click(".add-go button")
        page.wait_for_selector(".failed-note:has-text('does not know this token')")
        explorer.forgive("401")
        page.click(".token button:has-text('Forget')")
        page.fill(".token input", token)
        page.click(".token button")
        page.click(".add-go button")
        page.wait_for_selector(".add-preview")
        assert token not in page.url
        assert token not in (tmp_path / "serve.log").read_text()
        assert page.evaluate("token => !JSON.stringify({...localStorage}).includes(token)", token)


def test_a_server_that_only_reads_says_so(open_explorer, tmp_path: Path):
    folder = tmp_path / "store"
    Store.open(folder).close()
    with serve(folder, "--read-only") as address:
        page = open_explorer("/#view=add", at=address).page
        page.wait_for_selector(".add-closed")
        page.fill("textarea", TEXT)
        assert page.locator(".add-go button").is_disabled()


EVIL = """<!doctype html><form id=form method=post enctype=text/plain><input name=text value=x></form><script>
async function attack(target) {
  const told = [];
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json", "text/html"])
    for (const mode of ["no-cors", "cors"])
      for (const path of ["/announcements", "/api/read"])
        try {
          const headers = {"content-type": type};
          const answer = await fetch(target + path, {method: "POST", mode, headers, body: TEXT});
          told.push(answer.type === "opaque" ? "opaque" : String(answer.status));
        } catch { told.push("blocked"); }
  return told;
}
function submit(target) { form.action = target + "/announcements"; form.submit(); }
</script>"""


class Evil(BaseHTTPRequestHandler):
    """Another site that is open in the same browser."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(EVIL.replace("TEXT", json.dumps(json.dumps({"text": TEXT}))).encode())

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""


def test_another_site_in_the_same_browser_stores_nothing(browser, address):
    before = count(address)
    server = HTTPServer(("127.0.0.1", 0), Evil)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    try:
        page = context.new_page()
        for host in ("127.0.0.1", "localhost"):
            page.goto(f"http://{host}:{server.server_port}/")
            told = page.evaluate("target => attack(target)", address)
            assert set(told) <= {"blocked", "opaque"}
            with page.expect_navigation():
                page.evaluate("target => submit(target)", address)
            assert "403" in page.content()
    finally:
        context.close()
        server.shutdown()
        server.server_close()
    assert count(address) == before
