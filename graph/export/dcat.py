"""DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) as JSON-LD: the data set and its files, for data catalogues."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import IO, Any

from crackdown.graph.export.dataset import DESCRIPTION, KEYWORDS, TITLE, DataFile, Dataset, describe
from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.reader import Reader
from crackdown.graph.export.source import Source
from crackdown.ontology.namespaces import ONTOLOGY_NAMESPACE
from crackdown.ontology.terms import BASE


def write(source: Source, out: IO[bytes]) -> None:
    """Describe the graph, with the addresses below `/export/` at which a server hands it out."""
    from crackdown.graph.export.registry import FORMATS

    offered = [
        {
            "@type": "dcat:Distribution",
            "title": one.name,
            "description": one.sentence,
            "accessURL": f"{BASE}export/{one.name}",
            "mediaType": f"mediaTypes:{one.media_type}",
        }
        for one in FORMATS.values()
    ]
    out.write(_document(describe(Reader(source.view)), offered, source.license_, {}))


def document(
    dataset: Dataset, described: Iterable[DataFile], *, license_: str | None, version: str, previous: str | None
) -> bytes:
    """Write the description of a release: its files with sizes and digests, the release before it."""
    offered = [
        {
            "@type": "dcat:Distribution",
            "title": one.path,
            "description": one.format.sentence,
            "downloadURL": one.path,
            "mediaType": f"mediaTypes:{one.format.media_type}" if one.format.is_one_file else None,
            "byteSize": str(one.size),
            "checksum": {
                "@type": "spdx:Checksum",
                "algorithm": "spdx:checksumAlgorithm_sha256",
                "checksumValue": one.sha256,
            },
        }
        for one in described
    ]
    earlier = {"@id": f"../{previous}/"} if previous else None
    return _document(dataset, offered, license_, {"@id": "./", "version": version, "previousVersion": earlier})


def _document(dataset: Dataset, offered: list[dict[str, Any]], license_: str | None, more: dict[str, Any]) -> bytes:
    context = json.loads(files(__package__).joinpath("dcat-context.json").read_text(encoding="utf-8"))
    period = {"@type": "dcterms:PeriodOfTime", "startDate": dataset.first, "endDate": dataset.last}
    is_address = bool(license_ and license_.startswith(("https://", "http://")))
    about = {
        "@context": context,
        "@id": BASE,
        "@type": "dcat:Dataset",
        "title": TITLE,
        "description": DESCRIPTION,
        "keyword": list(KEYWORDS),
        "language": dataset.languages,
        "modified": dataset.loaded,
        "temporal": period if dataset.first else None,
        "license": license_ if is_address else None,
        "rights": None if is_address else license_,
        "conformsTo": ONTOLOGY_NAMESPACE.rstrip("#"),
        "prov:wasGeneratedBy": {"@type": "prov:Activity", "title": dataset.software},
        "distribution": offered,
        **more,
    }
    return json.dumps(_without_none(about), ensure_ascii=False, indent=2).encode() + b"\n"


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_none(one) for name, one in value.items() if one is not None}
    return [_without_none(one) for one in value] if isinstance(value, list) else value


FORMAT = Format(
    name="dcat",
    media_type="application/ld+json",
    sentence="a DCAT description of the data set and of what is handed out, as JSON-LD: for data catalogues",
    parts=(Part("dcat.jsonld", write),),
)
