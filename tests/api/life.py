#!/usr/bin/env python3
"""The daemon's life: lock, ready line, commands that come twice, a kill, the end of a session, bad databases."""
import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import threading
import time
import unittest

import daemon

ID = "0123456789abcdef0123456789abcdef"


def run(*arguments):
    """guozhand with arguments, to its end; status and what it said."""
    ended = subprocess.run([daemon.GUOZHAND, *arguments], capture_output=True, text=True,
                           timeout=daemon.WAIT_S)
    return ended.returncode, ended.stderr


def until(condition):
    deadline = time.monotonic() + daemon.WAIT_S
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("waited in vain")
        time.sleep(0.02)


class Commands(unittest.TestCase):
    def setUp(self):
        self.daemon = daemon.Daemon().__enter__()
        self.addCleanup(self.daemon.__exit__, None, None, None)
        self.daemon.log_in_supervisor()

    def test_same_id_gets_the_first_answer(self):
        first = self.daemon.post("/v1/villages", {"name": "甲村"}, ID)
        again = self.daemon.post("/v1/villages", {"name": "甲村"}, ID.upper())
        self.assertEqual((first.status, again.status), (200, 200))
        self.assertEqual(first.json, again.json)
        self.assertEqual(len(self.daemon.get("/v1/villages").json["rows"]), 1)

    def test_same_id_for_another_body_is_refused(self):
        self.daemon.post("/v1/villages", {"name": "甲村"}, ID)
        other = self.daemon.post("/v1/villages", {"name": "乙村"}, ID)
        self.assertEqual((other.status, other.code), (409, "command-id-reused"))

    def test_same_id_at_once_is_done_once(self):
        answers = []

        def send():
            answers.append(self.daemon.post("/v1/villages", {"name": "甲村"}, ID))

        threads = [threading.Thread(target=send) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual({answer.status for answer in answers}, {200})
        self.assertEqual(len({answer.json["id"] for answer in answers}), 1)

    def test_nobody_may_change(self):
        self.daemon.token = None
        answer = self.daemon.post("/v1/villages", {"name": "甲村"})
        self.assertEqual((answer.status, answer.code), (401, "login-needed"))
        self.assertEqual(answer.headers["WWW-Authenticate"], "Bearer")

    def test_what_was_answered_survives_a_kill(self):
        self.daemon.post("/v1/villages", {"name": "甲村"}, ID)
        self.daemon.kill()
        self.daemon.start()
        self.assertEqual(self.daemon.post("/v1/villages", {"name": "甲村"}, ID).status, 200)
        self.assertEqual(len(self.daemon.get("/v1/villages").json["rows"]), 1)

    def test_a_session_survives_a_kill(self):
        self.daemon.kill()
        self.daemon.start()
        self.daemon.done("/v1/villages", {"name": "甲村"})
        self.daemon.done("/v1/logout")
        self.daemon.kill()
        self.daemon.start()
        self.assertEqual(self.daemon.post("/v1/villages", {"name": "乙村"}).code, "login-needed")

    def test_what_was_answered_is_told_again_without_a_session(self):
        first = self.daemon.post("/v1/villages", {"name": "甲村"}, ID)
        self.daemon.token = None
        self.assertEqual(self.daemon.post("/v1/villages", {"name": "甲村"}, ID).json, first.json)
        self.assertEqual(self.daemon.post("/v1/villages", {"name": "乙村"}, ID).code, "login-needed")

    def test_unclean_end_is_told(self):
        self.assertFalse(self.daemon.get("/v1/status").json["unclean_stop"])
        self.daemon.kill()
        self.daemon.start()
        self.assertTrue(self.daemon.get("/v1/status").json["unclean_stop"])


class Wal(unittest.TestCase):
    def test_nothing_is_left_beside_the_file_after_a_clean_end(self):
        """A copy of the file alone is whole then, whatever was in the log of changes. Every reader of the station has the
        file open: one that closes it after the writer leaves the log behind."""
        with daemon.Daemon(practice=True) as station:
            subprocess.run([daemon.GUOZHANCTL, "--db", station.database, "demo", "--crates", "30"], check=True,
                           stdout=subprocess.DEVNULL)
            self.assertGreater(os.path.getsize(station.database + "-wal"), 0)
            self.assertEqual(station.stop(), 0)
            self.assertFalse(os.path.exists(station.database + "-wal"))
            copy = station.database + ".copy"
            shutil.copy(station.database, copy)
            with sqlite3.connect(copy) as database:
                said = [row[0] for row in database.execute("SELECT count(*) FROM event WHERE type = 'weighing.recorded'")]
            database.close()
            self.assertGreaterEqual(said[0], 30)


class Rebuild(unittest.TestCase):
    """After an update the views are made anew: the daemon is there, says so, and goes on."""

    GROWERS = 1500

    def fill(self, station):
        station.log_in_supervisor()
        station.done("/v1/centre", {"name": "大坪果站"})
        station.done("/v1/import/cooperatives", {"csv": "name,code\n甲社,QS\n", "name": "c.csv"})
        rows = "".join(f"农户{number},甲社\n" for number in range(self.GROWERS))
        station.done("/v1/import/growers", {"csv": "name,cooperative\n" + rows, "name": "g.csv"})
        self.assertEqual(station.stop(), 0)
        with sqlite3.connect(station.database) as database:
            database.execute("UPDATE meta SET value = 'older' WHERE key = 'views_version'")
        database.close()

    def look(self, station):
        """What is told while it rebuilds; until it is open."""
        seen = []

        def is_open():
            status = station.get("/v1/status").json
            if not status["rebuilding"]:
                return True
            seen.append((status, station.get("/v1/users"), station.post("/v1/villages", {"name": "甲村"}),
                         station.get("/v1/live"), station.fetch("/c/x")))
            return False

        until(is_open)
        return seen

    def test_stops_and_answers_meanwhile_and_goes_on(self):
        with daemon.Daemon(options=("--port", "0", "--patience-ms", "0")) as station:
            self.fill(station)
            station.start()
            self.assertEqual(station.stop(), 0)
            station.start()
            seen = self.look(station)
            self.assertGreater(len(seen), 0)
            status, users = seen[0][:2]
            self.assertGreater(status["total"], self.GROWERS)
            self.assertLessEqual(status["done"], status["total"])
            self.assertEqual((users.status, users.code), (503, "rebuilding"))
            self.assertEqual(set(users.json["error"]["params"]), {"done", "total"})
            self.assertEqual(users.headers["Retry-After"], "1")
            for answer in seen[0][2:]:
                self.assertEqual(answer.status, 503)
            last = station.get(f"/v1/parties?kind=grower&q=%E5%86%9C%E6%88%B7{self.GROWERS - 1}").json["rows"]
            self.assertEqual([row["name"] for row in last], [f"农户{self.GROWERS - 1}"])
            station.done("/v1/villages", {"name": "乙村"})


    def test_asked_while_it_runs(self):
        with daemon.Daemon() as station:
            station.log_in_supervisor()
            station.done("/v1/import/cooperatives", {"csv": "name,code\n甲社,QS\n", "name": "c.csv"})
            rows = "".join(f"农户{number},甲社\n" for number in range(self.GROWERS))
            station.done("/v1/import/growers", {"csv": "name,cooperative\n" + rows, "name": "g.csv"})
            connection = daemon.UnixConnection(station.socket)
            connection.request("GET", "/v1/live?topics=events")
            live = connection.getresponse()
            live.readline()
            answer = station.post("/v1/rebuild", {})
            self.assertEqual((answer.status, answer.json), (200, {"rebuilding": True}))
            seen = self.look(station)
            self.assertGreater(len(seen), 0)
            closed = [look for look in seen if look[1].status == 503]
            self.assertGreater(len(closed), 0)
            for answer in closed[0][1:4]:
                self.assertEqual((answer.status, answer.code), (503, "rebuilding"))
            while live.readline():
                pass  # the stream ends; its reader comes again
            connection.close()
            station.done("/v1/villages", {"name": "乙村"})
            last = station.get("/v1/parties?kind=grower&limit=1").json["rows"]
            self.assertEqual(len(last), 1)
            self.assertEqual(station.stop(), 0)

    def test_nobody_but_a_supervisor_asks(self):
        with daemon.Daemon() as station:
            station.log_in_supervisor()
            station.token = None
            self.assertIn(station.post("/v1/rebuild", {}).status, (401, 403))


class Stream(unittest.TestCase):
    def test_state_first_then_news_and_beats(self):
        with daemon.Daemon() as station:
            station.log_in_supervisor()
            connection = daemon.UnixConnection(station.socket)
            connection.request("GET", "/v1/live?topics=events")
            lines = connection.getresponse()
            first = json.loads(lines.readline())
            self.assertEqual((first["topic"], first["type"]), ("events", "user.set"))
            station.done("/v1/villages", {"name": "甲村"})
            seen = []
            while not any(line.get("type") == "village.set" for line in seen):
                seen.append(json.loads(lines.readline()))
            while json.loads(lines.readline()) != {}:
                pass
            self.assertEqual(station.stop(), 0)
            while True:  # it ends cleanly: chunked encoding is closed
                line = lines.readline()
                if line == b"":
                    break
            connection.close()

    def test_other_topics_are_not_sent(self):
        with daemon.Daemon() as station:
            station.log_in_supervisor()
            connection = daemon.UnixConnection(station.socket)
            connection.request("GET", "/v1/live?topics=weight")
            lines = connection.getresponse()
            self.assertEqual([json.loads(lines.readline()) for _ in range(3)], [{}, {}, {}])
            connection.close()

    def test_a_stopped_reader_holds_nobody_up(self):
        with daemon.Daemon() as station:
            station.log_in_supervisor()
            stopped = [daemon.UnixConnection(station.socket) for _ in range(20)]
            for connection in stopped:
                connection.request("GET", "/v1/live")
            until(lambda: station.get("/v1/live").status == 503)
            for number in range(40):
                station.done("/v1/villages", {"name": f"村{number}"})
            for connection in stopped:
                connection.close()


class End(unittest.TestCase):
    def test_clean_under_load(self):
        """Streams, one that is never read, and changes on their way: all is written or refused, nothing hangs."""
        with daemon.Daemon() as station:
            station.log_in_supervisor()
            streams = [daemon.UnixConnection(station.socket) for _ in range(4)]
            for stream in streams:
                stream.request("GET", "/v1/live")
            for stream in streams[:3]:
                stream.getresponse().readline()
            taken = []
            go_on = threading.Event()

            def change(number):
                while not go_on.is_set():
                    try:
                        answer = station.post("/v1/villages", {"name": f"村{number}"})
                    except (OSError, daemon.http.client.HTTPException):
                        return
                    if answer.status == 200:
                        taken.append(answer.json["id"])

            threads = [threading.Thread(target=change, args=[number]) for number in range(4)]
            for thread in threads:
                thread.start()
            until(lambda: len(taken) > 20)
            self.assertEqual(station.stop(), 0)
            go_on.set()
            for thread in threads:
                thread.join(daemon.WAIT_S)
            for stream in streams:
                stream.close()
            station.start()
            there = {row["id"] for row in station.get("/v1/villages").json["rows"]}
            self.assertEqual(set(taken) - there, set())
            self.assertEqual(len(taken), len(set(taken)))


class Life(unittest.TestCase):
    def test_second_daemon_says_who(self):
        with daemon.Daemon() as first:
            status, said = run("--db", first.database, "--port", "0")
            self.assertEqual(status, 3)
            self.assertIn(first.database, said)
            self.assertIn(str(first.process.pid), said)

    def test_folder_and_socket_are_ours_alone(self):
        with daemon.Daemon() as station:
            self.assertEqual(stat.S_IMODE(os.stat(station.database + ".d").st_mode), 0o700)
            self.assertEqual(stat.S_IMODE(os.stat(station.socket).st_mode), 0o600)
            self.assertEqual(station.stop(), 0)
            self.assertFalse(os.path.exists(station.socket))

    def test_socket_left_by_a_kill_is_replaced(self):
        with daemon.Daemon() as station:
            station.kill()
            self.assertTrue(os.path.exists(station.socket))
            station.start()
            self.assertEqual(station.get("/v1/status").status, 200)

    def test_port_taken(self):
        with daemon.Daemon() as first:
            port = first.pages.rsplit(":", 1)[1]
            other = daemon.Daemon(options=("--port", port))
            line = other.start()
            self.assertEqual(other.process.wait(daemon.WAIT_S), 3)
            self.assertEqual(line["error"]["code"], "port-taken")
            self.assertEqual(line["error"]["params"]["port"], int(port))
            with daemon.Daemon(folder=other.folder, options=("--port", port, "--for-session")) as session:
                self.assertRegex(session.pages, r"^http://127\.0\.0\.1:\d+$")
                self.assertNotEqual(session.pages, first.pages)
                moved = session.get("/v1/status").json["pages_moved"]
                self.assertEqual(moved, {"port": int(port), "program": "guozhand", "pid": first.process.pid,
                                         "url": session.pages})
                told = subprocess.run([os.environ["GUOZHANCTL"], "--db", session.database, "status"], capture_output=True,
                                      text=True, timeout=daemon.WAIT_S).stdout
                self.assertIn(f"Port {port} is taken by guozhand (process {first.process.pid}). The public pages are at "
                              f"{session.pages} until", told)
            self.assertIsNone(first.get("/v1/status").json["pages_moved"])

    def test_session_ends_after_the_last_face(self):
        station = daemon.Daemon(options=("--port", "0", "--for-session", "--linger-ms", "1000"))
        with station:
            connection = daemon.UnixConnection(station.socket)
            connection.request("GET", "/v1/live")
            connection.getresponse()
            with self.assertRaises(subprocess.TimeoutExpired):
                station.process.wait(2.5)
            connection.close()
            self.assertEqual(station.process.wait(daemon.WAIT_S), 0)

    def test_long_path(self):
        top = daemon.Daemon()
        folder = os.path.join(top.folder, "很长的名字" * 8)
        os.makedirs(folder)
        station = daemon.Daemon(folder=folder)
        station.start()
        asked = subprocess.run([daemon.GUOZHANCTL, "--db", station.database, "--json", "status"],
                               capture_output=True, timeout=daemon.WAIT_S, check=False)
        self.assertEqual(station.stop(), 0)
        self.assertEqual(asked.returncode, 0, asked.stderr)
        self.assertGreater(len(os.fsencode(station.socket)), 107)


class BadPlaces(unittest.TestCase):
    def setUp(self):
        self.station = daemon.Daemon()
        self.addCleanup(__import__("shutil").rmtree, self.station.folder)

    def refused(self, code):
        line = self.station.start()
        self.assertEqual(self.station.process.wait(daemon.WAIT_S), 3)
        self.assertEqual(line["error"]["code"], code)
        return line["error"]

    def test_no_database(self):
        with open(self.station.database, "w", encoding="utf-8") as file:
            file.write("this is a letter, not a database\n" * 100)
        self.assertEqual(self.refused("database-unreadable")["params"]["database"], self.station.database)
        with open(self.station.database, encoding="utf-8") as file:
            self.assertTrue(file.read().startswith("this is a letter"))
        self.assertEqual(os.listdir(self.station.folder), ["station.db"])

    def test_foreign_database(self):
        with sqlite3.connect(self.station.database) as db:
            db.execute("CREATE TABLE notes(text)")
        db.close()
        self.assertIn("another program", self.refused("database-unreadable")["params"]["reason"])
        self.assertEqual(os.listdir(self.station.folder), ["station.db"])

    def test_database_is_a_folder(self):
        os.mkdir(self.station.database)
        self.refused("database-unreadable")

    def test_key_is_gone(self):
        self.station.start()
        self.station.stop()
        os.unlink(self.station.database + ".d/key")
        self.refused("key-missing")

    def test_newer_version(self):
        self.station.start()
        self.station.stop()
        with sqlite3.connect(self.station.database) as database:
            database.execute("PRAGMA user_version = 9999")
        database.close()
        self.refused("database-newer")

    def test_folder_is_a_file(self):
        with open(self.station.database + ".d", "w", encoding="utf-8"):
            pass
        self.refused("folder-read-only")

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_read_only_folder(self):
        os.chmod(self.station.folder, 0o500)
        self.addCleanup(os.chmod, self.station.folder, 0o700)
        self.refused("folder-read-only")


class Usage(unittest.TestCase):
    def test_wrong_use(self):
        for arguments in (["--nothing"], ["--port", "99999"], ["--port", "x"], ["more"], ["--ready-fd", "77"],
                          ["--service", "--for-session"]):
            with self.subTest(arguments):
                status, said = run("--db", "/nowhere/station.db", *arguments)
                self.assertEqual(status, 2)
                self.assertIn("guozhand", said)

    def test_version(self):
        ended = subprocess.run([daemon.GUOZHAND, "--version"], capture_output=True, text=True, check=True,
                               timeout=daemon.WAIT_S)
        self.assertTrue(re.match(r"guozhand \d+\.\d+", ended.stdout))


daemon.main()
