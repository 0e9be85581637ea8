"""The tables, read back by pandas and pyarrow: the same rows, and every row leads back to its words."""

from __future__ import annotations

import json

import pandas as pd
import pyarrow.parquet as pq
import pytest

from crackdown.graph.export.tables import TABLES
from crackdown.graph.formulas import guard, unguard
from crackdown.ontology.terms import BASE

NAMES = [table.name for table in TABLES]
COLUMNS = {table.name: {name: type_ for name, (type_, _) in table.columns.items()} for table in TABLES}
HOSTILE = f"{BASE}announcement/hostile-2026-05-06-en"


@pytest.fixture(scope="session")
def csv_rows(written):
    """Read a table as the documentation says: text without a leading apostrophe, lists from JSON."""

    def parsed(type_: str, cell: str) -> object:
        if cell == "" and type_ != "list":
            return None
        return {
            "text": unguard, "list": json.loads, "integer": int, "number": float, "boolean": lambda one: one == "true",
        }[type_](cell)  # fmt: skip

    def rows(name: str) -> list[dict[str, object]]:
        table = pd.read_csv(written("csv") / f"{name}.csv", dtype=str, keep_default_na=False)
        assert list(table.columns) == list(COLUMNS[name])
        return [
            {key: parsed(COLUMNS[name][key], cell) for key, cell in row.items()} for row in table.to_dict("records")
        ]

    return rows


@pytest.fixture(scope="session")
def parquet_rows(written):
    return lambda name: pq.read_table(written("parquet") / f"{name}.parquet").to_pylist()


@pytest.mark.parametrize("name", NAMES)
def test_csv_and_parquet_hold_the_same_rows(csv_rows, parquet_rows, name):
    rows = parquet_rows(name)
    assert rows
    # CSV cannot tell an empty text from none, and Parquet keeps them apart: the graph has no empty text.
    assert csv_rows(name) == rows


@pytest.mark.parametrize("name", NAMES)
def test_pandas_reads_parquet(written, parquet_rows, name):
    assert len(pd.read_parquet(written("parquet") / f"{name}.parquet")) == len(parquet_rows(name))


@pytest.mark.parametrize(
    ("name", "type_"),
    [("operations", "operation"), ("officials", "official"), ("agencies", "agency"), ("announcements", "announcement")],
)
def test_there_is_a_row_for_every_thing(store, parquet_rows, name, type_):
    from crackdown.graph.linking.things import read_things

    things = {iri for iri, one in read_things(store.view()).types.items() if one == type_}
    assert {row[type_] for row in parquet_rows(name)} == things


@pytest.mark.parametrize("name", ["operations", "officials", "agencies", "announcements"])
def test_every_row_leads_back_to_its_quotes(parquet_rows, name):
    for row in parquet_rows(name):
        assert len(row["quotes"]) == len(row["passages"])
        assert row["quotes"] or row.get("basis") == "reference" or row["claim_count"] == 0


@pytest.mark.parametrize("name", ["claims", "figures"])
def test_every_claim_has_its_words_and_their_place(parquet_rows, name):
    for row in parquet_rows(name):
        assert row["quote"]
        assert row["passage"] == f"{row['announcement']}#char={row['quote_start']},{row['quote_end']}"


def test_the_words_stand_in_the_text_at_their_place(store, parquet_rows):
    text = store.view().text(HOSTILE)
    rows = [row for row in parquet_rows("claims") + parquet_rows("figures") if row["announcement"] == HOSTILE]
    assert {text[row["quote_start"] : row["quote_end"]] == row["quote"] for row in rows} == {True}


def test_claims_are_the_graphs_claims(store, parquet_rows):
    query = "SELECT ?c { ?c a crk:Claim ; rdf:predicate ?p ; crk:evidence ?e }"
    assert {row["claim"] for row in parquet_rows("claims")} == {str(row["c"]) for row in store.view().select(query)}


def test_figures_keep_their_bounds_and_who_said_them(parquet_rows):
    (women,) = (row for row in parquet_rows("figures") if row["printed"] == "+60")
    assert (women["value"], women["group"], women["at_least"], women["at_most"]) == (60, "women", 60, 60)
    assert women["said_by"] == ['=HYPERLINK("x") & <Bureau>']


def test_rival_figures_stand_side_by_side(parquet_rows):
    (disputed, *_) = (row for row in parquet_rows("operations") if row["disputed"])
    assert disputed["persons_low"] < disputed["persons_high"]
    assert len({json.loads(figure)["value"] for figure in disputed["figures"]}) > 1


def test_origins_are_counted_as_everywhere(store, parquet_rows):
    from crackdown.graph.linking.network import network_of

    origins = network_of(store.view()).origins
    assert [row["origin_count"] for row in parquet_rows("operations")] == [
        origins.count(row["announcements"]) for row in parquet_rows("operations")
    ]


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_is_a_formula(written, name):
    table = pd.read_csv(written("csv") / f"{name}.csv", dtype=str, keep_default_na=False)
    assert not table.map(lambda cell: cell.startswith(("=", "+", "-", "@", "\t", "\r"))).to_numpy().any()


@pytest.mark.parametrize("text", ["=1", "'=1", "''", "plain", "", "\tx", "-", "'"])
def test_guarding_can_be_undone(text):
    assert unguard(guard(text)) == text
