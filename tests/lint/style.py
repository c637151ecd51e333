#!/usr/bin/env python3
"""What can be counted of how the code reads (CONTRIBUTING.md, "Style")."""
import re
import statistics
import sys

import tree

LONGEST_FILE = 1000       # lines of a .c, tests aside
LONGEST_FUNCTION = 60     # lines; nine of ten functions of a folder stay under USUAL_FUNCTION
USUAL_FUNCTION = 45
MEDIAN_FILE = 300
SQL = re.compile(r'"\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|BEGIN|COMMIT)\s')
UNDONE = re.compile(r"\b(?:TODO|FIXME|(?<!-)XXX|HACK)\b")  # 1-XXX is a size of mandarins
# a name that says where one of us happened to work, or a file outside the tree
ELSEWHERE = re.compile(r"(?<![\w.])/(root|home|tmp)/\w")
TEXT = (".c", ".h", ".ui", ".css", ".sql", ".py", ".js", ".mjs", ".html", ".build", ".md", ".json")


def check_text(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        if UNDONE.search(line) and path.name != "style.py":
            yield f"{path}:{number}: unfinished: {line.strip()}"
        if ELSEWHERE.search(line) and path.name != "style.py":
            yield f"{path}:{number}: names a place outside the tree: {line.strip()}"
        if path.suffix in (".c", ".h") and line != line.rstrip():
            yield f"{path}:{number}: space at the end of the line"
        if path.suffix in (".c", ".h") and "\t" in line:
            yield f"{path}:{number}: tab"


def check_c(path, text):
    code = tree.blank(text)
    for match in re.finditer(r"\bgoto\s+\w+\s*;", code):
        yield f"{path}:{tree.line_of(code, match.start())}: goto"
    if path.parts[0] not in ("db", "tests"):
        strings = tree.blank(text, keep_strings=True)
        for match in SQL.finditer(strings):
            yield f"{path}:{tree.line_of(strings, match.start())}: SQL outside db/sql"
    if path.parts[0] == "tests":
        return
    if text.count("\n") > LONGEST_FILE:
        yield f"{path}: {text.count(chr(10))} lines, at most {LONGEST_FILE}"
    for name, line, length in tree.functions(text):
        if length > LONGEST_FUNCTION:
            yield f"{path}:{line}: {name} has {length} lines, at most {LONGEST_FUNCTION}"


def check_sizes(texts):
    for folder in ("drivers", "db", "station", "ui"):
        mine = [text for path, text in texts.items() if path.parts[0] == folder]
        lengths = sorted(length for text in mine for _, _, length in tree.functions(text))
        if lengths and lengths[int(0.9 * len(lengths))] > USUAL_FUNCTION:
            yield f"{folder}: more than one function in ten is longer than {USUAL_FUNCTION} lines"
        if mine and statistics.median(text.count("\n") for text in mine) > MEDIAN_FILE:
            yield f"{folder}: the median file is longer than {MEDIAN_FILE} lines"


def main():
    problems = []
    texts = {path: tree.read(path) for path in tree.sources(".c")}
    for path in tree.files(*TEXT):
        if "vectors" not in path.parts and "corpus" not in path.parts and path.name != "package-lock.json":
            problems.extend(check_text(path, tree.read(path)))
    for path, text in texts.items():
        problems.extend(check_c(path, text))
    problems.extend(check_sizes(texts))
    return tree.report(problems)


sys.exit(main())
