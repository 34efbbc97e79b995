#!/usr/bin/env bash
# 测试要用的系统软件：PostgreSQL、Chromium、中文字体。能装就装，装不了就说明白。
set -uo pipefail
. tools/find.sh
missing() {
  [ -n "$(postgresql_bin)" ] || echo postgresql
  [ -n "$(chromium_bin)" ] || echo chromium
  fc-list :lang=zh 2>/dev/null | grep -q . || echo fonts-noto-cjk fontconfig
}
wanted=$(missing)
[ -z "$wanted" ] && exit 0
as=()
[ "$(id -u)" -eq 0 ] || as=(sudo -n)
if command -v apt-get >/dev/null 2>&1 && "${as[@]}" true 2>/dev/null; then
  echo "安装测试要用的系统软件：$(echo $wanted)"
  log=$(mktemp)
  "${as[@]}" apt-get update -qq >"$log" 2>&1
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $wanted >>"$log" 2>&1 || tail -5 "$log" >&2
  rm -f "$log"
  why="没有装上"
else
  why="没有权限安装"
fi
wanted=$(missing)
[ -z "$wanted" ] && exit 0
echo "缺少 $(echo $wanted)，$why。请管理员运行：apt-get install $(echo $wanted)" >&2
[ "${CI:-}" != true ]
