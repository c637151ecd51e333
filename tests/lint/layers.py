#!/usr/bin/env python3
"""Who may include whom (CONTRIBUTING.md, "Layers"): folders of ours, and libraries that belong to one layer."""
import re
import sys

import tree

# folder → what it may include of ours; the longest matching folder counts
OURS = {
    "drivers": ("drivers/",),
    "db": ("db/",),
    "station": ("station/", "drivers/", "db/"),
    "station/client": ("station/client/",),
    "ui": ("ui/", "station/client/"),
    "tests": ("tests/", "drivers/", "db/", "station/", "ui/"),
}
# header of a library → the folders that may know it
LIBRARIES = {
    r"gtk/|gdk/|gsk/": ("ui",),
    r"sqlite3\.h": ("db", "tests"),
    r"libserialport\.h": ("drivers", "tests"),
    r"archive(_entry)?\.h|expat\.h": ("drivers", "tests"),
    r"microhttpd\.h": ("station/api", "station/web", "station/daemon"),
    r"libsoup/": ("station/client", "tests"),
    r"sodium\.h": ("db", "station", "tests"),
    r"qrencode\.h": ("station", "tests"),
    r"zbar\.h|zint\.h": ("station", "tests"),
}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def folder_of(path, table):
    name = str(path.parent)
    while name not in table and "/" in name:
        name = name.rsplit("/", 1)[0]
    return name


def within(path, folders):
    return any(str(path).startswith(folder + "/") for folder in folders)


def wrong(path, quote, header):
    if quote == '"':
        if header.startswith(OURS[folder_of(path, OURS)]):
            return None
        if header.split("/")[0] in OURS:
            return f"{folder_of(path, OURS)} must not know {header}"
        return f"include {header} from the repository root (its path says the layer)"
    for pattern, folders in LIBRARIES.items():
        if re.match(pattern, header) and not within(path, folders):
            return f"{header} belongs to {', '.join(folders)}"
    return None


def main():
    problems = []
    for path in tree.sources(".c", ".h"):
        text = tree.blank(tree.read(path), keep_strings=True)
        for match in INCLUDE.finditer(text):
            why = wrong(path, match.group(1), match.group(2))
            if why:
                problems.append(f"{path}:{tree.line_of(text, match.start())}: {why}")
    return tree.report(problems)


sys.exit(main())
