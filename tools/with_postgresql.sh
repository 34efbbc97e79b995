#!/usr/bin/env bash
# 起一个临时的 PostgreSQL，在里面运行命令，结束后删掉。只开本机套接字，不占端口；root 下换成普通用户起库。
set -uo pipefail
. tools/find.sh
bin=$(postgresql_bin)
if [ -z "$bin" ]; then
  [ "${CI:-}" = true ] && { echo "CI 上必须有 PostgreSQL。" >&2; exit 1; }
  echo "没有找到 PostgreSQL，这一遍没有跑；装上 postgresql 以后再运行 make test。"; exit 0
fi
folder=$(mktemp -d /tmp/xuncha-pg.XXXXXX)
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
trap 'exit 130' INT
trap 'exit 143' TERM
options="-k $folder -c listen_addresses='' -c fsync=off -c synchronous_commit=off"
options+=" -c full_page_writes=off -c jit=off -c autovacuum=off -c max_connections=200 -c shared_buffers=256MB"
cd /tmp || exit 1
if ! "${as[@]}" "$bin/initdb" -D "$folder/data" -U xuncha -A trust -E UTF8 --locale=C.UTF-8 -N >"$folder.log" 2>&1 ||
   ! "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "$options" start >>"$folder.log" 2>&1; then
  echo "临时的 PostgreSQL 起不来：" >&2
  cat "$folder.log" "$folder/log" >&2 2>/dev/null
  rm -f "$folder.log"
  exit 1
fi
rm -f "$folder.log"
cd "$OLDPWD" || exit 1
export DATABASE_URL="postgresql://xuncha@/postgres?host=$folder"
"$@"
