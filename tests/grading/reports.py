#!/usr/bin/env python3
"""Batch reports become the fruit of runs of a real daemon: through a watched folder and by hand. What comes out is held against
the files themselves, summed by sqlite3."""
import base64
import csv
import glob
import hashlib
import io
import json
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import unittest

ROOT = os.environ["SOURCE_ROOT"]
VECTORS = os.path.join(ROOT, "tests/vectors/graders")
sys.path.insert(0, os.path.join(ROOT, "tests"))
import station  # noqa: E402  pylint: disable=wrong-import-position

SUPERVISOR, PIN = "站长", "9999"
GOOD = os.path.join(VECTORS, "report-zh-good.csv")
SCHEME = {"id": "names", "version": 1, "name_zh": "果厂自定", "below": "级外", "fields": {"diameter_mm": {"machine": "diameter"}},
          "classes": [{"code": name, "name_zh": name, "limits": [{"field": "diameter_mm", "min": least}]}
                      for name, least in (("特级", 42), ("一级", 38), ("二级", 34), ("三级", 30))]}


def until(what, asked):
    end = time.monotonic() + station.WAIT_S
    while time.monotonic() < end:
        answer = asked()
        if answer:
            return answer
        time.sleep(0.2)
    raise AssertionError(f"in vain: {what}")


class Centre:
    """A station with a lot on the line, a scheme, a folder that a machine writes into."""

    def __init__(self, it):
        self.it = it
        self.folder = tempfile.mkdtemp(prefix="reports-", dir=it.folder)
        it.start()
        face = it.face()
        face.post("/v1/users", {"name": SUPERVISOR, "role": "supervisor", "pin": PIN})
        face.log_in(SUPERVISOR, PIN)
        face.post("/v1/centre", {"name": "中心"})
        product = face.post("/v1/products", {"name": "脆李", "kind": "plum"})["id"]
        cooperative = face.post("/v1/parties", {"kind": "cooperative", "name": "青石坝合作社", "code": "QS"})["id"]
        grower = face.post("/v1/parties", {"kind": "grower", "name": "李长顺", "cooperative": cooperative})["id"]
        self.lot = face.post("/v1/deliveries", {"cooperative": cooperative, "product": product,
                                                "sources": [{"grower": grower}],
                                                "certificate_received": True})["lots"][0]
        face.post("/v1/weighings", {"lot": self.lot["id"], "typed": True, "gross_mg": 9_000_000_000, "tare_mg": 0,
                                    "reason": "test"})
        self.scheme = face.post("/v1/grade-schemes", {"file": json.dumps(SCHEME), "product": product})["id"]
        self.face = face

    def restart(self):
        self.it.stop(signal.SIGKILL)
        self.it.start()
        self.face.close()
        self.face = self.it.face(SUPERVISOR, PIN)

    def bind(self, name, **settings):
        return self.face.post("/v1/devices", {"name": name, "kind": "grader", **settings})["id"]

    def folder_machine(self, name="大线", profile="zh-csv"):
        return self.bind(name, protocol="guozhan-profile", address=self.folder, profile=profile)

    def open_run(self, machine=None, kg=1000):
        body = {"scheme": self.scheme, "lots": [{"lot": self.lot["id"], "mg": kg * 1_000_000}]}
        return self.face.post("/v1/grade-runs", body | ({"machine": machine} if machine else {}))

    def run(self, run):
        return self.face.get(f"/v1/grade-runs/{run['id']}")

    def drop(self, path, name=None):
        """As a machine's program: under another name first."""
        name = name or os.path.basename(path)
        shutil.copyfile(path, os.path.join(self.folder, "." + name))
        os.rename(os.path.join(self.folder, "." + name), os.path.join(self.folder, name))

    def back_up(self):
        self.face.post("/v1/backup")
        until("the backup is made", lambda: not self.face.get("/v1/status")["backup_running"])
        return self.face.get("/v1/status")["backup"]

    def restore(self, backup):
        """As the manual says it, into another folder: nothing of the first station is there any more."""
        old, folder = self.it, tempfile.mkdtemp(prefix="guozhan-test-")
        self.face.close()
        old.stop()
        self.it = station.Station(folder=folder, make=False)
        shutil.copytree(backup["files_path"], self.it.database + ".d")
        shutil.copyfile(backup["path"], self.it.database)
        shutil.copyfile(backup["fruit_path"], self.it.database + ".d/fruit.db")
        shutil.copyfile(old.database + ".d/key", self.it.database + ".d/key")
        os.chmod(self.it.database + ".d/key", 0o600)
        shutil.rmtree(old.database + ".d")
        self.it.start()
        self.face = self.it.face(SUPERVISOR, PIN)

    def import_file(self, run, path, profile):
        with open(path, "rb") as file:
            data = base64.b64encode(file.read()).decode()
        return self.face.post(f"/v1/grade-runs/{run['id']}/import",
                              {"name": os.path.basename(path), "data": data, "profile": profile})


