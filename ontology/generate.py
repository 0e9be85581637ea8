"""Writes what is generated from the Turtle files: `python -m crackdown.ontology.generate`.

The files are kept in the repository, so that nothing parses Turtle at run time; a test compares them with what this
would write.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rdflib import Graph

from crackdown.ontology import path
from crackdown.ontology.axioms import render_rules
from crackdown.ontology.document import render_document
from crackdown.ontology.jsonld_context import render_context
from crackdown.ontology.label_table import render_labels
from crackdown.ontology.term_table import render_terms
from crackdown.ontology.turtle import CONCEPTS, ONTOLOGY, load_turtle

WRITERS: dict[str, Callable[[Graph], str]] = {
    "terms.py": render_terms,
    "rules.py": render_rules,
    "labels_by_iri.py": render_labels,
    "context.jsonld": render_context,
    "../docs/ontology.md": render_document,
}


def generated_files() -> dict[Path, str]:
    """Return the text of every generated file by where it belongs, writing nothing."""
    graph = load_turtle(ONTOLOGY, CONCEPTS)
    folder = path(ONTOLOGY).resolve().parent  # the checkout's own folder, not the link to it inside `crackdown/`
    return {(folder / name).resolve(): render(graph) for name, render in WRITERS.items()}


def main() -> None:
    """Write every generated file that is not as it should be, and name it.

    Meant for a checkout: an installed package has no `docs` folder to write to.
    """
    for target, text in generated_files().items():
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
            print(f"wrote {target.name}")


if __name__ == "__main__":
    main()
