"""How an announcement was read stands in its graph; read in the other way, it is the same version, read anew."""

from __future__ import annotations

from crackdown.graph.versioning.versions import iter_histories

VERSIONS = """
SELECT ?version ?label WHERE {
  GRAPH ?announcement { ?extraction prov:wasAssociatedWith ?reader . ?reader schema:softwareVersion ?version ;
    rdfs:label ?label } }
"""


def in_full(announced):
    record, text = announced
    return record.model_copy(update={"reading": "full"}), text


def versions(store):
    return store.view().select_values(VERSIONS)


def test_software_of_the_full_way_is_told_apart(store, announce, put_into):
    put_into(store, announce())
    ((fast, _),) = versions(store)
    put_into(store, in_full(announce()))
    ((full, label),) = versions(store)
    assert full == f"{fast}+full"
    assert label == f"crackdown {full}"


def test_text_that_is_read_in_the_other_way_is_read_anew_and_no_new_version(store, announce, put_into):
    assert put_into(store, announce()) == "added"
    assert put_into(store, in_full(announce())) == "changed"
    assert put_into(store, in_full(announce())) == "unchanged"
    assert list(iter_histories(store.engine)) == []  # of announcements that were changed
    assert put_into(store, announce()) == "changed"
