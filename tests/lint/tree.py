"""The source tree as the lint programs see it: files, C without comments and strings, functions."""
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOP = ("drivers", "db", "station", "ui", "tests")


def files(*suffixes):
    """Tracked and new files with these suffixes, as paths relative to the root; without git, all files."""
    try:
        out = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"],
                             capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        out = [str(p.relative_to(ROOT)) for p in ROOT.rglob("*") if p.is_file()]
        out = [p for p in out if not p.startswith(("build", ".git/", "node_modules/"))]
    paths = (Path(line) for line in out)
    return sorted(p for p in paths if p.suffix in suffixes and (ROOT / p).is_file())


def sources(*suffixes):
    return [p for p in files(*suffixes) if p.parts[0] in TOP]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def blank(text, keep_strings=False):
    """The text with comments (and strings) turned to spaces, line numbers unchanged."""
    def spaces(match):
        token = match.group(0)
        if keep_strings and not token.startswith("/"):
            return token
        return re.sub(r"[^\n]", " ", token)
    return TOKEN.sub(spaces, text)


def functions(text):
    """(name, first line, number of lines) of every function of a C text in GNU layout."""
    name = start = None
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"^(\w+)\s*\(", line)
        if head and not line.rstrip().endswith(";"):
            name = head.group(1)
        if line.startswith("{") and name:
            start = number
        elif line.startswith("}") and start is not None:
            if not line.rstrip().endswith(";"):
                yield name, start, number - start + 1
            name = start = None


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def report(problems):
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems")
    return 1 if problems else 0
