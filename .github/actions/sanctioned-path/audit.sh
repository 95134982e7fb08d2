# Runs the audit for action.yml. What it is asked stands in the environment, and goes to the program word by word.
set -euo pipefail

out="$RUNNER_TEMP/supplychain-audit"
mkdir -p "$out"

words=(sanctioned-path --force --output github)
for style in sarif junit json; do
  rm -f "$out/audit.$style"
  words+=(--output "$style=$out/audit.$style")
done

# `--option=value` in one word: a value that begins with a dash stays a value.
ask() {
  if [ -n "$2" ]; then
    words+=("$1=$2")
  fi
}
ask --suppliers "${SUPPLIERS:-}"
ask --records "${RECORDS:-}"
ask --fail-on "${FAIL_ON:-}"
ask --policy "${POLICY:-}"
ask --baseline "${BASELINE:-}"
ask --regime "${REGIME:-}"
ask --measure "${MEASURE:-}"
ask --goods "${GOODS:-}"
ask --max-legs "${MAX_LEGS:-}"
ask --min-grade "${MIN_GRADE:-}"
ask --direction "${DIRECTION:-}"
ask --max-unresolved "${MAX_UNRESOLVED:-}"
ask --max-list-age "${MAX_LIST_AGE:-}"

# -P keeps what lies in the checked-out repository from being taken for a part of the program.
code=0
PYTHONPATH="$SOURCE" "$PYTHON" -P -m supplychain_cli "${words[@]}" || code=$?

printf 'exit-code=%s\n' "$code" >>"$GITHUB_OUTPUT"
for style in sarif junit json; do
  if [ -f "$out/audit.$style" ]; then
    printf '%s=%s\n' "$style" "$out/audit.$style" >>"$GITHUB_OUTPUT"
  fi
done
exit "$code"
