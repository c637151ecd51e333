#!/usr/bin/python3
"""list.py FOLDER: the GResource list of every .sql below FOLDER, so that a new statement is a new file
and nothing else."""
import sys
from pathlib import Path

root = Path(sys.argv[1])
print('<?xml version="1.0" encoding="UTF-8"?>\n<gresources>\n  <gresource prefix="/guo/db">')
for path in sorted(root.rglob("*.sql")):
    print(f"    <file>{path.relative_to(root)}</file>")
print("  </gresource>\n</gresources>")
