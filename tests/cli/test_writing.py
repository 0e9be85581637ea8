"""Announcements sent to a server that runs as a person runs it: `crackdown serve --tokens`, on loopback.

One server takes what most tests send, each its own announcement; those that kill or block have a store of their own.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from crackdown.graph.storage.store import Store
from crackdown.intake.loading import sample_folder

Make = Callable[..., bytes]
TEXT = {"content-type": "text/plain"}
NOTICE = (
    "PATTAYA, {day} March 2026 - Thai police arrested {number} Chinese nationals in Pattaya for online scams, "
    "police said."
)


class Served(NamedTuple):
    """A server that runs: its address, a holder's token, where its store lies, what it printed, its process."""

    address: str
    token: str
    store: Path
    log: Path
    process: subprocess.Popen[bytes]

    def send(self, **options: object) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.token}", **options.pop("headers", {})}  # type: ignore[dict-item]
        return httpx.post(f"{self.address}/announcements", headers=headers, timeout=90, **options)  # type: ignore[arg-type]

    def select(self, query: str) -> list[dict[str, str]]:
        answer = httpx.get(f"{self.address}/sparql", params={"query": query, "format": "json"}, timeout=90).json()
        return [{name: term["value"] for name, term in row.items()} for row in answer["results"]["bindings"]]

    def audit(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in (self.store / "audit.jsonl").read_text().splitlines()]


def start(folder: Path, command: Callable[..., list[str]], run: Callable[..., subprocess.CompletedProcess]) -> Served:
    Store.open(folder / "store").close()
    token = run("token", "alice", folder / "tokens.txt").stdout.strip()
    log = folder / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command("serve", "--store", folder / "store", "--port", "0", "--tokens", folder / "tokens.txt"),
            stdout=output,
            stderr=output,
        )
    for _ in range(600):
        found = re.search(r"Explorer\s+(http://\S+)/", log.read_text())
        if found:
            return Served(found[1], token, folder / "store", log, process)
        time.sleep(0.1)
    process.kill()
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, command, run) -> Iterator[Served]:
    server = start(tmp_path_factory.mktemp("writing"), command, run)
    yield server
    server.process.send_signal(signal.SIGINT)
    server.process.wait(90)


def test_where_tokens_exist_they_are_the_list_of_all_who_may(served):
    told = httpx.get(f"{served.address}/announcements").json()
    assert (told["announcements"], told["judgements"]) == ("with-a-token", "with-a-token")
    judged = {"one": "a", "other": "b", "verdict": "same", "by": "Somebody", "why": ""}
    own_page = {"origin": served.address, "sec-fetch-site": "same-origin"}
    assert httpx.post(f"{served.address}/api/judgements", json=judged, headers=own_page).status_code == 403


def test_a_text_is_read_stored_and_seen_at_once(served):
    text = NOTICE.format(day=1, number=21)
    answer = served.send(content=text.encode(), headers=TEXT)
    told = answer.json()
    assert answer.status_code == 201
    assert {fact["path"]: fact["quote"] for fact in told["facts"]}["operations[0].persons"] == "21 Chinese nationals"
    assert all(text[fact["start"] : fact["end"]] == fact["quote"] for fact in told["facts"])
    assert [(one["status"], one["text"]) for one in told["sentences"]] == [("used", text)]
    page = httpx.get(served.address + answer.headers["location"], headers={"accept": "text/html"})
    assert "21 Chinese nationals" in page.text
    assert (
        httpx.get(f"{served.address}/api/summary", timeout=90).json()["version"] == answer.headers["crackdown-version"]
    )
    (row,) = served.select(
        f"SELECT ?by {{ ?e prov:used <{told['announcement']}> ; prov:wasAssociatedWith ?a . ?a a prov:Agent ; "
        "rdfs:label ?by FILTER NOT EXISTS { ?a a prov:SoftwareAgent } }"
    )
    assert row["by"] == "alice"


def test_the_same_content_again_changes_nothing(served):
    text = NOTICE.format(day=2, number=22).encode()
    first = served.send(content=text, headers=TEXT)
    again = served.send(content=text, headers=TEXT)
    by_form = served.send(files={"file": ("other-name.txt", text, "text/plain")})
    assert [one.status_code for one in (first, again, by_form)] == [201, 200, 200]
    assert {one.json()["announcement"] for one in (again, by_form)} == {first.json()["announcement"]}
    assert again.json()["change"] == "unchanged"
    assert again.headers["crackdown-version"] == first.headers["crackdown-version"]


