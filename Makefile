# make run   set up what is missing, load the sample announcements, serve; prints the address of explorer and SPARQL endpoint
# make test  set up what is missing, run everything CI runs
# make help  the rest

PYTHON ?= python3
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Hundreds of commands are started by the tests: compiling the program each time was a tenth to a third of what they take.
unexport PYTHONDONTWRITEBYTECODE
EXPLORER := $(shell find api/explorer -type f -not -path '*/node_modules/*' 2>/dev/null)

.PHONY: help run test coverage check format bench crashes fuzz docs train quality dist audit constraints notebooks clean browser virtuoso

help: ## say what each target does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:[^#]*## /\t/' | expand -t 14

run: .venv/run ## load the sample announcements and serve explorer and SPARQL endpoint
	$(BIN)/crackdown load --samples
	$(BIN)/crackdown serve --host $(HOST) $(if $(PORT),--port $(PORT))

# What fails beside other work is run once more by itself, and fails for good if it fails again.
ALONE = || $(BIN)/python -m pytest --last-failed --last-failed-no-failures none

test: .venv/dev browser virtuoso check ## everything CI runs
	$(BIN)/python -m pytest -n 2 --dist loadgroup --ignore tests/browser $(ALONE)
	$(BIN)/python -m pytest tests/browser $(ALONE)

# Apart from the tests: no limit hangs on it, and watching every line takes a third more time.
coverage: .venv/dev browser virtuoso ## run the tests once more and list the lines and branches that none of them reaches
	$(BIN)/python -m pytest -n 2 --dist loadgroup --ignore tests/browser --cov --cov-report=
	$(BIN)/python -m pytest tests/browser --cov --cov-append --cov-report=
	$(BIN)/python -m coverage report

check: .venv/dev ## style, types, layers; before each commit
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_explorer.py

format: .venv/dev ## rewrite the code in the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/dev ## measure speed and memory beside named peers; writes docs/benchmarks.md
	$(BIN)/python -m tests.benchmarks

crashes: .venv/dev ## kill loads, judgements, servers, exports and releases 200 times and compare the graph
	$(BIN)/python -m tests.crashes --kills 200

fuzz: .venv/dev ## look for inputs that a reader cannot take (SECONDS=600 a target, TARGETS="pdf html"); kept in .fuzz/
	$(BIN)/python -m tests.fuzz $(TARGETS) $(if $(SECONDS),--seconds $(SECONDS))

docs: .venv/dev ## rewrite what is generated: terms, rules, the ontology page
	$(BIN)/python -m crackdown.ontology.generate

train: .venv/train ## fit the models anew on the announcements in loaders/training; an hour and a quarter on two cores, longer without bfloat16
	$(BIN)/python -m crackdown.loaders.training
	$(BIN)/python -m crackdown.loaders.training.encoder
	$(BIN)/python -m crackdown.loaders.training.identity

quality: .venv/dev ## measure how well announcements are read; writes docs/quality.md
	$(BIN)/python tools/quality.py

dist: .venv/dev ## source archive, wheel, bill of materials and checksums in dist/; the same commit gives the same bytes
	$(BIN)/python tools/make_dist.py

audit: .venv/dev ## licences, bill of materials, known vulnerabilities (ADVISORIES=a folder of OSV advisories)
	$(BIN)/python -m tools.audit $(if $(ADVISORIES),--advisories $(ADVISORIES))

constraints: .venv/dev ## pin every dependency anew, with hashes and without index addresses
	$(BIN)/python tools/compile_constraints.py
	@echo "Install them (make check), then run make audit: it writes docs/licences.md anew."

# Jupyter refuses root unless told otherwise, and root is who one is in a container.
notebooks: .venv/notebook ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks $(if $(filter 0,$(shell id -u)),--allow-root)

browser:
	@sh tools/ensure_chromium.sh

virtuoso: .venv/dev
	@sh tools/ensure_virtuoso.sh

clean: ## remove what was built, the virtual environment included
	rm -rf .venv build dist api/static api/explorer/node_modules *.egg-info .coverage .mypy_cache .pytest_cache .ruff_cache

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python constraints/run.txt pyproject.toml setup.py $(EXPLORER)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r constraints/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

.venv/dev: .venv/run constraints/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r constraints/dev.txt
	@touch $@

.venv/notebook: .venv/run constraints/notebook.txt
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r constraints/notebook.txt
	@touch $@

# Which of PyTorch's wheels is taken, for processors or for graphics cards, is for pip's own settings to say.
.venv/train: .venv/dev constraints/train.txt
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r constraints/train.txt
	$(BIN)/python -m pip install --quiet 'torch>=2.13,<2.14'
	@touch $@
