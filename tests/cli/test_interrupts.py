"""Ctrl-C is heeded even where Python loses its exception, and told; so is a disk that is full below what is printed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crackdown.cli import main
from crackdown.interrupts import Interrupts


class Unlucky:
    """Ctrl-C while it goes away: Python reports the exception and goes on."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        signal.getsignal(signal.SIGINT)  # the handler runs between two instructions


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_that_was_lost_is_heeded_before_the_next_item() -> None:
    with Interrupts() as interrupts:
        numbers = interrupts.heed(range(10))
        assert next(numbers) == 0
        Unlucky()
        with pytest.raises(KeyboardInterrupt):
            next(numbers)


def test_ctrl_c_is_told_and_ends_with_its_status(monkeypatch, capsys) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("crackdown.console.exporting.print_formats", interrupted)
    monkeypatch.setattr(sys, "argv", ["crackdown", "export", "--list"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, capsys.readouterr().err) == (130, "crackdown: stopped; what was done is kept\n")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("arguments", [["export", "--list"], ["xref", "--help"], ["watch", "schema"]])
def test_a_full_disk_below_what_is_printed_is_told_in_a_sentence(command, arguments) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command(*arguments), stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2, "crackdown: what comes of it cannot be written: No space left on device; make room, and run it again\n"
    )  # fmt: skip


def test_the_handler_before_comes_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interrupts():
        assert signal.getsignal(signal.SIGINT) != before
    assert signal.getsignal(signal.SIGINT) == before


def test_a_query_that_never_ends_is_stopped_at_once(command, sample_store) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    asked = command("query", endless, "--store", sample_store)
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            with pytest.raises(subprocess.TimeoutExpired):  # the engine is at work
                process.wait(timeout=5)
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=60) == 130
            assert process.stderr is not None
            assert "stopped" in process.stderr.read()
        finally:
            process.kill()
