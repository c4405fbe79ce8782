# Every way of working with the course is a verb here. CI calls the same ones.

.DEFAULT_GOAL := help
.PHONY: help lab test quick notebooks lesson site check clean
.PHONY: system style compiled named learner author

# A run of the tests starts hundreds of processes: none compiles again what another has compiled.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
COURSE := $(BIN)/python -m course_utils.cli
# Executed copies of the lessons: what the tests have run, the website need not run again.
export COURSE_EXECUTED ?= $(CURDIR)/.executed
# Any Python 3 may start the set-up; it looks for one that suits by itself.
STARTER := $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell command -v $(name))))
SET_UP = $(or $(STARTER),$(error Python 3 was not found: install Python 3.11 to 3.13)) tools/environment.py
# In the order of the folders: the website's tests need what the notebooks' tests have run.
PYTEST = $(BIN)/python -m pytest -n auto --dist loadgroup --no-loadscope-reorder
LESSONS = $(patsubst notebooks/source/lessons/%.py,%,$(wildcard notebooks/source/lessons/*.py))
WHICH_LESSON = Say which lesson with its two digits: make lesson L=01

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

lab: learner ## open the course in JupyterLab (PORT=8890 and PYTHON=python3.12 if you want to choose)
	@$(COURSE) lab $(if $(PORT),--port $(PORT)) $(if $(IP),--ip $(IP))

check: learner ## is this machine ready for the course?
	@$(COURSE) check

test: author ## everything CI runs: style, then all tests with a real browser and database
	@$(MAKE) --no-print-directory --jobs system style compiled
	$(PYTEST)

quick: author ## the shorter way: style, types, and all tests that start no other process
	@$(MAKE) --no-print-directory style
	$(PYTEST) -m "not process"

notebooks: author ## write the notebooks from notebooks/source
	@$(COURSE) build

lesson: named author ## build, lint and test one lesson: make lesson L=01
	@$(COURSE) build --lesson $(L)
	@$(COURSE) lint --lesson $(L)
	COURSE_RUN_AGAIN=all $(PYTEST) tests/exercises/checks/lesson_$(L) tests/notebooks -k "$(L) and not broken"

site: author ## the website, in site/ (SOLUTIONS=1 shows the solutions, too)
	@$(COURSE) site $(if $(SOLUTIONS),--with-solutions)

clean: ## remove what make made (your progress stays)
	rm -rf .venv .executed site test-artifacts .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What needs nobody else may go on side by side.
system:
	@$(STARTER) tools/browser.py && $(STARTER) tools/database.py && $(STARTER) tools/proxy.py

style:
	@$(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/mypy

compiled: # once, and not in each worker; what is wrong, the tests say
	@$(BIN)/python -m pytest --collect-only -q >/dev/null 2>&1 || true

named:
	@case "$(L)" in [0-9][0-9]) ;; *) echo "$(WHICH_LESSON)" >&2; exit 1;; esac
	@ls notebooks/source/lessons/$(L)_*.py >/dev/null 2>&1 || { echo "There is no lesson $(L). The lessons: $(LESSONS)" >&2; exit 1; }

learner:
	@$(SET_UP) requirements.txt

author:
	@$(SET_UP) requirements-dev.txt
