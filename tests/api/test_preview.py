"""Reading an announcement before it is stored, and storing it, at the machine where the server runs without tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.api.writing.announcing import Writing
from crackdown.api.writing.submissions import Stated, Submission
from crackdown.errors import ReadersBusy, UnreadableAnnouncement
from crackdown.graph.storage.store import Store
from crackdown.intake.loading import read_each
from crackdown.loaders.document import Document
from crackdown.reading import open_source
from crackdown.service.announcing import Announcing
from crackdown.service.previewing import Previewing
from crackdown.service.read_lately import ReadLately
from crackdown.service.readers import Readers
from crackdown.service.tokens import Tokens, make_token

HOST = "127.0.0.1:8470"
OWN = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
FIRST = "POIPET, 3 March 2026 - Cambodian police arrested 25 Chinese nationals in Poipet for online scams, police said."
SECOND = "PHNOM PENH, 4 March 2026 - On 3 March 2026 police arrested 25 Chinese nationals in Poipet for online scams."


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as readers:
        yield readers


class Here:
    """A server over a store in a folder, as `crackdown serve` makes it, and a client in front of it."""

    def __init__(self, client: TestClient, folder: Path, told: list[dict[str, Any]]) -> None:
        self.client = client
        self.folder = folder
        self.told = told

    def send(self, path: str, text: str, headers: dict[str, str] = OWN, **stated: str) -> httpx.Response:
        return self.client.post(path, json={"text": text, **stated}, headers=headers)

    def quads(self) -> int:
        with open_source(self.folder) as source:
            return len(source.view().select("SELECT ?c { ?c crk:statedIn ?a }"))


@pytest.fixture
def here(tmp_path: Path, readers: Readers) -> Iterator[Here]:
    yield from serve(tmp_path, readers)


@pytest.fixture(scope="module")
def unmoved(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Iterator[Here]:
    """One server for all that is refused."""
    for here in serve(tmp_path_factory.mktemp("unmoved"), readers):
        yield here
        assert here.quads() == 0, "something was stored"


def serve(tmp_path: Path, readers: Readers, **more: Any) -> Iterator[Here]:
    folder = tmp_path / "store"
    Store.open(folder).close()
    told: list[dict[str, Any]] = []
    lately = ReadLately(readers, folder)
    with open_source(folder) as source:
        writing = Writing(
            **{
                "announce": Announcing(folder, lately, source.look),
                "preview": Previewing(lately),
                "takes_openly": True,
                "audit": lambda event, **what: told.append({"event": event} | what),
                **more,
            }
        )
        app = create_app(source, hosts=("127.0.0.1",), writing=writing)
        yield Here(TestClient(app, base_url=f"http://{HOST}"), folder, told)


def test_what_is_read_is_shown_and_nothing_is_stored(here: Here) -> None:
    answer = here.send("/api/read", FIRST, publisher="The Gazette")
    told = answer.json()
    assert answer.status_code == 200
    assert {fact["path"]: fact["quote"] for fact in told["facts"]}["operations[0].persons"] == "25 Chinese nationals"
    assert all(told["text"][fact["start"] : fact["end"]] == fact["quote"] for fact in told["facts"])
    assert [one["status"] for one in told["sentences"]] == ["used"]
    assert (told["publisher"], told["held"], told["joining"]) == ("The Gazette", None, [])
    assert here.quads() == 0
    assert here.told == []


def test_what_was_shown_is_what_is_stored(here: Here) -> None:
    shown = here.send("/api/read", FIRST).json()
    stored = here.send("/announcements", FIRST)
    assert (stored.status_code, stored.json()["change"]) == (201, "added")
    assert stored.json()["record"] == shown["record"]
    assert here.told[-1]["by"] is None
    assert here.send("/announcements", FIRST).json()["change"] == "unchanged"


def test_what_was_shown_is_not_read_again() -> None:
    class Counting:
        read_bytes: ClassVar[list[bytes]] = []

        def read(self, body: bytes, *_: Any) -> dict[str, Any]:
            self.read_bytes.append(body)
            return {"n": len(self.read_bytes)}

    lately = ReadLately(Counting())  # type: ignore[arg-type]
    first = lately.read(b"a", "text/plain", {})
    assert lately.read(b"a", "text/plain", {}) == first | {"was_read": False}
    assert lately.read(b"a", "text/plain", {"language": "fr"})["n"] == 2
    for body in (b"b", b"c", b"d", b"e"):
        lately.read(body, "text/plain", {})
    assert lately.read(b"a", "text/plain", {})["n"] == 7, "the oldest is forgotten"
    assert lately.read(b"a", "text/plain", {}, again=True)["n"] == 8
    assert Counting.read_bytes == [b"a", b"a", b"b", b"c", b"d", b"e", b"a", b"a"]


def test_what_stands_in_the_store_is_not_read_again(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    first = here.send("/announcements", FIRST, publisher="The Gazette").json()
    quads = here.quads()
    monkeypatch.setattr(ReadLately, "read", forgetful(ReadLately.read))
    again = here.send("/announcements", FIRST, publisher="The Gazette").json()
    assert (first["was_read"], again["was_read"], again["change"]) == (True, False, "unchanged")
    assert again | {"was_read": True, "change": "added"} == first
    forced = here.send("/announcements?again=true", FIRST, publisher="The Gazette").json()
    assert forced == again | {"was_read": True}
    assert here.quads() == quads
    assert here.send("/announcements", FIRST, publisher="Another").json()["was_read"]


def test_what_was_shown_and_stored_is_known_from_then_on(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    here.send("/api/read", FIRST)
    assert not here.send("/announcements", FIRST).json()["was_read"]
    monkeypatch.setattr(ReadLately, "read", forgetful(ReadLately.read))
    assert not here.send("/announcements", FIRST).json()["was_read"]


def test_what_was_deleted_is_read(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReadLately, "read", forgetful(ReadLately.read))
    first = here.send("/announcements", FIRST).json()
    with Store.open(here.folder) as store:
        store.writer().delete(first["announcement"])
    assert here.send("/announcements", FIRST).json()["was_read"]


def test_a_record_made_elsewhere_is_not_taken_for_its_text(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReadLately, "read", forgetful(ReadLately.read))
    (ready,) = read_each([Document.from_text(FIRST)])
    headers = {**OWN, "content-type": "application/json"}
    made = here.client.post("/announcements", content=ready.record.to_json(), headers=headers)
    assert (made.status_code, made.json()["was_read"]) == (201, False)
    assert here.send("/announcements", FIRST, publisher="The Gazette").json()["was_read"]


def forgetful(read: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Have what was read lately be forgotten at once, as after a restart."""

    def read_and_forget(self: ReadLately, *given: Any, **options: Any) -> dict[str, Any]:
        self._kept.clear()
        return read(self, *given, **options)

    return read_and_forget


