#!/usr/bin/env bash
# 找到 Chromium，告诉测试它在哪里。
set -uo pipefail
. tools/find.sh
bin=$(chromium_bin)
if [ -z "$bin" ]; then
  [ "${CI:-}" = true ] && { echo "CI 上必须有 Chromium。" >&2; exit 1; }
  echo "没有找到 Chromium，浏览器测试没有跑；装上 chromium 以后再运行 make test。"; exit 0
fi
export XUNCHA_CHROMIUM=$bin
"$@"
