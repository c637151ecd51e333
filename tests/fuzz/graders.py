#!/usr/bin/env python3
"""graders.py VECTORS FOLDER: inputs of the targets counters and instruments from the vectors of graders.

counters: each sequence as it is, and as its map, a NUL, and its polls as bytes (counters.c says how).
instruments: the bytes of each row.
"""
import json
import pathlib
import sys

vectors, folder = (pathlib.Path(argument) for argument in sys.argv[1:])


def words(book, poll):
    for block in book["blocks"]:
        for address in range(block["start"], block["start"] + block["count"]):
            yield poll["registers"].get(str(address), 0).to_bytes(2, "big")


def counters(target):
    for path in sorted(vectors.glob("modbus-*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if "polls" not in record:
            continue
        data = json.dumps(record["map"]).encode() + b"\0"
        for poll in record["polls"]:
            data += b"\xff\xff" if poll["registers"] is None else b"\x03\xe8" + b"".join(words(record["map"], poll))
        (target / path.stem).write_bytes(data)
        (target / path.name).write_bytes(path.read_bytes())


def instruments(target):
    with open(vectors / "instruments.jsonl", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            (target / f"{number:02}").write_bytes(bytes.fromhex(json.loads(line)["bytes"]))


for make in (counters, instruments):
    (folder / make.__name__).mkdir(parents=True, exist_ok=True)
    make(folder / make.__name__)
