#!/usr/bin/env python3
"""The manual pages and the completion of bash say what the programs say: verbs, options, kinds."""
import os
import re
import shutil
import subprocess
import sys
import unittest

ROOT = os.environ["SOURCE_ROOT"]
CTL = os.environ["GUOZHANCTL"]
PAGES = {name: os.path.join(ROOT, "packaging/man", name) for name in ("guozhan.1", "guozhanctl.1", "guozhand.8")}
ENGLISH = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en")


def say(*command):
    done = subprocess.run(command, capture_output=True, text=True, env=ENGLISH, timeout=60)
    return done.stdout + done.stderr


def verbs():
    return re.findall(r"^  ([a-z][a-z-]*)  ", say(CTL, "help"), re.M)


def read(name):
    with open(PAGES[name], encoding="utf-8") as page:
        return page.read()


class Manual(unittest.TestCase):
    def test_form(self):
        for name, path in PAGES.items():
            with self.subTest(name):
                self.assertEqual(say("mandoc", "-Tlint", "-W", "warning", path), "")

    def test_every_verb_is_told_and_no_other(self):
        told = re.findall(r"^\.It Cm ([a-z-]+)", read("guozhanctl.1"), re.M)
        self.assertEqual(told, verbs())

    def test_arguments_and_sentences_are_those_of_the_program(self):
        page = read("guozhanctl.1").replace("\\-", "-").replace("\\e", "\\")
        for verb, sentence in re.findall(r"^  ([a-z][a-z-]*) +(.*)$", say(CTL, "help"), re.M)[1:]: # help has no help of its own
            with self.subTest(verb):
                usage = re.search(r"^  guozhanctl [a-z-]+ \[OPTION…\] ?(.*)$", say(CTL, verb, "--help"), re.M)
                arguments = usage.group(1) if usage else ""
                head = f".It Cm {verb} No {arguments}" if arguments else f".It Cm {verb}"
                self.assertIn(f"{head}\n{sentence}.\n", page)

    def test_every_option_of_the_daemon(self):
        told = set(re.findall(r"^\.It Fl \\-([a-z-]+)", read("guozhand.8"), re.M))
        known = set(re.findall(r"^  --([a-z-]+)", say(os.environ["GUOZHAND"], "--help"), re.M))
        self.assertEqual(told, known)


def complete(*words):
    """What bash offers after these words, the last of them unfinished."""
    line = " ".join(f"'{word}'" for word in (CTL, *words))
    script = (f"source {ROOT}/packaging/completion/guozhanctl; COMP_WORDS=({line}); COMP_CWORD={len(words)}; "
              "_guozhanctl; printf '%s\\n' \"${COMPREPLY[@]}\"")
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, cwd="/", timeout=60)
    assert done.stderr == "", done.stderr
    return done.stdout.split()


class Completion(unittest.TestCase):
    def test_verbs(self):
        offered = complete("")
        self.assertEqual([word for word in offered if not word.startswith("-")], verbs())
        self.assertEqual(complete("ver"), ["version", "verify"])
        self.assertEqual(complete("--db", "x.db", "ver"), ["version", "verify"])
        self.assertEqual(complete("help", "yie"), ["yields"])

    def test_options_of_every_verb(self):
        for verb in verbs():
            if verb == "help":
                continue
            with self.subTest(verb):
                known = set(re.findall(r"--[a-z][a-z-]*", say(CTL, verb, "--help")))
                self.assertEqual(set(complete(verb, "--")), known)

    def test_kinds(self):
        self.assertIn("weighings", complete("list", ""))
        self.assertIn("crate-type", complete("set", "cr"))
        self.assertEqual(complete("import", "coop"), ["cooperatives"])
        self.assertEqual(complete("devices", ""), ["list", "state", "readings", "add", "set", "measure", "release"])
        self.assertEqual(complete("slip", "1", "--to", "pd"), ["pdf"])
        self.assertEqual(complete("grader", ""), ["read"])
        self.assertEqual(complete("grader", "read", "--format", ""), ["line", "profile", "modbus"])
        self.assertEqual(complete("grade", "--scheme", "centre"), ["centre-plum"])

    def test_files(self):
        self.assertEqual(complete("init", "--db", "/us"), ["/usr"])


if __name__ == "__main__":
    for tool in ("mandoc", "bash"):
        if shutil.which(tool) is None:
            print(f"{tool} is not there")
            sys.exit(77)
    unittest.main()
