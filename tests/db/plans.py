#!/usr/bin/env python3
"""No query of the interface reads a whole season: EXPLAIN QUERY PLAN of each statement in db/sql/query is held
against the tables that grow without end. What may be scanned stands below, with the reason."""
import glob
import os
import re
import sqlite3
import sys

SQL = os.path.join(os.environ["SOURCE_ROOT"], "db", "sql")
LARGE = ("weighing", "event", "event_private", "handling_unit", "label", "command", "lot_sum", "lot_source", "case_row",
         "weighing_row", "unit_move", "case_live", "unit_place")
# statement → why it may scan
PERMITTED = {}
# an index that holds only what is open, or was emptied: short for ever
SHORT = ("label_open", "label_waiting", "delivery_open", "weighing_vehicle", "hu_part", "hu_reserved")


def read(path):
    with open(path, encoding="utf-8") as text:
        return re.sub(r"--.*", "", text.read())


def database():
    db = sqlite3.connect(":memory:")
    for folder in ("log", "views"):
        for path in sorted(glob.glob(os.path.join(SQL, folder, "*.sql"))):
            db.executescript(read(path))
    return db


def explain(db, sql):
    parameters = {name: None for name in re.findall(r":([a-z_0-9]+)", sql)}
    for _ in range(20):
        try:
            return [row[3] for row in db.execute("EXPLAIN QUERY PLAN " + sql, parameters)]
        except sqlite3.OperationalError as fault:
            function = re.search(r"no such function: (\w+)", str(fault))
            if function is None:
                raise
            db.create_function(function.group(1), -1, lambda *_: None)  # ours, made by the C side
    raise AssertionError(sql)


def aliases(*texts):
    """Names under which the large tables are read."""
    names = {name: name for name in LARGE} | {"w": "weighing"}  # in the views w is nothing else
    for table, alias in re.findall(r"\b(%s)\s+(?:AS\s+)?([a-z]\w*)\b" % "|".join(LARGE), "\n".join(texts)):
        names[alias] = table
    return names


def main():
    db = database()
    problems, seen = [], 0
    for path in sorted(glob.glob(os.path.join(SQL, "query", "*.sql"))):
        name, sql = os.path.splitext(os.path.basename(path))[0], read(path)
        if not re.match(r"\s*(SELECT|WITH)", sql):
            continue
        seen += 1
        large = aliases(sql)
        for step in explain(db, sql):
            scan = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", step)
            if scan and scan.group(1) in large and scan.group(2) not in SHORT and name not in PERMITTED:
                problems.append(f"db/sql/query/{name}.sql: {step} ({large[scan.group(1)]})")
    # the test sees what it looks for
    assert any("SCAN" in step for step in explain(db, "SELECT sum(net_mg) FROM weighing w"))
    assert seen > 40, seen
    print("\n".join(problems) or f"{seen} statements, none reads a season")
    return 1 if problems else 0


sys.exit(main())