def test_nobody_is_named_as_sender_where_nobody_has_a_token(here: Here) -> None:
    here.send("/announcements", FIRST)
    with open_source(here.folder) as source:
        people = "SELECT ?p { ?e prov:wasAssociatedWith ?p FILTER NOT EXISTS { ?p a prov:SoftwareAgent } }"
        assert source.view().select(people) == []


def test_what_it_would_be_one_with_is_told(here: Here) -> None:
    stored = here.send("/announcements", FIRST).json()
    told = here.send("/api/read", SECOND).json()
    operations = [one for one in told["joining"] if one["path"] == "operations[0]"]
    (operation,) = operations
    assert operation["announcements"] == 1
    assert operation["probability"] > 0.7
    assert operation["thing"]["id"].startswith("operation/kh-2026-03-03-arrest-25")
    assert here.send("/announcements", SECOND).json()["change"] == "added"
    with open_source(here.folder) as source:
        rows = source.view().select("SELECT DISTINCT ?o { ?a crk:reports ?o }")
    assert len(rows) == 1, "what was foretold came true"
    assert stored["change"] == "added"


def test_the_same_bytes_are_known_and_so_is_the_same_address(here: Here) -> None:
    here.send("/announcements", FIRST, url="https://example.org/notice")
    again = here.send("/api/read", FIRST).json()
    other = here.send("/api/read", SECOND, url="https://example.org/notice").json()
    assert (again["held"]["id"], again["replaced"]) == (other["replaced"]["id"], None)
    assert other["held"] is None
    assert [one for one in again["joining"] if one["path"].startswith("operations")] == []


