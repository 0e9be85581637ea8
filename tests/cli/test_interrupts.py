"""Ctrl-C is heeded even where Python loses its exception."""

import os
import signal

import pytest

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


def test_the_handler_before_comes_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interrupts():
        assert signal.getsignal(signal.SIGINT) != before
    assert signal.getsignal(signal.SIGINT) == before
