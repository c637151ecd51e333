#!/bin/sh
# Every shell script parses, and says what it is for.
cd "$(dirname "$0")/../.." || exit 1
status=0
for script in tests/run .ci/run packaging/start packaging/install-missing; do
  sh -n "$script" || status=1
  [ -x "$script" ] || { echo "$script: not executable"; status=1; }
  "./$script" --help >/dev/null 2>&1 </dev/null || { echo "$script: --help fails"; status=1; }
done
exit $status
