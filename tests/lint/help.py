#!/usr/bin/env python3
"""Every page has its help in both languages: a title, then sentences; and no resource is forgotten."""
import re
import sys

import tree

LANGUAGES = ("en", "zh_CN")
ROW = re.compile(r'^\s*\{ "([a-z-]+)", guo_', re.M)


def main():
    problems = []
    pages = ROW.findall(tree.read("ui/pages.c"))
    resources = tree.read("ui/ui.gresource.xml")
    if not pages:
        problems.append("ui/pages.c: no page is found in its table")
    for page in pages:
        for language in LANGUAGES:
            name = f"help/{language}/{page}.md"
            path = tree.ROOT / "ui" / name
            if not path.exists():
                problems.append(f"ui/{name} is missing")
                continue
            text = path.read_text(encoding="utf-8")
            if not re.match(r"# \S.*\n\S", text):
                problems.append(f"ui/{name}: a title and a sentence come first")
            if f"<file>{name}</file>" not in resources:
                problems.append(f"ui/{name} is not in ui/ui.gresource.xml")
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
