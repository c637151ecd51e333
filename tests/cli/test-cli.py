#!/usr/bin/env python3
"""guozhanctl against a real daemon: exit status, what goes to stdout and what to stderr, keys of --json."""
import base64
import contextlib
import csv
import hashlib
import io
import json
import os
import re
import sqlite3
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import station  # noqa: E402

BOSS = {"user": "陈立新", "pin": "9999"}
HAND = {"user": "王芳", "pin": "1111"}
# one pixel
PNG = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")


class WithoutDatabase(unittest.TestCase):
    """What needs neither database nor daemon."""

    @classmethod
    def setUpClass(cls):
        cls.station = station.Station(make=False)

    @classmethod
    def tearDownClass(cls):
        cls.station.__exit__()

    def test_help_goes_to_stdout(self):
        done = self.station.ctl("help")
        self.assertEqual(done.returncode, 0)
        self.assertIn("weigh", done.stdout)
        self.assertEqual(done.stderr, "")

    def test_every_verb_has_help(self):
        verbs = [line.split()[0] for line in self.station.ctl("help").stdout.splitlines() if line.startswith("  ")]
        self.assertGreater(len(verbs), 15)
        for verb in verbs:
            with self.subTest(verb):
                self.assertEqual(self.station.ctl(verb, "--help").returncode, 0)

    def test_wrong_usage_is_2(self):
        for arguments in ([], ["nonsense"], ["list"], ["list", "nonsense"], ["weigh", "--nonsense"],
                          ["set", "cooperative"], ["set", "nonsense", "x"], ["deliver", "one"], ["devices", "nonsense"],
                          ["yields", "--by", "colour"], ["demo", "--crates", "0"], ["demo", "--crates", "825001"], ["demo", "--seasons", "3"],
                          ["import", "nonsense", "-"], ["print", "case", "6A000001ABCD"], ["help", "nonsense"],
                          ["version", "x"], ["status", "pcl", "/dev/null"], ["encode", "--protocol", "tspl", "dance"]):
            with self.subTest(arguments):
                done = self.station.ctl(*arguments)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertEqual(done.stdout, "")
                self.assertTrue(done.stderr.startswith("guozhanctl: "), done.stderr)

    def test_absent_database_is_3(self):
        for verb in ("verify", "rebuild", "status", "yields"):
            with self.subTest(verb):
                path = os.path.join(self.station.folder, "mistyped", "station.db")
                done = self.station.ctl("--db", path, verb)
                self.assertEqual((done.returncode, done.stdout), (3, ""))
                self.assertIn(path, done.stderr)
                self.assertFalse(os.path.exists(os.path.dirname(path)))

    def test_a_file_that_is_no_database_is_named(self):
        path = os.path.join(self.station.folder, "garbage.db")
        with open(path, "wb") as file:
            file.write(b"no database" * 1000)
        for verb in ("verify", "rebuild", "status"):
            with self.subTest(verb):
                done = self.station.ctl("--db", path, verb)
                self.assertEqual((done.returncode, done.stdout), (3, ""))
                self.assertIn(path, done.stderr)

    def test_a_newer_schema_is_left_alone(self):
        with station.Station() as it:
            with contextlib.closing(sqlite3.connect(it.database)) as connection:
                connection.execute("PRAGMA user_version=99")
            for verb in ("verify", "rebuild", "status"):
                with self.subTest(verb):
                    done = it.ctl(verb)
                    self.assertEqual((done.returncode, done.stdout), (3, ""))
                    self.assertIn("newer", done.stderr)

    def test_what_a_printer_answers(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "answer")
            with open(path, "wb") as file:
                file.write(b"\x05")
            said = json.loads(self.station.ctl("--json", "status", "tspl", path, check=True).stdout)
            self.assertEqual((said["states"], said["ready"]), (["paper_out", "head_open"], False))
            self.assertFalse(json.loads(self.station.ctl("--json", "status", "usb-printer", path).stdout)["selected"])
            self.assertEqual(self.station.ctl("status", "zpl", path).returncode, 1) # the beginning of an answer
        self.assertIn("tspl", self.station.ctl("status", "pcl", os.devnull).stderr)
        asked = self.station.json("encode", "--protocol", "escpos", "ask")[0]["bytes"]
        self.assertEqual(asked, "100401100402100403100404")
        self.assertEqual(self.station.ctl("encode", "--protocol", "zpl", "qr", "a_b", check=True).stdout,
                         "^BQN,2,5^FH_^FDMA,a_5Fb^FS")

    def test_what_is_not_utf8(self):
        done = self.station.ctl("check", "gtin", os.fsdecode(b"\xff\xfe"))
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("UTF-8", done.stderr)

    def test_absent_daemon_is_3(self):
        done = self.station.ctl("status", environment={"GUOZHAND": "/nonexistent/guozhand"})
        self.assertEqual((done.returncode, done.stdout), (3, ""))

    def test_chinese(self):
        done = self.station.ctl("help", environment={"LANGUAGE": "zh_CN", "LC_ALL": "C.UTF-8"})
        self.assertIn("显示", done.stdout)


