"""Who may write: servers without tokens, judgements by token, a store that is held, a text that takes too long."""

from __future__ import annotations

import json
import pickle
import signal
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.api.writing.announcing import Writing
from crackdown.api.writing.submissions import Stated, Submission
from crackdown.errors import InputError, UnreadableAnnouncement
from crackdown.graph.storage.audit import AuditLog
from crackdown.graph.storage.store import Store
from crackdown.service import announcing
from crackdown.service.announcing import Announcing
from crackdown.service.read_lately import ReadLately
from crackdown.service.readers import Readers
from crackdown.service.tokens import Tokens, make_token

TEXT = {"content-type": "text/plain"}


put = announcing._put


@pytest.fixture
def tokens(tmp_path: Path) -> tuple[Tokens, str]:
    token = make_token("alice", tmp_path / "tokens.txt")
    return Tokens(tmp_path / "tokens.txt"), token


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as readers:
        yield readers


def test_a_server_without_tokens_takes_nothing_and_says_what_to_do(client: TestClient) -> None:
    answer = client.post("/announcements", content=b"x", headers=TEXT | {"authorization": "Bearer x"})
    assert (answer.status_code, answer.json()["code"]) == (403, "announcement-refused")
    assert "--tokens" in answer.json()["detail"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_site_that_is_not_named_may_not_send_a_token(store: Store) -> None:
    app = TestClient(create_app(store, origins=["https://yasgui.example"]))
    asked = {
        "origin": "https://evil.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization",
    }
    assert app.options("/announcements", headers=asked).status_code == 400


def test_a_held_store_is_told_with_when_to_come_back(
    tmp_path: Path, tokens: tuple[Tokens, str], readers: Readers
) -> None:
    known, token = tokens
    folder = tmp_path / "store"
    with Store.open(folder) as held:
        announce = Announcing(folder, ReadLately(readers), lambda: None, wait_seconds=0.1)
        writing = Writing(announce=announce, holder_of=known.holder_of, audit=AuditLog(folder).write)
        app = TestClient(create_app(held, writing=writing))
        text = b"POIPET, 3 March 2026 - Cambodian police arrested 25 people in Poipet."
        answer = app.post("/announcements", content=text, headers=TEXT | {"authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (503, "store-locked")
    assert answer.headers["retry-after"] == "5"
    assert '"outcome": "refused"' in (folder / "audit.jsonl").read_text()


def test_whoever_sent_an_announcement_finds_it_there_though_others_send_theirs(
    tmp_path: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(tmp_path / "store").close()
    done: list[str] = []
    monkeypatch.setattr(announcing, "_put", lambda *given, **more: done.append("stored") or put(*given, **more))

    def send(day: int) -> None:
        text = f"POIPET, {day} March 2026 - Cambodian police arrested 25 people in Poipet."
        announce(Submission(text.encode(), "text/plain", Stated()), None)

    def refresh() -> None:
        if not done[1:]:
            another.start()
            another.join(2)  # it has its turn after this, or else stores
        done.append("refreshed")

    announce, another = Announcing(tmp_path / "store", ReadLately(readers), refresh), Thread(target=send, args=(4,))
    send(3)
    another.join()
    assert done == ["stored", "refreshed", "stored", "refreshed"]


def test_a_text_that_takes_too_long_is_stopped_and_the_next_is_read() -> None:
    with Readers(timeout_seconds=0.3) as readers:
        with pytest.raises(UnreadableAnnouncement, match="was stopped"):
            readers.read(b"On 3 March 2026 Thai police arrested 25 Chinese nationals. " * 300, "text/plain", {})
        readers._timeout_seconds = 60.0
        assert (
            readers.read(b"Nothing happened today.", "text/plain", {})["document"]["text"] == "Nothing happened today."
        )


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of processor time there")
def test_a_reader_ends_by_itself_where_its_server_is_gone() -> None:
    text = b64encode(b"On 3 March 2026 Thai police arrested 25 Chinese nationals. " * 300).decode()
    request = {"body": text, "media_type": "text/plain", "stated": {}, "asks": False}
    command = [sys.executable, "-m", "crackdown.service.reader", str(2 * 1024**3), "0.2"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        assert process.wait() == -signal.SIGPROF


def test_what_takes_too_much_memory_is_stopped() -> None:
    with Readers(memory_bytes=50 * 1024**2) as readers, pytest.raises(UnreadableAnnouncement, match="was stopped"):
        readers.read(b"Nothing happened today.", "text/plain", {})


@pytest.mark.parametrize("sent", [{}, {"authorization": "Bearer wrong"}])
def test_over_a_network_nobody_judges_without_a_token(
    store: Store, tokens: tuple[Tokens, str], sent: dict[str, str]
) -> None:
    writing = Writing(holder_of=tokens[0].holder_of, judges_openly=False)
    app = TestClient(create_app(store, judge=lambda *_: 0, writing=writing))
    asked = {"one": "a", "other": "b", "verdict": "same", "by": "Somebody"}
    assert app.post("/api/judgements", json=asked, headers=sent).status_code == (401 if sent else 403)


def test_a_holder_judges_under_the_name_of_the_token(store: Store, tokens: tuple[Tokens, str]) -> None:
    judged: list[str] = []
    told: list[dict[str, object]] = []

    def judge(one: str, other: str, verdict: object, by: str, why: str) -> int:
        judged.append(by)
        return 2

    writing = Writing(
        holder_of=tokens[0].holder_of,
        judges_openly=False,
        audit=lambda event, **what: told.append({"event": event} | what),
    )
    app = TestClient(create_app(store, judge=judge, writing=writing))
    asked = {"one": "a", "other": "b", "verdict": "same", "by": "Somebody else"}
    answer = app.post("/api/judgements", json=asked, headers={"authorization": f"Bearer {tokens[1]}"})
    assert (answer.json(), judged) == ({"rewritten": 2, "one": None, "other": None}, ["alice"])
    assert [(one["event"], one["outcome"], one["by"]) for one in told] == [("judgement", "kept", "alice")]


def test_a_token_is_kept_as_a_digest_that_only_the_owner_reads(tmp_path: Path, tokens: tuple[Tokens, str]) -> None:
    known, token = tokens
    file = tmp_path / "tokens.txt"
    assert token not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    assert (known.holder_of(token), known.holder_of(token[:-1])) == ("alice", None)


def test_a_list_that_is_gone_lets_nobody_in(tmp_path: Path, tokens: tuple[Tokens, str]) -> None:
    (tmp_path / "tokens.txt").unlink()
    assert tokens[0].holder_of(tokens[1]) is None


@pytest.mark.parametrize("line", ["alice", "alice:123", f":{'0' * 64}", f"alice:{'A' * 64}"])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "tokens.txt").write_text(f"# tokens\n{line}\n")
    with pytest.raises(InputError, match=r"tokens\.txt:2"):
        Tokens(tmp_path / "tokens.txt")


def test_a_token_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(InputError, match="guessed"):
        Tokens(None, "secret")


def test_a_name_holds_one_token(tmp_path: Path, tokens: tuple[Tokens, str]) -> None:
    with pytest.raises(InputError, match="already"):
        make_token("alice", tmp_path / "tokens.txt")


def test_a_last_line_without_an_end_is_ended_first(tmp_path: Path, tokens: tuple[Tokens, str]) -> None:
    file = tmp_path / "tokens.txt"
    file.write_text(file.read_text().rstrip("\n"))  # as an editor leaves it
    other = make_token("bob", file)
    known = Tokens(file)
    assert (known.holder_of(tokens[1]), known.holder_of(other)) == ("alice", "bob")


def test_each_process_of_a_server_knows_the_tokens(tokens: tuple[Tokens, str]) -> None:
    known, token = tokens
    other = pickle.loads(pickle.dumps(known))  # as `--workers` hands them over
    assert other.holder_of(token) == known.holder_of(token) is not None
