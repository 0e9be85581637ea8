"""What a user of pandas and networkx types first, rightly or not: copies, files, columns, days, graphs, slips."""

import copy
import datetime
import pickle

import networkx as nx
import pandas
import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

import crackdown
from crackdown.errors import InputError, StoreUnavailable

ROWS = "SELECT ?op ?n ?day { ?op crk:total/crk:value ?n ; crk:earliestDate ?day }"
LINKS = "CONSTRUCT WHERE { ?op crk:departedFrom ?airport }"
GDI = "General Department of Immigration"


@pytest.mark.parametrize("query", [ROWS, LINKS, "ASK {}"])
def test_an_answer_is_pickled_with_its_names(g, query):
    answer = g.query(query)
    kept = pickle.loads(pickle.dumps(answer))
    assert type(kept) is type(answer)
    assert kept.df().equals(answer.df())
    assert list(kept.df().columns) == list(answer.df().columns)


@pytest.mark.parametrize("ask", ["why", "network", "networkx"])
def test_what_was_pickled_knows_no_graph_and_says_so(g, ask):
    kept = pickle.loads(pickle.dumps(g.query(ROWS)))
    with pytest.raises(InputError, match=r"ask again: g\.query"):
        getattr(kept, ask)()


@pytest.mark.parametrize("make", [copy.copy, copy.deepcopy])
def test_a_copy_still_knows_its_graph(g, make):
    made = make(g.query(ROWS))
    assert made.df().equals(g.query(ROWS).df())
    assert len(made.why(max_rows=1)) == len(made)


def test_a_deep_copy_is_ones_own(g):
    answer = g.query(ROWS)
    copy.deepcopy(answer).rows[0]["n"] = -1
    assert answer[0]["n"] != -1


def test_a_graph_is_opened_anew_rather_than_pickled(g):
    with pytest.raises(TypeError, match=r"crackdown\.open"):
        pickle.dumps(g)
    with pytest.raises(TypeError, match="pickle its tables"):
        pickle.dumps(g.entity("KTI"))


def test_rows_are_counted_sliced_and_gone_over(g):
    answer = g.query(ROWS)
    assert len(answer) == len(list(answer)) == len(answer.df()) > 2
    assert answer[:2] == answer.rows[:2]
    assert answer[-1] == answer.rows[-1]


def test_what_pandas_has_is_pointed_to(g):
    answer = g.query(ROWS)
    with pytest.raises(AttributeError, match=r"\.df\(\)\.head"):
        _ = answer.head
    with pytest.raises(TypeError, match=r"\.df\(\)\['n'\]"):
        _ = answer["n"]
    assert not hasattr(answer, "shape")


def test_a_frame_goes_to_csv_and_back(g, tmp_path):
    frame = g.query(ROWS).df()
    frame.to_csv(tmp_path / "n.csv", index=False)
    read = pandas.read_csv(tmp_path / "n.csv", parse_dates=["day"])
    assert read.n.sum() == frame.n.sum()
    assert (read.day == frame.day).all()


def test_days_can_be_grouped(g):
    frame = g.query(ROWS).df()
    by_month = frame.groupby(frame.day.dt.to_period("M")).n.sum()
    assert by_month.sum() == frame.n.sum()


def dtypes(frame):
    return {name: str(kind).partition("[")[0] for name, kind in frame.dtypes.items()}


def test_days_of_a_thing_are_days(g):
    thing = g.entity(GDI)
    assert dtypes(thing.timeline.df())["day"] == "datetime64"
    assert dtypes(thing.quotes.df())["published"] == "datetime64"
    assert dtypes(thing.neighbours().df())["first_announced"] == "datetime64"
    assert dtypes(g.measures.ties().df())["first"] == "datetime64"
    figures = thing.figures.df()
    assert (dtypes(figures)["announced"], str(figures.loaded.dt.tz)) == ("datetime64", "UTC")


def test_a_column_of_days_without_one_is_of_days(g):
    assert dtypes(g.versions("kh-gdi-2026-02-08-en").df())["withdrawn_on"] == "datetime64"


def test_the_ledger_has_numbers(g):
    frame = g.ledger().df()
    assert dtypes(frame)["people_high"] == "Int64"
    assert (frame.people_low <= frame.people_high).all()
    assert frame.received_people.isna().all()  # nobody tells of having received them: missing, and not a text


def test_findings_are_a_frame_of_what_was_said(g):
    frame = g.check().df()
    assert {"312", "428", "740"} <= set(frame.printed)
    assert repr(g.check()).startswith("confirmation: ")


def test_an_answer_is_a_networkx_graph(g):
    graph = g.query(LINKS).networkx()
    assert graph.number_of_edges() == len(g.query(LINKS))
    assert set(nx.degree_centrality(graph)) == {row[end] for row in g.query(LINKS) for end in ("subject", "object")}
    told = graph.get_edge_data("operation/kh-2026-02-08-deportation-312", "airport/VDTI")
    ((_, edge),) = told.items()
    assert (edge["label"], edge["origins"] > 0, bool(edge["claim_ids"])) == ("departed from", True, True)


