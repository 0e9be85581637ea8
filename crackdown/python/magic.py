"""`%%sparql` and `%sparql` in a notebook: `%load_ext crackdown`, then SPARQL as it is, with its answer below.

Mistakes are told in words, with the place pointed at and no traceback (`CrackdownError._render_traceback_`). A password
or a token never stands in a notebook: it comes from the environment or the netrc file.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.core.magic import Magics, line_cell_magic, magics_class, no_var_expand

from crackdown.errors import InputError
from crackdown.python.magic_options import USAGE, Options, split_options

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from crackdown.python.investigation import Investigation


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Have a notebook know `%sparql` and `%%sparql`; IPython calls this at `%load_ext crackdown`."""
    shell.register_magics(SparqlMagics)


@magics_class
class SparqlMagics(Magics):
    """The magics, and the graphs that they opened."""

    def __init__(self, shell: InteractiveShell) -> None:
        super().__init__(shell)  # type: ignore[no-untyped-call,unused-ignore]
        self._names: dict[str, Any] = shell.user_ns
        self._opened: dict[tuple[str, str | None], Investigation] = {}
        self._usual: tuple[str | None, str | None] = (None, None)

    @no_var_expand  # type: ignore[untyped-decorator,unused-ignore]  # its braces and dollars are SPARQL's
    @line_cell_magic  # type: ignore[untyped-decorator,unused-ignore]
    def sparql(self, line: str, cell: str | None = None) -> Any:
        """Ask a graph in SPARQL; `%sparql --help` tells the options."""
        options, rest = split_options(line)
        query = rest if cell is None else f"{rest}\n{cell}" if rest else cell
        if options.help:
            print(USAGE)
            return None
        if not query.strip():
            return self._settle(options)
        return self._ask(options, query)

    def _settle(self, options: Options) -> None:
        """Take a line without a query: from now on that graph is asked where none is named."""
        if options.store is None:
            raise InputError(f"there is no query here; {USAGE}")
        self._graph(options)
        self._usual = options.store, options.auth_env

    def _ask(self, options: Options, query: str) -> Any:
        g = self._graph(options)
        answer = (g.as_of(options.as_of) if options.as_of else g).query(query, timeout=options.timeout)
        if options.to:
            self._names[options.to] = answer
        if options.why:
            return answer.why()
        return answer.network() if options.graph else answer

    def _graph(self, options: Options) -> Investigation:
        """Find the graph that is meant: a variable of the notebook, or a folder or an address, opened once."""
        store, auth = (options.store, options.auth_env) if options.store else self._usual
        from crackdown.python.investigation import Investigation

        known = self._names.get(store or "g")
        if isinstance(known, Investigation):
            return known
        key = (store or "", auth)
        if key not in self._opened:
            self._opened[key] = _open(store, auth)
        return self._opened[key]


def _open(store: str | None, auth: str | None) -> Investigation:
    from crackdown.graph.remote.address import is_address, parse_address
    from crackdown.python import investigation

    if store is None:
        return investigation.open()
    if not is_address(store):
        if not Path(store).is_dir():
            raise InputError(
                f"--store {store}: no variable of the notebook holds a graph by that name, nor is it a folder"
            )
        return investigation.open(store)
    return investigation.Investigation(parse_address(store, _environment(auth)))


def _environment(auth: str | None) -> dict[str, str]:
    """Return the environment with the credentials that another name begins with, in place of the usual ones.

    Raises:
        InputError: there are none of that name.
    """
    from crackdown.graph.remote.address import PASSWORD, TOKEN, USER

    known = dict(os.environ)
    if auth is None:
        return known
    found = {usual: known.get(f"{auth}_{usual.rsplit('_', 1)[-1]}") for usual in (USER, PASSWORD, TOKEN)}
    if not any(found.values()):
        raise InputError(
            f"--auth-env {auth}: set {auth}_TOKEN, or {auth}_USER and {auth}_PASSWORD, before Jupyter starts"
        )
    rest = {name: value for name, value in known.items() if name not in found}
    return rest | {name: value for name, value in found.items() if value}
