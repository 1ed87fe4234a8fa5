# Two commands are enough: `make run` and `make test`. CONTRIBUTING.md explains the others.
UV := .boot/bin/uv
BIN := .venv/bin
export KAITAK_DATA ?= var
export KAITAK_PORT ?= $(or $(PORT),8000)
export KAITAK_PUBLIC_URL ?= http://localhost:$(KAITAK_PORT)

.PHONY: run setup test test-all check format clean

run: .boot/.synced
	@$(BIN)/kaitak demo start

setup: .boot/.synced
	@$(BIN)/kaitak demo prepare

test: .boot/.synced-dev
	@tools/test

test-all: .boot/.synced-all
	@tools/test --all

check: .boot/.synced-dev
	@tools/check

format: .boot/.synced-dev
	$(BIN)/python tools/describe_errors.py
	$(BIN)/ruff format src tests tools benchmarks
	$(BIN)/ruff check --fix src tests tools benchmarks

$(UV):
	python3 -m venv .boot
	.boot/bin/pip --disable-pip-version-check install --quiet uv==0.13.9

.boot/.synced: $(UV) uv.lock pyproject.toml
	@echo "Installing what is needed; the first time this takes a minute …"
	$(UV) sync --quiet --locked --inexact --no-dev --extra service --extra ocr --extra bulk
	@touch $@

.boot/.synced-dev: $(UV) uv.lock pyproject.toml
	$(UV) sync --quiet --locked --inexact --extra service --extra ocr --extra bulk --group dev
	@touch $@ .boot/.synced

.boot/.synced-all: .boot/.synced-dev
	$(UV) sync --quiet --locked --inexact --extra service --extra ocr --extra bulk --extra spark --group dev
	@touch $@

clean:
	rm -rf .boot .venv .mypy_cache .ruff_cache .pytest_cache
