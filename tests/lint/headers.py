#!/usr/bin/env python3
"""Every public function of a header has its comment: name, each argument, what it returns."""
import re
import sys

import tree

DECLARATION = re.compile(r"^(?!typedef|static|#|G_)(\w[\w \*]*?[ \*])(guo_\w+)\s*\(([^;{]*?)\)[^;{]*;", re.M | re.S)
COMMENT = re.compile(r"/\*\*.*?\*/", re.S)


def arguments(text):
    """Names of a declaration's arguments; of a function pointer its own name."""
    text = re.sub(r"\([^()]*\)\s*$", "", text)
    depth, part, parts = 0, "", []
    for c in text:
        depth += (c == "(") - (c == ")")
        if c == "," and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += c
    names = []
    for part in parts + [part]:
        pointer = re.search(r"\(\s*\*\s*(\w+)\s*\)", part)
        word = re.search(r"(\w+)\s*(?:\[[^\]]*\])*\s*$", part)
        if pointer:
            names.append(pointer.group(1))
        elif part.strip() == "...":
            names.append("...")
        elif word and part.strip() != "void":
            names.append(word.group(1))
    return names


def main():
    problems = []
    for path in tree.sources(".h"):
        text = tree.read(path)
        if path.parts[0] == "tests":
            continue
        if not text.startswith("/*"):
            problems.append(f"{path}:1: a header opens with a paragraph that says what it is")
        if "#pragma once" not in text:
            problems.append(f"{path}:1: #pragma once is missing")
        comments = {m.group(1): c for c in COMMENT.findall(text) if (m := re.search(r"/\*\*\s*\*\s*(\w+):", c))}
        code = tree.blank(text, keep_strings=True)
        for match in DECLARATION.finditer(code):
            if path.name == "cli.h" and match.group(3).strip() == "GuoCli *cli, int argc, char **argv":
                continue  # one sentence in main.c's table describes a verb
            where = f"{path}:{tree.line_of(code, match.start(2))}: {match.group(2)}"
            comment = comments.get(match.group(2))
            if comment is None:
                problems.append(f"{where} has no comment")
                continue
            for name in arguments(match.group(3)):
                if f"@{name}:" not in comment:
                    problems.append(f"{where}: @{name} is not described")
            if match.group(1).strip() != "void" and "Returns:" not in comment:
                problems.append(f"{where}: Returns: is missing")
    return tree.report(problems)


sys.exit(main())
