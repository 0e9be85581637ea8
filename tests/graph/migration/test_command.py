"""What `crackdown migrate` says."""

import pytest

from crackdown.commands.migration_commands import migrate_store
from crackdown.errors import InputError
from crackdown.graph.remote.address import parse_place
from crackdown.graph.storage.store import Store


def test_it_says_a_line_an_announcement_and_where_the_old_store_is(older, capsys):
    store = older(2)
    migrate_store(store)
    *lines, seven, judged, kept = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [f"{number}/7 as kept" for number in range(1, 8)]
    assert (seven, judged) == ("7 announcements: 7 as kept", "3 judgements taken over")
    assert f"is kept in {store / 'layout-2'}; remove it" in kept
    migrate_store(store)
    assert "nothing to do" in capsys.readouterr().out
    Store.open(store).close()


def test_an_endpoint_has_no_layout_to_migrate():
    with pytest.raises(InputError, match="is an endpoint"):
        migrate_store(parse_place("https://example.org/sparql"))
