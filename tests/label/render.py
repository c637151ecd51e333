#!/usr/bin/env python3
"""guozhanctl label render, voice-pick, net-content: every layout that is shipped comes out readable to two decoders at
every resolution, and what stands below bars is what they say; what does not fit is told by row and field, and nothing is written."""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from decode import below, by_zbar, by_zxing, scanned, words_of

CTL = os.environ["GUOZHANCTL"]
HERE = os.path.dirname(os.path.abspath(__file__))
LAYOUTS = os.path.join(HERE, "..", "..", "station", "label", "layouts")
ENGLISH = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en")
RESOLUTIONS = (203, 300, 600)


def run(*arguments, given=None):
    return subprocess.run([CTL, *arguments], input=given, capture_output=True, text=True, env=ENGLISH, timeout=120)


def layout(name):
    with open(os.path.join(LAYOUTS, name + ".json"), encoding="utf-8") as file:
        return json.load(file)


def shipped():
    return sorted(os.path.basename(path)[:-5] for path in glob.glob(os.path.join(LAYOUTS, "*.json"))
                  if not path.endswith(".schema.json"))


def expected(name, data):
    """What the codes of a layout shall say: (identifier, text), FNC1 as 0x1D."""
    codes = []
    for item in layout(name)["items"]:
        if item["type"] in ("qr", "gs1_128"):
            text = re.sub(r"\{(\w+)\}", lambda field: data[field.group(1)], item["text"])
            codes.append(("]Q1", text) if item["type"] == "qr" else ("]C1", scanned(text)))
    return sorted(codes)


class Shipped(unittest.TestCase):
    def check(self, name, dpi, data, *more):
        with self.subTest(layout=name, dpi=dpi), tempfile.TemporaryDirectory() as folder:
            done = run("label", "render", "--template", name, "--to", "png", "--dpi", str(dpi), "--out", folder, *more)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            [path] = glob.glob(os.path.join(folder, "*.png"))
            codes = expected(name, data)
            self.assertGreater(len(codes), 0)
            self.assertEqual(by_zbar(path), sorted(text for _, text in codes))
            read = by_zxing(path)
            self.assertEqual(read, codes)
            pdf = os.path.join(folder, "label.pdf")
            self.assertEqual(run("label", "render", "--template", name, "--to", "pdf", "--out", pdf, *more).returncode, 0)
            words = words_of(pdf)
            for kind, code in read:
                if kind == "]C1":
                    self.assertIn(below(code), words)

    def test_samples(self):
        for name in shipped():
            data = {field["name"]: field["sample"] for field in layout(name)["fields"] if "sample" in field}
            for dpi in RESOLUTIONS:
                self.check(name, dpi, data, "--sample")

    def test_longest_lot(self):
        """Twenty characters, of which no two are packed into one: the widest GS1-128 that a lot can make."""
        data = {"commodity": "Newhall navel orange 纽荷尔脐橙 special selection", "net_content": "9.5 kg",
                "grower": "Wushan County Quchi Township Qingshiba Crisp Plum Specialised Cooperative",
                "packed_on": "2026-12-31", "gtin": "19521234500015", "lot": "A1B2C3D4E5F6G7H8I9J0",
                "description": "", "origin_en": "China", "mark": "", "copy": "12"}
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "labels.csv")
            with open(path, "w", encoding="utf-8") as file:
                file.write(",".join(data) + "\n" + ",".join(data.values()) + "\n")
            for dpi in RESOLUTIONS:
                self.check("pti-100x50", dpi, data, path)

    def test_every_sample_passes_the_check(self):
        for name in shipped():
            for dpi in RESOLUTIONS:
                done = run("label", "render", "--template", name, "--check", "--sample", "--dpi", str(dpi))
                self.assertEqual((done.returncode, json.loads(done.stdout)), (0, {"label": 1, "good": True, "problems": []}))

    def test_rulers(self):
        for kind in ("pdf", "zpl", "tspl", "escpos"):
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "sheet")
                done = run("label", "render", "--template", "pallet-a6", "--rulers", "--to", kind, "--out", path)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertGreater(os.path.getsize(path), 500)


