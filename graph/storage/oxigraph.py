"""Our terms and errors against pyoxigraph's: the glue that `store.py` and its neighbours share.

Holds no state. pyoxigraph raises OSError for anything its RocksDB meets, so the messages are read here, once.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from crackdown.errors import InputError, InvalidQuery, StoreError, StoreFull, StoreLocked, StoreUnavailable
from crackdown.graph.sparql.slips import misspelt_keyword
from crackdown.graph.term import Term, Triple

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_RDF_LANG = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString",
)
_REASONS_SHOWN = 6
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def to_node(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Turn one of our terms into pyoxigraph's; triple terms are read, never written.

    Raises:
        InputError: a triple, a language tag that BCP 47 does not know, or half a character (a lone surrogate).
    """
    try:
        return _to_node(term)
    except ValueError as error:
        tag = f" in language {term.language!r}" if term.language else ""
        raise InputError(f"this cannot be stored: {term.value!r}{tag} ({error})") from error


def _to_node(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if term.kind == "iri":
        return ox.NamedNode(term.value)
    if term.kind == "literal":
        datatype = ox.NamedNode(term.datatype) if term.datatype else None
        return ox.Literal(term.value, datatype=datatype, language=term.language)
    if term.kind == "bnode":
        return ox.BlankNode(term.value)
    raise InputError(f"a triple cannot stand here: {term.value}")


def from_node(node: Node) -> Term:
    """Turn one of pyoxigraph's terms into ours."""
    if isinstance(node, ox.NamedNode):
        return Term("iri", node.value)
    if isinstance(node, ox.BlankNode):
        return Term("bnode", node.value)
    if isinstance(node, ox.Triple):
        return Term("triple", f"<<( {node} )>>")
    datatype = node.datatype.value
    plain = datatype == XSD_STRING or datatype in _RDF_LANG
    return Term("literal", node.value, None if plain else datatype, node.language)


def to_triple(triple: Triple) -> ox.Triple:
    """Turn one of our triples into pyoxigraph's."""
    return ox.Triple(*(to_node(term) for term in triple))  # type: ignore[arg-type]


@contextmanager
def store_errors(folder: Path | None) -> Iterator[None]:
    """Raise our errors for what the engine or the file system raises while it works on a store's folder."""
    try:
        yield
    except OSError as error:
        raise _store_error(error, folder or Path("memory")) from error
    except RuntimeError as error:  # what the engine makes of a file that is damaged, or gone while it opens the others
        if "Corruption" not in str(error):
            raise
        message = f"{folder or 'memory'} is damaged, or was removed meanwhile: {error}"
        raise StoreUnavailable(f"{message}; if it is still there, use crackdown restore") from error


def _store_error(error: OSError, folder: Path) -> StoreError:
    message = str(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT) or re.search(r"no space left|disk quota", message, re.IGNORECASE):
        return StoreFull(
            f"no space is left on the disk of {folder}; free some, then do the same again: what was stored is whole"
        )
    if error.errno == errno.EROFS:
        return StoreUnavailable(
            f"{folder} is on a disk that can only be read: it can be queried, not written; copy it elsewhere first"
        )
    if "lock hold" in message or "LOCK:" in message:
        return StoreLocked(f"{folder} is in use by another process; wait for it to end, or stop it")
    if error.filename and error.strerror:  # the file by its name, and no number
        message = f"{error.filename}: {error.strerror}"
    return StoreUnavailable(
        f"{folder} cannot be used as a store: {message}; check its permissions or name another folder"
    )


def query_error(error: SyntaxError | ValueError | RuntimeError, query: str) -> InvalidQuery:
    r"""Read line and column out of the engine's message, and look in the query for a misspelt word there.

    >>> failure = query_error(SyntaxError("error at 2:9: expected OPTIONAL"), "SELECT ?x\n{ ?x ?y | }")
    >>> failure.line, failure.column, str(failure)
    (2, 9, 'the query does not parse at line 2, column 9: expected OPTIONAL')
    """
    if not query.strip():
        return InvalidQuery("the query is empty; ask something, such as SELECT * { ?s ?p ?o } LIMIT 10")
    match = _POSITION.search(str(error))
    if not match:
        return InvalidQuery(f"the query cannot be answered: {error}")
    line, column = int(match[1]), int(match[2])
    reason = _reason(match[3])
    if meant := misspelt_keyword(query, line, column):
        reason = f"{meant[0]} is no keyword; {meant[1]} is"
    return InvalidQuery(f"the query does not parse at line {line}, column {column}: {reason}", line=line, column=column)


def _reason(message: str) -> str:
    """Keep of the engine's words what helps: it lists all its grammar would have taken, characters and all.

    >>> _reason("expected one of Prefix not found, ['%'], ['-' | '0' ..= '9']")
    'Prefix not found; declare it with PREFIX'
    """
    if "Prefix not found" in message:
        return "Prefix not found; declare it with PREFIX"
    wanted = message.removeprefix("expected one of ").removeprefix("expected ").split(", ")
    words = [word for word in wanted if not word.startswith("[") and "..=" not in word]
    if not words:
        return "what stands there is not expected"
    shown = ", ".join(words[:_REASONS_SHOWN])
    return f"expected {shown}{' and more' if len(words) > _REASONS_SHOWN else ''}"
