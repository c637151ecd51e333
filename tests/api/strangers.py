#!/usr/bin/env python3
"""Who may not: another user on the socket, or in the files. And sockets that systemd hands over."""
import os
import socket
import stat
import subprocess
import sys
import tempfile
import unittest

import daemon

NOBODY = 65534
# Asks on a unix socket and prints how many bytes come back; run as another user.
ASK = """
import os, socket, sys
os.setgroups([])
os.setgid(int(sys.argv[2]))
os.setuid(int(sys.argv[2]))
link = socket.socket(socket.AF_UNIX)
link.connect(sys.argv[1])
try:
    link.sendall(b"GET /v1/status HTTP/1.1\\r\\nHost: station\\r\\nConnection: close\\r\\n\\r\\n")
    print(len(link.recv(65536)))
except ConnectionError:
    print(0)
"""
# Puts two listening sockets where systemd puts them (sd_listen_fds(3)) and becomes the daemon.
HAND_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.environ["LISTEN_FDS"] = "2"
os.environ["LISTEN_PID"] = str(os.getpid())
os.execv(sys.argv[3], sys.argv[3:])
"""


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def ask_as(uid, path):
    asked = subprocess.run([sys.executable, "-c", ASK, path, str(uid)], capture_output=True, text=True,
                           timeout=daemon.WAIT_S)
    if asked.returncode != 0:
        return asked.stderr.splitlines()[-1]
    return int(asked.stdout)


class Strangers(unittest.TestCase):
    @unittest.skipIf(os.geteuid() != 0, "only root can be somebody else")
    def test_another_user_is_refused(self):
        with daemon.Daemon() as station:
            self.assertGreater(ask_as(0, station.socket), 0)
            self.assertIn("PermissionError", ask_as(NOBODY, station.socket))
            # Were the folder and the socket open to all, the daemon itself would still look who it is.
            for path, bits in ((station.folder, 0o755), (station.database + ".d", 0o711), (station.socket, 0o666)):
                os.chmod(path, bits)
            self.assertEqual(ask_as(NOBODY, station.socket), 0)
            self.assertEqual(station.get("/v1/status").status, 200)

    def test_every_file_is_ours_alone(self):
        before = os.umask(0)
        self.addCleanup(os.umask, before)
        folder = tempfile.mkdtemp(prefix="guozhan-test-")
        os.chmod(folder, 0o755)
        with daemon.Daemon(folder=folder) as station:
            station.log_in_supervisor()
            subprocess.run([daemon.GUOZHANCTL, "--db", station.database, "backup"], check=True,
                           timeout=daemon.WAIT_S, stdout=subprocess.DEVNULL,
                           env={**os.environ, "GUOZHAN_USER": "周站长", "GUOZHAN_PIN": "9999"})
            seen = 0
            for place, _, names in os.walk(folder):
                for name in names:
                    path = os.path.join(place, name)
                    self.assertEqual(mode(path) & 0o077, 0, f"{path} has mode {mode(path):o}")
                    seen += 1
            self.assertEqual(mode(station.database + ".d"), 0o700)
            self.assertEqual(mode(station.database), 0o600)
            self.assertEqual(mode(station.database + ".d/key"), 0o600)
            self.assertGreater(seen, 5)


class Handed(unittest.TestCase):
    """The service's sockets belong to systemd: the daemon answers on them and leaves them there."""

    def test_sockets_of_systemd(self):
        with tempfile.TemporaryDirectory(prefix="guozhan-test-") as folder:
            path = os.path.join(folder, "handed")
            with socket.socket(socket.AF_UNIX) as unix, socket.create_server(("127.0.0.1", 0)) as tcp:
                unix.bind(path)
                unix.listen()
                station = daemon.Daemon(folder=folder)
                process = subprocess.Popen(
                    [sys.executable, "-c", HAND_OVER, str(unix.fileno()), str(tcp.fileno()), daemon.GUOZHAND, "--db",
                     station.database], pass_fds=[unix.fileno(), tcp.fileno()])
                station.process = process
                station.pages = f"http://127.0.0.1:{tcp.getsockname()[1]}"
                station.socket = path
                try:
                    self.assertEqual(station.get("/v1/status").status, 200)
                    self.assertEqual(station.fetch("/.well-known/gs1resolver").status, 200)
                    self.assertEqual(station.fetch("/v1/status").status, 404)
                    self.assertFalse(os.path.exists(station.database + ".d/socket"))
                    self.assertEqual(station.stop(), 0)
                    self.assertTrue(os.path.exists(path))
                finally:
                    process.kill()
                    process.wait()


daemon.main()
