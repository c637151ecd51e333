#!/usr/bin/env python3
"""reports.py VECTORS FOLDER: the corpus of the targets report-csv and report-xlsx, made of the vectors of batch reports:
each CSV, each behind its profile; each workbook, and each of its parts with the letter that report-xlsx.c knows it by."""
import json
import pathlib
import sys
import zipfile

LETTERS = {"xl/workbook.xml": b"W", "xl/_rels/workbook.xml.rels": b"R", "xl/sharedStrings.xml": b"T"}


def write(folder, name, data):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)


def main():
    vectors, out = map(pathlib.Path, sys.argv[1:])
    for path in sorted(vectors.glob("report-*.json")):
        vector = json.loads(path.read_text(encoding="utf-8"))
        data = (vectors / vector["file"]).read_bytes()
        profile = json.dumps(vector["profile"], ensure_ascii=False, separators=(",", ":")).encode()
        if vector["file"].endswith(".csv"):
            write(out / "report-csv", vector["file"], data)
            write(out / "report-csv", path.stem + ".both", profile + b"\0" + data)
            continue
        write(out / "report-xlsx", vector["file"], data)
        with zipfile.ZipFile(vectors / vector["file"]) as book:
            for name in book.namelist():
                letter = LETTERS.get(name, b"S" if name.startswith("xl/worksheets/") else None)
                if letter:
                    write(out / "report-xlsx", path.stem + "." + name.replace("/", "_"), letter + book.read(name))


main()
