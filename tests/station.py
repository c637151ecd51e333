"""A station for tests: a database in a temporary folder, its daemon, the command line, requests on its socket.

$GUOZHANCTL and $GUOZHAND name the programs. Every wait is bounded.
"""
import http.client
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

SKIP = 77
WAIT_S = 30


def need(*programs):
    """Skips the test when one of these is not there."""
    for program in programs:
        if not (os.path.sep in program and os.access(program, os.X_OK)) and shutil.which(program) is None:
            print(f"{program} is not there")
            sys.exit(SKIP)


class Refused(Exception):
    def __init__(self, status, answer):
        super().__init__(f"{status} {answer}")
        self.status = status
        self.code = answer.get("error", {}).get("code") if isinstance(answer, dict) else None
        self.answer = answer


class Connection(http.client.HTTPConnection):
    """HTTP on the daemon's socket; a long path is reached through the folder's descriptor."""

    def __init__(self, path):
        super().__init__("localhost", timeout=WAIT_S)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        folder = os.open(os.path.dirname(self.path), os.O_PATH | os.O_CLOEXEC)
        try:
            self.sock.connect(f"/proc/self/fd/{folder}/{os.path.basename(self.path)}")
        finally:
            os.close(folder)


class Face:
    """One connection to a station, logged in or not."""

    def __init__(self, database):
        self.connection = Connection(database + ".d/socket")
        self.token = None

    def close(self):
        self.connection.close()

    def send(self, method, path, body=None, command=None):
        headers = {"Guozhan-Client": "tests"}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        if method == "POST":
            headers["Command-Id"] = command or secrets.token_hex(16)
            headers["Content-Type"] = "application/json"
            body = json.dumps(body or {}).encode()
        try:
            response, data = self.exchange(method, path, body, headers)
        except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
            self.connection.close()     # it was idle too long; the Command-Id makes asking again safe
            response, data = self.exchange(method, path, body, headers)
        answer = json.loads(data) if response.getheader("Content-Type", "").startswith("application/json") else data
        if response.status >= 300:
            raise Refused(response.status, answer)
        return answer

    def exchange(self, method, path, body, headers):
        self.connection.request(method, path, body=body, headers=headers)
        response = self.connection.getresponse()
        return response, response.read()

    def get(self, path):
        return self.send("GET", path)

    def rows(self, path):
        return self.get(path)["rows"]

    def post(self, path, body=None, command=None):
        return self.send("POST", path, body, command)

    def log_in(self, user, pin):
        self.token = self.post("/v1/login", {"user": user, "pin": pin})["token"]


class Station:
    def __init__(self, practice=True, folder=None, make=True):
        self.folder = folder or tempfile.mkdtemp(prefix="guozhan-test-")
        self.database = os.path.join(self.folder, "station.db")
        self.daemon = None
        self.environment = dict(os.environ, LANGUAGE="en", LC_ALL="C.UTF-8", GUOZHAN_DB=self.database,
                                HOME=self.folder, XDG_DATA_HOME=self.folder, TZ="Asia/Shanghai")
        if make:
            self.ctl("init", *(["--practice"] if practice else []), check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, preload=(), environment=None):
        """Starts a daemon of ours and waits until it answers."""
        reading, writing = os.pipe()
        more = dict(self.environment, **(environment or {}))
        if preload:
            more["LD_PRELOAD"] = ":".join(preload)
        with open(os.path.join(self.folder, "daemon.log"), "ab") as log:
            self.daemon = subprocess.Popen(
                [os.environ["GUOZHAND"], "--for-session", "--db", self.database, "--ready-fd", str(writing)],
                env=more, pass_fds=[writing], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        os.close(writing)
        with os.fdopen(reading) as line:
            said = line.readline()
        if '"socket"' not in said:
            raise RuntimeError(f"the daemon said {said!r}\n{self.log()}")
        return json.loads(said)

    def log(self):
        with open(os.path.join(self.folder, "daemon.log"), encoding="utf-8", errors="replace") as log:
            return log.read()[-4000:]

    def stop(self, how=signal.SIGTERM):
        if self.daemon is None:
            self.stop_started()
            return 0
        self.daemon.send_signal(how)
        status = self.daemon.wait(WAIT_S)
        self.daemon = None
        return status

    def stop_started(self):
        """Ends a daemon that a face started on this database."""
        try:
            with open(self.database + ".d/lock", encoding="ascii") as lock:
                pid = int(lock.read().split()[0])
            with open(f"/proc/{pid}/cmdline", "rb") as line:
                ours = self.database.encode() in line.read().split(b"\0")
            if ours:
                os.kill(pid, signal.SIGTERM)
            for _ in range(WAIT_S * 20):
                os.kill(pid, 0)
                time.sleep(0.05)
        except (OSError, ValueError, IndexError):
            pass

    def face(self, user=None, pin=None):
        face = Face(self.database)
        if user:
            face.log_in(user, pin)
        return face

    def ctl(self, *arguments, user=None, pin=None, stdin=None, check=False, environment=None):
        """Runs guozhanctl on this database."""
        more = dict(self.environment, **(environment or {}))
        if user:
            more["GUOZHAN_USER"] = user
        if pin:
            more["GUOZHAN_PIN"] = pin
        done = subprocess.run([os.environ["GUOZHANCTL"], *arguments], env=more, input=stdin, text=True,
                              stdin=subprocess.DEVNULL if stdin is None else None, capture_output=True, timeout=120)
        if check and done.returncode != 0:
            raise AssertionError(f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}\n")
        return done

    def json(self, *arguments, **more):
        """Runs guozhanctl --json; the objects that it printed."""
        return [json.loads(line) for line in self.ctl("--json", *arguments, check=True, **more).stdout.splitlines()]
