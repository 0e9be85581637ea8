"""`%%sparql` in IPython: options, answers, mistakes, credentials; and in a kernel, as JupyterLab and nbclient do."""

import base64
import http.server
import threading

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from crackdown.console.why import Why
from crackdown.errors import InputError, InvalidQuery, StoreUnavailable
from crackdown.python.drawing import Drawing
from crackdown.python.magic_options import split_options

HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"  # runs until its time is up
ROWS = "SELECT ?op ?n\nWHERE { ?op crk:total/crk:value ?n }"


@pytest.fixture(scope="module")
def shell():
    made = InteractiveShell()
    made.run_cell("%load_ext crackdown").raise_error()
    return made


@pytest.fixture
def run(shell, g):
    """Run a cell in which `g` is the graph; raise what it raises, return what it gives."""
    shell.user_ns["g"] = g

    def run_cell(cell):
        done = shell.run_cell(cell)
        done.raise_error()
        return done.result

    return run_cell


def test_a_cell_gives_rows(run, g):
    assert run(f"%%sparql\n{ROWS}").rows == g.query(ROWS).rows


def test_a_line_gives_an_answer(run):
    assert run("%sparql ASK { ?op a crk:Operation }")


def test_braces_and_dollars_are_sparqls(run):
    assert run("%sparql SELECT $g { BIND(1 AS $g) }").rows == [{"g": 1}]


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { country:KH ?p ?o }", "DESCRIBE country:KH"])
def test_graphs_are_triples(run, query):
    assert len(run(f"%%sparql\n{query}").rdflib()) > 3


def test_the_answer_is_kept_under_a_name_and_in_the_underscore(run, shell):
    run(f"%%sparql --to kept --why\n{ROWS}")
    assert isinstance(shell.user_ns["_"], Why)
    assert len(shell.user_ns["kept"].df()) == len(shell.user_ns["_"])


def test_an_answer_is_drawn(run):
    assert isinstance(run("%%sparql --graph\nCONSTRUCT WHERE { ?op crk:departedFrom ?airport }"), Drawing)


def test_as_of_a_day(run):
    count = "SELECT (COUNT(?a) AS ?n) { ?a a crk:Announcement }"
    assert [run(f"%sparql --as-of {day} {count}")[0]["n"] for day in ("2025", "2026-02-08", "2026-02")] == [1, 2, 3]


def test_a_store_by_the_name_of_a_variable_or_a_folder(run, shell, g, folder):
    shell.user_ns["then"] = g.as_of("2025")
    count = "SELECT (COUNT(?a) AS ?n) { ?a a crk:Announcement }"
    assert [run(f"%sparql --store {store} {count}")[0]["n"] for store in ("then", f'"{folder}"')] == [1, 3]


def test_a_mistake_is_pointed_at(run):
    with pytest.raises(InvalidQuery, match=r"line 2, column \d+") as caught:
        run("%%sparql\nSELECT ?x\nWHERE { ?x crk:total }")
    assert str(caught.value).endswith("^")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--nothing ASK {}", "no option --nothing"),
        ("-h ASK {}", "no option -h"),
        ("--store", "--store needs a value"),
        ("--why --graph ASK {}", "not both"),
        ("--to 1x ASK {}", "no name of a variable"),
        ("--timeout soon ASK {}", "number of seconds"),
        ("--store nowhere-at-all ASK {}", "nor is it a folder"),
        ("", "no query"),
        ("--auth-env NOBODY --store http://127.0.0.1:9/sparql ASK {}", r"set NOBODY_TOKEN"),
        ("--store http://a:b@127.0.0.1:9/sparql ASK {}", "a password stands in the address"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(run, line, said):
    with pytest.raises(InputError, match=said):
        run(f"%sparql {line}")


def test_options_end_where_the_query_begins():
    options, rest = split_options('--store "a folder" --timeout=2.5 --as-of 2026-02 SELECT ?x { ?x ?y "--why" }')
    assert (options.store, options.timeout, options.as_of, options.why) == ("a folder", 2.5, "2026-02", False)
    assert rest == 'SELECT ?x { ?x ?y "--why" }'


@pytest.fixture
def guarded():
    """An endpoint that answers whoever comes with one of two headers, and remembers those it was shown."""
    seen = []
    good = {"Bearer sesame", f"Basic {base64.b64encode(b'reader:secret').decode()}"}

    class Guard(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            seen.append(self.headers.get("Authorization"))
            is_let_in = seen[-1] in good
            self.send_response(200 if is_let_in else 401)
            body = b'{"head": {}, "boolean": true}'
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Guard)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sparql", seen
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("variables", "shown"),
    [
        ({"CASE_TOKEN": "sesame"}, "Bearer sesame"),
        ({"CASE_USER": "reader", "CASE_PASSWORD": "secret"}, "Basic cmVhZGVyOnNlY3JldA=="),
    ],
)
def test_credentials_come_from_the_environment(run, guarded, monkeypatch, variables, shown):
    address, seen = guarded
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises((StoreUnavailable, AssertionError)):  # it lets us in, and is no graph of ours
        run(f"%sparql --store {address} --auth-env CASE ASK {{}}")
    assert seen[-1] == shown


def test_without_credentials_it_says_what_to_set(run, guarded):
    with pytest.raises(StoreUnavailable, match="CRACKDOWN_STORE_TOKEN"):
        run(f"%sparql --store {guarded[0]} ASK {{}}")


@pytest.fixture
def notebook(folder, monkeypatch):
    monkeypatch.setenv("CRACKDOWN_STORE", str(folder))

    def execute(*cells, **options):
        made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        NotebookClient(made, timeout=120, **options).execute()
        return made

    return execute


def test_a_kernel_shows_pages_and_pictures(notebook):
    done = notebook("%load_ext crackdown", "%%sparql --graph\nCONSTRUCT WHERE { ?op crk:departedFrom ?airport }")
    (output,) = done.cells[1].outputs
    assert {"text/html", "text/plain"} < set(output.data) <= {"text/html", "text/plain", "image/svg+xml", "image/png"}


def test_a_mistake_fails_the_cell_in_words(notebook):
    with pytest.raises(CellExecutionError) as caught:
        notebook("%load_ext crackdown", "%%sparql\nSELECT ?x\nWHERE { ?x crk:total }")
    assert "line 2" in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_an_interrupt_stops_the_query(folder):
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        begin = f"import crackdown\ng = crackdown.open({str(folder)!r})\ng.query('ASK {{}}')"
        client.execute_interactive(begin, timeout=60, output_hook=str)
        asked = client.execute(f"print('asked', flush=True)\ng.query({HEAVY!r})")
        while client.get_iopub_msg(timeout=60)["msg_type"] != "stream":
            pass
        manager.interrupt_kernel()
        while (reply := client.get_shell_msg(timeout=60))["parent_header"]["msg_id"] != asked:
            pass
        assert reply["content"]["ename"] == "KeyboardInterrupt"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
