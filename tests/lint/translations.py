#!/usr/bin/env python3
"""POTFILES names every file with text for people, and zh_CN has every sentence, none fuzzy.

`translations.py --update` rewrites POTFILES and merges new sentences into the .po files.
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import tree

PO = tree.ROOT / "packaging" / "po"
MARKED = re.compile(r"\b(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2)\s*\(\s*\"|translatable=\"yes\"")
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3", "g_dcgettext:2", "g_dpgettext2:2c,3"]


def marked_files():
    names = []
    for path in tree.files(".c", ".h", ".ui", ".in"):
        if path.parts[0] in ("drivers", "db", "station", "ui", "packaging"):
            text = tree.read(path)
            text = tree.blank(text, keep_strings=True) if path.suffix in (".c", ".h") else text
            if MARKED.search(text) or path.name.endswith((".desktop.in", ".metainfo.xml.in")):
                names.append(str(path))
    return names


def write_template(names, pot):
    subprocess.run(["xgettext", "--from-code=UTF-8", "--add-comments", "--package-name=guozhan", "--sort-by-file",
                    *[f"--keyword={k}" for k in KEYWORDS], "--flag=g_strdup_printf:1:c-format",
                    "--flag=guo_cli_fail:2:c-format", "-o", str(pot), *names], cwd=tree.ROOT, check=True)


def statistics(po):
    out = subprocess.run(["msgfmt", "--check", "--statistics", "-o", "/dev/null", str(po)],
                         capture_output=True, text=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    return out.returncode, out.stderr.strip()


def update(names):
    (PO / "POTFILES").write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder) / "guozhan.pot"
        write_template(names, pot)
        for language in (PO / "LINGUAS").read_text().split():
            subprocess.run(["msgmerge", "--quiet", "--update", "--backup=none", "--no-fuzzy-matching",
                            str(PO / f"{language}.po"), str(pot)], check=True)
            print(language, statistics(PO / f"{language}.po")[1])
    return 0


def check(names):
    problems = []
    listed = (PO / "POTFILES").read_text(encoding="utf-8").split()
    problems += [f"packaging/po/POTFILES: {name} is missing" for name in sorted(set(names) - set(listed))]
    problems += [f"packaging/po/POTFILES: {name} has no text for people" for name in sorted(set(listed) - set(names))]
    with tempfile.TemporaryDirectory() as folder:
        pot, merged = Path(folder) / "guozhan.pot", Path(folder) / "merged.po"
        write_template(names, pot)
        for language in (PO / "LINGUAS").read_text().split():
            subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", "-o", str(merged),
                            str(PO / f"{language}.po"), str(pot)], check=True)
            code, words = statistics(merged)
            if code != 0 or "untranslated" in words or "fuzzy" in words:
                problems.append(f"packaging/po/{language}.po: {words}")
                out = subprocess.run(["msgattrib", "--untranslated", "--no-wrap", str(merged)], capture_output=True, text=True)
                problems += [line for line in out.stdout.splitlines() if line.startswith(("#:", "msgid "))][1:60]
    return tree.report(problems)


def main():
    names = marked_files()
    return update(names) if sys.argv[1:] == ["--update"] else check(names)


sys.exit(main())
