"""The command that makes a token for writing over HTTP, and the option that lets its holder in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crackdown.commands.options import told_plainly

if TYPE_CHECKING:
    from crackdown.service.tokens import Tokens

TokensOption = Annotated[
    Path | None,
    typer.Option(
        "--tokens",
        metavar="FILE",
        help="Take announcements at POST /announcements from holders of a token: lines NAME:DIGEST, as "
        "`crackdown token` writes them. One token may stand in $CRACKDOWN_TOKEN instead.",
    ),
]


def token(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose token it is; it stands in the audit log.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file that `crackdown serve --tokens` reads.")],
) -> None:
    """Make a token with which somebody may send announcements to a server, and print it.

    The file gets a line NAME:DIGEST, from which the token cannot be told: it is shown this once. A server that runs
    follows the file; take the line out to lock its holder out.

    **Example:** `crackdown token alice tokens.txt`, then `crackdown serve --tokens tokens.txt`, then
    `curl -H "authorization: Bearer $TOKEN" -F file=@notice.pdf http://127.0.0.1:8470/announcements`
    """
    from crackdown.service.tokens import make_token

    with told_plainly():
        print(make_token(name, file))


def known_tokens(file: Path | None) -> Tokens | None:
    """Return who may write: by a file, and by the token of the environment; None where nobody may.

    Raises:
        InputError: see `Tokens`.
    """
    from crackdown.service.tokens import VARIABLE, Tokens

    own = os.environ.get(VARIABLE)
    return Tokens(file, own) if file or own else None


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(token)
