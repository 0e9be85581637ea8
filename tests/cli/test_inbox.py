"""`crackdown load --watch`, a process of its own."""

import signal
import subprocess
import threading
from queue import Queue


def test_files_are_loaded_as_they_come(command, run, samples, store, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    text = (samples / "kh-gdi-2026-02-08-en.txt").read_text(encoding="utf-8")
    (inbox / "first.txt").write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        command("load", "--watch", inbox, "--store", store), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    told: Queue[str] = Queue()
    reader = threading.Thread(target=lambda: [told.put(line) for line in process.stdout], daemon=True)
    reader.start()

    def until(*words):
        line = ""
        while not all(word in line for word in words):
            line = told.get(timeout=90)

    try:
        until("added", "first")
        assert (
            run("load", samples / "kh-gdi-2026-02-09-2-fr.txt", "--store", store).returncode == 0
        )  # the store is free
        (inbox / "bad.txt").write_bytes(b"\x89PNG")
        until("bad.txt")
        (inbox / "first.txt").write_text(text.replace("312", "313"), encoding="utf-8")
        until("changed", "first")
        (inbox / "link.txt").symlink_to(samples / "kh-gdi-2026-02-09-es.txt")
        until("link.txt", "not followed")
        (inbox / "first.txt").unlink()
        until("gone", "first.txt", "stays")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 1  # one file could not be loaded
    finally:
        process.kill()
        process.wait()
        reader.join()
        process.stdout.close()
    again = run("load", inbox, "--store", store)
    assert "bad.txt" in again.stderr