OTHERS: list[dict[str, str]] = [
    {},
    {"origin": "null"},
    {"origin": "http://[evil"},
    {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    {"origin": "http://127.0.0.1:3000", "sec-fetch-site": "same-site"},
    {"origin": "http://localhost:8470"},
    {"sec-fetch-site": "same-origin"},
    {**OWN, "sec-fetch-site": "same-site"},
    {**OWN, "sec-fetch-site": "none"},
    {**OWN, "x-forwarded-for": "203.0.113.7"},
    {**OWN, "x-forwarded-host": "graph.example"},
    {**OWN, "forwarded": "for=203.0.113.7"},
    {**OWN, "via": "1.1 proxy"},
    {**OWN, "x-real-ip": "203.0.113.7"},
]


@pytest.mark.parametrize("path", ["/api/read", "/announcements"])
@pytest.mark.parametrize("headers", OTHERS)
def test_nobody_but_an_own_page_is_heard(unmoved: Here, path: str, headers: dict[str, str]) -> None:
    answer = unmoved.send(path, FIRST, headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "announcement-refused")


@pytest.mark.parametrize("path", ["/api/read", "/announcements"])
def test_another_name_of_the_server_is_not_answered_to(unmoved: Here, path: str) -> None:
    rebound = {"host": "evil.example:8470", "origin": "http://evil.example:8470", "sec-fetch-site": "same-origin"}
    answer = unmoved.send(path, FIRST, rebound)
    assert (answer.status_code, answer.json()["code"]) == (400, "foreign-host")


@pytest.mark.parametrize("path", ["/api/read", "/announcements"])
@pytest.mark.parametrize("body", [
    {"content": FIRST, "headers": {"content-type": "text/plain"}},
    {"content": FIRST},
    {"data": {"text": FIRST}},
    {"files": {"file": ("notice.txt", FIRST, "text/plain")}},
])  # fmt: skip
def test_what_a_form_could_send_is_refused(unmoved: Here, path: str, body: dict[str, Any]) -> None:
    answer = unmoved.client.post(path, **{**body, "headers": {**OWN, **body.get("headers", {})}})
    assert answer.status_code == 415


@pytest.mark.parametrize("origins", [(), ("https://evil.example",), ("*",)])
def test_a_site_that_may_read_may_not_write(unmoved: Here, origins: tuple[str, ...]) -> None:
    state = unmoved.client.app.state  # type: ignore[attr-defined]
    app = create_app(state.view_source, origins=origins, writing=state.writing)
    headers = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    client = TestClient(app, base_url=f"http://{HOST}")
    assert client.post("/api/read", json={"text": FIRST}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("body", "media_type", "status", "words"),
    [
        (b"", "text/html", 422, "empty"),
        (b"%PDF-1.7 nothing", "application/pdf", 422, "PDF"),
        (b"x", "image/png", 415, "not read"),
        (b"a" * 5_000_001, "text/html", 413, "larger"),
        (b'{"text": "x", "published": "2026-02-31"}', "application/json", 422, "calendar"),
        (b'{"text": "  "}', "application/json", 422, "empty"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(
    unmoved: Here, body: bytes, media_type: str, status: int, words: str
) -> None:
    answer = unmoved.client.post("/api/read", content=body, headers={**OWN, "content-type": media_type})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert words in answer.json()["detail"]


def test_where_there_are_tokens_a_page_needs_one_too(tmp_path: Path, readers: Readers) -> None:
    token = make_token("alice", tmp_path / "tokens.txt")
    known = Tokens(tmp_path / "tokens.txt")
    for here in serve(tmp_path, readers, holder_of=known.holder_of, takes_openly=False):
        assert here.client.get("/announcements").json()["announcements"] == "with-a-token"
        assert here.send("/api/read", FIRST).status_code == 401
        assert here.send("/api/read", FIRST, {"authorization": "Bearer wrong"}).status_code == 401
        holders = here.send("/api/read", FIRST, {"authorization": f"Bearer {token}"})
        assert holders.status_code == 200
        in_address = here.client.post(f"/api/read?token={token}", json={"text": FIRST})
        assert (in_address.status_code, in_address.json()["code"]) == (400, "token-in-address")


def test_a_server_that_only_reads_says_so_beforehand(client: TestClient) -> None:
    answer = client.get("/announcements")
    assert answer.json() == {"announcements": "not-at-all", "judgements": "not-at-all", "max_bytes": 5_000_000}
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert client.post("/api/read", json={"text": FIRST}, headers=OWN).status_code == 403


def test_a_proxys_guest_is_told_that_nothing_is_taken(unmoved: Here) -> None:
    assert unmoved.client.get("/announcements").json()["announcements"] == "openly"
    relayed = unmoved.client.get("/announcements", headers={"x-forwarded-for": "203.0.113.7"})
    assert relayed.json()["announcements"] == "not-at-all"


def test_whoever_finds_every_place_taken_is_told_to_come_back() -> None:
    class Full:
        """Reads only once somebody else was turned away."""

        def read(self, *_: object, **__: object) -> dict[str, Any]:
            with pytest.raises(ReadersBusy):
                preview(Submission(b"x", "text/plain", Stated()))
            raise UnreadableAnnouncement("the first")

    preview = Previewing(Full(), most=1)  # type: ignore[arg-type]
    for _ in range(2):  # the place is free again afterwards
        with pytest.raises(UnreadableAnnouncement, match="the first"):
            preview(Submission(b"x", "text/plain", Stated()))
