#!/usr/bin/env python3
"""guozhanctl grader read, over every vector: the whole answer, the exit status; and what it refuses."""
import json
import os
import pathlib
import re
import socket
import subprocess
import unittest

CTL = os.environ["GUOZHANCTL"]
VECTORS = pathlib.Path(os.environ["SOURCE_ROOT"]) / "tests/vectors/graders"
ENGLISH = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en")


def run(*arguments, data=b""):
    return subprocess.run((CTL, "grader", *map(str, arguments)), input=data, capture_output=True, env=ENGLISH, timeout=60)


class Line(unittest.TestCase):
    def test_vectors(self):
        names = sorted(VECTORS.glob("line-*.txt"))
        self.assertEqual(len(names), 15)
        for path in names:
            with self.subTest(path.name):
                expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
                self.assertEqual(expected.pop("file"), path.name)
                done = run("read", "--format", "line", path)
                self.assertEqual(json.loads(done.stdout), expected)
                self.assertEqual(done.stdout.count(b"\n"), 1)
                self.assertEqual(done.returncode, 1 if expected["problems"] else 0)
                self.assertEqual(done.stderr, b"")

    def test_standard_input(self):
        data = (VECTORS / "line-good.txt").read_bytes()
        self.assertEqual(run("read", "--format", "line", data=data).stdout,
                         run("read", "--format", "line", "-", data=data).stdout)
        self.assertEqual(json.loads(run("read", "--format", "line").stdout)["batches"], [])


class Simulator(unittest.TestCase):
    def test_what_it_says_is_read(self):
        command = (CTL, "--json", "sim", "guozhan-line", "--lanes", "24", "--cups", "15", "--batch", "150", "--seed", "3")
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENGLISH) as sim:
            try:
                place = json.loads(sim.stdout.readline())
                self.assertEqual((place["protocol"], place["scenario"]), ("guozhan-line", "good"))
                with socket.create_connection((place["host"], place["port"]), timeout=60) as link:
                    link.settimeout(60)
                    sim.stdin.write(b"batch CL-77\n")
                    sim.stdin.flush()
                    heard = b""
                    while not re.search(rb",CL-77,150,[^\n]*\n", heard):  # its end
                        piece = link.recv(65536)
                        self.assertNotEqual(piece, b"")
                        heard += piece
            finally:
                sim.terminate()
        self.assertEqual(sim.returncode, 0)
        answer = json.loads(run("read", "--format", "line", data=heard).stdout)
        batch = next(batch for batch in answer["batches"] if batch["batch"] == "CL-77")
        self.assertEqual((batch["fruit"], batch["totals"]), (150, "match"))
        self.assertEqual({problem["code"] for problem in answer["problems"]}
                         - {"fruit_outside_batch", "batch_end_without_begin", "incomplete_at_end"}, set())


class Refusals(unittest.TestCase):
    def refused(self, status, says, *arguments):
        done = run(*arguments)
        self.assertEqual((done.returncode, done.stdout), (status, b""))
        self.assertIn(says, done.stderr.decode())

    def test_refusals(self):
        good = VECTORS / "line-good.txt"
        self.refused(2, "read --format")
        self.refused(2, "grader write", "write", "--format", "line", good)
        self.refused(2, "--format is missing; one of: line", "read", good)
        self.refused(2, "--format fax is not known; one of: line", "read", "--format", "fax", good)
        self.refused(3, "/nowhere/at/all", "read", "--format", "line", "/nowhere/at/all")
        self.refused(3, "/nowhere/at/all", "read", "--format", "line", "--profile", "/nowhere/at/all", good)
        self.refused(1, "line-good.txt: this format has no profile", "read", "--format", "line", "--profile", good, good)


if __name__ == "__main__":
    unittest.main()