def sums_of(path, column):
    """Fruit and milligrams by a column of the good report, by sqlite3."""
    with open(path, encoding="utf-8-sig") as file:
        rows = list(csv.reader(io.StringIO(file.read())))
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE t(%s)" % ", ".join('"%s"' % name for name in rows[0]))
    db.executemany("INSERT INTO t VALUES (%s)" % ", ".join("?" * len(rows[0])), rows[1:])
    return {key: (n, mg) for key, n, mg in db.execute(
        f'SELECT "{column}", sum("果数"), sum(CAST(replace("重量(kg)", \'.\', \'\') AS INT) * 10000) FROM t '
        f"WHERE \"批次号\" <> '合计' GROUP BY 1")}


class Reports(unittest.TestCase):
    def setUp(self):
        self.it = station.Station()
        self.addCleanup(self.it.__exit__)
        self.centre = Centre(self.it)
        self.addCleanup(lambda: self.centre.face.close())

    def refused(self, code, call, **params):
        with self.assertRaises(station.Refused) as caught:
            call()
        self.assertEqual(caught.exception.code, code, caught.exception.answer)
        said = caught.exception.answer["error"]["params"]
        self.assertEqual({key: said.get(key) for key in params}, params)
        return said

    def test_settings_are_refused_by_field(self):
        bind, folder = self.centre.bind, self.centre.folder
        cases = [
            ("profile", {"protocol": "guozhan-profile", "address": folder}),
            ("profile", {"protocol": "guozhan-profile", "address": folder, "profile": "no-such"}),
            ("profile", {"protocol": "guozhan-profile", "address": folder, "profile": '{"format":"guozhan-profile/1"}'}),
            ("address", {"protocol": "guozhan-profile", "address": folder + "/absent", "profile": "zh-csv"}),
            ("address", {"protocol": "guozhan-profile", "address": "reports", "profile": "zh-csv"}),
            ("register_map", {"protocol": "guozhan-modbus", "address": "tcp:127.0.0.1:502"}),
            ("register_map", {"protocol": "guozhan-modbus", "address": "tcp:127.0.0.1:502", "register_map": "{no json"}),
            ("register_map", {"protocol": "guozhan-modbus", "address": "tcp:127.0.0.1:502", "register_map": "no-such"}),
            ("address", {"protocol": "guozhan-modbus", "address": folder, "register_map": "guozhan-outlets"}),
            ("profile", {"protocol": "guozhan-line", "address": "tcp:127.0.0.1:7801", "profile": "zh-csv"}),
            ("protocol", {"protocol": "guozhan-smoke", "address": "tcp:127.0.0.1:7801"}),
        ]
        for field, settings in cases:
            with self.subTest(field=field, **settings):
                self.refused("bad-field", lambda settings=settings: bind("机", **settings), field=field)
        ids = {row["id"] for row in self.centre.face.rows("/v1/protocols") if row["kind"] == "grader"}
        self.assertEqual(ids, {"guozhan-line", "guozhan-profile", "guozhan-modbus"})

    def whole(self, run):
        """A run of the good report, whose fruit is read in after it was bound."""
        wanted = sum(n for n, _ in sums_of(GOOD, "出口").values())
        return until("the fruit of the report is the run's",
                     lambda: [row for row in [self.centre.run(run)] if row["fruit"] and row["fruit"]["n"] == wanted])[0]

    def check_good(self, run, lots=False):
        fruit = run["fruit"]
        grades = sums_of(GOOD, "规格")
        below = [grades[name] for name in grades if name not in ("特级", "一级", "二级", "三级")]
        for row in fruit["classes"]:
            if row["below"]:
                wanted = (sum(n for n, _ in below), sum(mg for _, mg in below))
            else:
                wanted = grades[row["grade_class"]]
            self.assertEqual((row["n"], row["mass_mg"]), wanted, row)
        self.assertEqual({str(row["outlet"]): (row["n"], row["mass_mg"]) for row in fruit["outlets"]}, sums_of(GOOD, "出口"))
        self.assertEqual(fruit["histogram"]["n"], fruit["n"])
        self.assertEqual([row["file"] for row in run["reports"]], ["report-zh-good.csv"])
        if lots:
            self.assertEqual({row["grade_class"]: row["in_mg"] for row in run["lots"] if row["grade_class"] in grades},
                             {name: grades[name][1] for name in ("特级", "一级", "二级", "三级")})

    def test_watched_folder(self):
        centre = self.centre
        machine = centre.folder_machine()
        run = centre.open_run(machine)
        centre.drop(GOOD)
        until("the report is a run's", lambda: centre.run(run)["reports"])
        self.check_good(self.whole(run))

        # the same bytes again under another name; another content of the same batch is another run
        centre.drop(GOOD, "again.csv")
        shutil.copyfile(GOOD, os.path.join(centre.folder, ".second"))
        with open(os.path.join(centre.folder, ".second"), "ab") as file:
            file.write(b"\r\n")
        os.rename(os.path.join(centre.folder, ".second"), os.path.join(centre.folder, "second.csv"))
        centre.drop(os.path.join(VECTORS, "report-zh-wrong-total-fruit.csv"))
        waiting = until("the second waits", lambda: centre.face.rows("/v1/grade-reports?state=waiting"))
        self.assertEqual([row["file"] for row in waiting], ["second.csv"])
        bad = until("the bad one is named", lambda: centre.face.get("/v1/grade-reports")["unreadable"])
        with open(os.path.join(VECTORS, "report-zh-wrong-total-fruit.json"), encoding="utf-8") as file:
            problem = json.load(file)["expect"]["problems"][0]
        self.assertEqual([(row["file"], row["line"], row["reason"]) for row in bad],
                         [("report-zh-wrong-total-fruit.csv", problem["row"], problem["code"])])
        self.assertTrue(os.path.exists(os.path.join(centre.folder, "report-zh-wrong-total-fruit.csv")))
        state = until("it is live", lambda: [row for row in centre.face.rows("/v1/devices/states") if row.get("bad")])[0]
        self.assertEqual(state["unreadable"][0]["file"], "report-zh-wrong-total-fruit.csv")
        status = centre.face.get("/v1/status")
        self.assertEqual((status["reports_waiting"], status["reports_unreadable"]), (1, 1))
        self.check_good(centre.run(run))

        # a fall changes nothing and doubles nothing
        centre.restart()
        self.check_good(self.whole(run))
        until("the folder is read again", lambda: centre.face.get("/v1/grade-reports")["unreadable"])
        self.assertEqual(len(centre.face.rows("/v1/grade-reports")), 2)
        self.check_good(centre.run(run))

        # a run that is given up gives its report back; a person binds it to the next
        centre.face.post(f"/v1/grade-runs/{run['id']}/void", {"reason": "test"})
        report = [row for row in centre.face.rows("/v1/grade-reports?state=waiting") if row["file"] != "second.csv"][0]
        run = centre.open_run()
        bound = centre.face.post(f"/v1/grade-reports/{report['id']}/bind", {"lot": centre.lot["id"]})
        self.assertEqual((bound["state"], bound["run"]), ("bound", run["id"]))
        self.check_good(centre.run(run))
        self.refused("report-bound", lambda: centre.face.post(f"/v1/grade-reports/{report['id']}/bind", {"run": run["id"]}),
                     no=run["no"])
        closed = centre.face.post(f"/v1/grade-runs/{run['id']}/close", {"reason": "test"})
        self.check_good(closed, lots=True)
        centre.restart()
        self.check_good(centre.run(run), lots=True)
        second = centre.face.rows("/v1/grade-reports?state=waiting")[0]
        self.refused("run-closed", lambda: centre.face.post(f"/v1/grade-reports/{second['id']}/bind", {"run": run["id"]}))
        centre.face.post(f"/v1/grade-reports/{second['id']}/void", {"reason": "test"})
        self.assertEqual(centre.face.rows("/v1/grade-reports?state=waiting"), [])

    def test_a_late_file_names_its_run(self):
        centre = self.centre
        machine = centre.folder_machine()
        first = centre.open_run(machine)
        centre.face.post(f"/v1/grade-runs/{first['id']}/void", {"reason": "test"})
        named, other = centre.open_run(), centre.open_run(machine)
        with open(GOOD, encoding="utf-8") as good:
            text = good.read().replace("CL20230718-03", named["no"])
        with open(os.path.join(centre.folder, "late.csv"), "w", encoding="utf-8") as file:
            file.write(text)
        until("it is the named run's", lambda: centre.run(named)["reports"])
        self.assertEqual(centre.run(other)["reports"], [])

    def test_vectors_by_hand(self):
        centre = self.centre
        run = centre.open_run()
        fruit = mass = 0
        for path in sorted(glob.glob(os.path.join(VECTORS, "report-*.json"))):
            with open(path, encoding="utf-8") as file:
                vector = json.load(file)
            report, expect = os.path.join(VECTORS, vector["file"]), vector["expect"]
            profile = json.dumps(vector["profile"])
            with self.subTest(vector["file"]):
                if expect["status"] == "rejected":
                    problem = [each for each in expect["problems"]
                               if each["code"] not in ("fruit_without_mass", "mean_mass_differs")][0]
                    self.refused("report-unreadable", lambda: centre.import_file(run, report, profile),
                                 reason=problem["code"], line=problem.get("row", 0))
                    continue
                answer = centre.import_file(run, report, profile)
                self.assertEqual((answer["fruit"], answer["mass_mg"], answer["lines"], answer["warnings"], answer["run"]),
                                 (expect["sum"]["fruit"], expect["sum"]["mass_mg"], expect["row_count"],
                                  len(expect["problems"]), run["id"]))
                self.refused("report-bound", lambda: centre.import_file(run, report, profile), no=run["no"])
                fruit, mass = fruit + answer["fruit"], mass + answer["mass_mg"]
        filled = centre.run(run)["fruit"]
        self.assertEqual((filled["n"], filled["mass_mg"]), (fruit, mass))
        self.assertGreater(fruit, 0)

    def test_each_fruit_is_judged(self):
        """Rows of one fruit each are judged by the scheme, whatever the machine calls them."""
        centre = self.centre
        run = centre.open_run()
        path = os.path.join(centre.folder, ".single.csv")
        lines = ["批次号,出口,规格,果数,重量(kg),果径(mm)"]
        lines += [f"S-1,{1 + i % 3},特级,1,0.0{30 + i % 10},{29 + i % 16}.5" for i in range(400)]
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        with open(os.path.join(VECTORS, "report-zh-good.json"), encoding="utf-8") as file:
            profile = json.load(file)["profile"]
        del profile["row_key"]
        how = os.path.join(centre.folder, ".how.json")
        with open(how, "w", encoding="utf-8") as file:
            json.dump(profile, file)
        large = os.path.join(centre.folder, ".large.csv")
        with open(large, "wb") as file:
            file.truncate(12 * 1024 * 1024)
        said = self.it.ctl("grade-run", "import", run["no"], large, "--profile", how, user=SUPERVISOR, pin=PIN)
        self.assertEqual(said.returncode, 1, said)
        self.assertIn("grade-report bind", said.stderr)     # the way out
        shown = self.it.json("grade-run", "import", run["no"], path, "--profile", how, user=SUPERVISOR, pin=PIN)[0]
        wanted = {"特级": 0, "一级": 0, "二级": 0, "三级": 0, "级外": 0}
        for i in range(400):
            wide = 29.5 + i % 16
            wanted["特级" if wide >= 42 else "一级" if wide >= 38 else "二级" if wide >= 34 else "三级" if wide >= 30
                   else "级外"] += 1
        self.assertEqual({row["grade_class"]: row["machine_n"] for row in shown["classes"]}, wanted)

    def test_what_should_have_come_is_named(self):
        centre = self.centre
        machine = centre.folder_machine()
        body = {"scheme": centre.scheme, "machine": machine, "lots": [{"lot": centre.lot["id"], "mg": 1_000_000}]}
        centre.face.post("/v1/batch", {"at": "2026-08-01T09:00:00+08:00", "commands": [{"path": "/v1/grade-runs", "body": body}]})
        run = centre.face.rows("/v1/grade-runs?state=open")[0]
        named = centre.face.rows(f"/v1/exceptions?day={run['day']}")
        self.assertEqual([(row["kind"], row["no"], row["lot_no"], row["text"]) for row in named],
                         [("report-missing", run["no"], centre.lot["no"], "大线")])
        centre.import_file(run, GOOD, "zh-csv")
        self.assertEqual(centre.face.rows(f"/v1/exceptions?day={run['day']}"), [])
        today = centre.face.get("/v1/status")["day"]
        self.assertNotIn("report-missing", [row["kind"] for row in centre.face.rows(f"/v1/exceptions?day={today}")])

    def waiting(self, text):
        """A report that names no run: somebody has to say whose it is."""
        with open(GOOD, encoding="utf-8") as good:
            changed = good.read().replace("CL20230718-03", text)
        with open(os.path.join(self.centre.folder, text + ".csv"), "w", encoding="utf-8") as file:
            file.write(changed)
        return until("it waits", lambda: [row for row in self.centre.face.rows("/v1/grade-reports?state=waiting")
                                          if row["batch"] == text])[0]

    def test_backup_has_what_waits_and_what_is_open(self):
        centre = self.centre
        centre.folder_machine()
        report = self.waiting("LATE-1")
        run = centre.open_run()
        centre.import_file(run, GOOD, "zh-csv")
        backup = centre.back_up()
        self.assertEqual((backup["verified"], backup["reason"], backup["files"]), (True, "", 4))
        kept = os.path.join(backup["files_path"], "reports", report["sha256"])
        with open(kept, "rb") as file:
            self.assertEqual(hashlib.sha256(file.read()).hexdigest(), report["sha256"])

        centre.restore(backup)
        self.addCleanup(centre.it.__exit__)
        self.check_good(self.whole(run))
        centre.face.post(f"/v1/grade-reports/{report['id']}/bind", {"run": run["id"]})
        fruit = centre.run(run)["fruit"]
        whole = [sum(each) for each in zip(*sums_of(GOOD, "出口").values())]
        self.assertEqual([fruit["n"], fruit["mass_mg"]], [2 * whole[0], 2 * whole[1]])
        closed = centre.face.post(f"/v1/grade-runs/{run['id']}/close", {"reason": "test"})
        grades = sums_of(GOOD, "规格")
        self.assertEqual({row["grade_class"]: row["in_mg"] for row in closed["lots"] if row["grade_class"] in grades},
                         {name: 2 * grades[name][1] for name in ("特级", "一级", "二级", "三级")})

    def test_backup_without_a_report_is_none(self):
        """Damaged, then gone: a backup that nothing could be restored from says which report it is."""
        centre = self.centre
        centre.folder_machine()
        report = self.waiting("LATE-2")
        path = os.path.join(self.it.database + ".d/reports", report["sha256"])
        self.assertTrue(centre.back_up()["verified"])
        with open(path, "rb") as file:
            whole = file.read()
        os.unlink(path)                 # the backup has the same bytes under a name of its own
        with open(path, "wb") as file:
            file.write(whole[:-1])
        damaged = centre.back_up()
        os.unlink(path)
        gone = centre.back_up()
        for failed in (damaged, gone):
            self.assertFalse(failed["verified"])
            self.assertIn("LATE-2.csv", failed["reason"])
        centre.face.post(f"/v1/grade-reports/{report['id']}/void", {"reason": "test"})
        self.assertTrue(centre.back_up()["verified"])

    def named(self, day):
        return [(row["lot_no"], row["text"]) for row in self.centre.face.rows(f"/v1/exceptions?day={day}")
                if row["kind"] == "report-gap"]

    def test_numbers_that_were_left_out(self):
        """A machine that counts its batches one by one; the clock of the log is set a day back for them."""
        centre = self.centre
        machine = centre.folder_machine()
        for batch in ("11", "12", "13", "16", "17", "19", "99", "CL-3", "CL-7", "20260801", "20260803"):
            self.waiting(batch)
        today = centre.face.get("/v1/status")["day"]
        self.assertEqual(self.named(today), [])         # the day is not over
        centre.it.stop()
        with sqlite3.connect(centre.it.database) as db:
            db.execute("UPDATE grade_report SET day = '2026-08-01'")
        centre.it.start()
        centre.face.close()
        centre.face = centre.it.face(SUPERVISOR, PIN)
        self.assertEqual(self.named("2026-08-01"), [("14–15", "大线"), ("18", "大线")])
        self.waiting("15")                              # late
        self.assertEqual(self.named("2026-08-01"), [("18", "大线")])
        status = centre.face.get("/v1/status")
        self.assertEqual((status["reports_waiting"], status["reports_unreadable"]), (12, 0))
        said = self.it.ctl("status", check=True).stdout
        self.assertIn("Grading reports of no run: 12", said)
        self.assertNotIn("cannot be read", said)
        self.assertTrue(machine)

    def test_machine_that_counts_itself(self):
        centre = self.centre
        run = centre.open_run(centre.bind("线", protocol="guozhan-line", address="sim:guozhan-line?scenario=silence"))
        self.refused("machine-counts", lambda: centre.import_file(run, GOOD, "zh-csv"), no=run["no"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
