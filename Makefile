# Every way of working with the course is a verb here. CI calls the same ones.

.DEFAULT_GOAL := help
.PHONY: help lab test notebooks lesson check clean named learner author

BIN := .venv/bin
COURSE := $(BIN)/python -m course_utils.cli
# Any Python 3 may start the set-up; it looks for one that suits by itself.
STARTER := $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell command -v $(name))))
SET_UP = $(or $(STARTER),$(error Python 3 was not found: install Python 3.11 to 3.13)) tools/environment.py
WHICH_LESSON = Say which lesson with its two digits: make lesson L=01

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

lab: learner ## open the course in JupyterLab (PORT=8890 and PYTHON=python3.12 if you want to choose)
	@$(COURSE) lab $(if $(PORT),--port $(PORT))

check: learner ## is this machine ready for the course?
	@$(COURSE) check

test: author ## everything CI runs: style, then all tests with a real browser and database
	@$(STARTER) tools/browser.py
	@$(STARTER) tools/database.py
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadgroup

notebooks: author ## write the notebooks from notebooks/source
	@$(COURSE) build

lesson: named author ## build, lint and test one lesson: make lesson L=01
	@$(COURSE) build --lesson $(L)
	@$(COURSE) lint --lesson $(L)
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadgroup tests/exercises/test_lesson_$(L).py tests/notebooks -k "$(L) and not broken"

clean: ## remove what make made (your progress stays)
	rm -rf .venv test-artifacts .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

named:
	@case "$(L)" in [0-9][0-9]) ;; *) echo "$(WHICH_LESSON)" >&2; exit 1;; esac

learner:
	@$(SET_UP) requirements.txt

author:
	@$(SET_UP) requirements-dev.txt
