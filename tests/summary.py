#!/usr/bin/env python3
"""summary.py --ci yes|no --status N [--also NAME=ok|failed] TESTLOG: counts what meson's log says, and one test that
meson does not know, and prints the closing line.

With --ci yes a skipped test is a failure: its tool is missing on a machine that must have everything.
"""
import argparse
import json
import sys


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ci", choices=["yes", "no"], required=True)
    parser.add_argument("--status", type=int, required=True)
    parser.add_argument("--also", default="")
    parser.add_argument("log")
    args = parser.parse_args()
    with open(args.log, encoding="utf-8") as lines:
        tests = [json.loads(line) for line in lines]
    name, _, result = args.also.partition("=")
    if name:
        tests.append({"name": name, "result": "OK" if result == "ok" else "FAIL"})
    good = [t for t in tests if t["result"] in ("OK", "EXPECTEDFAIL")]
    skipped = [t for t in tests if t["result"] == "SKIP"]
    failed = [t for t in tests if t not in good and t not in skipped]
    if args.ci == "yes":
        failed, skipped = failed + skipped, []
    for test in failed:
        print(f"FAILED {test['name']} ({test['result'].lower()})")
    for test in skipped:
        print(f"skipped {test['name']}")
    print(f"{len(good)} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 1 if failed or not tests or (args.status != 0 and not failed) else 0


sys.exit(main())
