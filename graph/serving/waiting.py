"""Waiting for a coroutine in a thread that runs an event loop already, as a notebook's does; Ctrl-C ends the wait."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


def wait_for(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on a loop of another thread, and wait; whoever breaks the wait off cancels it."""
    done: Future[T] = Future()
    started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Task[Any] | None]] = Future()

    async def run() -> T:
        started.set_result((asyncio.get_running_loop(), asyncio.current_task()))
        return await coroutine

    def work() -> None:
        try:
            done.set_result(asyncio.run(run()))
        except BaseException as error:
            done.set_exception(error)

    thread = threading.Thread(target=work, daemon=True, name="waiting")
    thread.start()
    try:
        return done.result()
    except KeyboardInterrupt:
        loop, task = started.result()
        if task is not None and not done.done():
            loop.call_soon_threadsafe(task.cancel)
        raise
    finally:
        thread.join()
