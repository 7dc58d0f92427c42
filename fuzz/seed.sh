#!/usr/bin/env bash
# Makes fuzz/corpus/ from the samples, and from what the program itself writes about them.
# Takes the program as its argument, or else builds it.
set -euo pipefail
cd "$(dirname "$0")/.."

tarjuman=${1:-}
if [ -z "$tarjuman" ]; then
  cargo build --quiet
  tarjuman=target/debug/tarjuman
fi
for target in decode xml bilingual glossary glossary_toml glossary_tbx segment_align numbers check; do mkdir -p "fuzz/corpus/$target"; done

# What stands before the input tells the target what it is: see fuzz_targets/.
put() { printf "$3" | cat - "$4" > "fuzz/corpus/$1/$2"; }
halves() { { cat "$3"; printf '\n%%\n'; cat "$4"; } > "fuzz/corpus/$1/$2"; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for sample in samples/*/; do
  name=$(basename "$sample")
  source=$sample/source.ar.txt draft=$sample/draft.en.txt glossary=$sample/glossary.csv
  # libFuzzer keeps to short inputs, and does better with them.
  for file in "$source" "$draft"; do head -n 6 "$file" > "$work/$(basename "$file")"; done
  "$tarjuman" --quiet align "$work/source.ar.txt" "$work/draft.en.txt" --fail-on never \
    -o "xliff-1.2=$work/0.xlf" -o "xliff-2.1=$work/1.xlf" -o "tmx=$work/2.tmx" -o "tsv=$work/3.tsv" -o "csv=$work/4.csv" \
    > /dev/null
  for written in "$work"/[0-4].*; do
    number=$(basename "${written%.*}")
    put bilingual "$name-$number" "\\00$number" "$written"
  done
  for number in 0 1 2; do put xml "$name-$number" '' "$work/$number".*; done
  put check "$name" '' "$work/3.tsv"
  put decode "$name-utf8" '\000' "$source"
  iconv -f utf-8 -t utf-16le "$source" > "$work/utf16"
  put decode "$name-utf16" '\002' "$work/utf16"
  iconv -c -f utf-8 -t windows-1256 "$source" > "$work/legacy"
  put decode "$name-guessed" '\000' "$work/legacy"
  put decode "$name-named" '\003' "$work/legacy"
  halves glossary "$name" "$glossary" "$work/source.ar.txt"
  for format in toml tbx tbx-2; do
    "$tarjuman" --quiet glossary convert "$glossary" "$format=$work/glossary.$format" -s ar -t en
    halves "glossary_${format%-2}" "$name-$format" "$work/glossary.$format" "$work/source.ar.txt"
  done
  halves segment_align "$name" "$work/source.ar.txt" "$work/draft.en.txt"
  for file in "$source" "$draft"; do put numbers "$name-$(basename "$file")" '' "$file"; done
done
