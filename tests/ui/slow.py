"""A daemon behind a small proxy that can hold back the answers of a path: what is seen while an answer is on its way."""
import os
import socket
import threading


class Slow:
    """Stands at the daemon's socket; the daemon itself is moved aside. Answers to a request whose first line has
    @path in it wait between hold() and release(); others pass."""

    def __init__(self, database, path):
        self.name = database + ".d/socket"
        self.behind = database + ".d/socket-behind"
        self.path = path.encode()
        self.free = threading.Event()
        self.held = threading.Event()
        os.rename(self.name, self.behind)
        self.server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.server.bind(self.name)
        self.server.listen(16)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                face, _ = self.server.accept()
            except OSError:
                return
            daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            daemon.connect(self.behind)
            asked = threading.Event()
            threading.Thread(target=self.forward, args=(face, daemon, asked), daemon=True).start()
            threading.Thread(target=self.answer, args=(daemon, face, asked), daemon=True).start()

    def forward(self, face, daemon, asked):
        while data := self.read(face):
            if self.path in data.split(b"\r\n", 1)[0]:
                asked.set()
            else:
                asked.clear()
            daemon.sendall(data)
        self.shut(daemon)

    def answer(self, daemon, face, asked):
        while data := self.read(daemon):
            if asked.is_set() and not self.free.is_set():
                self.held.set()
                self.free.wait(60)
            try:
                face.sendall(data)
            except OSError:
                break
        self.shut(face)

    @staticmethod
    def read(link):
        try:
            return link.recv(65536)
        except OSError:
            return b""

    @staticmethod
    def shut(link):
        try:
            link.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def hold(self):
        self.held.clear()
        self.free.clear()

    def release(self):
        self.free.set()

    def end(self):
        self.release()
        self.server.close()
        os.rename(self.behind, self.name)
