"""Croissant 1.0 (https://docs.mlcommons.org/croissant/): the CSV tables described for machine learning tools."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import IO, Any, cast

from crackdown.graph.export import csv_tables
from crackdown.graph.export.dataset import DESCRIPTION, KEYWORDS, TITLE, DataFile, Dataset, Digest, describe
from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.reader import Reader
from crackdown.graph.export.source import Source
from crackdown.graph.export.tables import TABLES, Table
from crackdown.ontology.namespaces import CROISSANT_SPECIFICATION
from crackdown.ontology.terms import BASE

_TYPES = {"text": "sc:Text", "list": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean"}
_JSON = " (a JSON array)"


def write(source: Source, out: IO[bytes]) -> None:
    """Describe the tables of `crackdown export csv` as lying beside the description; each is written for its digest."""
    described = []
    for part in csv_tables.FORMAT.parts:
        digest = Digest()
        part.write(source, cast(IO[bytes], digest))
        described.append(DataFile(part.name, csv_tables.FORMAT, digest.size, digest.sha256))
    out.write(document(describe(Reader(source.view)), described, license_=source.license_))


def document(
    dataset: Dataset, described: Iterable[DataFile], *, license_: str | None = None, version: str | None = None
) -> bytes:
    """Write the description of a data set.

    Args:
        dataset: what it holds.
        described: its files; the tables among them are described column by column.
        license_: the address or name of its licence.
        version: MAJOR.MINOR.PATCH.
    """
    listed = list(described)
    context = json.loads(files(__package__).joinpath("croissant-context.json").read_text(encoding="utf-8"))
    about: dict[str, Any] = {
        "@context": context,
        "@type": "sc:Dataset",
        "name": "crackdown",
        "alternateName": TITLE,
        "conformsTo": CROISSANT_SPECIFICATION,
        "description": DESCRIPTION,
        "url": BASE,
        "keywords": list(KEYWORDS),
        "inLanguage": dataset.languages,
        "creator": {"@type": "sc:Organization", "name": dataset.software, "url": BASE},
        "datePublished": dataset.loaded,
        "temporalCoverage": f"{dataset.first}/{dataset.last}" if dataset.first else None,
        "license": license_,
        "version": version,
        "distribution": [_file_object(one) for one in listed],
        "recordSet": [_record_set(table, path) for table in TABLES if (path := _path_of(table, listed))],
    }
    known = {name: value for name, value in about.items() if value is not None}
    return json.dumps(known, ensure_ascii=False, indent=2).encode() + b"\n"


def _file_object(one: DataFile) -> dict[str, Any]:
    media_type = "text/csv" if one.path.endswith(".csv") else one.format.media_type
    if one.path.endswith(".parquet"):
        media_type = "application/x-parquet"
    return {
        "@type": "cr:FileObject",
        "@id": one.path,
        "name": one.path.replace("/", "-"),
        "contentUrl": one.path,
        "contentSize": f"{one.size} B",
        "encodingFormat": media_type,
        "sha256": one.sha256,
    }


def _record_set(table: Table, path: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.sentence,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{table.name}/{name}",
                "name": name,
                "description": meaning + (_JSON if type_ == "list" else ""),
                "dataType": _TYPES[type_],
                "source": {"fileObject": {"@id": path}, "extract": {"column": name}},
            }
            for name, (type_, meaning) in table.columns.items()
        ],
    }


def _path_of(table: Table, listed: Iterable[DataFile]) -> str | None:
    return next((one.path for one in listed if one.path.rsplit("/", 1)[-1] == f"{table.name}.csv"), None)


FORMAT = Format(
    name="croissant",
    media_type="application/ld+json",
    sentence="a Croissant description of the CSV tables, column by column, with digests: for machine learning tools",
    parts=(Part("croissant.json", write),),
)
