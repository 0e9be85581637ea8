"""The command `crackdown`: what a person types, and what is printed back.

Results go to standard output, everything else to standard error, so that every command pipes. Exit status: 0 all well,
1 something given could not be used (the rest was done), 2 wrong usage or nothing could be done, 130 stopped by Ctrl-C.
A pipe that closes ends a command that only reads, with 0; one that changes the store goes on without it.
"""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from crackdown.commands import (
    announcement_commands,
    backup_commands,
    export_commands,
    figure_commands,
    identity_commands,
    mcp_commands,
    migration_commands,
    pack_commands,
    serve_command,
    token_commands,
    version_commands,
    view_commands,
    xref_commands,
)
from crackdown.commands.language_commands import languages
from crackdown.commands.options import complain, drop_output
from crackdown.commands.replica_commands import replica
from crackdown.commands.source_commands import source
from crackdown.commands.watch_commands import watch
from crackdown.graph.remote.address import UPDATE_URL
from crackdown.interrupts import is_left_at_work

_INTERRUPTED = 130
_NO_CHOICE = re.compile(r"^Value error, (.+) is not one of (.+)\.$")  # in which Typer passes pydantic's words on
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class _Root(TyperGroup):
    """The command itself, whose options are few: one that belongs behind a command is not called unknown."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the options ahead of the command, or say where the first of them goes."""
        given = args[0].partition("=")[0] if args else ""
        own = {name for option in self.get_params(ctx) for name in option.opts}
        takers = [name for name, command in self.commands.items() if any(given in one.opts for one in command.params)]
        if given.startswith("-") and given not in own and takers:
            raise typer.BadParameter(f"{given} stands behind a command, as in: crackdown {takers[0]} {given} …")
        return list(super().parse_args(ctx, args))

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what cannot be given to an option is told with what can, not in the words of a library."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = _NO_CHOICE.sub(r"there is no \1; choose one of \2", error.message)
            raise


app = typer.Typer(
    name="crackdown",
    cls=_Root,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Turn announcements of crackdowns on online scams into a graph in which every fact leads back to its words.

Start with `crackdown load --samples`, then `crackdown serve` and open the address it prints.""",
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"crackdown {version('crackdown')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    update_url: Annotated[
        str | None,
        typer.Option(
            "--update-url",
            metavar="URL",
            help="Where a SPARQL endpoint named by --store takes updates, if not at the usual address beside it.",
        ),
    ] = None,
) -> None:
    del version  # its callback has answered
    if update_url:
        os.environ[UPDATE_URL] = update_url  # a setting of this run, read with the others of the endpoint


announcement_commands.add_to(app)
view_commands.add_to(app)
serve_command.add_to(app)
identity_commands.add_to(app)
version_commands.add_to(app)
app.add_typer(replica, name="replica")
figure_commands.add_to(app)
token_commands.add_to(app)
mcp_commands.add_to(app)
migration_commands.add_to(app)
export_commands.add_to(app)
backup_commands.add_to(app)
pack_commands.add_to(app)
xref_commands.add_to(app)
app.add_typer(watch, name="watch")
app.add_typer(languages, name="languages")
app.add_typer(source, name="source")


def _settle_streams() -> None:
    """Write UTF-8 wherever a program reads, whatever the system's own encoding; a terminal shows what it can.

    Names stand in many scripts, and JSON, CSV and Turtle are UTF-8 by their own rules. A stream that was closed before
    the program began swallows what it is given: else the next file opened would stand in its place.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  for the program
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def main() -> None:
    """Run the command line; Ctrl-C ends it with status 130 and keeps what is done."""
    _settle_streams()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # the interpreter's own flush, at its end, would tell of a full disk with a traceback
    except SystemExit as end:
        if end.code == _INTERRUPTED:  # Typer takes the KeyboardInterrupt and says nothing
            complain("stopped; what was done is kept")
            if is_left_at_work():
                os._exit(_INTERRUPTED)
        raise
    except BrokenPipeError:
        drop_output()
        sys.exit(0)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        drop_output()
        complain(f"what comes of it cannot be written: {error.strerror}; make room, and run it again")
        sys.exit(2)