def test_the_same_content_twice_at_once_is_one_announcement(served):
    text = NOTICE.format(day=3, number=23).encode()
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: served.send(content=text, headers=TEXT), range(2)))
    assert sorted(answer.status_code for answer in answers) == [200, 201]
    assert len({answer.json()["announcement"] for answer in answers}) == 1


def test_what_is_loaded_from_a_file_is_known_by_its_content(served, run, tmp_path):
    (tmp_path / "notice.txt").write_text(NOTICE.format(day=4, number=24), encoding="utf-8")
    assert run("load", tmp_path / "notice.txt", "--store", served.store).returncode == 0
    answer = served.send(content=(tmp_path / "notice.txt").read_bytes(), headers=TEXT)
    assert (answer.status_code, answer.json()["id"]) == (200, "announcement/notice")


def test_another_text_from_the_same_address_replaces_it(served):
    where = {"url": "https://example.org/notice", "published": "2026-03-05"}
    first = served.send(content=NOTICE.format(day=5, number=25).encode(), headers=TEXT, params=where)
    second = served.send(content=NOTICE.format(day=5, number=26).encode(), headers=TEXT, params=where)
    assert (first.status_code, second.status_code, second.json()["change"]) == (201, 200, "changed")
    assert first.json()["announcement"] == second.json()["announcement"]
    rows = served.select(f"SELECT ?n {{ GRAPH <{first.json()['announcement']}> {{ ?o crk:total/crk:value ?n }} }}")
    assert rows == [{"n": "26"}]


def test_metadata_are_taken(served):
    said = {
        "title": "Raid",
        "publisher": "The Gazette",
        "published": "2026-03-06",
        "language": "en",
        "name": "gazette-6",
    }
    answer = served.send(json={"text": NOTICE.format(day=6, number=27), **said})
    assert (answer.status_code, answer.json()["id"]) == (201, "announcement/gazette-6")
    (row,) = served.select(
        f"SELECT ?p ?d ?t {{ <{answer.json()['announcement']}> dcterms:publisher ?p ; dcterms:issued ?d ; "
        "dcterms:title ?t }"
    )
    assert row == {"p": "The Gazette", "d": "2026-03-06", "t": "Raid"}


def test_a_page_is_read(served):
    page = f"<html><body><article><h1>Raid</h1><p>{NOTICE.format(day=7, number=28)}</p></article></body></html>"
    answer = served.send(content=page.encode(), headers={"content-type": "text/html; charset=utf-8"})
    assert (answer.status_code, answer.json()["outcome"]) == (201, "facts_found")


def test_a_pdf_is_read(served, make_pdf, lines):
    pdf = make_pdf(lines(*NOTICE.format(day=8, number=29).split(" - ")))
    answer = served.send(files={"file": ("raid-8.pdf", pdf, "application/pdf")}, data={"publisher": "Police"})
    assert (answer.status_code, answer.json()["id"]) == (201, "announcement/raid-8")
    assert "29 Chinese nationals" in {fact["quote"] for fact in answer.json()["facts"]}


def test_a_record_is_taken_and_its_numbers_are_checked(served):
    arrest = {"kind": "arrest", "date": "2026-03-09", "persons": 30, "women": 20, "men": 20, "country": "TH"}
    answer = served.send(json={"id": "record-9", "language": "en", "operations": [arrest]})
    assert answer.status_code == 201
    (finding,) = answer.json()["findings"]
    assert finding["severity"] == "contradiction"
    assert finding["texts"]["en"] == finding["text"]
    assert finding["texts"]["fr"].startswith("Femmes et hommes\u202f: 20 + 20 = 40, ")


def test_a_legacy_charset_is_read_where_it_is_told(served):
    text = "POIPET, 10 mars 2026 - La police a arrêté 31 étrangers à Poipet, a annoncé la police cambodgienne."
    answer = served.send(content=text.encode("latin-1"), headers={"content-type": "text/plain; charset=iso-8859-1"})
    assert answer.status_code == 201
    assert "arrêté" in answer.json()["sentences"][0]["text"]


