"""Projections: what is linked, and what every edge rests on."""

import networkx as nx
import pytest

import crackdown
from crackdown.errors import InputError
from crackdown.graph.linking.projections import PROJECTIONS

GDI = "agency/kh-general-department-of-immigration"
EMBASSY = "agency/cn-embassy-in-kh"
RESTS_ON = {"claims", "announcements", "origins", "announcement_ids", "claim_ids", "weight"}


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_every_edge_says_what_it_rests_on(g, projection):
    graph = g.networkx(projection)
    assert graph.number_of_edges() > 0
    for *_, told in graph.edges(data=True):
        assert told.keys() >= RESTS_ON
        assert told["origins"] <= told["announcements"]
        assert told["claims"] <= told["announcements"]
        assert len(told["announcement_ids"].split()) == told["announcements"]


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_nodes_are_known_by_name_and_type(g, projection):
    for id_, told in g.networkx(projection).nodes(data=True):
        assert (told["label"], told["type"]) == (g.entity(id_).label, g.entity(id_).type)


def test_who_works_with_whom(g):
    told = g.networkx("cooperation").edges[GDI, EMBASSY]
    assert told["operation_ids"] == "operation/kh-2026-02-08-deportation-312"
    assert (told["operations"], told["first"], told["last"]) == (1, "2026-02-08", "2026-02-08")
    assert (told["announcements"], told["first_announced"], told["last_announced"]) == (2, "2026-02-08", "2026-02-09")


def test_two_announcements_of_one_speaker_are_one_origin(g):
    assert g.networkx("cooperation").edges[GDI, EMBASSY]["origins"] == 1


def test_country_to_country_by_people(g):
    told = g.networkx("transfers").edges["country/KH", "country/CN"]
    figures = [row["value"] for row in g.figures("operation/kh-2026-02-08-deportation-312") if row["group"] == "all"]
    assert "operation/kh-2026-02-08-deportation-312" in told["operation_ids"].split()
    assert told["people_low"] <= told["people_high"]
    assert told["people_low"] >= min(figures)


def test_what_only_others_tell_of_a_transfer_counts(samples):
    with crackdown.open(samples) as investigation:
        told = investigation.networkx("transfers").edges["country/PH", "country/JP"]
        [row] = [row for row in investigation.ledger() if (row["origin"], row["destination"]) == ("PH", "JP")]
    assert (row["status"], row["people_low"], told["people_low"], told["without_figure"]) == ("neither", 6, 6, 0)


def test_the_hierarchy_points_upwards(g):
    graph = g.networkx("hierarchy")
    assert nx.has_path(graph, "official/kh-sok-veasna", "agency/kh-ministry-of-interior")
    assert not nx.has_path(graph, "agency/kh-ministry-of-interior", "official/kh-sok-veasna")


def test_everything_is_the_network(g):
    from crackdown.graph.linking.network import network_of

    assert g.networkx("everything").number_of_edges() == sum(1 for _ in network_of(g.view).iter_edges())


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_the_formats_of_networkx_take_it(g, projection, tmp_path):
    graph = g.networkx(projection)
    nx.write_gexf(graph, tmp_path / "n.gexf")
    nx.write_graphml(graph, tmp_path / "n.graphml")
    assert set(nx.read_graphml(tmp_path / "n.graphml")) == set(graph)


def test_the_record_of_a_day_has_fewer_edges(g):
    then = g.as_of("2026-02-08").networkx("everything")
    assert 0 < then.number_of_edges() < g.networkx("everything").number_of_edges()


def test_an_unknown_projection_lists_those_there_are(g):
    with pytest.raises(InputError, match="cooperation, transfers, hierarchy, everything"):
        g.networkx("friends")
