"""The command `crackdown serve`: the explorer and the SPARQL endpoint over one store."""

from __future__ import annotations

from typing import Annotated

import typer

from crackdown.commands.options import BaseOption, StoreOption, store_folder, told_plainly
from crackdown.commands.reading_options import ReadingOption, settle_reading
from crackdown.commands.running import (
    GraceOption,
    LogFormatOption,
    NameOption,
    ReadOnlyOption,
    ReplicaOption,
    Running,
    WorkersOption,
    to_names,
)
from crackdown.commands.serving_options import (
    AnswerCacheOption,
    HeavyOption,
    InMemory,
    InMemoryOption,
    MaxRowsOption,
    QueryMemoryOption,
    ServiceOption,
    TimeoutOption,
    to_limits,
)
from crackdown.commands.token_commands import TokensOption, known_tokens
from crackdown.service.logs import LogFormat


def serve(  # noqa: PLR0913, PLR0917  one argument an option
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 opens it to the network.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(help="Port. Default: the first free one from 8470.")] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(help="Site whose scripts may read the answers (CORS), such as https://yasgui.org; `*` means any."),
    ] = None,
    timeout: TimeoutOption = 30.0,
    max_rows: MaxRowsOption = 1_000_000,
    query_memory: QueryMemoryOption = 4.0,
    heavy: HeavyOption = None,
    in_memory: InMemoryOption = InMemory.auto,
    answer_cache: AnswerCacheOption = 64,
    workers: WorkersOption = 1,
    log_format: LogFormatOption = LogFormat.text,
    grace: GraceOption = 30.0,
    tokens: TokensOption = None,
    base: BaseOption = None,
    replica_of: ReplicaOption = None,
    service: ServiceOption = None,
    read_only: ReadOnlyOption = False,
    name: NameOption = None,
    reading: ReadingOption = None,
) -> None:
    """Serve the explorer at / and the SPARQL 1.1 endpoint at /sparql until Ctrl-C.

    The store stays free: `crackdown load` may run meanwhile, and the pages follow. With --tokens (or $CRACKDOWN_TOKEN)
    holders of a token may send announcements to /announcements; without, only the explorer on this machine may, unless
    the server is --read-only or behind a proxy that --name names.

    **Examples:** `crackdown serve` · `crackdown serve --cors '*' --timeout 10` ·
    `crackdown serve --host 0.0.0.0 --workers 4 --log-format json` ·
    `crackdown token alice tokens.txt && crackdown serve --tokens tokens.txt`
    """
    from crackdown.service.serving import following, serve_store

    with told_plainly():
        limits = to_limits(timeout, max_rows, query_memory, heavy, in_memory, answer_cache)
        place = store_folder(store, base)
        running = Running(workers, log_format, grace, read_only, to_names(name or []))
        settle_reading(reading, tells=False)
        with following(place, replica_of) as replica_at:
            serve_store(
                place, host, port, origins=cors or [], limits=limits, running=running, tokens=known_tokens(tokens),
                replica_at=replica_at, services=service or [],
            )  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(serve)
