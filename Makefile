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

# Needs uv; the lock holds every system and Python version we support.
lock:
	uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-header --no-emit-index-url -o requirements.lock

clean:
	rm -rf .venv demo-output
