"""Showing a thing: by the notebook where there is one, as text elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable


def show(thing: object, print_it: Callable[[], None]) -> None:
    """Display a thing in a notebook; print it where there is none."""
    if in_notebook():
        from IPython.display import display

        display(thing)  # type: ignore[no-untyped-call,unused-ignore]
    else:
        print_it()


def in_notebook() -> bool:
    """Tell whether a kernel runs this, whose front end shows HTML; nothing is imported to find out."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return getattr(shell, "kernel", None) is not None
