#!/usr/bin/env python3
"""guozhanctl grade from outside, and the schema of schemes: what ships holds to it, what is wrong does not."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.environ["SOURCE_ROOT"]
CTL = os.environ["GUOZHANCTL"]
SCHEMES = os.path.join(ROOT, "station/grading/schemes")
VECTORS = os.path.join(ROOT, "tests/vectors/grades")
sys.path.insert(0, os.path.join(ROOT, "tests/api"))
import schema  # pylint: disable=wrong-import-position,import-error

ENGLISH = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en")


def grade(*arguments, lines=""):
    done = subprocess.run([CTL, "grade", *arguments], input=lines, capture_output=True, text=True, env=ENGLISH, timeout=60)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def rows(name):
    with open(os.path.join(VECTORS, name), encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


class Verb(unittest.TestCase):
    def test_cases(self):
        """The same by the file of the notes, by ours, from a file and from standard input."""
        for name in ("gbt21488-2008-navel-orange", "danleng-2020-qingjian"):
            lines = [line for line in rows("cases.jsonl") if name in line]
            self.assertGreater(len(lines), 9)
            wanted = [json.loads(line)["class"] for line in lines]
            with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
                file.write("\n".join(lines))
                file.flush()
                for scheme in (name, os.path.join(VECTORS, name + ".json")):
                    for status, answers, said in (grade("--scheme", scheme, file.name),
                                                  grade("--scheme", scheme, "-", lines="\n".join(lines) + "\n")):
                        self.assertEqual((status, said), (0, ""))
                        self.assertEqual([answer["class"] for answer in answers], wanted)

    def test_letters(self):
        scheme = os.path.join(VECTORS, "letters.json")
        for line in rows("letters.jsonl"):
            row = json.loads(line)
            with self.subTest(line):
                bare = json.dumps(row["fruit"])
                _, by_option, _ = grade("--scheme", scheme, "--date", row["day"], lines=bare)
                _, by_line, _ = grade("--scheme", scheme, lines=json.dumps({"date": row["day"], "fruit": row["fruit"]}))
                self.assertEqual(by_option, by_line)
                answer = by_option[0]
                self.assertEqual((answer["class"], answer["size"], answer["sizes"]), (row["class"], row["size"], row["sizes"]))
                failed = answer["failed"]
                self.assertEqual(failed and [failed["class"], failed["op"], failed["bound"]], row["failed"])

    def test_decided(self):
        _, answers, _ = grade("--scheme", "centre-plum", "--date", "2026-07-16", lines=
                              '{"diameter_mm": 41.9, "mass_g": 40, "scar_mm2": 0, "bruises": 0, "cracks": 0}\n')
        self.assertEqual(answers, [{
            "class": "first", "size": "38-42", "sizes": ["38-42"], "error": None, "lot_failed": None,
            "failed": {"class": "special", "field": "diameter_mm", "op": ">=", "bound": "42", "value": "41.9",
                       "rule": "/classes/0/limits/0"}}])

    def test_check(self):
        """A scheme alone: what it is, or what in it cannot be and where."""
        status, answers, _ = grade("--scheme", "centre-plum", "--check", "--json", lines="")
        self.assertEqual((status, answers), (0, [{"scheme": "centre-plum", "version": "2026-1", "classes": 4}]))
        with tempfile.TemporaryDirectory() as folder:
            for text, word in (('{"id": "a",\n "classes" []}', "line 2, column"), ('{"id": "a", "classes": [{"code": "A", "limits": '
                               '[{"field": "d", "min": 5, "max": 4}]}]}', "/classes/0/limits/0")):
                path = os.path.join(folder, "own.json")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
                status, _, said = grade("--scheme", path, "--check", lines="")
                self.assertNotEqual(status, 0)
                self.assertIn(word, said)

    def test_notes(self):
        """What lies between two classes is told with its place; the scheme can be used all the same. Not what nothing can meet."""
        def two(*first, second):
            return self.file({"id": "a", "fields": {"diameter_mm": {"machine": "diameter"}}, "classes": [
                {"code": "A", "limits": [{"field": "diameter_mm", **limit} for limit in first]},
                {"code": "B", "limits": [{"field": "diameter_mm", **second}]}]})
        for status, says, path in (
                (0, "/classes/0/limits/0: no class takes over 65 to under 70 mm", two({"min": 70}, second={"min": 60, "max": 65})),
                (0, "/classes/1/limits/0: 70 mm is in A and in B: A has it", two({"min": 70}, second={"min": 60, "max": 70})),
                (1, "/classes/0/limits/1", two({"min": 70}, {"max": 60}, second={"min": 60}))):
            done, _, said = grade("--scheme", path, "--check", "--json", lines="")
            self.assertEqual(done, status, said)
            self.assertIn(says, said)
        for name in ("centre-plum", "danleng-2020-qingjian", "gbt21488-2008-navel-orange", "unece-ffv14-mandarin", "unece-ffv14-orange"):
            self.assertEqual(grade("--scheme", name, "--check", "--json", lines="")[2], "")

    def test_bad_lines(self):
        """One answer a line, in order, whatever is wrong with it."""
        good = '{"diameter_mm": 80, "coloured_percent": 100, "spots": 2, "spot_mm": 1.5}'
        bad = ["", "{", "7", "[]", '{"diameter_mm": "eighty"}', '{"diameter_mm": true}', '{"diameter_mm": NaN}',
               '{"weight": 5}', '{"fruit": 5}', '{"date": "2026-02-30", "diameter_mm": 80}',
               '{"scheme": "another", "fruit": {}}', '{"sample": {}, "inspected": -1}',
               '{"sample": {}, "inspected": 10, "by_class": {"一级": 11}}', '{"sample": {}, "asked": "级外"}',
               '{"diameter_mm": 1, "diameter_mm": 2}']
        status, answers, _ = grade("--scheme", "danleng-2020-qingjian", lines="\n".join([good, *bad, good]) + "\n")
        self.assertEqual(status, 1)
        self.assertEqual(len(answers), len(bad) + 2)
        for answer in (answers[0], answers[-1]):
            self.assertEqual((answer["class"], answer["error"]), ("精品级", None))
        for line, answer in zip(bad, answers[1:-1]):
            with self.subTest(line):
                self.assertEqual((answer["class"], answer["size"], answer["failed"]), (None, None, None))
                self.assertTrue(answer["error"])

    def test_samples(self):
        status, answers, _ = grade("--scheme", "danleng-2020-qingjian", lines="\n".join((
            '{"tss_percent": 11, "acid_percent": 0.8, "edible_percent": 75}',
            '{"tss_percent": 10.9, "acid_percent": 0.8, "edible_percent": 75}',
            '{"sample": {"tss_percent": 11, "acid_percent": 0.8, "edible_percent": 75}, "asked": "一级", "inspected": 50, '
            '"by_class": {"精品级": 20, "一级": 29, "二级": 1}}')) + "\n")
        self.assertEqual(status, 0)
        self.assertEqual([answer["class"] for answer in answers], ["精品级", "级外", "二级"])
        self.assertIsNone(answers[0]["failed"])
        self.assertEqual((answers[1]["failed"]["field"], answers[1]["failed"]["bound"]), ("tss_percent", "11"))
        self.assertFalse(answers[2]["passed"])
        self.assertEqual((answers[2]["failed"]["found"], answers[2]["failed"]["allowed_percent"]), (1, "0"))

    def test_lot_limits_leave_a_fruit_its_class(self):
        fruit = '"coloured_percent": 100, "spots": 0, "spot_mm": 0, "tss_percent": 10.9}'
        _, answers, _ = grade("--scheme", "danleng-2020-qingjian", lines="\n".join((
            '{"diameter_mm": 85, ' + fruit, '{"diameter_mm": null, ' + fruit)) + "\n")
        self.assertEqual([answer["class"] for answer in answers], ["精品级", "级外"])
        self.assertEqual(answers[0]["lot_failed"]["rule"], "/lot_limits/0")
        self.assertEqual(answers[1]["failed"]["value"], None)

    def test_refused(self):
        for status, says, arguments in (
                (2, "--scheme", ()), (2, "2026-13-01", ("--scheme", "centre-plum", "--date", "2026-13-01")),
                (1, "centre-plum", ("--scheme", "no-such")), (3, "/nowhere/at/all", ("--scheme", "/nowhere/at/all")),
                (3, "/nowhere/at/all", ("--scheme", "centre-plum", "/nowhere/at/all")),
                (3, "/", ("--scheme", "centre-plum", "/")),
                (1, "/clases", ("--scheme", self.file({"id": "a", "clases": []})))):
            with self.subTest(arguments):
                done, answers, said = grade(*arguments)
                self.assertEqual((done, answers), (status, []))
                self.assertIn(says, said)

    def test_not_valid(self):
        status, answers, said = grade("--scheme", "centre-plum", "--date", "2025-12-31", lines='{"diameter_mm": 41.9}\n')
        self.assertEqual((status, len(answers)), (0, 1))
        self.assertIn("centre-plum", said)

    def file(self, scheme):
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8", delete=False) as file:
            json.dump(scheme, file)
        self.addCleanup(os.unlink, file.name)
        return file.name


class Whole(schema.Validator):
    """What this schema needs beside that of the interface: titles, names of one's own, decimals."""

    def __init__(self, document):
        super().__init__(document)
        self._title = lambda *_: None
        setattr(self, "_$schema", lambda *_: None)
        setattr(self, "_$defs", lambda *_: None)

    def _type(self, wanted, value, at, _):
        if wanted != "number":
            super()._type(wanted, value, at, _)
        elif isinstance(value, bool) or not isinstance(value, (int, float)):
            self.fail(at, f"{value!r} is no number")

    def _additionalProperties(self, wanted, value, at, schema):  # pylint: disable=invalid-name,redefined-outer-name
        if wanted is False:
            super()._additionalProperties(wanted, value, at, schema)
        elif isinstance(value, dict):
            for name in value.keys() - schema.get("properties", {}).keys():
                self.check(wanted, value[name], f"{at}.{name}")


