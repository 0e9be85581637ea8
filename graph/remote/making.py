"""Finding where an endpoint takes updates, and making a store on one."""

from __future__ import annotations

import uuid

from crackdown.errors import StoreUnavailable
from crackdown.graph.remote.client import Client
from crackdown.graph.remote.dialect import asks
from crackdown.graph.remote.state import FORMAT_NOW, State
from crackdown.graph.remote.vocabulary import DIALECT, FOREIGN, FORMAT, PROBE, STORE, VERSION


def find_update_url(client: Client) -> str:
    """Find where updates go, by writing a triple and taking it back.

    Raises:
        StoreUnavailable: no address of those that are usual takes one.
    """
    refusals: list[str] = []
    mark = f'GRAPH {STORE} {{ {STORE} {PROBE} "{uuid.uuid4().hex}" }}'
    for url in client.address.update_urls():
        try:
            client.update(f"INSERT DATA {{ {mark} }}", url)
            if asks(client, f"ASK {{ {mark} }}"):
                client.update(f"DELETE DATA {{ {mark} }}", url)
                return url
            refusals.append(f"{url} acknowledged an update that it did not do")
        except StoreUnavailable as error:
            refusals.append(str(error))
    told = next((one for one in refusals if "refuses" in one), refusals[0])
    raise StoreUnavailable(
        f"{client.address} takes no updates: {told}. Name its own address for them with --update-url; "
        "`crackdown serve` takes announcements at /announcements, and no updates"
    )


def make(client: Client, update_url: str, state: State) -> None:
    """Write the state of a store that holds nothing yet."""
    told = [f'{FORMAT} "{FORMAT_NOW}"', f'{DIALECT} "{state.dialect.name}"', f'{VERSION} "{state.version}"']
    told += [f"{FOREIGN} {graph}" for graph in state.dialect.foreign]
    client.update(f"INSERT DATA {{ GRAPH {STORE} {{ {STORE} {' ; '.join(told)} }} }}", update_url)
