"""Two who write at once: each waits for the other, and the graph is the one that they make one after the other."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from crackdown.graph.storage.store import Store
from crackdown.intake.loading import sample_folder

TOKEN = "crk_of-a-test-" + "0" * 30
POSTED = "PHUKET, 2 March 2026 - Thai police arrested 20 Chinese nationals in Phuket for online scams, police said.\n"
SHARED = ("in-embassy-2025-11-10-*", "kh-gdi-2026-02-0*", "kr-police-2025-10-18-*", "th-immigration-2025-11-11-*")
JUDGED = ("official/th-anutin-charnvirakul", "official/xx-anutin-charnvirakul", "different")
BY_TIME = re.compile(r"/decision/[0-9a-f]{16}")  # a person's judgement is named by its time
ENVIRONMENT = os.environ | {"CRACKDOWN_TOKEN": TOKEN}


def started(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "crackdown", *map(str, arguments)]
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> str:
    told, complaints = process.communicate(timeout=600)
    assert process.returncode == 0, complaints
    return told


def run(*arguments: str | Path) -> str:
    return ended(started(*arguments))


@pytest.fixture(scope="module")
def halves() -> tuple[list[Path], list[Path]]:
    """Deal out announcements that tell of the same things, so that those of one operation come to both."""
    files = sorted(path for pattern in SHARED for path in sample_folder().glob(f"{pattern}.txt"))
    return files[::2], files[1::2]


def lines_of(folder: Path) -> list[str]:
    """Return every quad but the times at which things were written, and the digests of records, which hold them."""
    with Store.open(folder, wait_seconds=30) as store:
        return sorted(
            str(quad)
            for quad in store.engine.quads_for_pattern(None, None, None, None)
            if not quad.predicate.value.endswith(("endedAtTime", "seenAt", "index#archived"))
            and not BY_TIME.search(f"{quad.subject}{quad.object}")
        )


def test_two_loads_at_once_make_the_graph_that_they_make_one_after_the_other(halves, tmp_path):
    both = [started("load", *half, "--store", tmp_path / "at-once") for half in halves]
    told = [ended(process) for process in both]
    assert [len(re.findall("^added ", one, re.MULTILINE)) for one in told] == [len(half) for half in halves]
    for half in reversed(halves):
        run("load", *half, "--store", tmp_path / "one-after-the-other")
    assert lines_of(tmp_path / "at-once") == lines_of(tmp_path / "one-after-the-other")


def test_a_load_a_judgement_and_an_announcement_over_http_at_once(halves, tmp_path):
    store, calm = tmp_path / "at-once", tmp_path / "one-after-the-other"
    first, second = halves
    judged = [path for path in (*first, *second) if path.name.startswith(("in-embassy-2025-11-10", "th-immigration"))]
    for place in (store, calm):
        run("load", *judged, "--store", place)
    server = started("serve", "--store", store, "--port", "0")
    try:
        assert server.stdout
        port = re.search(r"http://\S+?:(\d+)", server.stdout.readline())
        assert port
        load = started("load", *first, *second, "--store", store)
        judgement = started("judge", *JUDGED, "--by", "tester", "--store", store)
        post_until_it_is_taken(int(port[1]))
        ended(load)
        _, complaint = judgement.communicate(timeout=600)
        if judgement.returncode:  # it waits for ten seconds, and says that it did not get in
            assert (judgement.returncode, "is in use by process" in complaint) == (2, True), complaint
            run("judge", *JUDGED, "--by", "tester", "--store", store)
    finally:
        server.terminate()
        server.communicate(timeout=60)
    run("load", *first, *second, "--store", calm)
    run("judge", *JUDGED, "--by", "tester", "--store", calm)
    post_to_a_server_of_its_own(calm)
    assert lines_of(store) == lines_of(calm)


def post_to_a_server_of_its_own(store: Path) -> None:
    server = started("serve", "--store", store, "--port", "0")
    try:
        assert server.stdout
        port = re.search(r"http://\S+?:(\d+)", server.stdout.readline())
        assert port
        post_until_it_is_taken(int(port[1]))
    finally:
        server.terminate()
        server.communicate(timeout=60)


def post_until_it_is_taken(port: int) -> None:
    """Send an announcement, again whenever it is told that a load holds the store."""
    head = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json"}
    body = json.dumps({"text": POSTED, "name": "posted"}).encode()
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("POST", "/announcements", body, head)
        answer = connection.getresponse()
        told = answer.read().decode()
        connection.close()
        if answer.status == 201:
            return
        assert (answer.status, json.loads(told)["code"]) == (503, "store-locked"), told
        assert answer.headers["retry-after"]
