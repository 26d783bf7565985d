.PHONY: all demo test nightly lint texts pictures docs package lock clean

all:
	@packaging/set-up runtime

demo: all
	@.venv/bin/screenpop demo

# The packages are made meanwhile, of what the tests leave of the processor; those that try them wait until they are.
test:
	@packaging/set-up test
	@$(MAKE) --no-print-directory lint
	@mkdir -p build
	@nice -n 19 packaging/build >build/packages.log 2>&1 & made=$$!; trap 'kill $$made' INT TERM; \
		QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest; told=$$?; wait $$made; exit $$told

# A thousand kills on a file and on a server, a hundred power cuts, five hundred network cuts: docs/reliability.md.
nightly:
	@packaging/set-up test
	SCREENPOP_FAULTS=nightly .venv/bin/python -m pytest tests/faults -o faulthandler_timeout=3600

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

# What is compared with what an agent sees, and shown in docs/gallery.md. Look at them before they are committed.
pictures:
	@rm -rf demo-output/pictures && mkdir -p demo-output/pictures
	@for scale in 1 2; do .venv/bin/python -m tests.ui.gallery.chosen demo-output/pictures $$scale || exit 1; done
	@rm -f tests/pictures/*.png && mv demo-output/pictures/*.png tests/pictures/
	@git status --short tests/pictures

# The site of docs/, in build/site.
docs:
	@packaging/site/build

# What this system can build, into dist/: docs/building-packages.md.
package:
	@packaging/build

# Needs uv; the lock holds every system and Python version we support. Without Spark, which is 430 MB for the few.
EXTRAS = $(addprefix --extra ,mysql sqlserver oracle duckdb learning bench dev)
DRIVERS = $(addprefix --extra ,mysql sqlserver oracle)
FROZEN = --universal -c requirements.lock --generate-hashes --no-header --no-emit-index-url
lock:
	uv pip compile pyproject.toml $(EXTRAS) --universal --generate-hashes --no-header --no-emit-index-url -o requirements.lock
	uv pip compile tests/peers.in --universal --python-version 3.11 -c requirements.lock --generate-hashes --no-header \
		--no-emit-index-url -o tests/peers.lock
	uv pip compile tests/erp/tryton.in --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url -o tests/erp/tryton.lock
	uv pip compile pyproject.toml $(DRIVERS) $(FROZEN) -o packaging/desktop.lock
	uv pip compile pyproject.toml $(DRIVERS) --extra duckdb --extra learning $(FROZEN) -o packaging/learn.lock
	uv pip compile packaging/tools.in --python-version 3.11 $(FROZEN) -o packaging/tools.lock
	uv pip compile packaging/release.in --universal --python-version 3.11 -c requirements.lock --generate-hashes --no-header \
		--no-emit-index-url -o packaging/release.lock
	uv pip compile packaging/docs.in --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url -o packaging/docs.lock

clean:
	rm -rf .venv .peers demo-output
