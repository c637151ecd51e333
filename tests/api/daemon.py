"""A real guozhand on a temporary database, and ways to talk to it. Used by the tests beside it.

GUOZHAND and GUOZHANCTL name the programs; meson sets them.
"""
import http.client
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import unittest

GUOZHAND = os.environ["GUOZHAND"]
GUOZHANCTL = os.environ["GUOZHANCTL"]
WAIT_S = 60  # sanitizers on a busy machine are slow; a test that waits so long has failed


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("station", timeout=WAIT_S)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(WAIT_S)
        self.sock.connect(self.path)


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        endless = response.status == 200 and response.headers["Content-Type"] == "application/x-ndjson"
        self.bytes = response.readline() if endless else response.read()

    @property
    def json(self):
        return json.loads(self.bytes)

    @property
    def code(self):
        return self.json["error"]["code"]


class Daemon:
    """Started on enter, stopped by SIGTERM on exit; the exit status is checked then."""

    def __init__(self, practice=False, folder=None, options=("--port", "0")):
        self.folder = folder or tempfile.mkdtemp(prefix="guozhan-test-")
        self.database = os.path.join(self.folder, "station.db")
        self.socket = self.database + ".d/socket"
        self.options = list(options)
        self.token = None
        self.process = None
        self.pages = None
        if practice:
            subprocess.run([GUOZHANCTL, "--db", self.database, "init", "--practice"], check=True,
                           timeout=WAIT_S, stdout=subprocess.DEVNULL)

    def start(self):
        ready, theirs = os.pipe()
        self.process = subprocess.Popen(
            [GUOZHAND, "--db", self.database, "--ready-fd", str(theirs), *self.options],
            pass_fds=[theirs])
        os.close(theirs)
        with os.fdopen(ready) as lines:
            line = json.loads(lines.readline())
        self.pages = line.get("pages")
        return line

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(WAIT_S)

    def kill(self):
        self.process.kill()
        self.process.wait(WAIT_S)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, kind, value, trace):
        if self.process.poll() is None:
            status = self.stop()
            assert status == 0 or kind is not None, f"the daemon ended with {status}"
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, method, path, body=None, command_id=None, headers=None):
        connection = UnixConnection(self.socket)
        sent = dict(headers or {})
        if self.token:
            sent["Authorization"] = "Bearer " + self.token
        if method == "POST":
            sent["Command-Id"] = command_id or secrets.token_hex(16)
            body = "{}" if body is None else body
        if isinstance(body, dict):
            body = json.dumps(body)
        try:
            connection.request(method, path, body, sent)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, body=None, command_id=None):
        return self.ask("POST", path, body, command_id)

    def done(self, path, body=None):
        """A change that must be taken; its answer."""
        answer = self.post(path, body)
        assert answer.status == 200, f"{path}: {answer.bytes.decode()}"
        return answer.json

    def fetch(self, path, method="GET"):
        """From the public TCP port."""
        host = self.pages.removeprefix("http://")
        connection = http.client.HTTPConnection(host, timeout=WAIT_S)
        try:
            connection.request(method, path)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def raw(self, data, tcp=False, end=False):
        """Bytes as they are; everything that comes until the daemon closes or the answer is whole.
        With end nothing more can follow: the daemon sees it at once."""
        if tcp:
            port = int(self.pages.rsplit(":", 1)[1])
            link = socket.create_connection(("127.0.0.1", port), timeout=WAIT_S)
        else:
            link = socket.socket(socket.AF_UNIX)
            link.settimeout(WAIT_S)
            link.connect(self.socket)
        with link:
            try:
                link.sendall(data)
                if end:
                    link.shutdown(socket.SHUT_WR)
                response = http.client.HTTPResponse(link, method=data.split()[0].decode())
                response.begin()
                return Answer(response)
            except (http.client.BadStatusLine, ConnectionError):
                return None

    def log_in_supervisor(self):
        """The first act in an empty database; logs in."""
        self.done("/v1/users", {"name": "周站长", "role": "supervisor", "pin": "9999"})
        self.token = self.done("/v1/login", {"user": "周站长", "pin": "9999"})["token"]


def main():
    unittest.main(verbosity=2)