class Station(unittest.TestCase):
    """One small station, made with the verbs themselves."""

    @classmethod
    def setUpClass(cls):
        cls.station = station.Station()
        cls.station.start()
        ctl = cls.station.ctl
        ctl("user", "add", BOSS["user"], "--role", "supervisor", check=True, environment={"GUOZHAN_NEW_PIN": BOSS["pin"]})
        ctl("user", "add", HAND["user"], check=True, environment={"GUOZHAN_NEW_PIN": HAND["pin"]}, **BOSS)
        for arguments in (
                ["centre", "福田果品分拣中心", "place=重庆市巫山县双龙镇", "item_mode=internal"],
                ["village", "青石坝村", "township=双龙镇", "altitude_m=620"],
                ["product", "脆李", "name_en=Crisp plum", "kind=plum"],
                ["variety", "青脆李", "product=脆李"],
                ["cooperative", "青石坝合作社", "code=QS", "village=青石坝村"],
                ["grower", "李长顺", "cooperative=青石坝合作社", "village=青石坝村"],
                ["plot", "3号地", "grower=李长顺", "area_mu=4.2", "product=脆李"],
                ["brand", "双龙脆李", "product=脆李"],
                ["crate-type", "蓝筐", "tare=1.85"]):
            ctl("set", *arguments, check=True, **BOSS)
        ctl("devices", "add", "1号秤", "sim:yaohua-tf0", "--max", "150", "--e", "0.05", check=True, **BOSS)

    @classmethod
    def tearDownClass(cls):
        cls.station.__exit__()

    def refused(self, *arguments, status=1, **more):
        done = self.station.ctl(*arguments, **more)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertRegex(done.stderr, r"^guozhanctl: .+\n$")
        return done.stderr

    def deliver(self):
        return self.station.json("deliver", "青石坝", "脆李", "--variety", "青脆李", "--source", "李长顺/3号地", "--certificate",
                                 "received", **HAND)[0]

    def typed(self, delivery, kg="21.85"):
        return self.station.json("weigh", "--delivery", delivery["no"], "--typed", kg, "--crate-type", "蓝筐", "--reason",
                                 "秤坏了", "--approver", BOSS["user"], environment={"GUOZHAN_APPROVER_PIN": BOSS["pin"]},
                                 **HAND)[0]

    def test_status(self):
        status = self.station.json("status")[0]
        self.assertTrue(status["practice"])
        self.assertEqual(status["setup"], "ready")
        self.assertEqual(status["centre"]["name"], "福田果品分拣中心")
        self.assertIn("福田果品分拣中心", self.station.ctl("status", check=True).stdout)

    def test_list_keys(self):
        keys = {"users": {"id", "name", "role"}, "villages": {"id", "name", "altitude_m"},
                "cooperatives": {"id", "name", "code", "initials"}, "growers": {"id", "name", "cooperative_name"},
                "plots": {"id", "name", "grower_name", "area_m2"}, "products": {"id", "name", "kind"},
                "varieties": {"id", "name"}, "brands": {"id", "name"}, "crate-types": {"id", "name", "tare_mg"},
                "devices": {"id", "name", "address", "e_mg", "simulated"}, "centre": {"name", "place"},
                "events": {"id", "type", "leaf"}}
        for kind, wanted in keys.items():
            with self.subTest(kind):
                rows = self.station.json("list", kind)
                self.assertTrue(rows)
                self.assertLessEqual(wanted, set(rows[0]))

    def test_tables_are_aligned(self):
        lines = self.station.ctl("list", "cooperatives", check=True).stdout.splitlines()
        wide = lambda text: sum(2 if ord(c) > 0x2e80 else 1 for c in text)
        self.assertEqual(wide(lines[0][:lines[0].index("Code")]), wide(lines[1][:lines[1].index("QS")]))

    def test_no_pin_leaks(self):
        self.assertNotIn("pin", self.station.ctl("--json", "list", "users", check=True).stdout)

    def test_set_changes(self):
        self.station.ctl("set", "cooperative", "青石坝合作社", "phone=023-1", check=True, **BOSS)
        row = self.station.json("list", "cooperatives")[0]
        self.assertEqual((row["phone"], row["code"]), ("023-1", "QS"))

    def test_operator_may_not_set(self):
        self.refused("set", "village", "红岩村", **HAND)

    def test_wrong_pin(self):
        self.refused("set", "village", "红岩村", user=BOSS["user"], pin="0000")

    def test_bad_fields(self):
        for arguments in (["village", "红岩村", "colour=red"], ["village", "红岩村", "altitude_m=high"],
                          ["crate-type", "白筐", "tare=heavy"], ["crate-type", "白筐", "active=maybe"]):
            with self.subTest(arguments):
                self.assertIn(arguments[2].split("=")[0], self.refused("set", *arguments, status=2, **BOSS))

    def test_forgotten_name(self):
        """What belongs to a field is not taken for the name of a thing."""
        before = self.station.json("list", "villages")
        self.assertIn("NAME", self.refused("set", "village", "altitude_m=900", status=2, **BOSS))
        self.assertEqual(self.station.json("list", "villages"), before)

    def test_file_that_cannot_be_read(self):
        self.assertIn("/nowhere/x.json: there is no such file", self.refused("set", "grade-scheme", "/nowhere/x.json", status=3, **BOSS))
        self.assertIn("this is a folder", self.refused("set", "grade-scheme", self.station.folder, status=3, **BOSS))

    def test_closed_word_names_the_others(self):
        self.assertIn("citrus", self.refused("set", "product", "茶", "kind=teapot", **BOSS))

    def test_unknown_thing_names_what_there_is(self):
        said = self.refused("deliver", "金竹", "脆李", "--source", "李长顺", **HAND)
        self.assertIn("金竹", said)
        self.assertIn("青石坝合作社", said)

    def test_deliver_without_certificate(self):
        what = ("deliver", "青石坝", "脆李", "--source", "李长顺/3号地")
        self.assertIn("certificate", self.refused(*what, **HAND))
        row = self.station.json(*what, "--override", "晚上补", "--approver", BOSS["user"],
                                environment={"GUOZHAN_APPROVER_PIN": BOSS["pin"]}, **HAND)[0]
        self.assertEqual(row["state"], "open")
        self.station.ctl("deliver", "close", row["no"], check=True, **HAND)

    def test_deliver_weigh_void(self):
        delivery = self.deliver()
        self.assertRegex(delivery["no"], r"^\d{4}-\d+$")
        first = self.typed(delivery)
        self.assertEqual((first["gross_mg"], first["tare_mg"], first["net_mg"], first["mode"]),
                         (21850000, 1850000, 20000000, "typed"))
        void = self.station.json("void", str(first["id"]), "--reason", "duplicate", **BOSS)[0]
        self.assertTrue(void["void"])
        self.refused("void", str(first["id"]), "--reason", "duplicate", **BOSS)
        self.refused("void", str(first["id"] + 1000), "--reason", "duplicate", **BOSS)
        closed = self.station.json("deliver", "close", delivery["no"], **HAND)[0]
        self.assertEqual((closed["state"], closed["net_mg"]), ("closed", 0))

    def test_weigh_from_the_simulated_scale(self):
        delivery = self.deliver()
        row = self.station.json("weigh", "--delivery", delivery["no"], "--crate-type", "蓝筐", **HAND)[0]
        self.assertEqual(row["mode"], "stable")
        self.assertTrue(row["simulated"])
        self.assertEqual(row["gross_mg"], row["tare_mg"] + row["net_mg"])

    def boss(self, *arguments):
        """An act of the operator's that a supervisor approves on the spot."""
        return self.station.json(*arguments, "--approver", BOSS["user"],
                                 environment={"GUOZHAN_APPROVER_PIN": BOSS["pin"]}, **HAND)[0]

    def truck(self, delivery, which, kg, *more):
        return self.boss("weigh", "--delivery", delivery["no"], "--truck", which, "--typed", kg, "--reason", "地磅坏了",
                         *more)

    def test_truck(self):
        delivery = self.deliver()
        self.assertIn("waits", self.refused("weigh", "--delivery", delivery["no"], "--truck", "second", **HAND))
        first = self.truck(delivery, "first", "7000", "--vehicle", "渝F00A21")
        self.assertEqual((first["mg"], first["vehicle"], first["waiting"]), (7000000000, "渝F00A21", True))
        other = self.truck(delivery, "first", "6000", "--vehicle", "渝F00A22")
        self.assertLessEqual({first["id"], other["id"]},
                             {row["id"] for row in self.station.json("list", "waiting-trucks")})
        self.assertIn("--vehicle", self.refused("weigh", "--delivery", delivery["no"], "--truck", "second", status=2,
                                                **HAND))
        self.assertIn("渝F00A2", self.refused("deliver", "close", delivery["no"], **HAND))
        void = self.station.json("void", "truck", str(other["id"]), "--reason", "wrong-lot", **HAND)[0]
        self.assertTrue(void["void"])
        done = self.truck(delivery, "second", "3000", "--crates", "100", "--crate-type", "蓝筐")
        self.assertEqual((done["gross_mg"], done["tare_mg"], done["net_mg"], done["crates"], done["tare_source"]),
                         (7000000000, 3185000000, 3815000000, 100, "vehicle"))
        self.assertFalse([row for row in self.station.json("list", "waiting-trucks") if row["delivery_no"] == delivery["no"]])
        self.refused("weigh", "--delivery", delivery["no"], "--truck", "third", status=2, **HAND)

    def test_pallet(self):
        self.station.ctl("set", "crate-type", "木托盘", "tare=15", check=True, **BOSS)
        delivery = self.deliver()
        row = self.boss("weigh", "--delivery", delivery["no"], "--typed", "120", "--reason", "x", "--crates", "4",
                        "--crate-type", "蓝筐", "--pallet", "木托盘")
        self.assertEqual((row["tare_mg"], row["net_mg"], row["pallet_type_name"]), (22400000, 97600000, "木托盘"))

    def test_deduct(self):
        delivery = self.deliver()
        self.typed(delivery, "101.85")
        row = self.station.json("deduct", "--delivery", delivery["no"], "--percent", "1.5", "--reason", "water", **HAND)[0]
        self.assertEqual((row["ppm"], row["deducted_mg"]), (15000, 1500000))
        new = self.station.json("deduct", "--replaces", str(row["id"]), "--mass", "2", "--reason", "leaf", **HAND)[0]
        self.assertEqual((new["id"], new["deducted_mg"]), (row["id"], 2000000))
        self.assertEqual(len(self.station.json("list", "deductions", "--delivery", delivery["no"])), 1)
        closed = self.station.json("deliver", "close", delivery["no"], **HAND)[0]
        self.assertEqual((closed["net_mg"], closed["deduction_mg"], closed["payable_mg"]), (100000000, 2000000, 98000000))
        self.refused("deduct", "--delivery", delivery["no"], "--mass", "1", "--reason", "leaf", **HAND)
        self.boss("void", "deduction", str(row["id"]), "--reason", "wrong-amount")
        for wrong in (["--percent", "1", "--mass", "1"], [], ["--percent", "0.00001"], ["--mass", "heavy"]):
            with self.subTest(wrong):
                self.refused("deduct", "--delivery", delivery["no"], "--reason", "leaf", *wrong, status=2, **HAND)
        self.refused("void", "nonsense", "1", "--reason", "other", status=2, **HAND)

    def test_deliver_shares_and_crates(self):
        self.station.ctl("set", "grower", "王大力", "cooperative=青石坝合作社", check=True, **BOSS)
        what = ("deliver", "青石坝", "脆李", "--certificate", "received")
        row = self.station.json(*what, "--source", "李长顺/3号地=30", "--source", "王大力=10", "--basis", "crates", "--lend",
                                "蓝筐=40", "--return", "蓝筐=15", **HAND)[0]
        sources = row["lots"][0]["sources"]
        self.assertEqual([(s["share_ppm"], s["basis"], s["crates"]) for s in sources],
                         [(750000, "crates", 30), (250000, "crates", 10)])
        loan = self.station.json("list", "crate-loans", "--delivery", row["no"])[0]
        self.assertEqual((loan["lent"], loan["returned"]), (40, 15))
        self.station.ctl("deliver", "close", row["no"], check=True, **HAND)
        for wrong, word in ((["--source", "李长顺=x", "--basis", "crates"], "crates"), (["--source", "李长顺=101"], "percent"),
                            (["--source", "李长顺", "--lend", "蓝筐"], "Blue=20")):
            with self.subTest(wrong):
                self.assertIn(word, self.refused(*what, *wrong, status=2, **HAND))
        for wrong, option in ((["--source", "李长顺", "--basis", "weight"], "--basis"), (["--source", "李长顺", "--harvested", "soon"], "--harvested"),
                              (["--source", "王大力", "--basis", "area"], "--source"),
                              (["--source", "王大力", "--override", ""], "--override")):
            with self.subTest(wrong):
                self.assertIn(f"“{option}”", self.refused(*what, *wrong, **HAND))

    def test_loan(self):
        row = self.station.json("loan", "青石坝", "--lend", "蓝筐=20", "--lend", "蓝筐=5", "--return", "蓝筐=3", "--reason", "自取",
                                **HAND)[0]
        self.assertEqual((row["lent"], row["returned"]), (25, 3))
        self.refused("loan", "青石坝", status=2, **HAND)
        self.assertTrue(self.station.json("void", "loan", str(row["id"]), "--reason", "记错了", **BOSS)[0]["void"])

    def test_spray(self):
        row = self.station.json("spray", "李长顺/3号地", "吡虫啉", "--phi", "7", "--on", "2026-01-02", "--dose", "1:2000", **HAND)[0]
        self.assertEqual((row["name"], row["until"], row["dose"]), ("吡虫啉", "2026-01-09", "1:2000"))
        self.assertIn(row["id"], [r["id"] for r in self.station.json("list", "inputs", "--grower", "李长顺")])
        self.refused("spray", "3号地", "吡虫啉", status=2, **HAND)
        self.assertIn("“--phi”", self.refused("spray", "3号地", "吡虫啉", "--phi", "999", **HAND))
        self.assertIn("“--on”", self.refused("spray", "3号地", "吡虫啉", "--phi", "1", "--on", "2199-01-01", **HAND))
        self.refused("spray", "李长顺/9号地", "吡虫啉", "--phi", "1", **HAND)
        self.assertTrue(self.station.json("void", "spray", str(row["id"]), "--reason", "别的地", **BOSS)[0]["void"])

    def test_label_layouts(self):
        """A shipped layout, changed in a file, is one of the centre's own; set again it is its next version."""
        shipped = next(row for row in self.station.json("list", "label-layouts") if row["name"] == "case-60x40")
        path = os.path.join(self.station.folder, "own.json")
        with open(path, "w", encoding="utf-8") as file:
            file.write(shipped["file"].replace("case-60x40", "自家"))
        first = self.station.json("set", "label-layout", path, **BOSS)[0]
        again = self.station.json("set", "label-layout", path, **BOSS)[0]
        self.assertEqual((first["id"], first["version"], again["version"]), (again["id"], 1, 2))
        self.refused("set", "label-layout", path, **HAND)
        self.refused("set", "label-layout", "nonsense", **BOSS)
        self.station.ctl("set", "pack-plan", "自家装", "product=脆李", "grade_class=special", "nominal=5", "spread=0.03", "layout=自家", check=True, **BOSS)
        self.assertIn("自家装", self.refused("set", "label-layout", "自家", "active=no", **BOSS))
        self.station.ctl("set", "pack-plan", "自家装", "layout=", check=True, **BOSS)
        self.assertFalse(self.station.json("set", "label-layout", "自家", "active=no", **BOSS)[0]["active"])

    def test_cases_and_pallets(self):
        plan = self.station.json("set", "pack-plan", "特级 5", "product=脆李", "grade_class=special", "nominal=5", "spread=0.03", **BOSS)[0]
        self.assertEqual((plan["least_mg"], plan["from_mg"], plan["to_mg"]), (4925000, 5030000, 5120000))
        self.assertIn("特级 5", [row["name"] for row in self.station.json("list", "pack-plans")])
        self.refused("set", "pack-plan", "特级 5", "layout=nonsense", **BOSS)
        delivery = self.deliver()
        self.typed(delivery, "101.85")
        lot = delivery["lots"][0]["no"]
        one, two = [row["serial"] for row in self.station.json("pack", "--lot", lot, "--plan", "特级 5", "--count", "2", **HAND)]
        typed = ("--reason", "秤坏了")
        low = self.refused("pack", "--lot", lot, "--plan", "特级 5", "--typed", "4.9", *typed, **BOSS)
        self.assertRegex(low, "4900 g.*4925 g.*5000 g")
        part = self.station.json("pack", "--lot", lot, "--plan", "特级 5", "--part", "--typed", "3", *typed, **BOSS)[0]["serial"]
        self.assertEqual([row["serial"] for row in self.station.json("case", "--state", "part")], [part])
        done = self.station.json("case", "complete", part, "--typed", "5.05", *typed, **BOSS)[0]["serial"]
        self.assertEqual(self.station.json("case", "show", part)[0]["successors"], [done])
        small = self.station.json("case", "repack", one, done, "--nominal", "2.5", "--count", "4", "--reason", "要小箱", **HAND)
        self.assertEqual([row["net_mg"] for row in small], [2500000] * 4)
        scrap = self.station.json("case", "scrap", small[0]["serial"], "--reason", "摔坏了", **BOSS)[0]
        self.assertEqual(self.station.json("case", "scraps")[0]["mg"], 2500000)
        self.assertTrue(self.station.json("case", "unscrap", str(scrap["id"]), "--reason", "没摔坏", **BOSS)[0]["void"])
        label = self.station.json("case", "reserve", "--lot", lot, "--plan", "特级 5", "--count", "1", **HAND)[0]
        self.assertEqual(self.station.json("case", "--state", "reserved")[0]["serial"], label["serial"])
        self.station.json("case", "bind", label["uri"], "--typed", "5", *typed, **BOSS)
        self.refused("case", "bind", label["uri"], "--typed", "5", *typed, **BOSS)
        self.pile_up(two, label["serial"], [row["serial"] for row in small[1:]])

    def pile_up(self, one, two, others):
        pallet = self.station.json("pallet", "new", one, "--to", "双福果行", **HAND)[0]
        self.assertEqual((len(pallet["sscc"]), pallet["cases"]), (18, 1))
        self.station.json("pallet", "add", pallet["no"], two, *others, **HAND)
        self.assertEqual(self.station.json("pallet", "remove", pallet["sscc"], *others, **HAND)[0]["cases"], 2)
        other = self.station.json("pallet", "new", **HAND)[0]
        self.assertIn(pallet["no"], self.refused("pallet", "add", other["no"], one, **HAND))
        self.station.json("pallet", "void", other["no"], "--reason", "多开了", **HAND)
        self.assertEqual(self.station.json("pallet", "close", pallet["no"], **HAND)[0]["state"], "closed")
        self.assertIn(pallet["sscc"], [row["sscc"] for row in self.station.json("pallet", "--state", "closed")])
        picture = os.path.join(self.station.folder, "pallet.png")
        self.station.ctl("pallet", "print", pallet["no"], "--png", picture, check=True)
        with open(picture, "rb") as file:
            self.assertEqual(file.read(4), b"\x89PNG")
        self.assertIn(pallet["sscc"], self.station.ctl("pallet", "show", pallet["no"], check=True).stdout)
        self.station.json("pallet", "reopen", pallet["no"], "--reason", "还有一箱", **HAND)

    def void_parts(self, run):
        """A take that was wrong; and what is not of the run is voided by no number."""
        before = self.station.json("grade-run", "show", run)[0]["balance"]
        self.station.json("grade-run", "take", run, "loss", "1", **HAND)
        parts = self.station.json("grade-run", "parts", run)
        self.assertEqual([row["what"] for row in parts], ["feed"] + ["take"] * 5)
        self.refused("grade-run", "void-feed", run, str(parts[-1]["id"]), "--reason", "x", **HAND)
        self.refused("grade-run", "void-take", run, "999999", "--reason", "x", **HAND)
        answer = self.station.json("grade-run", "void-take", run, str(parts[-1]["id"]), "--reason", "两次", **HAND)[0]
        self.assertEqual(answer["balance"], before)
        self.refused("grade-run", "void-take", run, str(parts[-1]["id"]), "--reason", "两次", **HAND)
        self.assertEqual(len(self.station.json("grade-run", "parts", run)), 5)

    def test_grade_run(self):
        self.assertIn("centre-plum", [row["shipped"] for row in self.station.json("list", "shipped-schemes")])
        scheme = self.station.json("set", "grade-scheme", "centre-plum", "product=脆李", **BOSS)[0]
        self.assertEqual((scheme["scheme"], scheme["product_name"]), ("centre-plum", "脆李"))
        again = self.station.json("set", "grade-scheme", "centre-plum", **BOSS)[0]
        self.assertEqual(again["id"], scheme["id"])
        self.refused("set", "grade-scheme", "centre-plum", **HAND)
        self.refused("set", "grade-scheme", "nonsense", **BOSS)
        delivery = self.deliver()
        self.typed(delivery, "101.85")
        self.typed(delivery, "51.85")
        lot = delivery["lots"][0]["no"]
        run = self.station.json("grade-run", "open", "--scheme", "centre-plum", "--lot", lot, **HAND)[0]
        self.assertEqual((run["state"], run["balance"]["in_mg"]), ("open", 150000000))
        self.assertIn(run["no"], [row["no"] for row in self.station.json("grade-run", "--state", "open")])
        self.refused("grade-run", "feed", run["no"], lot, "1", **HAND)
        self.station.json("grade-run", "take", run["no"], "特级", "80.5", "--fruit", "1600", **HAND)
        self.station.json("grade-run", "take", run["no"], "below", "30", **HAND)
        self.station.json("grade-run", "take", run["no"], "cull", "10", **HAND)
        taken = self.station.json("grade-run", "take", run["no"], "loss", "5", **HAND)[0]
        self.assertEqual((taken["balance"]["rest_mg"], taken["classes"][0]["fruit"], taken["takes"][0]["mode"]),
                         (24500000, 1600, "typed"))
        self.refused("grade-run", "take", run["no"], "极级", "1", **HAND)
        self.void_parts(run["no"])
        table = self.station.ctl("grade-run", "show", run["no"], check=True).stdout
        self.assertRegex(table, r"special +特级 +80[.]50 +1600\n")
        self.assertRegex(table, r"on the line +24[.]50 +\n")
        self.refused("grade-run", "close", run["no"], **HAND)
        closed = self.station.json("grade-run", "close", run["no"], "--reason", "下雨", **HAND)[0]
        self.assertEqual((closed["state"], closed["unaccounted_mg"]), ("closed", 24500000))
        balance = self.station.json("lot", "balance", lot)[0]
        self.assertEqual([balance[key] for key in ("in_mg", "graded_mg", "below_mg", "cull_mg", "loss_mg", "difference_mg", "left_mg")],
                         [150000000, 80500000, 30000000, 10000000, 5000000, 24500000, 0])
        self.assertRegex(self.station.ctl("lot", "balance", lot, check=True).stdout, rf"{lot} .* 150[.]00 +80[.]50 +30[.]00 ")
        self.refused("lot", "balance", "nonsense")
        best = next(row["no"] for row in closed["lots"] if row["grade_class"] == "special")
        other = self.station.json("grade-run", "regrade", best, "一级", "20", "--reason", "有疤", **HAND)[0]
        self.assertEqual((other["grade_class"], other["left_mg"]), ("first", 20000000))
        self.divide(best)
        for wrong in (["open"], ["open", "--scheme", "centre-plum"], ["take", run["no"], "cull"], ["take", run["no"], "cull", "heavy"],
                      ["take", run["no"], "cull", "1", "--fruit", "many"], ["nonsense"]):
            with self.subTest(wrong):
                self.refused("grade-run", *wrong, status=2, **HAND)

    def divide(self, lot):
        parts = self.station.json("lot", "split", lot, "10.5", "9.5", "--reason", "两个托盘", **HAND)
        self.assertEqual([(row["no"], row["left_mg"]) for row in parts], [(f"{lot}/2", 10500000), (f"{lot}/3", 9500000)])
        merged = self.station.json("lot", "merge", *[row["no"] for row in parts], **HAND)[0]
        self.assertEqual((merged["left_mg"], merged["grade_class"], merged["cooperative_name"]), (20000000, "special", "青石坝合作社"))
        self.refused("lot", "override", merged["no"], "二级", "--reason", "有疤", **HAND)
        other = self.boss("lot", "override", merged["no"], "二级", "5", "--reason", "有疤")
        self.assertEqual((other["grade_class"], other["first_class"], other["made"]["reason"]), ("second", "special", "有疤"))
        shown = self.station.ctl("lot", "show", other["no"], check=True, **HAND).stdout
        self.assertRegex(shown, r"Judged first(.|\n)*second +special .*override +有疤 +陈立新")
        self.assertEqual(self.station.json("lot", "show", other["no"], **HAND)[0]["first_class"], "special")
        self.refused("lot", "void", parts[0]["no"], "--reason", "看错了", **BOSS)
        self.assertEqual(self.boss("lot", "void", other["no"], "--reason", "看错了")["left_mg"], 20000000)
        for wrong in (["split", lot], ["split", lot, "heavy"], ["merge", lot], ["void", lot, "--reason", "x"], ["nonsense"]):
            with self.subTest(wrong):
                self.refused("lot", *wrong, status=2, **BOSS)

    def test_grade_run_given_up(self):
        self.station.ctl("set", "grade-scheme", "centre-plum", check=True, **BOSS)
        delivery = self.deliver()
        self.typed(delivery, "41.85")
        run = self.station.json("grade-run", "open", "--scheme", "centre-plum", "--lot", delivery["lots"][0]["no"], **HAND)[0]
        self.refused("grade-run", "void", run["no"], "--reason", "开错了", **HAND)
        void = self.boss("grade-run", "void", run["no"], "--reason", "开错了")
        self.assertEqual(void["state"], "void")
        lot = next(row for row in self.station.json("list", "lots") if row["no"] == delivery["lots"][0]["no"])
        self.assertEqual(lot["left_mg"], 40000000)

    def test_grade_scheme_preview(self):
        """A file's limits on what a machine graded: nothing before there is any, then a table whose numbers are the station's."""
        scheme = self.station.json("set", "grade-scheme", "centre-plum", "product=脆李", **BOSS)[0]
        edited = json.loads(scheme["file"])
        edited["classes"][0]["limits"][1]["min"] = 60
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "own.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump(edited, file)
            self.assertIn("No run has fruit", self.station.ctl("grade-scheme", "preview", path, check=True, **HAND).stdout)
            run = self.machine_run()
            answer = self.station.json("grade-scheme", "preview", path, "--run", run["no"], **HAND)[0]
            move = next(row for row in answer["moves"] if (row["from"], row["to"]) == (2, 0))
            self.assertEqual(answer["run"]["no"], run["no"])
            table = self.station.ctl("grade-scheme", "preview", path, check=True, **HAND).stdout
            self.assertIn(f"Tried on run {run['no']} (脆李), {answer['judged']} fruits.", table)
            self.assertRegex(table, f"Second +Extra +{move['n']} +{move['n'] * 100 / answer['judged']:.1f}%")
            self.assertRegex(table, f"Second +Extra .* {move['mass_mg'] * 100 / answer['mass_mg']:.1f}%\n")
            edited["classes"][2]["limits"][0]["min"] = "wide"
            with open(path, "w", encoding="utf-8") as file:
                json.dump(edited, file)
            self.assertIn("/classes/2/limits/0/min", self.refused("grade-scheme", "preview", path, **HAND))
            self.assertIn("2026-1", self.refused("set", "grade-scheme", self.edited(scheme, folder), **BOSS))
        self.refused("grade-scheme", "preview", "/nowhere/at/all", status=3, **HAND)
        self.refused("grade-scheme", "preview", status=2, **HAND)

    @staticmethod
    def edited(scheme, folder):
        """Another content under the same version."""
        path = os.path.join(folder, "same.json")
        with open(path, "w", encoding="utf-8") as file:
            file.write(scheme["file"].replace('"min": 42', '"min": 43'))
        return path

    def machine_run(self):
        """A run that a simulated machine filled, closed."""
        self.station.ctl("devices", "add", "预览机", "sim:guozhan-line?scenario=good", "--protocol", "guozhan-line", check=True, **BOSS)
        delivery = self.deliver()
        self.typed(delivery, "101.85")
        run = self.station.json("grade-run", "open", "--scheme", "centre-plum", "--lot", delivery["lots"][0]["no"], "--machine",
                                "预览机", **HAND)[0]
        end = time.monotonic() + 60
        while self.station.json("grade-run", "show", run["no"])[0]["fruit"]["n"] < 300 and time.monotonic() < end:
            time.sleep(0.2)
        closed = self.boss("grade-run", "close", run["no"], "--reason", "试机")
        self.station.ctl("devices", "release", "预览机", check=True, **BOSS)
        return closed

    def test_sample_and_hold(self):
        self.station.ctl("set", "grade-scheme", "centre-plum", "product=脆李", check=True, **BOSS)
        delivery = self.deliver()
        self.typed(delivery, "41.85")
        lot = delivery["lots"][0]["no"]
        sour = ["sample", "record", "--lot", lot, "--value", "brix=9.8", "--value", "firmness=7", "--inspected", "50/2.1",
                "--defect", "rot=0", "--worse", "二级=1/0.05"]
        tried = self.station.json(*sour, "--dry-run", **HAND)[0]["judged"]
        self.assertEqual((tried["state"], tried["grade_class"]), ("failed", "third"))
        self.assertEqual(self.station.json("sample", "--lot", lot), [])
        sample = self.station.json(*sour, **HAND)[0]
        self.assertEqual(sample["content"]["values"], [{"name": "brix_e2", "value": 980}, {"name": "firmness_e2", "value": 700}])
        self.assertEqual(sample["content"]["inspected"], {"n": 50, "mass_mg": 2100000})
        table = self.station.ctl("sample", "show", str(sample["id"]), check=True).stdout
        self.assertRegex(table, r"soluble solids +9[.]8 +≥ 10 °Bx +failed")
        self.assertRegex(table, r"firmness +7 +≥ 6 N +holds")
        self.assertRegex(table, r"rot +0 of 50 fruit +≤ 1 % +holds")
        held = f"Lot {lot} is held: soluble solids 9.8 is under 10 °Bx. A supervisor can release it, with a reason."
        self.assertIn(held, self.refused("pack", "--lot", lot, "--class", "first", "--nominal", "5", **HAND))
        self.assertIn(held, self.refused("grade-run", "open", "--scheme", "centre-plum", "--lot", lot, **HAND))
        hold = self.station.json("hold", "--lot", lot, "--state", "held")[0]
        self.assertEqual((hold["id"], hold["sample"]), (sample["hold"], sample["id"]))
        self.assertRegex(self.station.ctl("hold", check=True).stdout, r"soluble solids 9[.]8 is under 10 °Bx +all +held")
        sweet = self.station.json("sample", "record", "--lot", lot, "--value", "brix=10.8", "--inspected", "50", **HAND)[0]
        self.assertEqual((sweet["state"], sweet["hold"]), ("passed", None))
        again = ["release", str(hold["id"]), "--reason", "复检合格", "--sample", str(sweet["id"])]
        self.refused(*again, **HAND)
        released = self.boss(*again)
        self.assertEqual((released["state"], released["release_reason"], released["released_by"]), ("released", "复检合格", "陈立新"))
        by_hand = self.station.json("hold", "place", "--lot", lot, "--packing", "--reason", "有药味", **HAND)[0]
        self.assertIn("有药味", self.refused("pack", "--lot", lot, "--class", "first", "--nominal", "5", **HAND))
        self.boss("release", str(by_hand["id"]), "--reason", "查过了")
        self.station.ctl("pack", "--lot", lot, "--class", "first", "--nominal", "5", check=True, **HAND)
        self.refused("sample", "void", str(sample["id"]), "--reason", "批号打错", **HAND)
        self.assertTrue(self.boss("sample", "void", str(sample["id"]), "--reason", "批号打错")["void"])
        for wrong in (["--value", "brix"], ["--value", "brix=sweet"], ["--value", "brix=9.805"], ["--inspected", "many"],
                      ["--defect", "rot"], ["--worse", "二级=x"], ["--replaces", "x"]):
            with self.subTest(wrong):
                self.refused("sample", "record", "--lot", lot, *wrong, status=2, **HAND)
        self.assertIn("sweetness", self.refused("sample", "record", "--lot", lot, "--value", "sweetness=1", **HAND))

    def test_void_of_nothing(self):
        for arguments in (["abc"], ["weighing", "abc"], ["spray", "x"], ["case", "12"]):
            with self.subTest(arguments):
                self.assertIn(f"“{arguments[-1]}”", self.refused("void", *arguments, "--reason", "other", status=2, **BOSS))

    def test_picture_of_a_brand(self):
        path = os.path.join(self.station.folder, "plum.png")
        with open(path, "wb") as file:
            file.write(base64.b64decode(PNG))
        row = self.station.json("set", "brand", "双龙脆李", "--picture", path, **BOSS)[0]
        self.assertEqual((len(row["picture_sha256"]), row["picture_type"]), (64, "image/png"))
        self.refused("set", "village", "青石坝村", "--picture", path, status=2, **BOSS)
        self.refused("set", "brand", "双龙脆李", "--picture", path + "x", status=3, **BOSS)
        with open(path, "wb") as file:
            file.write(b"no picture")
        self.assertIn("--picture", self.refused("set", "brand", "双龙脆李", "--picture", path, **BOSS))

    def test_exceptions(self):
        delivery = self.deliver()
        first = self.typed(delivery)
        self.station.ctl("void", str(first["id"]), "--reason", "other", "--text", "=1+1, \"x\"", check=True, **BOSS)
        rows = [row for row in self.station.json("exceptions") if row["delivery_no"] == delivery["no"]]
        self.assertEqual([(row["kind"], row["was_mg"], row["now_mg"]) for row in rows],
                         [("typed", None, 20000000), ("void", 20000000, 0)])
        self.assertIn("typed", self.station.ctl("exceptions", check=True).stdout)
        table = list(csv.DictReader(io.StringIO(self.station.ctl("exceptions", "--csv", check=True).stdout)))
        line = [row for row in table if row["delivery_no"] == delivery["no"]][1]
        self.assertEqual((line["kind"], line["was_kg"], line["text"]), ("void", "20.000", "'=1+1, \"x\""))
        self.assertEqual(self.station.json("exceptions", "2020-01-01"), [])
        self.assertRegex(self.refused("exceptions", "yesterday"), "“DAY” cannot be used: not a day")

    def test_typed_needs_a_supervisor(self):
        delivery = self.deliver()
        self.refused("weigh", "--delivery", delivery["no"], "--typed", "20", "--reason", "x", **HAND)
        self.refused("weigh", "--delivery", delivery["no"], "--typed", "heavy", status=2, **HAND)
        self.refused("weigh", status=2, **HAND)

    def test_pack_print_and_link(self):
        delivery = self.deliver()
        self.typed(delivery)
        cases = self.station.json("pack", "--delivery", delivery["no"], "--class", "special", "--nominal", "5",
                                  "--count", "2", "--brand", "双龙脆李", **HAND)
        self.assertEqual([case["net_mg"] for case in cases], [5000000, 5000000])
        serial = cases[0]["serial"]
        self.assertRegex(serial, r"^\dA\d{6}[0-9A-Z]{4}$")
        self.assertIn(serial, cases[0]["uri"])
        self.need_route(f"/v1/cases/{serial}/label.png")
        png, pdf = (os.path.join(self.station.folder, "label." + kind) for kind in ("png", "pdf"))
        self.station.ctl("print", "case", serial, "--png", png, "--pdf", pdf, check=True)
        with open(png, "rb") as a, open(pdf, "rb") as b:
            self.assertTrue(a.read().startswith(b"\x89PNG") and b.read().startswith(b"%PDF"))
        self.refused("print", "case", "6A999999ZZZZ", "--png", png)
        self.refused("print", "case", serial, "--png", png, "--dpi", "77")
        self.refused("pack", "--delivery", delivery["no"], "--class", "special", "--nominal", "5", "--count", "100", **HAND)
        lots = self.station.json("list", "lots", "--delivery", delivery["no"])
        self.assertEqual(lots[0]["left_mg"], 10000000)
        self.station.ctl("print", "list", check=True)

    def test_link(self):
        link = self.station.json("link", "create", "青石坝", **BOSS)[0]
        self.assertRegex(link["url"], r"/c/[a-zA-Z2-7]{26}$")
        links = self.station.json("link", "list")
        self.assertIn(link["id"], [row["id"] for row in links])
        self.station.ctl("link", "withdraw", str(link["id"]), check=True, **BOSS)
        self.refused("link", "create", "青石坝", **HAND)

    def test_yields(self):
        delivery = self.deliver()
        self.typed(delivery)
        rows = self.station.json("yields", "--by", "day,cooperative,product,variety", "--cooperative", "青石坝")
        keys = {"day", "crates", "net_mg"} | {key + end for key in ("cooperative", "product", "variety")
                                              for end in ("", "_name", "_name_en")}
        self.assertEqual(set(rows[0]), keys)
        for by, name in (("season", delivery["season"]), ("village", "青石坝村"), ("grower", "李长顺")):
            rows = self.station.json("yields", "--by", by, "--village", "青石坝村", "--grower", "李长顺", "--product", "脆李",
                                     "--variety", "青脆李", "--season", str(delivery["season"]))
            self.assertEqual([row.get(by + "_name", row[by]) for row in rows], [name])
            self.assertFalse({"day", "cooperative", "product", "against_net_mg"} & set(rows[0]), by)
        self.assertEqual(self.station.json("yields", "--to", "2001-01-01"), [])

    def test_yields_table(self):
        self.typed(self.deliver())
        table = self.station.ctl("yields", "--by", "grower", check=True).stdout
        lines = re.sub(r"(?<=\d)\s(?=\d{3})", "", table).splitlines()      # thousands
        net = sum(row["net_mg"] for row in self.station.json("yields", "--by", "grower"))
        self.assertEqual(lines[0].split(), ["Grower", "Crates", "Net", "kg", "Share", "kg/mu"])
        self.assertTrue(lines[1].startswith("李长顺"), lines)
        self.assertEqual(lines[-1].split()[:1] + lines[-1].split()[2:4], ["Sum", f"{net / 1e6:.2f}", "100.0%"])
        self.assertEqual(lines[-1].split()[4], lines[1].split()[4])     # one grower, one plot of 4.2 mu
        wide = lambda text: sum(2 if ord(c) > 0x2e80 else 1 for c in text)
        self.assertEqual(len({wide(line) for line in table.splitlines()}), 1, table)

    def test_yields_beside_another_season(self):
        season = self.deliver()["season"]
        self.typed(self.deliver())
        table = self.station.ctl("yields", "--season", str(season), "--against", str(season - 1), check=True).stdout
        self.assertIn(f"{season} kg  {season - 1} kg  Change", table.splitlines()[0])
        rows = self.station.json("yields", "--season", str(season), "--against", str(season - 1))
        self.assertEqual((rows[0]["against_crates"], rows[0]["against_net_mg"]), (None, None))
        for wrong in (["--against", "2025"], ["--csv", "--pdf", "x.pdf"], ["--pdf", "x.pdf", "--json"], ["--by", "day,"]):
            self.refused("yields", *wrong, status=2)
        self.assertIn("season", self.refused("yields", "--season", "2025", "--against", "2025"))
        self.assertRegex(self.refused("yields", "--from", "7-15"), "“--from” cannot be used: not a day")
        self.assertRegex(self.refused("yields", "--season", "20x6"), "“--season” cannot be used: ")
        self.refused("yields", "--village", "no such village")

    def test_yields_as_files(self):
        self.typed(self.deliver())
        text = self.station.ctl("yields", "--by", "grower,variety", "--csv", check=True).stdout
        lines = list(csv.DictReader(io.StringIO(text)))
        rows = self.station.json("yields", "--by", "grower,variety")
        self.assertEqual([int(line["net_mg"]) for line in lines], [row["net_mg"] for row in rows])
        self.assertEqual((lines[0]["grower"], lines[0]["variety"]), ("李长顺", "青脆李"))
        path = os.path.join(self.station.folder, "yields.pdf")
        self.assertEqual(self.station.ctl("yields", "--pdf", path, check=True).stdout, "")
        with open(path, "rb") as file:
            self.assertTrue(file.read().startswith(b"%PDF"))
        path = os.path.join(self.station.folder, "nowhere", "x.pdf")
        self.assertEqual(self.refused("yields", "--pdf", path, status=3),
                         f"guozhanctl: {path} cannot be written: its folder is not there. Give another FILE.\n")

    def need_route(self, path):
        """A part of the station may be younger than this test."""
        try:
            with contextlib.closing(self.station.face()) as face:
                face.get(path)
        except station.Refused as refused:
            if refused.status == 404:
                self.skipTest(f"{path} is not served")

    def test_import_is_all_or_nothing(self):
        self.need_route("/v1/import/cooperatives")
        before = self.station.json("list", "cooperatives")
        said = self.refused("import", "cooperatives", "-", stdin="name,code\n红岩合作社,HY\n,XX\n", **BOSS)
        self.assertIn("3", said)
        self.assertEqual(self.station.json("list", "cooperatives"), before)
        self.refused("import", "cooperatives", "/nonexistent.csv", status=3, **BOSS)
        said = self.refused("import", "cooperatives", "-", stdin="name,colour\nx,y\n", **BOSS)
        self.assertIn("standard input, line 1, column 2", said)
        self.assertIn("colour", said)
        self.assertIn("line 1: the column “code”", self.refused("import", "cooperatives", "-", stdin="name\nx\n", **BOSS))
        self.refused("import", "cooperatives", "-", stdin="", **BOSS)
        answer = self.station.json("import", "cooperatives", "-", "--dry-run", stdin="name,code\n白坪合作社,BP\n", **BOSS)
        self.assertEqual((answer[0]["total"], answer[0]["new"]), (1, 1))
        faults = self.station.ctl("import", "growers", "-", "--dry-run", stdin="姓名,合作社\n,青石坝合作社\n张三,无\n", **BOSS)
        self.assertEqual((faults.returncode, faults.stderr.splitlines()),
                         (1, ["guozhanctl: standard input, line 2, column 1: empty",
                              "guozhanctl: standard input, line 3, column 2: there is no cooperative “无”"]))
        template = self.station.ctl("import", "villages", "--template", check=True).stdout
        self.assertTrue(template.startswith("\ufeff村,英文名,"))
        self.assertEqual(self.station.json("list", "cooperatives"), before)

    def test_devices(self):
        row = self.station.json("devices", "add", "2号秤", "sim:mt-cont?scenario=empty", **BOSS)[0]
        self.assertTrue(row["simulated"])
        self.assertIn("taken", self.refused("devices", "add", "2号秤", "sim:mt-cont", **BOSS))
        self.station.ctl("devices", "release", "2号秤", check=True, **BOSS)
        self.refused("devices", "add", "3号秤", "sim:nonsense", **BOSS)
        self.refused("devices", "add", "3号秤", "nowhere", "--protocol", "yaohua-tf0", **BOSS)
        for name, address in (("分选机", "sim:guozhan-line"), ("二号分选机", "tcp:127.0.0.1:9")):
            row = self.station.json("devices", "add", name, address, "--protocol", "guozhan-line", **BOSS)[0]
            self.assertEqual((row["kind"], row["protocol"]), ("grader", "guozhan-line"))
            self.station.ctl("devices", "release", name, check=True, **BOSS)

    def test_instruments(self):
        """What a refractometer measured last becomes a sample's value; a calliper has its unit."""
        delivery = self.deliver()
        self.typed(delivery)
        lot = delivery["lots"][0]["no"]
        calliper = self.station.json("devices", "add", "卡尺", "tcp:127.0.0.1:9", "--protocol", "mitutoyo-usb", "--unit", "in", **BOSS)[0]
        self.assertEqual((calliper["kind"], calliper["unit"]), ("instrument", "in"))
        self.assertIn("has not measured anything yet",
                      self.refused("sample", "record", "--lot", lot, "--measured", "brix=卡尺", status=3, **HAND))
        device = self.station.json("devices", "add", "糖度计", "sim:atago-cm-base?say=12.6&every=1", **BOSS)[0]
        self.assertEqual((device["kind"], device["protocol"], device["simulated"]), ("instrument", "atago-cm-base", True))
        until = time.monotonic() + 30
        while not (readings := self.station.json("devices", "readings")) and time.monotonic() < until:
            time.sleep(0.05)
        self.assertEqual((readings[0]["device"], readings[0]["name"], readings[0]["value"]), (device["id"], "brix_e2", 1260))
        self.assertIn("12.60 °Bx", self.station.ctl("devices", "readings", check=True).stdout)
        sample = self.station.json("sample", "record", "--lot", lot, "--measured", "brix=糖度计", "--value", "firmness=7", **HAND)[0]
        values = {value["name"]: value for value in sample["content"]["values"]}
        self.assertEqual((values["brix_e2"]["value"], values["brix_e2"]["device"]), (1260, device["id"]))
        self.assertEqual(values["firmness_e2"], {"name": "firmness_e2", "value": 700})
        self.assertIn("another quantity", self.refused("sample", "record", "--lot", lot, "--measured", "firmness=糖度计", **HAND))
        for name in ("卡尺", "糖度计"):
            self.station.ctl("devices", "release", name, check=True, **BOSS)

    def test_asked_instrument(self):
        """A calliper measures when it is asked; only what can be."""
        self.station.ctl("devices", "add", "深度尺", "sim:digimatic-adapter?say=6.25", check=True, **BOSS)
        self.station.ctl("devices", "add", "二号糖度计", "sim:atago-cm-base?every=3600", check=True, **BOSS)
        until = time.monotonic() + 30
        while {row["name"]: row["state"] for row in self.station.json("devices", "state")}.get("深度尺") != "open":
            self.assertLess(time.monotonic(), until)
            time.sleep(0.05)
        self.assertIn("Press its own key", self.refused("devices", "measure", "二号糖度计", **HAND))
        self.refused("devices", "measure", "没有的", **HAND)
        self.station.ctl("devices", "measure", "深度尺", check=True, **HAND)
        while not (readings := [row for row in self.station.json("devices", "readings") if row["device_name"] == "深度尺"]):
            self.assertLess(time.monotonic(), until)
            time.sleep(0.05)
        self.assertEqual((readings[0]["value"], readings[0]["unit"], readings[0]["fault"]), (625, "mm", None))
        for name in ("深度尺", "二号糖度计"):
            self.station.ctl("devices", "release", name, check=True, **BOSS)

    def test_changed_device(self):
        """Name, address and settings change; the device stays the one it was, and what is not said stays."""
        before = self.station.json("devices", "add", "3号秤", "sim:mt-cont?scenario=empty", "--max", "60", "--e", "0.02", **BOSS)[0]
        after = self.station.json("devices", "set", "3号秤", "--name", "地磅", "--max", "150", **BOSS)[0]
        self.assertEqual(after, dict(before, name="地磅", max_mg=150000000))
        after = self.station.json("devices", "set", "地磅", "--address", "sim:mt-cont?scenario=crates", **BOSS)[0]
        self.assertEqual((after["id"], after["address"]), (before["id"], "sim:mt-cont?scenario=crates"))
        self.assertIn("taken", self.refused("devices", "set", "地磅", "--name", "1号秤", **BOSS))
        self.refused("devices", "set", "3号秤", "--max", "10", **BOSS)
        self.refused("devices", "set", "地磅", "--address", "nowhere", **BOSS)
        self.station.ctl("devices", "release", "地磅", check=True, **BOSS)

    def test_users(self):
        self.station.ctl("user", "add", "周明", check=True, environment={"GUOZHAN_NEW_PIN": "2222"}, **BOSS)
        self.station.ctl("user", "pin", "周明", check=True, environment={"GUOZHAN_NEW_PIN": "3333"}, **BOSS)
        self.refused("set", "village", "x", user="周明", pin="2222")
        self.station.ctl("user", "off", "周明", check=True, **BOSS)
        self.refused("user", "add", "谁", environment={"GUOZHAN_NEW_PIN": "12"}, **BOSS)

    def test_backup(self):
        """A copy of the running station that is whole by itself; only who works here may make one."""
        done = self.station.json("backup", **HAND)[0]
        self.assertTrue(done["verified"], done)
        self.assertEqual(self.station.ctl("--db", done["path"], "verify", check=True).returncode, 0)
        with contextlib.closing(self.station.face()) as face:
            status = face.get("/v1/status")
        self.assertEqual((status["backup"], status["backup_running"]), (done, False))
        with open(os.environ["GUOZHAND"], "rb") as program:
            self.assertEqual(status["legal_sha256"], hashlib.sha256(program.read()).hexdigest())
        self.assertIn(done["path"].rsplit("/", 1)[0], self.station.ctl("backup", **HAND).stdout)

    def test_verify_and_checkpoint(self):
        note = self.station.ctl("checkpoint", check=True, **BOSS).stdout
        self.assertIn(".guozhan/1", note)
        self.assertEqual(self.station.json("verify")[0], {"log": True, "views": True})

    def test_rebuild_by_the_daemon(self):
        self.refused("rebuild", **{**BOSS, "pin": "0000"})
        before = self.station.json("list", "cooperatives")
        with contextlib.closing(sqlite3.connect(self.station.database)) as connection:
            connection.execute("PRAGMA busy_timeout=5000")
            connection.execute("UPDATE party SET name='?'")
            connection.commit()
        self.assertNotEqual(before, self.station.json("list", "cooperatives"))
        self.station.ctl("rebuild", check=True, **BOSS)
        self.assertEqual(before, self.station.json("list", "cooperatives"))
        self.station.ctl("set", "village", "重建村", check=True, **BOSS)


