"""`crackdown mcp`: the graph for the tools of a language model."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from crackdown.commands.options import StoreOption, store_folder, told_plainly


def mcp(
    store: StoreOption = None,
    http: Annotated[
        int | None,
        typer.Option(
            "--http",
            metavar="PORT",
            min=1,
            max=65535,
            help="Speak streamable HTTP at http://127.0.0.1:PORT/mcp instead, to this machine alone.",
        ),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that one query may take.")] = 30.0,
) -> None:
    """Let a language model ask the graph: a Model Context Protocol (MCP) server on standard input and output.

    Its tools only read: schema_card, resolve_entity, run_query, get_evidence, figures, versions. The store stays
    free: what `crackdown load` adds meanwhile is seen within a second or two.

    **Example:** name `crackdown mcp --store /path/to/store` as the command of an MCP server in your client's settings.
    """
    from crackdown.api.mcp.mcp_server import create_mcp
    from crackdown.graph.serving.limits import Limits
    from crackdown.reading import open_source
    from crackdown.service.serving import listen

    with told_plainly(), open_source(store_folder(store), Limits(timeout_seconds=timeout)) as source:
        server = create_mcp(source)
        if http is None:
            server.run()
        else:
            listen("127.0.0.1", http, option="--http").close()  # a port that is taken is told as by `crackdown serve`
            print(f"MCP server  http://127.0.0.1:{http}/mcp\nStop with Ctrl-C.", file=sys.stderr, flush=True)
            server.run("streamable-http", host="127.0.0.1", port=http)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(mcp)
