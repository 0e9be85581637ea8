"""The options of `%%sparql`, which stand before the query on the magic's line."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from crackdown.errors import InputError

USAGE: Final = """%%sparql [options]   with the query below, or: %sparql [options] QUERY

  --store NAME     a variable that holds a graph, a folder, or the address of an endpoint; without it the variable g,
                   else the command line's own. Alone, without a query, it is from then on the graph that is asked
  --auth-env NAME  for an endpoint: credentials from $NAME_TOKEN (Bearer), or $NAME_USER and $NAME_PASSWORD (Basic);
                   without it from $CRACKDOWN_STORE_… or the netrc file
  --as-of DAY      only what was published by then
  --why            the quotes behind each row of a SELECT
  --graph          the answer as a network
  --timeout SEC    when to stop the query
  --to NAME        keep the answer under a name; it is in _ too"""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for beside the query."""

    store: str | None = None
    auth_env: str | None = None
    as_of: str | None = None
    timeout: float | None = None
    to: str | None = None
    why: bool = False
    graph: bool = False
    help: bool = False


_FLAGS: Final = frozenset(("why", "graph", "help"))
_KNOWN: Final = frozenset(field.name for field in fields(Options))
_OPTION: Final = re.compile(r"\s*--(?P<name>[a-z-]+)(?=[\s=]|$)")
_VALUE: Final = re.compile(r"""(?:=|\s+)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']\S*))""")


def split_options(line: str) -> tuple[Options, str]:
    """Take the options from the front of a line; return them with the rest, which is query.

    >>> options, rest = split_options("--as-of 2026-02-10 --why SELECT ?x { ?x ?y ?z }")
    >>> options.as_of, options.why, rest
    ('2026-02-10', True, 'SELECT ?x { ?x ?y ?z }')

    Raises:
        InputError: there is no such option, or it has no value that fits.
    """
    given: dict[str, Any] = {}
    while match := _OPTION.match(line):
        name, line = match["name"].replace("-", "_"), line[match.end() :]
        if name not in _KNOWN:
            raise InputError(f"there is no option --{match['name']}; {USAGE}")
        if name in _FLAGS:
            given[name] = True
            continue
        value = _VALUE.match(line)
        if value is None:
            raise InputError(f"--{match['name']} needs a value; {USAGE}")
        given[name], line = value["double"] or value["single"] or value["bare"] or "", line[value.end() :]
    if line.lstrip().startswith("-"):  # no query does
        raise InputError(f"there is no option {line.split()[0]}; {USAGE}")
    return _checked(replace(Options(), **given)), line.strip()


def _checked(options: Options) -> Options:
    if options.why and options.graph:
        raise InputError("--why or --graph, not both: the lines of a network have their quotes")
    if options.to is not None and not options.to.isidentifier():
        raise InputError(f"--to {options.to}: that is no name of a variable")
    if options.timeout is None:
        return options
    try:
        seconds = float(options.timeout)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise InputError(f"--timeout {options.timeout}: a number of seconds is wanted")
    return replace(options, timeout=seconds)
