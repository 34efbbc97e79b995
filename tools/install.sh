#!/usr/bin/env bash
# 建 .venv 并按哈希装依赖。用法：install.sh PYTHON REQUIREMENTS
set -euo pipefail
python=$1 requirements=$2
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "需要 Python 3.11 或更新的版本，可以用 make PYTHON=/路径/python3.11 指定。" >&2
  exit 2
fi
wheels=()
[ -d wheelhouse ] && wheels=(--no-index --find-links wheelhouse)
if command -v uv >/dev/null 2>&1; then
  [ -x .venv/bin/python ] || uv venv -q --python "$python" .venv
  uv pip install -q --python .venv/bin/python --require-hashes "${wheels[@]}" -r "$requirements"
  uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation --offline -e .
else
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes "${wheels[@]}" -r "$requirements"
  .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
fi
echo "依赖已装好（$requirements）。"
