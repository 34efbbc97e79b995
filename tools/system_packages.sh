#!/usr/bin/env bash
# 测试要用的系统软件：PostgreSQL、Chromium、中文字体。能装就装，装不了就说明白。
set -uo pipefail
. tools/find.sh
missing=()
[ -n "$(postgresql_bin)" ] || missing+=(postgresql)
[ -n "$(chromium_bin)" ] || missing+=(chromium)
fc-list :lang=zh 2>/dev/null | grep -q . || missing+=(fonts-noto-cjk fontconfig)
[ ${#missing[@]} -eq 0 ] && exit 0
sudo=()
if [ "$(id -u)" -ne 0 ]; then
  sudo -n true 2>/dev/null && sudo=(sudo -n) || sudo=(false)
fi
if command -v apt-get >/dev/null 2>&1 && [ "${sudo[*]:-}" != false ]; then
  echo "安装系统软件：${missing[*]}"
  "${sudo[@]}" apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1
fi
[ -n "$(postgresql_bin)" ] && [ -n "$(chromium_bin)" ] && exit 0
echo "缺少 ${missing[*]}，又没有权限安装。" >&2
[ "${CI:-}" = true ] && exit 1
exit 0
