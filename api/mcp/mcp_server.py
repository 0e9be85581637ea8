"""The graph for a language model: a Model Context Protocol server by the official SDK.

See https://modelcontextprotocol.io.

Six tools that only read, and the schema card as a resource. A query has the limits that it has over HTTP, each answer
is cut to what a model can read, and every error is a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib.metadata import PackageNotFoundError, version
from inspect import getdoc
from typing import Annotated, Any, Final, ParamSpec, TypeVar

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp_types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import Field, ValidationError

from crackdown.api.mcp import mcp_answers as answers
from crackdown.api.mcp.mcp_tools import Tools
from crackdown.api.source import ViewSource
from crackdown.api.wrong_values import tell_wrong_values
from crackdown.errors import CrackdownError, InputError, InvalidQuery

CARD: Final = "crackdown://schema"
INSTRUCTIONS: Final = (
    "A graph of what governments announce about crackdowns on online scams: who did what, where, to how many people. "
    "Read the schema card first. Find IRIs with resolve_entity, ask with run_query, and cite the words of get_evidence "
    "for whatever you claim; use figures before you state a number. " + answers.NOTICE
)
P = ParamSpec("P")
T = TypeVar("T")


class _Server(MCPServer[Any]):
    """The SDK's server; what is wrong with a tool's arguments is told as everywhere else here."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool.

        Raises:
            ToolError: there is no such tool or argument, a value is not taken, or the tool told what is wrong.
        """
        known = next(
            (list(one.input_schema["properties"]) for one in await self.list_tools() if one.name == name), None
        )
        for argument in arguments:  # passed over, a misspelt `as_of` would be answered with what is said today
            if known is not None and argument not in known:
                raise _refused(name, f"{argument[:60]}: there is no such argument; there are {', '.join(known)}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise _refused(name, tell_wrong_values(error.__cause__.errors())) from error
            raise


def create_mcp(source: ViewSource) -> MCPServer:
    """Make the server over what gives the current view of a graph."""
    server = _Server("crackdown", title="Crackdown", instructions=INSTRUCTIONS, version=_release(), log_level="WARNING")
    tools = Tools(source)
    _add_card(server, tools)
    _add_finding(server, tools)
    _add_words(server, tools)
    return server


def _add_card(server: MCPServer, tools: Tools) -> None:
    """Add the schema card, as a resource and as a tool: not every client reads resources."""

    @server.resource(CARD, name="schema card", title="What the graph holds", mime_type="text/markdown")
    def schema() -> str:
        """Classes, properties, prefixes, pitfalls and ten example queries."""
        try:
            return tools.card().card
        except CrackdownError as error:
            raise ResourceError(_told(error)) from error

    @_tool(server, "Schema card")
    def schema_card() -> answers.Card:
        """Read this before the first query: classes, properties, prefixes, pitfalls and ten example queries."""
        return tools.card()


def _add_finding(server: MCPServer, tools: Tools) -> None:
    """Add the tools that find things and ask."""

    @_tool(server, "Resolve a name")
    def resolve_entity(
        name: Annotated[
            str, Field(min_length=1, max_length=200, description="A name in any script, code or initials.")
        ],
        types: Annotated[
            list[str] | None,
            Field(description="Only these: official, agency, country, operation, airport, place, announcement, post."),
        ] = None,
        limit: Annotated[int, Field(ge=1, le=50)] = 8,
    ) -> answers.Candidates:
        """Find the IRI of a person, agency, country, airport, place, operation or announcement by its name.

        Names work in any script and with a typo or two. Several candidates may be right: look at type and detail.
        """
        return tools.resolve(name, types or [], limit)

    @_tool(server, "Ask in SPARQL")
    def run_query(
        query: Annotated[str, Field(min_length=1, max_length=50_000, description="SPARQL 1.1; see the schema card.")],
        as_of: Annotated[
            str | None, Field(description="A day such as 2026-02-10: only what was published by then is seen.")
        ] = None,
        max_rows: Annotated[int, Field(ge=1, le=500)] = 100,
    ) -> answers.Rows:
        """Answer a SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE; no update, no SERVICE, within a limited time.

        Each row maps a variable to a text; of a literal with a language, text@language. An error says at which line and
        column the query is wrong. A cut answer says so in `truncated` and `note`.
        """
        return tools.query(query, as_of, max_rows)


def _add_words(server: MCPServer, tools: Tools) -> None:
    """Add the tools that lead back to the announcements' words."""

    @_tool(server, "Evidence")
    def get_evidence(
        about: Annotated[
            str | None, Field(max_length=2_000, description="An IRI, the end of one, or a name that is one thing's.")
        ] = None,
        query: Annotated[str | None, Field(max_length=50_000, description="A SELECT, with `row`.")] = None,
        row: Annotated[int, Field(ge=1, le=100, description="Which row of the query's answer, from 1.")] = 1,
    ) -> answers.Evidences:
        """Give the claims on a thing (`about`), or those that a row of a query's answer rests on, with their quotes.

        Each quote comes with its language, its announcement and its place in the text. Cite them.
        """
        return tools.evidence(about, query, row)

    @_tool(server, "Figures")
    def figures(
        operation: Annotated[str, Field(min_length=1, max_length=2_000, description="An operation's IRI or its end.")],
    ) -> answers.Figures:
        """Give every number that was said of one operation: by whom, when, in which words, and what does not add up.

        `agreement` tells whether the numbers of a group agree, allow each other, or are disputed. None is picked.
        """
        return tools.figures(operation)

    @_tool(server, "Versions of an announcement")
    def versions(
        announcement: Annotated[
            str, Field(min_length=1, max_length=2_000, description="An announcement's IRI or its end.")
        ],
    ) -> answers.Versions:
        """Give what an announcement said before it was corrected or withdrawn: when, and what each version changed.

        Queries see what it says now. Cite an earlier version by its own IRI, with the days on which it was public.
        """
        return tools.versions(announcement)


def _tool(server: MCPServer, title: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Add a function as a tool that only reads; what goes wrong is told in a sentence."""

    def add(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def told_plainly(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return function(*args, **kwargs)
            except CrackdownError as error:
                raise ToolError(_told(error)) from error

        reads = ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        server.add_tool(told_plainly, title=title, description=getdoc(function), annotations=reads)
        return told_plainly

    return add


def _refused(tool: str, why: str) -> ToolError:
    """Refuse arguments before the tool sees them; the SDK begins what a tool refuses in these words."""
    return ToolError(f"Error executing tool {tool}: {InputError.code}: {why}")


def _told(error: CrackdownError) -> str:
    """Say what went wrong, with the code that programs know it by."""
    where = f" (line {error.line}, column {error.column})" if isinstance(error, InvalidQuery) and error.line else ""
    return f"{error.code}{where}: {error}"


def _release() -> str:
    try:
        return version("crackdown")
    except PackageNotFoundError:  # a checkout on the path, not installed
        return "checkout"
