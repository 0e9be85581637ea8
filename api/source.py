"""Where the API gets its graph from, and how a route asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any, Final, Protocol, runtime_checkable

from fastapi import Depends, Query, Request

from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.serving.question import AnswerStream, Question
from crackdown.graph.storage.view import Answer, View
from crackdown.graph.versioning.as_of import as_of as view_as_of

_WHY_SECONDS: Final = 20.0


class ViewSource(Protocol):
    """Gives the current view of the graph; one call a request, so that a request sees one version throughout."""

    def view(self) -> View:
        """Return the current view."""
        ...


@runtime_checkable
class KeepsDays(Protocol):
    """A source that makes the graph as of a day itself, and keeps it."""

    def as_of(self, day: str) -> View:
        """Return the view of what was published by a day.

        Raises:
            InputError: it is no day.
        """
        ...


@runtime_checkable
class Streams(Protocol):
    """A source that answers queries within limits, and large answers in pieces, without a thread for each."""

    async def stream(self, question: Question, *, as_of: str | None = None) -> AnswerStream:
        """Answer a query; cancelling this, or closing the stream before its end, stops the query.

        Raises:
            QueryTimeout, QueryAborted, ServerBusy: it was not answered.
        """
        ...


@runtime_checkable
class Keeps(Protocol):
    """A source that tells at once what it knows already, so that who asks for that need not change threads."""

    def known_version(self) -> str | None:
        """Return the version of the current view; None where finding it out may take a while."""
        ...

    def kept(self, question: Question) -> AnswerStream | None:
        """Return the answer to a question where it is kept from before."""
        ...


@runtime_checkable
class AnswersInTime(Protocol):
    """A source that also answers queries itself, within a time and out of this process."""

    def answer(
        self,
        query: str,
        *,
        select_format: str,
        graph_format: str,
        default_graph_uris: Sequence[str],
        named_graph_uris: Sequence[str],
        as_of: str | None,
        why: bool,
    ) -> Answer:
        """Answer a query as `View.serialize` does, or with `why` as `answer_with_why` does.

        With `as_of`, from what was published by that day.

        Raises:
            QueryTimeout, QueryAborted: it was not answered.
        """
        ...


def view_of(source: ViewSource, as_of: str | None) -> View:
    """Return a source's view: of all it has, or of what was published by a day.

    Raises:
        InputError: it is no day.
    """
    if not as_of:
        return source.view()
    return source.as_of(as_of) if isinstance(source, KeepsDays) else view_as_of(source.view(), as_of)


def answering(request: Request) -> Callable[..., Answer]:
    """Return what answers a stranger's query: the source where it can within a time, else its view."""
    source: ViewSource = request.app.state.view_source
    return source.answer if isinstance(source, AnswersInTime) else partial(_answer, source)


def _answer(
    source: ViewSource, query: str, *, as_of: str | None, why: bool, max_rows: int | None = None, **options: Any
) -> Answer:
    """Answer in this process, without a limit but the time that explaining takes."""
    view = view_of(source, as_of)
    if not why:
        return view.serialize(query, max_rows=max_rows, **options)
    from crackdown.graph.why.results import answer_with_why

    graphs = {name: options[name] for name in ("default_graph_uris", "named_graph_uris")}
    return answer_with_why(view, query, seconds=_WHY_SECONDS, most_rows=max_rows, **graphs)


Answering = Annotated[Callable[..., Answer], Depends(answering)]
# A day, a month or a year, or nothing, as an empty field of a form is sent.
DAY: Final[dict[str, Any]] = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {"type": "string", "pattern": r"^[12]\d{3}(-(0[1-9]|1[0-2]))?$"},
        {"type": "string", "maxLength": 0},
    ],
}
AsOf = Annotated[
    str | None,
    Query(
        description="A day (or a month or year, for its last day): only what was published by then is seen.",
        json_schema_extra={"anyOf": DAY["anyOf"]},
    ),
]


def current_view(request: Request, as_of: AsOf = None) -> View:
    """Return the view that this request reads."""
    return view_of(request.app.state.view_source, as_of)


CurrentView = Annotated[View, Depends(current_view)]


def current_network(view: CurrentView) -> Network:
    """Return the network of the view that this request reads."""
    return network_of(view)


CurrentNetwork = Annotated[Network, Depends(current_network)]
