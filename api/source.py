"""Where the API gets its graph from, and how a route asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Protocol, runtime_checkable

from fastapi import Depends, Request

from crackdown.graph.network import Network, network_of
from crackdown.graph.view import Answer, View


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
    ) -> Answer:
        """Answer a query as `View.serialize` does.

        Raises:
            QueryTimeout, QueryAborted: it was not answered.
        """
        ...


def answering(request: Request) -> Callable[..., Answer]:
    """Return what answers a stranger's query: the source where it can within a time, else its view."""
    source = request.app.state.view_source
    return source.answer if isinstance(source, AnswersInTime) else source.view().serialize


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
