# 在哪里：PostgreSQL 的程序和 Chromium。由其他脚本引用。
postgresql_bin() {
  local folder
  for folder in /usr/lib/postgresql/*/bin; do
    [ -x "$folder/initdb" ] && { echo "$folder"; return; }
  done
  command -v initdb >/dev/null 2>&1 && dirname "$(readlink -f "$(command -v initdb)")"
}
chromium_bin() {
  command -v chromium || command -v chromium-browser || command -v google-chrome
}
