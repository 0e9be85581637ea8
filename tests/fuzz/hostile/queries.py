"""Queries in SPARQL."""

from __future__ import annotations


def queries() -> dict[str, str | bytes]:
    """Make queries."""
    return {
        "plain": "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1",
        "service": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "service-escaped": "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "load": "LOAD <file:///etc/passwd>",
        "update-after-comment": "# SELECT\nDELETE WHERE { ?s ?p ?o }",
        "braces": "SELECT * " + "{" * 3_000,
        "groups": "SELECT * " + "{" * 300 + "}" * 300,
        "paths": "SELECT * { ?s " + "(" * 90 + "a" + ")" * 90 + " ?o }",
        "exists": "SELECT * {" + " FILTER EXISTS {" * 1_000 + "}" * 1_001,
        "unions": "SELECT * { {} " + "UNION {} " * 1_000 + "}",
        "quotes": 'SELECT * { ?s ?p """' + '"' * 3_000,
        "escapes": "SELECT * { ?s ?p '" + "\\" * 3_001 + "' }",
        "iri-odd": "SELECT * { <" + "%" * 2_000 + "\u202e> ?p ?o }",
        "prefixes": "PREFIX a: <b> " * 2_000 + "SELECT * {}",
        "prefix-odd": "PREFIX : <\\u0000> BASE <::> SELECT * { : : : }",
        "from": "SELECT * " + "FROM <a> " * 2_000 + "{}",
        "from-odd": "SELECT * FROM <::> FROM NAMED <http://[::1> {}",
        "from-no-character": "SELECT * FROM <:\ufffd> FROM <:\ufffd> {}",
        "not-operators": "SELECT * { FILTER(" + "!" * 3_000 + "1) }",
        "sum": "ASK { FILTER(" + "1+" * 20_000 + "1 > 0) }",
        "sum-escaped": "ASK { FILTER(" + "1\\u002B" * 20_000 + "1 > 0) }",
        "binds": "ASK {" + "".join(f" BIND({number} AS ?v{number})" for number in range(3_000)) + "}",
        "values": "SELECT * { VALUES ?x { " + "1 " * 5_000 + "} }",
        "expression": "SELECT (" + "(" * 300 + "1" + "+1)" * 300 + " AS ?x) {}",
        "nul": "SELECT * {\x00}",
    }
