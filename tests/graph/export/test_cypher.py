"""The Cypher script: read by Neo4j's own parser, carried out by OCG, an engine of openCypher, and read back from it.

Neo4j itself takes no part. Its parser is that of its editors (@neo4j-cypher/language-support), for Cypher 5 and for
Cypher 25. OCG knows no constraints as Neo4j writes them: the script's first statement is checked and not carried out.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crackdown.graph.export.cypher import literal
from crackdown.graph.export.links import iter_items, iter_links, properties_of_item, properties_of_link
from crackdown.graph.export.neo4j_csv import label_of, type_of
from crackdown.graph.export.reader import Reader

ROOT = Path(__file__).parents[3]
LIBRARY = ROOT / "api/explorer/node_modules/@neo4j-cypher/language-support/dist/cjs/index.cjs"
CHECK = Path(__file__).with_name("check_cypher.cjs")
HOSTILE = [
    "\"'`", "ends in a backslash \\", "\\\\", '\\"', "C:\\users\\new \\u0041 \\\\u0042", "\n\r\t\b\f",
    "\0\x01\x1f\x7f\x85", "\u2028\u2029\ufeff", "\u202eleft from right\u202c \u200fשלום", "អធិការ 😀 \U0010ffff",
    "e\u0301 é", '"}); MATCH (n) DETACH DELETE n; //', "/* a comment */ -- // $parameter {map} `a``b`", ";\n:exit\n",
    "long " * 2_000, "",
]  # fmt: skip


@pytest.fixture(scope="session")
def script(written) -> str:
    return (written("cypher") / "crackdown.cypher").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def engine() -> ModuleType:
    return pytest.importorskip("ocg", reason="OCG is not installed; it is among the packages for development")


def statements(script: str) -> list[str]:
    """Cut a script behind its statements: within a string no line ends."""
    return script.removesuffix(";\n").split(";\n")


def carried_out(script: str, engine: ModuleType, *, times: int = 1) -> Any:
    graph = engine.Graph()
    for statement in statements(script) * times:
        if not statement.startswith("CREATE CONSTRAINT"):
            graph.execute(statement)
    return graph


def nodes_of(graph: Any) -> dict[str, tuple[set[str], dict[str, Any]]]:
    found = graph.execute("MATCH (n) RETURN labels(n) AS labels, properties(n) AS told")
    nodes = {row["told"]["id"]: (set(row["labels"]), row["told"]) for row in found}
    assert len(nodes) == len(found)
    return nodes


def links_of(graph: Any) -> dict[tuple[str, str, str], dict[str, Any]]:
    found = graph.execute(
        "MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS finish, properties(r) AS told"
    )
    links = {(row["start"], row["type"], row["finish"]): row["told"] for row in found}
    assert len(links) == len(found)
    return links


def known(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}


@pytest.mark.parametrize("times", [1, 2])
def test_every_node_and_its_properties_are_read_back(source, script, engine, times):
    expected = {
        item.node.id: (
            {"Crackdown", label_of(item.node.type)},
            known({"id": item.node.id, "label": item.node.label} | properties_of_item(item)),
        )
        for item in iter_items(source, Reader(source.view))
    }
    assert len(expected) > 40
    assert nodes_of(carried_out(script, engine, times=times)) == expected


@pytest.mark.parametrize("times", [1, 2])
def test_every_relationship_and_its_quote_are_read_back(source, script, engine, times):
    expected = {
        (link.edge.source, type_of(link.edge.label), link.edge.target): known(properties_of_link(link))
        for link in iter_links(source, Reader(source.view))
    }
    assert len(expected) > 100
    assert links_of(carried_out(script, engine, times=times)) == expected


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(text)[1:30] for text in HOSTILE])
def test_a_hostile_text_is_read_back(engine, text):
    graph = carried_out(of_hostile([text]), engine)
    assert graph.execute("MATCH (n:Announcement) RETURN n.quote AS quote") == [{"quote": text}]


def test_neo4js_parser_takes_the_script_and_hostile_texts_and_finds_what_is_wrong(script, tmp_path):
    constraint, hostile, one = statements(script)[0], of_hostile(HOSTILE), of_hostile(HOSTILE[:1])
    of_25 = f"CYPHER 25 {constraint};\nCYPHER 25 {hostile}"
    wrong = [one.replace('\\"', '"', 1), one.replace("row.id", "raw.id", 1), constraint.replace("UNIQUE", "UNIQE")]
    *right, unended, unknown, misspelt = diagnostics([script, hostile, of_25, *wrong], tmp_path)
    assert right == [[], [], []]
    assert unended
    assert unknown == ["Variable `raw` not defined"]
    assert "'UNIQE'" in misspelt[0]


def of_hostile(texts: list[str]) -> str:
    rows = ",\n".join(literal({"id": str(number), "quote": text}) for number, text in enumerate(texts))
    return f"UNWIND [\n{rows}\n] AS row\nMERGE (n:Crackdown {{id: row.id}}) SET n:Announcement, n += row;\n"


def diagnostics(scripts: list[str], folder: Path) -> list[list[str]]:
    """Have all scripts read in one process, as it takes seconds to begin."""
    if not LIBRARY.is_file():
        pytest.skip("Neo4j's parser is not installed: npm ci in api/explorer")
    files = [folder / f"{number}.cypher" for number in range(len(scripts))]
    for file, script in zip(files, scripts, strict=True):
        file.write_text(script, encoding="utf-8", newline="")
    command = [node(), str(CHECK), str(LIBRARY), *map(str, files)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def node() -> str:
    spec = importlib.util.spec_from_file_location("crackdown_setup", ROOT / "setup.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    tools = build.find_system_tools() or build.find_wheel_tools()
    if tools is None:
        pytest.skip("no Node with npm here")
    return tools.node
