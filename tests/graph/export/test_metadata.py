"""Croissant, read by mlcroissant with the tables beside it, and DCAT, read by rdflib; neither fetches anything."""

from __future__ import annotations

import shutil

import mlcroissant
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF

from crackdown.graph.export.registry import FORMATS
from crackdown.graph.export.tables import TABLES


@pytest.fixture(scope="session")
def croissant(written, tmp_path_factory) -> mlcroissant.Dataset:
    folder = tmp_path_factory.mktemp("croissant")
    for file in [*written("csv").iterdir(), *written("croissant").iterdir()]:
        shutil.copy(file, folder)
    return mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))


def test_the_description_has_no_errors(croissant):
    assert croissant.metadata.issues.errors == set()


@pytest.mark.parametrize("name", [table.name for table in TABLES])
def test_every_row_of_every_table_is_read_by_its_description(croissant, written, name):
    rows = list(croissant.records(name))
    with (written("csv") / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        import csv

        assert len(rows) == len(list(csv.DictReader(file))) > 0


def test_figures_are_read_as_numbers(croissant):
    assert {type(row["figures/value"]) for row in croissant.records("figures")} == {int}


def test_every_column_is_described(croissant):
    described = {field.id for records in croissant.metadata.record_sets for field in records.fields}
    assert described == {f"{table.name}/{column}" for table in TABLES for column in table.columns}


def test_dcat_lists_every_format(written):
    read = rdflib.Graph().parse(written("dcat") / "dcat.jsonld", format="json-ld")
    (dataset,) = read.subjects(RDF.type, DCAT.Dataset)
    distributions = list(read.objects(dataset, DCAT.distribution))
    assert {str(read.value(one, DCTERMS.title)) for one in distributions} == set(FORMATS)
    assert all(str(read.value(one, DCAT.mediaType)).startswith("https://www.iana.org/") for one in distributions)