class Own(unittest.TestCase):
    """A layout of one's own, and data that does not fit it."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.template = self.write("own.json", json.dumps({
            "id": "own", "width": 500, "height": 300, "family": "Noto Sans CJK SC", "language": "zh-cn",
            "fields": [{"name": "name", "zh": "名"}, {"name": "code", "zh": "码"}],
            "items": [{"type": "text", "text": "{name}", "x": 20, "baseline": 60, "w": 200, "size": 50},
                      {"type": "qr", "text": "{code}", "x": 20, "y": 80, "w": 200, "least_module": 5}]}))

    def write(self, name, text):
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def render(self, data, *more):
        return run("label", "render", "--template", self.template, *more, self.write("data.csv", data))

    def test_rows(self):
        out = os.path.join(self.folder.name, "out")
        done = self.render("名,code\n脆李,A1\n柑橘,A2\n", "--to", "png", "--out", out)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual([by_zbar(path) for path in sorted(glob.glob(out + "/*.png"))], [["A1"], ["A2"]])

    def test_faults_name_row_and_field(self):
        out = os.path.join(self.folder.name, "out")
        for data, words in (("name,code\n脆李,A1\n脆李,\n", ("line 3", "code")),
                            ("name,code\n重庆市巫山县,A1\n", ("line 2", "{name}", "30.0 mm", "20.0 mm")),
                            ("name,kode\n脆李,A1\n", ("line 1", "kode")),
                            ("name\n脆李\n", ("line 2", "code"))):
            with self.subTest(data):
                done = self.render(data, "--to", "png", "--out", out)
                self.assertEqual(done.returncode, 1)
                for word in words:
                    self.assertIn(word, done.stderr)
                self.assertFalse(os.path.exists(out))

    def test_check_tells_every_fault_of_every_row(self):
        done = self.render("name,code\n脆李,A1\n重庆市巫山县,\n", "--check")
        first, second = (json.loads(line) for line in done.stdout.splitlines())
        self.assertEqual(done.returncode, 1)
        self.assertEqual(first, {"label": 1, "good": True, "problems": []})
        self.assertEqual([(p["item"], p["code"], p["params"]["field"]) for p in second["problems"]],
                         [(0, "label-too-long", "{name}"), (1, "label-empty-field", "code")])

    def test_no_layout(self):
        for text in ("", "{", "[]", '{"id": "x"}'):
            path = self.write("bad.json", text)
            done = run("label", "render", "--template", path, "--check", "--sample")
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn("bad.json", done.stderr)
        self.assertEqual(run("label", "render", "--template", "nothing.json", "--check").returncode, 3)
        for wrong in (["--check", "--to", "png"], ["--sample", "--to", "zpl", "data.csv"], []):
            self.assertEqual(run("label", "render", "--template", self.template, *wrong).returncode, 2)


class Verbs(unittest.TestCase):
    def test_voice_pick(self):
        done = run("voice-pick", "10850510002011", "46587443HG234")
        self.assertEqual(json.loads(done.stdout), {"code": "6359", "crc": 26359, "small": "63", "large": "59"})
        self.assertEqual(json.loads(run("voice-pick", "65457886676767", "2", "100126").stdout)["code"], "5836")
        for arguments, word in ((["1085", "L1"], "gtin"), (["10850510002011", "a b"], "lot"),
                                (["10850510002011", "L1", "261331"], "date")):
            done = run("voice-pick", *arguments)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn(word, done.stderr)
        self.assertEqual(run("voice-pick", "10850510002011").returncode, 2)

    def test_net_content(self):
        path = os.path.join(HERE, "..", "vectors", "china", "net-content-cases.jsonl")
        with open(path, encoding="utf-8") as file:
            rows = [row for row in map(json.loads, file) if "permitted_shortage_g" in row]
        done = run("net-content", given="".join(f"{row['nominal_g']}\n" for row in rows))
        self.assertEqual([json.loads(line)["permitted_shortage_g"] for line in done.stdout.splitlines()],
                         [row["permitted_shortage_g"] for row in rows])
        for bad in ("0", "-1", "", "1e3", "5 kg", "50000.001", "2.5555", "1000000", ".5", "5."):
            done = run("net-content", "--", bad)
            self.assertEqual((done.returncode, json.loads(done.stdout)["valid"]), (1, False), bad)
        self.assertEqual(json.loads(run("net-content", "0.5").stdout)["permitted_shortage_g"], 0.0)
        self.assertEqual(json.loads(run("net-content", "50000").stdout)["permitted_shortage_g"], 500.0)


if __name__ == "__main__":
    for tool in ("zbarimg", "ZXingReader", "pdftotext"):
        if shutil.which(tool) is None:
            print(f"{tool} is not there")
            sys.exit(77)
    unittest.main()
