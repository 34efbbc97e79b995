#!/usr/bin/env bash
# 找到 Chromium，告诉测试它在哪里。
set -uo pipefail
. tools/find.sh
bin=$(chromium_bin)
if [ -z "$bin" ]; then
  [ "${CI:-}" = true ] && { echo "CI 上必须有 Chromium。" >&2; exit 1; }
  echo "没有 Chromium，浏览器测试略过。"; exit 0
fi
export XUNCHA_CHROMIUM=$bin
"$@"
