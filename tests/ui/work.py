"""What the tests of the screen share: a station that is ready to work, and the acts of an operator."""
import json
import os
import subprocess
import time

import station

SUPERVISOR = ("Chen", "9999")
OPERATOR = ("Wang", "1111")


def prepare(practice, scale=True):
    """Centre, people, one grower with a plot, one crate, with @scale a simulated scale. Answers a face of the supervisor."""
    practice.start()
    face = station.Face(practice.database)
    face.post("/v1/users", {"name": SUPERVISOR[0], "role": "supervisor", "pin": SUPERVISOR[1]})
    face.log_in(*SUPERVISOR)
    face.post("/v1/users", {"name": OPERATOR[0], "role": "operator", "pin": OPERATOR[1]})
    face.post("/v1/centre", {"name": "Shuanglong", "place": "Chongqing Wushan"})
    product = face.post("/v1/products", {"name": "脆李", "name_en": "Crisp plum", "kind": "plum"})
    cooperative = face.post("/v1/parties", {"kind": "cooperative", "name": "Qingshiba", "code": "QS"})
    grower = face.post("/v1/parties", {"kind": "grower", "name": "李长顺", "cooperative": cooperative["id"]})
    face.post("/v1/plots", {"grower": grower["id"], "name": "3号地", "area_mu": "4.2", "product": product["id"]})
    face.post("/v1/crate-types", {"name": "Blue", "tare_mg": 1850000})
    if not scale:
        return face
    face.post("/v1/devices", {"name": "Scale 1", "kind": "scale", "address": "sim:yaohua-tf0",
                              "protocol": "yaohua-tf0", "max_mg": 150000000})
    return face


def log_in(screen, name=OPERATOR[0], pin=OPERATOR[1]):
    screen.find("Who is working?")
    screen.tab_to(name)
    screen.key("space")
    screen.type(pin)
    screen.key("Return")
    screen.find(f"Who: {name}")


def scale_form(screen, scale):
    """Adding a scale on the net: its address is typed, and it is listened to."""
    screen.key("alt+0")
    screen.find("Add scale", "push button")
    screen.key("F4")
    screen.find("Add a scale")
    screen.tab_to("Network")
    screen.key("space")
    screen.tab_to("Address: 192.168.1.50:4001, or /dev/ttyUSB0")
    screen.type(f"127.0.0.1:{scale.port}")


def log_in_again(screen, name=OPERATOR[0], pin=OPERATOR[1]):
    screen.key("F12")
    log_in(screen, name, pin)


def deliver(screen, initials="lcs"):
    screen.key("alt+1")
    screen.find("Who delivers?", "push button")
    screen.type(initials)
    screen.find("3号地  4.2 mu")
    screen.key("F6")
    screen.find("✓ Received")
    screen.key("space")
    screen.find("Record", "push button")


def wait_stable(screen):
    screen.until("stable", lambda: "Stable" in screen.weight(), 40)


def record(screen, no):
    """The crate that stands on the scale now; recorded when the head names the next one."""
    wait_stable(screen)
    screen.key("space")
    screen.until(f"crate {no} recorded", lambda: screen.read("Next record").split()[-1] == str(no + 1))


def recorded(practice):
    """Rows of all weighings, newest first; asked anew, since the daemon closes a connection that was idle."""
    face = station.Face(practice.database)
    try:
        return face.rows("/v1/weighings")
    finally:
        face.close()


def sounds(screen):
    """What was asked for, in order."""
    log = (screen.folder / "guozhan.log").read_text(errors="replace")
    return [line.split("sound ")[1].split(",")[0] for line in log.splitlines() if "sound " in line]


class Scale:
    """A simulated scale on TCP that does what it is told: put 23.45, remove, silence on, drop ..."""

    def __init__(self, protocol="yaohua-tf0"):
        self.process = subprocess.Popen([os.environ["GUOZHANCTL"], "--json", "sim", protocol, "--listen", "127.0.0.1:0",
                                         "--scenario", "manual"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = json.loads(self.process.stdout.readline())["port"]

    def do(self, *lines):
        for line in lines:
            self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def put(self, screen, kg):
        """Puts a load on and waits until the screen says that it stands still."""
        self.do("put " + kg)
        screen.until_weight(f"{kg} kg", "Stable")

    def clear(self, screen):
        self.do("remove")
        screen.until_weight("Empty")
        time.sleep(1)       # armed only when it has stood empty for a moment

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.process.stdin.close()
        self.process.stdout.close()


def listed(screen, name, *words):
    """Whether the list of the page has it, with @words beside its name. On a small screen the strip shows what is well as one chip."""
    return [row for row in screen.all(name, "list item")
            if set(words) <= {screen.text(node) for node in screen.walk(row)}]


class Instrument:
    """A simulated instrument on TCP that measures what it is told."""

    def __init__(self, protocol):
        self.process = subprocess.Popen([os.environ["GUOZHANCTL"], "--json", "sim", protocol, "--listen", "127.0.0.1:0"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address = json.loads(self.process.stdout.readline())["address"]

    def measure(self, typed):
        self.process.stdin.write(typed + "\n")
        self.process.stdin.flush()

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.process.stdin.close()
        self.process.stdout.close()
