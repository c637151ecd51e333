#!/usr/bin/env python3
"""vectors.py SCALES.JSONL FOLDER PROTOCOLS: the bytes of each row of these protocols as one file of FOLDER.
vectors.py FROM FOLDER PATTERN: the files of a folder that the pattern fits, copied."""
import json
import pathlib
import shutil
import sys

rows, folder, protocols = sys.argv[1:]
folder = pathlib.Path(folder)
folder.mkdir(parents=True, exist_ok=True)
if pathlib.Path(rows).is_dir():
    for path in pathlib.Path(rows).glob(protocols):
        shutil.copy(path, folder)
    sys.exit()
with open(rows, encoding="utf-8") as lines:
    for number, line in enumerate(lines, 1):
        row = json.loads(line)
        data = bytes.fromhex(row["bytes"])
        if row["protocol"] in protocols.split() and data:
            (folder / f"{number:03}").write_bytes(data)
