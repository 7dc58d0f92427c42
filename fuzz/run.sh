#!/usr/bin/env bash
# Fuzzes each of the targets for so many seconds (5): fuzz/run.sh [SECONDS [TARGET …]]
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-5}
shift || true
targets=("$@")
[ $# -gt 0 ] || mapfile -t targets < <(cargo fuzz list)

for target in "${targets[@]}"; do
  case $target in
    xml | bilingual | glossary_tbx) dictionary=fuzz/markup.dict ;;
    *) dictionary=fuzz/text.dict ;;
  esac
  log=$(mktemp)
  if cargo fuzz run --sanitizer none "$target" -- -max_total_time="$seconds" -dict="$dictionary" \
    -max_len=8192 -timeout=10 -rss_limit_mb=2048 > "$log" 2>&1; then
    echo "$target: $(grep -o 'Done .*' "$log")"
  else
    tail -n 40 "$log"
    exit 1
  fi
  rm -f "$log"
done