def test_rows_are_a_networkx_graph(g):
    rows = g.query("SELECT ?who ?airport { ?op crk:directedBy ?who ; crk:departedFrom ?airport }")
    graph = rows.networkx("who", "airport")
    assert graph.has_edge("official/kh-sok-veasna", "airport/VDTI")
    assert graph.nodes["airport/VDTI"]["label"] == "Techo International Airport"


def test_what_is_drawn_is_a_networkx_graph_that_can_be_drawn(g):
    drawn = g.draw("KTI")
    graph = drawn.networkx()
    assert (len(graph), graph.number_of_edges()) == (len(drawn.scene.nodes), len(drawn.scene.edges))
    assert len(g.draw(graph).scene.edges) == len(drawn.scene.edges)


def test_a_drawing_that_leaves_things_out_is_not_measured(g):
    from crackdown.graph.drawing.scene import scene_of
    from crackdown.python.drawing import Drawing

    scene = g.draw("KTI").scene
    assert len(scene.nodes) > 2
    cut = Drawing(g.view, scene_of(scene.nodes.values(), scene.edges, "cut", most_nodes=2))
    with pytest.raises(InputError, match="not drawn"):
        cut.networkx()


def test_a_thing_is_drawn_as_its_name_is(g):
    assert len(g.draw(g.entity("KTI")).scene.edges) == len(g.draw("KTI").scene.edges)
    with pytest.raises(InputError, match="a int is not drawn"):
        g.draw(3)


@pytest.mark.parametrize("day", [datetime.date(2026, 2, 8), pandas.Timestamp("2026-02-08 10:00"), "2026-02-08"])
def test_a_day_may_be_a_date(g, day):
    assert g.as_of(day).day == "2026-02-08"


@pytest.mark.parametrize("day", ["yesterday", None, 20260208])
def test_no_day_is_told(g, day):
    with pytest.raises(InputError, match="is no day"):
        g.as_of(day)


def test_a_type_that_is_none_is_told(g):
    with pytest.raises(InputError, match="there are official, agency"):
        g.find("Sok", types="offical")
    with pytest.raises(InputError, match="there are official, agency"):
        g.entity("KTI").neighbours(types="agncy")


@pytest.mark.parametrize("timeout", [0, -1, "soon"])
def test_a_time_that_is_none_is_told(g, timeout):
    with pytest.raises(InputError, match="number of seconds above 0"):
        g.query("ASK {}", timeout=timeout)


def test_a_query_that_is_no_text_is_told(g):
    with pytest.raises(TypeError, match="no NoneType"):
        g.query(None)


def test_a_misspelt_property_is_told_where_there_are_no_rows(g):
    assert repr(g.query("SELECT ?n { ?op crk:totl ?n }")).endswith("crk:totl is no term of the ontology; crk:total is")
    assert "crk:total is" in g.query("SELECT ?n { ?op crk:totl ?n }")._repr_html_()


def test_a_query_in_a_path(g, tmp_path):
    file = tmp_path / "question.rq"
    file.write_text("ASK { ?a a crk:Operation }")
    assert g.query(file)


@pytest.mark.parametrize("given", ["notice.txt", "one line of text"])
def test_a_file_that_is_not_there_is_not_added(g, given):
    with pytest.raises(InputError, match="no such file or folder"):
        g.add(given)


def test_opening_an_empty_folder_makes_no_store_there(tmp_path):
    with pytest.raises(StoreUnavailable, match="load announcements"):
        crackdown.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_something_else_is_no_store(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreUnavailable, match="there is no store"):
        crackdown.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_address_of_another_kind_is_told():
    with pytest.raises(InputError, match="http://"):
        crackdown.open("ftp://example.org/sparql")


def test_a_server_that_is_down_is_told():
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        crackdown.open("http://127.0.0.1:9/sparql")


def test_what_is_shown_is_short_and_telling(g):
    assert repr(g.find("Sok Veasna")[0]) == "<Hit 'Sok Veasna': official/kh-sok-veasna>"
    assert "brokerage" in repr(g.measures)
    assert {"open", "Investigation"} <= set(dir(crackdown)) - {"Any", "annotations"}
    shown = [g, g.query(ROWS), g.query(LINKS), g.entity("KTI"), g.draw("KTI"), g.measures, g.query(ROWS).why()]
    assert all(len(repr(one)) < 120 and " object at 0x" not in repr(one) for one in shown)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("g", {"query", "find", "entity", "as_of", "networkx", "rdflib", "measures"}),
        ("answer", {"df", "why", "network", "networkx"}),
        ("thing", {"facts", "quotes", "figures", "timeline", "neighbours"}),
    ],
)
def test_tab_offers_what_there_is(g, name, wanted):
    shell = InteractiveShell()
    shell.user_ns |= {"g": g, "answer": g.query(ROWS), "thing": g.entity("KTI")}
    with provisionalcompleter():
        offered = {one.text for one in shell.Completer.completions(f"{name}.", len(name) + 1)}
    assert wanted <= offered