@pytest.mark.parametrize(
    ("headers", "code", "challenge"),
    [
        ({}, "token-refused", 'Bearer realm="crackdown"'),
        ({"authorization": "Bearer wrong"}, "token-refused", 'Bearer realm="crackdown", error="invalid_token"'),
        ({"authorization": "Basic YWxpY2U6eA=="}, "token-refused", 'Bearer realm="crackdown"'),
    ],
)
def test_without_a_known_token_nothing_is_taken(served, headers, code, challenge):
    answer = httpx.post(f"{served.address}/announcements", content=b"x", headers=TEXT | headers)
    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert answer.headers["www-authenticate"] == challenge
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("name", ["token", "access_token", "Api_Key"])
def test_a_token_in_the_address_is_refused_and_kept_nowhere(served, name):
    secret = f"secret-{name}"
    answer = served.send(content=b"x", headers=TEXT, params={name: secret})
    assert (answer.status_code, answer.json()["code"]) == (400, "token-in-address")
    kept = answer.text + served.log.read_text() + (served.store / "audit.jsonl").read_text()
    assert secret not in kept


def test_whoever_sends_many_wrong_tokens_has_to_wait_and_others_have_not(served):
    elsewhere = httpx.Client(transport=httpx.HTTPTransport(local_address="127.0.0.2"), timeout=90)
    wrong = {"authorization": "Bearer wrong", **TEXT}
    codes = [
        elsewhere.post(f"{served.address}/announcements", content=b"x", headers=wrong).status_code for _ in range(14)
    ]
    assert codes[:10] == [401] * 10
    assert set(codes[10:]) == {429}
    known = {"authorization": f"Bearer {served.token}", **TEXT}
    answer = elsewhere.post(f"{served.address}/announcements", content=b"", headers=known)
    assert answer.status_code == 422
    assert sum(line.get("from") == "127.0.0.2" and line["event"] == "token" for line in served.audit()) == 11


def deep(levels: int) -> bytes:
    return b"<div>" * levels + b"x" + b"</div>" * levels


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"", TEXT, 422),
        (b"a" * 10_000_000, TEXT, 413),
        (b"a" * 4_900_000, TEXT, 422),
        (b"1\n" * 90_000, TEXT, 422),
        (b"Police arrested \x00 25 people.", TEXT, 422),
        (b"\xff\xfeP\x00o", {"content-type": "text/plain; charset=utf-8"}, 422),
        (b"caf\xe9 \x81\x8d", TEXT, 422),
        (b"x", {"content-type": "text/plain; charset=punycode"}, 415),
        (b"\x81", {"content-type": "text/plain; charset=shift_jis"}, 422),
        (b"\x1f\x8b" + b"0" * 50, {**TEXT, "content-encoding": "gzip"}, 415),
        (b"x", {"content-type": "image/png"}, 415),
        (b"x", {}, 415),
        (deep(100_000), {"content-type": "text/html"}, 422),
        (b"<p" + b" a" * 500_000, {"content-type": "text/html"}, 422),
        (b"[" * 100_000, {"content-type": "application/json"}, 422),
        (b'{"operations": [{"kind": "arrest", "persons": "many"}]}', {"content-type": "application/json"}, 422),
        (b'{"id": "x", "language": "en", "officials": ["a"]}', {"content-type": "application/json"}, 422),
        (b'{"text": 7}', {"content-type": "application/json"}, 422),
        (b'{"text": "x", "published": "2026-02-31"}', {"content-type": "application/json"}, 422),
        (b'{"text": "x", "url": "javascript:alert(1)"}', {"content-type": "application/json"}, 422),
        (b"%PDF-1.7 garbage", {"content-type": "application/pdf"}, 422),
        (b"--x\r\n", {"content-type": "multipart/form-data; boundary=x"}, 422),
        (b"x", {"content-type": "multipart/form-data"}, 422),
    ],
)
def test_a_hostile_body_is_refused_in_words(served, body, headers, status):
    before = time.monotonic()
    answer = served.send(content=body, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert len(answer.json()["detail"]) > 20
    assert time.monotonic() - before < 30
    assert httpx.get(f"{served.address}/healthz").status_code == 200


def test_a_pdf_that_swells_is_refused(served, make_pdf):
    answer = served.send(content=make_pdf(b"(a) Tj " * 5_000_000), headers={"content-type": "application/pdf"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"sauce": "x"}, "sauce: there is no such field"),
        ({"published": "yesterday"}, "'yesterday' is no day, month or year; write 2026-02-09"),
        ({"language": "klingon"}, "'klingon' is no code of a language; write fr"),
        ({"url": "example.org"}, "'example.org' is no address; one begins with http"),
    ],
)
def test_a_wrong_parameter_is_told_without_a_pattern(served, said, told):
    answer = served.send(content=b"x", headers=TEXT, params=said)
    assert (answer.status_code, told in answer.json()["detail"]) == (422, True)


