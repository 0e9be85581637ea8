"""What an export says of itself: when it was made, of which graph, by what, where it can be seen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crackdown.graph.export.dataset import software_version
from crackdown.graph.export.scene import Scene
from crackdown.graph.export.scene_places import Places
from crackdown.graph.export.scene_words import say
from crackdown.ontology.terms import BASE


def notes_of(scene: Scene, made: datetime) -> list[str]:
    """Return it in words, a line each: what stands below a picture."""
    wanted, language = scene.wanted, scene.wanted.language
    told = [
        say(language, "made", day=made.strftime("%Y-%m-%d")),
        say(language, "version", version=scene.view.version),
        *([say(language, "as-of", day=wanted.as_of)] if wanted.as_of else []),
        say(language, "size", things=len(scene.nodes), relations=len(scene.edges)),
        f"crackdown {software_version()}",
    ]
    return [" · ".join(told), *([wanted.address] if wanted.address else [])]


def summary_of(scene: Scene, made: datetime) -> dict[str, Any]:
    """Return it for programs, with what is in view and where it stands."""
    wanted, places = scene.wanted, Places(scene)
    return {
        "title": wanted.title or None,
        "made": made.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "software": f"crackdown {software_version()}",
        "graph": scene.view.version,
        "as_of": wanted.as_of or None,
        "base": BASE,
        "address": wanted.address or None,
        "query": wanted.query or None,
        "things": [
            {"id": node.id, "iri": node.iri, "type": node.type, "label": node.label, "detail": node.detail}
            for node in scene.nodes.values()
        ],
        "relations": [
            {"id": edge.id, "source": edge.source, "relation": edge.relation, "target": edge.target,
             "label": edge.label, "claims": edge.claims, "origins": edge.origins, "inferred": edge.inferred}
            for edge in scene.edges
        ],
        "marks": [
            {"id": mark.id, "x": round(mark.x, 1), "y": round(mark.y, 1), "things": [node.id for node in mark.members]}
            for mark in places.marks
        ],
    }  # fmt: skip
