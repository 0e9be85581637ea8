"""The option of every command that reads announcements: in full, or fast."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from crackdown.commands.options import complain
from crackdown.errors import ReadingUnavailable
from crackdown.loaders.extraction.reading import VARIABLE, Way, way, why_not_full

ReadingOption = Annotated[
    Way | None,
    typer.Option(
        "--reading",
        help="full: an encoder reads the words too, finds a little more, takes longer, needs crackdown[full]; fast: "
        "linear models alone. Default: $CRACKDOWN_READING, else full where it can be had.",
    ),
]


def settle_reading(given: Way | None, *, tells: bool = True) -> None:
    """Settle in which way this process reads, and all that it starts, which inherit its environment.

    Args:
        given: by `--reading`.
        tells: say so where nobody asked for the fast way and the full one cannot be had.

    Raises:
        ReadingUnavailable: it cannot read in that way.
        InputError: the environment names none that there is.
    """
    if given == "full" and (reason := why_not_full()):
        raise ReadingUnavailable(f"--reading full: {reason}, or give --reading fast")
    if given:
        os.environ[VARIABLE] = given
    settled, reason = way(), why_not_full()
    if tells and reason and not os.environ.get(VARIABLE):
        complain(f"announcements are read fast, not in full: {reason}, or give --reading fast to be told this no more")
    os.environ[VARIABLE] = settled