def forge(database):
    """Changes what the first event says, past the triggers."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='event'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE event SET public=replace(public, 'new', 'old') WHERE seq=0")
        connection.commit()


class Rebuild(unittest.TestCase):
    def test_init_rebuild_verify(self):
        with station.Station(practice=False) as it:
            self.assertEqual(it.ctl("init").returncode, 1)
            it.ctl("rebuild", check=True)
            it.ctl("verify", check=True)
            forge(it.database)
            done = it.ctl("verify")
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertRegex(done.stderr, r"guozhan/1.*\b0\b")

    def test_real_database_takes_no_simulator(self):
        with station.Station(practice=False) as it:
            it.start()
            it.ctl("user", "add", BOSS["user"], "--role", "supervisor", check=True,
                   environment={"GUOZHAN_NEW_PIN": BOSS["pin"]})
            done = it.ctl("devices", "add", "1号秤", "sim:yaohua-tf0", **BOSS)
            self.assertEqual(done.returncode, 1)
            self.assertEqual(it.ctl("demo").returncode, 1)


# of a full season, kg
TONNES = {"脆李": 8000000, "脐橙": 5000000, "蜜柑": 3500000, "茶叶": 49450}


class Demo(unittest.TestCase):
    def test_demo(self):
        with station.Station() as it:
            it.start()
            done = it.json("demo", "--crates", "40")[0]
            self.assertEqual(done["crates"], 40)
            self.assertGreater(done["cases"], 1)
            self.assertEqual(len(it.json("list", "cooperatives")), 32)
            self.assertEqual(len(it.json("list", "villages")), 11)
            self.assertTrue(all(row["simulated"] for row in it.json("list", "weighings", "--limit", "100")))
            self.assertEqual(it.ctl("demo").returncode, 1)
            it.ctl("verify", check=True)

    def test_season(self):
        crates, full = 1001, 825000
        days = []
        for seed, *whole in (["7"], ["7"], ["8", "--all-cases"]):
            with station.Station() as it:
                it.start()
                done = it.json("demo", "--crates", str(crates), "--seasons", "2", "--seed", seed, *whole)[0]
                self.assertEqual(done["crates"], crates + crates * 92 // 100)
                for season, percent, step in (("2025", 100, 50000), ("2024", 92, 500000)):
                    mg = {row["product_name"]: row["net_mg"] for row in
                          it.json("yields", "--by", "product", "--season", season)}
                    self.assertEqual(mg, {name: kg * 1000 * percent // 100 * crates // full * 1000 // step * step
                                          for name, kg in TONNES.items()})
                self.assertGreater(len(it.json("list", "deductions")), 0)
                states = {row["label_state"] for row in it.json("list", "cases", "--limit", "1000")}
                self.assertEqual(states, {"out"})
                days.append(it.json("yields", "--by", "day"))
                weighings = it.json("list", "weighings", "--limit", "1000")
                self.assertLessEqual({row["actor_name"] for row in weighings}, {"王芳", "陈立新"})
                self.assertTrue(all(row["at"] < "2026-04" for row in weighings))
                it.ctl("verify", check=True)
        self.assertEqual(days[0], days[1])
        self.assertNotEqual(days[0], days[2])


if __name__ == "__main__":
    station.need(os.environ["GUOZHANCTL"], os.environ["GUOZHAND"])
    unittest.main(verbosity=2)
