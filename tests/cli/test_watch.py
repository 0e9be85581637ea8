"""`crackdown watch`: saved queries that tell when their answer changes, to a server here that may misbehave."""

import base64
import hashlib
import hmac
import http.server
import json
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from crackdown.graph.watching.failure import DeliveryFailed
from crackdown.graph.watching.webhook import post

FIRST, SECOND, THIRD = "kh-gdi-2026-02-08-en.txt", "kr-police-2025-10-18-es.txt", "kh-gdi-2026-02-11-en.txt"
DATED = "FILTER EXISTS { ?op crk:earliestDate ?day }"
QUERY = f"SELECT ?op ?n {{ ?op crk:total/crk:value ?n {DATED} }}"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


class Receiver:
    """A webhook's other side: notes what it is sent, and answers as `answer` says."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answer: Callable[[Any], None] = lambda handler: reply(handler, 204)
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                outer.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                outer.answer(self)

            def log_message(self, *_: Any) -> None: ...

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook?key=1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def hits(self) -> list[dict[str, Any]]:
        return [json.loads(body)["data"] for _, body in self.got]


def reply(handler: Any, status: int) -> None:
    handler.send_response(status)
    handler.send_header("location", "/elsewhere")
    handler.send_header("content-length", "0")
    handler.end_headers()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


@pytest.fixture
def load(load_here, samples, store) -> Callable[[str], None]:
    def load_one(name: str) -> None:
        load_here(store, samples / name)

    load_one(FIRST)
    return load_one


def wait_for(is_there: Callable[[], object]) -> None:
    until = time.monotonic() + 90
    while not is_there():
        assert time.monotonic() < until
        time.sleep(0.05)


def retry_at_once(store: Path, name: str) -> None:
    """Make the time come at which what failed is tried again."""
    file = store / "watches" / name / "state.json"
    state = json.loads(file.read_text())
    state["pending"] = [{**one, "not_before": None} for one in state["pending"]]
    file.write_text(json.dumps(state))


def test_a_new_row_is_told_everywhere_with_its_words(run, store, load, receiver, tmp_path):
    mail, feed = tmp_path / "outbox", tmp_path / "ops.atom"
    targets = ("--webhook", receiver.url, "--mail", mail, "--feed", feed)
    done = run("watch", "add", "ops", QUERY, *targets, "--store", store)
    assert (done.returncode, done.stdout) == (0, "ops: 1 row remembered\n")
    assert run("watch", "run", "--store", store).stdout == ""
    load(SECOND)
    done = run("watch", "run", "--store", store, CRACKDOWN_WATCH_SECRET=SECRET)
    assert done.returncode == 0, done.stderr
    ((headers, body),) = receiver.got
    hit = json.loads(body)["data"]
    assert json.loads(done.stdout) == hit
    (row,) = hit["added"]
    assert row["row"]["n"] == 64
    quoted = next(one for one in row["evidence"] if one["quote"] == "64 ciudadanos surcoreanos")
    assert (quoted["language"], quoted["published"]) == ("es", "2025-10-18")
    assert quoted["publisher"].endswith("Europa Press")
    assert quoted["url"].startswith("https://www.europapress.es/")
    jsonschema.validate(json.loads(body), json.loads(run("watch", "schema").stdout))
    told = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    signature = base64.b64encode(hmac.digest(key, told, hashlib.sha256)).decode()
    assert (headers["webhook-id"], headers["webhook-signature"]) == (hit["id"], f"v1,{signature}")
    assert [hit["id"] in file.name for file in mail.iterdir()] == [True]
    assert hit["id"] in feed.read_text()
    ElementTree.fromstring(feed.read_bytes())
    assert run("watch", "run", "--store", store).stdout == ""
    assert len(receiver.got) == 1


def test_what_is_refused_is_tried_again_and_the_others_go_on(run, store, load, receiver, tmp_path):
    run("watch", "add", "ops", QUERY, "--webhook", receiver.url, "--mail", tmp_path / "out", "--store", store)
    load(SECOND)
    receiver.answer = lambda handler: reply(handler, 500)
    done = run("watch", "run", "--store", store)
    assert done.returncode == 1
    assert "HTTP 500" in done.stderr
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert run("watch", "run", "--store", store).returncode == 0  # its time has not come
    load(THIRD)
    run("watch", "run", "--store", store)  # a second hit waits behind the first
    shown = run("watch", "show", "ops", "--store", store).stdout
    assert "waits    hit 1 for webhook, tried once" in shown
    assert "waits    hit 2 for webhook\n" in shown
    receiver.answer = lambda handler: reply(handler, 302)
    retry_at_once(store, "ops")
    assert "not followed" in run("watch", "run", "--store", store).stderr
    receiver.answer = lambda handler: reply(handler, 200)
    retry_at_once(store, "ops")
    assert run("watch", "run", "--store", store).returncode == 0
    assert [hit["number"] for hit in receiver.hits()] == [1, 1, 1, 2]
    assert len({hit["id"] for hit in receiver.hits()}) == 2
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_hit_that_is_damaged_holds_up_no_other_watch(run, store, load, receiver):
    receiver.answer = lambda handler: reply(handler, 500)
    for name in ("first", "second"):
        run("watch", "add", name, QUERY, "--webhook", receiver.url, "--store", store)
    load(SECOND)
    run("watch", "run", "--store", store)
    receiver.answer = lambda handler: reply(handler, 200)
    file = store / "watches" / "first" / "hits" / "000001.json"
    file.write_text("{")
    for name in ("first", "second"):
        retry_at_once(store, name)
    done = run("watch", "run", "--store", store)
    assert (done.returncode, receiver.hits()[-1]["watch"], len(receiver.got)) == (1, "second", 3)
    assert f"{file} is gone or damaged, so that nobody can be told" in done.stderr
    assert str(file) not in run("watch", "show", "first", "--store", store).stderr


def test_killed_in_a_delivery_it_delivers_the_same_again(run, command, store, load, receiver):
    run("watch", "add", "ops", QUERY, "--webhook", receiver.url, "--store", store)
    load(SECOND)
    go_on = threading.Event()
    receiver.answer = lambda _: go_on.wait(60)
    process = subprocess.Popen(command("watch", "run", "--store", store), stdout=subprocess.DEVNULL)
    wait_for(lambda: receiver.got)
    process.kill()
    process.wait()
    go_on.set()
    receiver.answer = lambda handler: reply(handler, 204)
    assert run("watch", "run", "--store", store).returncode == 0
    first, second = receiver.hits()
    assert first == second


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Ctrl-C is sent to processes otherwise on Windows")
def test_it_follows_a_store_until_ctrl_c(run, command, store, load, receiver):
    run("watch", "add", "ops", QUERY, "--webhook", receiver.url, "--store", store)
    process = subprocess.Popen(
        command("watch", "run", "--every", "0.2", "--store", store), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    load(SECOND)
    wait_for(lambda: receiver.got)
    load(THIRD)
    wait_for(lambda: len(receiver.got) > 1)
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate(timeout=60)
    assert (process.returncode, b"Traceback" in complaints) == (130, False), complaints
    assert not list((store / "snapshots").iterdir())
    assert [hit["number"] for hit in receiver.hits()] == list(range(1, len(receiver.got) + 1))


def test_a_merge_is_told_as_one(run, store, load, samples):
    load(SECOND)
    run("watch", "add", "ops", f"SELECT ?op {{ ?op crk:total ?n {DATED} }}", "--store", store)
    rows = run("query", f"SELECT DISTINCT ?op {{ ?op crk:total ?n {DATED} }}", "--store", store).stdout.split()[1:]
    ids = [row.partition("crackdown/")[2] for row in rows]
    done = run("judge", *ids, "same", "--by", "me", "--why", "for the test", "--store", store)
    assert done.returncode == 0, done.stderr
    hit = json.loads(run("watch", "run", "--store", store).stdout)
    assert (len(hit["renamed"]), hit["added"], hit["removed"]) == (1, [], [])
    assert hit["renamed"][0]["before"]["op"] in rows


def test_a_server_that_drips_is_left():
    class Drips(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            for _ in range(600):
                self.wfile.write(b"H")
                time.sleep(0.1)

        def log_message(self, *_: Any) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Drips)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with pytest.raises(DeliveryFailed, match="did not answer within 1 s"):
        post(f"http://127.0.0.1:{server.server_port}/", b"{}", id_="x", secret=None, timeout_seconds=1.0)
    server.shutdown()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["w", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"], "SELECT, or an ASK"),
        (["w", "SELECT ?c { ?c rdf:subject ?s ; crk:statedIn ?a BIND(BNODE() AS ?x) }", "--key", "nope"], "--key nope"),
        (["w", "SELECT (BNODE() AS ?x) { ?c crk:statedIn ?a }"], "blank node"),
        (["w", "SELECT ?x { ?x ?? }"], "line 1"),
        (["../w", "ASK {}"], "a watch is called"),
        (["w", "ASK {}", "--webhook", "ftp://example.org/"], "http:// or https://"),
        (["w", "ASK {}", "--webhook", "https://example..org/"], "http:// or https://"),
        (["w", "ASK {}", "--webhook", "https://me:secret@example.org/"], "no user and password"),
        (["w", "ASK {}", "--feed", "/dev/null"], "is there already"),
        (["w", "ASK {}", "--mail", "/dev/null"], "no folder"),
        (["w", "ASK {}", "--mail", "out", "--mail-to", "a@b.org\nBcc: c@d.org"], "no e-mail address"),
    ],
)
def test_what_cannot_be_watched_is_refused(run, sample_store, arguments, told):
    done = run("watch", "add", *arguments, "--store", sample_store)
    assert done.returncode == 2
    assert told in done.stderr
    assert run("watch", "list", "--store", sample_store).stdout == ""
