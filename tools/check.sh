#!/usr/bin/env bash
# 不跑程序就能查的：风格、类型、引用规则、模板、迁移、文档。全部查完再说哪些不过。
set -uo pipefail
bin=.venv/bin
export XUNCHA_HOME
XUNCHA_HOME=$(mktemp -d)
log=$(mktemp)
trap 'rm -rf "$XUNCHA_HOME" "$log"' EXIT
failed=()
step() {
  local name=$1
  shift
  if "$@" >"$log" 2>&1; then
    echo "  通过  $name"
  else
    echo "  不过  $name"
    cat "$log"
    failed+=("$name")
  fi
}
step "代码规则" "$bin/ruff" check .
step "代码格式" "$bin/ruff" format --check .
step "楼层引用" "$bin/lint-imports" --no-cache
step "类型" "$bin/python" -m mypy
step "模板" "$bin/djlint" src --lint --quiet
step "迁移齐全" "$bin/python" -m xuncha manage makemigrations --check --dry-run
step "程序打印的文档" "$bin/python" -m xuncha docs --check
[ ${#failed[@]} -eq 0 ] && exit 0
echo "没有通过：${failed[*]}。格式问题可以用 make fix 修。" >&2
exit 1