class Schema(unittest.TestCase):
    document = load(os.path.join(SCHEMES, "scheme.schema.json"))

    def fits(self, scheme):
        try:
            Whole(self.document).check(self.document, scheme)
        except schema.Mismatch:
            return False
        return True

    def test_schemes(self):
        paths = [os.path.join(SCHEMES, name) for name in os.listdir(SCHEMES) if name.endswith(".json")]
        paths += [os.path.join(VECTORS, name) for name in os.listdir(VECTORS) if name.endswith(".json")]
        self.assertGreater(len(paths), 7)
        for path in paths:
            if not path.endswith("schema.json"):
                with self.subTest(path):
                    Whole(self.document).check(self.document, load(path))

    def test_wrong(self):
        """What the schema can say is wrong, the loader says too."""
        def one(**more):
            return {"id": "a", "classes": [{"code": "A", **more}]}
        limit = {"field": "d", "op": ">=", "value": 1}
        for scheme in ({}, {"id": "a"}, {"id": "a", "classes": []}, one(rank=0), one(rank="1"), one(code=""),
                       one(limits={}), one(limits=[{"field": "d", "op": "~", "value": 1}]),
                       one(limits=[{**limit, "value": "01"}]), one(limits=[{**limit, "max": 1}]),
                       one(limits=[{**limit, "till": "2026-01-01"}]), one(limits=[{**limit, "from": "1 May"}]),
                       one(limits=[{**limit, "missing": True}]), one(limits=[{"field": "a b", "min": 1}]),
                       one(tolerances=[{"percent": 5}]), one(tolerances=[{"percent": 5, "by": "size"}]),
                       {**one(), "version": True}, {**one(), "version": 1.5}, {**one(), "valid_from": "2026"},
                       {**one(), "fields": {"d": {"on": "tree"}}}, {**one(), "fields": {"d": 7}},
                       {**one(), "sizes": {"field": "d", "codes": []}}, {**one(), "defects": {"rot": []}},
                       {**one(), "partition": {"field": "d", "parts": [{"min": 1}]}}):
            with self.subTest(json.dumps(scheme)):
                self.assertFalse(self.fits(scheme))
                with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
                    json.dump(scheme, file)
                    file.flush()
                    status, _, said = grade("--scheme", file.name)
                self.assertEqual(status, 1)
                self.assertIn("grade scheme: /", said)


if __name__ == "__main__":
    unittest.main()
