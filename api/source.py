"""Where the API gets its graph from, and how a route asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any, Final, Protocol, runtime_checkable

from fastapi import Depends, Request

from crackdown.graph.network import Network, network_of
from crackdown.graph.view import Answer, View

_WHY_SECONDS: Final = 20.0


class ViewSource(Protocol):
    """Gives the current view of the graph; one call a request, so that a request sees one version throughout."""

    def view(self) -> View:
        """Return the current view."""
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
        why: bool,
    ) -> Answer:
        """Answer a query as `View.serialize` does; with `why`, as `answer_with_why` does.

        Raises:
            QueryTimeout, QueryAborted: it was not answered.
        """
        ...


def answering(request: Request) -> Callable[..., Answer]:
    """Return what answers a stranger's query: the source where it can within a time, else its view."""
    source = request.app.state.view_source
    return source.answer if isinstance(source, AnswersInTime) else partial(_answer, source.view())


def _answer(view: View, query: str, *, why: bool, **options: Any) -> Answer:
    """Answer in this process, without a limit but the time that explaining takes."""
    if not why:
        return view.serialize(query, **options)
    from crackdown.graph.why.results import answer_with_why

    graphs = {name: options[name] for name in ("default_graph_uris", "named_graph_uris")}
    return answer_with_why(view, query, seconds=_WHY_SECONDS, **graphs)


Answering = Annotated[Callable[..., Answer], Depends(answering)]


def current_view(request: Request) -> View:
    """Return the view that this request reads."""
    source: ViewSource = request.app.state.view_source
    return source.view()


CurrentView = Annotated[View, Depends(current_view)]


def current_network(view: CurrentView) -> Network:
    """Return the network of the view that this request reads."""
    return network_of(view)


CurrentNetwork = Annotated[Network, Depends(current_network)]
