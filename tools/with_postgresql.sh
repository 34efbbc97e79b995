#!/usr/bin/env bash
# 起一个临时的 PostgreSQL，在里面运行命令，结束后删掉。root 下换成普通用户起库。
set -uo pipefail
. tools/find.sh
bin=$(postgresql_bin)
if [ -z "$bin" ]; then
  [ "${CI:-}" = true ] && { echo "CI 上必须有 PostgreSQL。" >&2; exit 1; }
  echo "没有 PostgreSQL，这一遍略过。"; exit 0
fi
folder=$(mktemp -d /tmp/xuncha-pg.XXXXXX)
port=$(( 20000 + RANDOM % 20000 ))
as=()
if [ "$(id -u)" -eq 0 ]; then
  id postgres >/dev/null 2>&1 && user=postgres || user=nobody
  chown "$user" "$folder"
  as=(runuser -u "$user" --)
fi
stop() {
  (cd /tmp && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1)
  rm -rf "$folder"
}
trap stop EXIT
(cd /tmp && "${as[@]}" "$bin/initdb" -D "$folder/data" -U xuncha -A trust -E UTF8 --locale=C.UTF-8 >/dev/null) || exit 1
(cd /tmp && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=256MB" start >/dev/null) || { cat "$folder/log" >&2; exit 1; }
export DATABASE_URL="postgresql://xuncha@127.0.0.1:$port/postgres"
"$@"
