# 巡察工作平台。两条命令够用：make run、make test。
.DEFAULT_GOAL := help
.SILENT:
.NOTPARALLEL:
.PHONY: help setup setup-dev setup-bench run test test-sqlite test-postgresql test-browser check fix docs bench pins clean
export PYTHONDONTWRITEBYTECODE := 1
SHELL := /bin/bash

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIND ?= 127.0.0.1:$(or $(PORT),8000)
RUN := .venv/bin/python
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

help: ## 列出命令
	grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1	\2/'

setup: .venv/.runtime ## 把程序装进 .venv
setup-dev: .venv/.dev

.venv/.runtime: requirements.txt pyproject.toml tools/install.sh
	tools/install.sh "$(PYTHON)" requirements.txt
	touch $@

.venv/.dev: requirements-dev.txt .venv/.runtime
	tools/install.sh "$(PYTHON)" requirements-dev.txt
	touch $@

# 只有性能对比要的：并排的另一个求解器
setup-bench: .venv/.bench
.venv/.bench: requirements-bench.txt .venv/.dev
	tools/install.sh "$(PYTHON)" requirements-bench.txt
	touch $@

run: setup ## 启动（PORT=8080 换端口）；第一次会建立站点并装入虚构的清源区
	$(RUN) -m xuncha serve --demo --bind $(BIND)

test: setup-dev ## 全部检查和测试：两种数据库、浏览器
	tools/system_packages.sh
	$(MAKE) --no-print-directory check test-sqlite test-postgresql test-browser

test-sqlite: setup-dev
	echo "—— 测试（SQLite）"
	$(RUN) -m pytest -n $(JOBS) --dist worksteal -q

# 这些测试不碰数据库，或者自己另建一个 SQLite 站点，在 SQLite 那一遍里已经跑过。
NO_TABLES := $(addprefix --ignore=tests/,engines benchmarks architecture kernel demo/texts web/ui cli/test_check.py \
  cli/test_check_hostile.py cli/test_plan.py cli/test_read.py cli/test_lint.py cli/test_similar.py \
  cli/test_password.py cycle/rectification/test_killed.py insight/figures/test_mapping.py \
  insight/papers/test_templates.py insight/papers/test_finishing.py insight/papers/test_converting.py foundation/jobs/test_known.py)

test-postgresql: setup-dev
	echo "—— 测试（PostgreSQL）"
	tools/with_postgresql.sh $(RUN) -m pytest -n $(JOBS) --dist worksteal -q tests $(NO_TABLES)

test-browser: setup-dev
	echo "—— 测试（浏览器）"
	tools/with_browser.sh $(RUN) -m pytest -q -m e2e -p no:randomly \
	  -n $(JOBS) --maxprocesses 4 --dist loadfile --no-loadscope-reorder tests/e2e

check: setup-dev ## 风格、类型、引用规则、模板、迁移、文档
	echo "—— 检查"
	tools/check.sh

fix: setup-dev ## 自动修正风格
	$(RUN) -m ruff check --fix -q . || true
	$(RUN) -m ruff format -q .

docs: setup ## 重新打印由程序生成的文档
	$(RUN) -m xuncha docs

bench: setup-bench ## 性能对比，打印表格
	$(RUN) -m benchmarks

pins: ## 重新解析依赖（要联网和 uv）
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -c requirements.txt requirements-dev.in -o requirements-dev.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -c requirements-dev.txt requirements-bench.in -o requirements-bench.txt

clean: ## 删掉 .venv 和缓存；不动站点文件夹 var
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache build dist