def test_nothing_is_fetched(served):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.5)
        there = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        page = (
            f'<html><head><link rel="canonical" href="{there}"><base href="{there}"><meta http-equiv="refresh" '
            f'content="0;url={there}"></head><body><article><img src="{there}"><iframe src="{there}"></iframe>'
            f"<p>{NOTICE.format(day=11, number=32)}</p></article></body></html>"
        )
        answer = served.send(content=page.encode(), headers={"content-type": "text/html"}, params={"url": there})
        assert answer.status_code == 201
        with pytest.raises(TimeoutError):
            listener.accept()


def test_each_write_leaves_its_lines_in_the_audit_log(served):
    answer = served.send(content=NOTICE.format(day=12, number=33).encode(), headers=TEXT)
    received, added = [line for line in served.audit() if line["event"] == "announcement"][-2:]
    assert (received["outcome"], added["outcome"], added["by"], added["from"]) == (
        "received", "added", "alice", "127.0.0.1",
    )  # fmt: skip
    assert added["announcement"] == answer.json()["announcement"]
    assert len(added["sha256"]) == 64
    assert (served.store / "audit.jsonl").stat().st_mode & 0o077 == 0


def test_no_token_is_in_a_log(served):
    kept = served.log.read_text() + (served.store / "audit.jsonl").read_text()
    assert served.token not in kept
    assert "Bearer" not in kept


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/announcements", "/announcement/notice", "/sparql", "/api/judgements", "/"])
def test_nothing_else_writes(served, method, path):
    known = {"authorization": f"Bearer {served.token}"}
    assert httpx.request(method, served.address + path, headers=known).status_code in {404, 405}


def test_an_update_is_refused_to_a_holder_too(served):
    headers = {"authorization": f"Bearer {served.token}", "content-type": "application/sparql-update"}
    answer = httpx.post(f"{served.address}/sparql", content=b"CLEAR ALL", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "update-refused")


def test_a_line_taken_out_locks_its_holder_out(served, run):
    file = served.store.parent / "tokens.txt"
    bob = run("token", "bob", file).stdout.strip()
    known = {"authorization": f"Bearer {bob}", **TEXT}
    assert httpx.post(f"{served.address}/announcements", content=b"", headers=known).status_code == 422
    file.write_text("".join(line for line in file.read_text().splitlines(keepends=True) if not line.startswith("bob")))
    assert httpx.post(f"{served.address}/announcements", content=b"", headers=known).status_code == 401


def test_killed_in_the_middle_leaves_nothing_half_there(tmp_path, command, run):
    server = start(tmp_path, command, run)
    texts = [path.read_bytes() for path in sorted(sample_folder().glob("*-en.txt"))]

    def send_all() -> None:
        for text in texts:
            try:
                server.send(content=text, headers=TEXT)
            except httpx.HTTPError:  # the server is gone
                return

    sending = threading.Thread(target=send_all)
    sending.start()
    for _ in range(600):
        if (server.store / "audit.jsonl").exists() and sum(one["outcome"] == "added" for one in server.audit()) >= 2:
            break
        time.sleep(0.05)
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait(90)
    sending.join(60)
    acknowledged = {line["announcement"] for line in server.audit() if line["outcome"] == "added"}
    with Store.open(server.store, create=False, wait_seconds=10) as store:
        there = {str(row["a"]) for row in store.view().select("SELECT ?a { ?a a crk:Announcement }")}
        half = store.view().select(
            "SELECT ?a { GRAPH ?a { ?c crk:statedIn ?a } FILTER NOT EXISTS { ?a a crk:Announcement } }"
        )
    assert len(acknowledged) >= 2
    assert acknowledged <= there
    assert half == []


def test_an_office_document_and_a_mail_are_taken(served):
    import io
    from email.message import EmailMessage

    import docx

    text = "On 4 May 2026 Thai police arrested {} Chinese nationals in Pattaya."
    document, packed, mail = docx.Document(), io.BytesIO(), EmailMessage()
    document.add_paragraph(text.format(41))
    document.save(packed)
    mail["From"], mail["Subject"], mail["Date"] = "press@police.example", "Raid", "Mon, 4 May 2026 10:00:00 +0700"
    mail.set_content(text.format(42))
    sent = served.send(files={"file": ("raid-41.docx", packed.getvalue(), "application/octet-stream")})
    assert sent.status_code == 201, sent.text
    sent = served.send(content=mail.as_bytes(), headers={"content-type": "message/rfc822"})
    assert sent.status_code == 201, sent.text
