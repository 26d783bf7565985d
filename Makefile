.PHONY: all demo test lint texts lock clean

all:
	@packaging/set-up runtime

demo: all
	@.venv/bin/screenpop demo

test:
	@packaging/set-up test
	@$(MAKE) --no-print-directory lint
	QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest

lint:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

# Collects what the program says, adds it to every language's catalogue, and compiles those.
# Babel takes "% o" in "{percent} % of those" for one of Python's old values and complains; it compiles all the same,
# and tests/ui/test_catalogues.py compares what was compiled and the values in braces.
texts:
	.venv/bin/pybabel -q extract -F resources/translations/babel.cfg --no-default-keywords -k say:1 -k say_many:1,2 \
		--no-location --omit-header --sort-output --width 110 -o resources/translations/screenpop.pot \
		screenpop telephony connectors ui
	.venv/bin/pybabel -q update -D screenpop -d resources/translations -i resources/translations/screenpop.pot \
		--no-fuzzy-matching --ignore-obsolete --width 110 --ignore-pot-creation-date
	-.venv/bin/pybabel -q compile -D screenpop -d resources/translations

# Needs uv; the lock holds every system and Python version we support.
lock:
	uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-header --no-emit-index-url -o requirements.lock
	uv pip compile tests/erp/tryton.in --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url -o tests/erp/tryton.lock

clean:
	rm -rf .venv .peers demo-output
