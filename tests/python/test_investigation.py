"""The Python API: open, query, find, quote, draw, add."""

import pytest

import crackdown
from crackdown.errors import InputError, InvalidQuery, NotFound, StoreUnavailable
from crackdown.graph.storage.store import Store
from crackdown.intake import apart
from crackdown.intake.loading import load_all, sample_folder
from crackdown.python.table import Table


def test_opening_nothing_says_how_to_begin(tmp_path):
    with pytest.raises(StoreUnavailable, match="crackdown load --samples"):
        crackdown.open(tmp_path / "none")


def test_a_data_frame_has_types(g):
    frame = g.query("SELECT ?op ?n ?day WHERE { ?op crk:total/crk:value ?n ; crk:earliestDate ?day }").df()
    kinds = {name: str(kind).split("[")[0] for name, kind in frame.dtypes.items()}
    assert kinds == {"op": "string", "op_label": "string", "n": "Int64", "day": "datetime64"}
    assert frame.op.str.startswith("operation/").all()


def test_ask_answers_in_one_cell(g):
    assert g.query("ASK { ?op a crk:Operation }").rows == [{"answer": True}]


def test_rows_are_no_graph(g):
    with pytest.raises(InputError, match="CONSTRUCT"):
        g.query("SELECT ?op { ?op a crk:Operation }").rdflib()


def test_a_mistake_has_line_and_column(g):
    with pytest.raises(InvalidQuery) as caught:
        g.query("SELECT ?x\nWHERE { ?x ?? }")
    assert caught.value.line == 2


def test_find_forgives_a_typo(g):
    assert g.find("Sok Vesna")[0].node.label == "Sok Veasna"


def test_every_quote_stands_in_its_text(g):
    quotes = g.quotes("Sok Veasna")
    assert len(quotes) > 3
    for row in quotes:
        text = g.view.text(f"https://w3id.org/crackdown/{row['announcement']}")
        assert text[row["start"] : row["end"]] == row["quote"]


def test_an_unknown_name_is_told(g):
    with pytest.raises(NotFound):
        g.entity("Nobody At All Xyz")


def test_a_drawing_shows_itself_apart_from_the_notebook(g, tmp_path):
    drawing = g.draw("KTI")
    assert '<iframe srcdoc="' in drawing._repr_html_()
    assert 'sandbox="allow-scripts"' in drawing._repr_html_()
    assert drawing.save(tmp_path / "n.html").read_text(encoding="utf-8") == drawing.page


def test_a_table_is_safe_html():
    shown = Table(["x"], [{"x": "<script>\u202e"}])._repr_html_()
    assert "<script>" not in shown
    assert "U+202E" in shown


def test_adding_is_seen_at_once(tmp_path, monkeypatch):
    from crackdown.graph.storage import following

    monkeypatch.setattr(following, "LOOKS_EVERY_SECONDS", 0.0)
    load_all([str(sample_folder() / "kh-mot-2025-12-05-en.txt")], tmp_path / "store")
    with crackdown.open(tmp_path / "store") as g:
        (told,) = g.add(sample_folder() / "kh-gdi-2026-02-08-en.txt")
        assert told.startswith("added kh-gdi-2026-02-08-en: 1 operation")
        assert len(g.query("SELECT ?op WHERE { ?op a crk:Operation }")) == 1


def test_what_stands_in_the_graph_is_not_read_again(tmp_path, monkeypatch):
    asked, tell = [], apart.Process.tell
    monkeypatch.setattr(apart.Process, "tell", lambda self, line: (asked.append(line), tell(self, line)))
    text = "PATTAYA, 1 March 2026 - Thai police arrested 21 people.\nPolice said they ran online scams."
    given = (sample_folder() / "kh-gdi-2026-02-08-en.txt", text)
    Store.open(tmp_path / "store").close()
    with crackdown.open(tmp_path / "store") as g:
        first, again, forced = g.add(*given), g.add(*given), g.add(*given, again=True)
        rows = g.query("SELECT ?a { ?a a crk:Announcement }").rows
    assert [line for line in asked if not line.startswith("{")] == [apart.READ] * 2 + [apart.LEAVE] * 2
    assert all(line.startswith("added ") for line in first)
    assert forced == [line.replace("added", "unchanged") for line in first]
    assert again == [f"{line}; already there, not read again" for line in forced]
    assert len(rows) == 2


def test_the_record_as_of_a_day(g):
    then = g.as_of("2026-02-08")
    count = "SELECT (COUNT(?a) AS ?n) WHERE { ?a a crk:Announcement }"
    assert [then.query(count).rows, g.query(count).rows] == [[{"n": 2}], [{"n": 3}]]
    assert then.view.version != g.view.version
    then.close()
    assert g.query(count).rows == [{"n": 3}]


def test_what_was_said_by_a_day_is_not_added_to(g):
    with pytest.raises(InputError, match="what was said by 2026-02-28 is not added to"):
        g.as_of("2026-02").add("notice.txt")


def test_origins_are_a_table(g):
    table = g.origins("operation/kh-2026-02-08-deportation-312")
    assert [(row["origin"], row["language"]) for row in table] == [(1, "en"), (1, "fr")]


def test_figures_are_a_table_with_a_row_a_claim(g):
    table = g.figures("operation/kh-2026-02-08-deportation-312")
    assert {row["value"] for row in table if row["group"] == "all"} == {312}
    assert {row["announced"] for row in table} == {"2026-02-08", "2026-02-09"}


def test_what_adds_up_is_found_and_told(g):
    told = g.check(language="fr")
    assert "Parties et total\u202f: 312 + 428 = 740, comme annoncé." in [one.text for one in told]


def test_the_ledger_is_a_table(g):
    assert {row["status"] for row in g.ledger()} == {"only sent"}
    assert len(g.ledger(only_open=True)) == len(g.ledger())


def test_why_gives_each_row_its_quotes(g):
    why = g.query("SELECT ?n WHERE { ?op crk:total/crk:value ?n }").why()
    assert len(why) > 1
    for row in why:
        for support in row["support"]:
            text = g.view.text(support["announcement"])
            assert text[support["start"] : support["end"]] == support["quote"]


def test_why_is_a_data_frame_of_quotes(g):
    frame = g.query("SELECT ?n WHERE { ?op crk:total/crk:value ?n }").why().df()
    assert {"position", "n", "triple", "quote", "language"} <= set(frame.columns)


def test_why_explains_only_so_many_rows(g):
    why = g.query("SELECT ?n WHERE { ?op crk:total/crk:value ?n }").why(max_rows=1)
    assert [row["support"] is None for row in why][:2] == [False, True]


def test_why_shows_itself_safely(g):
    shown = g.query('SELECT ("<script>\u202e" AS ?x) WHERE { }').why()._repr_html_()
    assert "<script>" not in shown
    assert "U+202E" in shown


def test_why_of_yes_or_no_is_refused(g):
    with pytest.raises(InputError, match="SELECT"):
        g.query("ASK {}").why()
