"""A desktop of its own for one test: X server, window manager, session bus; and the hands and eyes of a user.

Names are accessible names, or for a label whose text changes its accessible description: what cannot be found by
them cannot be used by everybody, and fails here.
A test is a function that gets a Desktop: call run(function) at the end of its file.
"""
import faulthandler
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import station  # noqa: E402

INSIDE = "GUO_TEST_DESKTOP"
NEEDED = ("Xvfb", "openbox", "dbus-run-session", "xdotool")
SKIP = 77
CRASHED = 128 + signal.SIGSEGV      # as dbus-run-session tells of it
PATIENCE = 40       # seconds: these tests run beside others on a small machine, built with sanitizers


class Missing(AssertionError):
    pass


class Program:
    """One guozhan, its window closed as a user closes it."""

    def __init__(self, desktop, database, **extra):
        # without GL: Mesa's driver leaves a little memory behind when it is unloaded
        env = dict(os.environ, GDK_BACKEND="x11", GDK_DEBUG="gl-disable", GSK_RENDERER="cairo", GTK_A11Y="atspi", NO_AT_BRIDGE="0",
                   GTK_IM_MODULE="gtk-im-context-simple", GSETTINGS_BACKEND="memory",
                   G_DEBUG=os.environ.get("GUO_PROGRAM_DEBUG", ""))
        env.update(extra)
        self.log = open(desktop.folder / "guozhan.log", "ab")
        self.process = subprocess.Popen([os.environ["GUOZHAN"], "--db", str(database)], env=env, stdout=self.log,
                                        stderr=self.log)

    def kill(self):
        self.process.kill()
        self.process.wait(10)

    def close(self, desktop):
        """Leaks are looked for when the program ends by itself, and when it is at rest: GTK draws icons in threads of its
        own, and what such a thread has in hand when the program ends looks lost."""
        time.sleep(1)
        desktop.key("ctrl+q")
        code = self.process.wait(30)
        assert code == 0, f"guozhan ended with {code}"


class Desktop:
    def __init__(self, folder):
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        self.atspi = Atspi
        self.folder = folder
        self.programs = []
        self.known = {}
        self.pressed = []
        Atspi.set_timeout(3000, 10000)

    # Starting

    def start(self, database, **extra):
        self.set_text_size(database)
        program = Program(self, database, **extra)
        self.programs.append(program)
        return program

    def set_text_size(self, database):
        """$GUO_TEST_TEXT percent, as if the screen had been set so the last time; what a test has set itself stays."""
        state = self.folder / "config" / "guozhan" / "screen.ini"
        percent = os.environ.get("GUO_TEST_TEXT")
        if percent is None or state.exists():
            return
        state.parent.mkdir(parents=True, exist_ok=True)
        state.write_text(f"[database {hashlib.sha256(str(database).encode()).hexdigest()[:16]}]\ntext-percent={percent}\n")

    def end(self):
        for program in self.programs:
            if program.process.poll() is None:
                program.kill()

    # Seeing

    def walk(self, node=None):
        node = node or self.atspi.get_desktop(0)
        node.clear_cache()      # GTK 4.8 tells of few changes: a cached tree is an old one
        yield node
        if node.get_role_name() not in ("desktop frame", "application") and not node.get_state_set().contains(
                self.atspi.StateType.VISIBLE):
            return                  # a page behind another one
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child:
                yield from self.walk(child)

    def same(self, node, name):
        """Whether what was found earlier is still there: asking one node is a hundred times cheaper than a walk."""
        try:
            node.clear_cache()
            return name in (node.get_name(), node.get_description()) and self.shown(node)
        except Exception:       # its program ended
            return False

    def said(self):
        """What the screen said last, though its toast may be gone by now; the first time it must be seen while it shows."""
        end = time.monotonic() + PATIENCE
        while "toast" not in self.known or self.known["toast"][0] is not self.programs[-1]:
            for node in self.walk():
                if node.get_description() == "What happened":
                    self.known["toast"] = (self.programs[-1], node)
            if time.monotonic() > end:
                raise Missing("nothing was ever said")
        node = self.known["toast"][1]
        node.clear_cache()
        return self.text(node)

    def shown(self, node):
        if not node.get_state_set().contains(self.atspi.StateType.VISIBLE):
            return False
        component = node.get_component_iface()      # a page behind another one has no size
        return not component or component.get_extents(self.atspi.CoordType.WINDOW).width > 0

    def all(self, name, role=None):
        found = []
        for node in self.walk():
            if name in (node.get_name(), node.get_description()) and (role is None or node.get_role_name() == role) and self.shown(node):
                found.append(node)
        return sorted(found, key=lambda n: n.get_role_name() == "label")

    def find(self, name, role=None, seconds=PATIENCE):
        end = time.monotonic() + seconds
        if (name, role) in self.known and self.same(self.known[name, role], name):
            return self.known[name, role]
        while True:
            try:
                found = self.all(name, role)
            except Exception:       # a widget went away under us
                found = []
            if found:
                self.known[name, role] = found[0]
                return found[0]
            if self.programs and self.programs[-1].process.poll() is not None:
                raise Missing(f"guozhan ended with {self.programs[-1].process.returncode} before “{name}” showed")
            if time.monotonic() > end:
                raise Missing(f"“{name}” did not show within {seconds} s; there are: {self.names()}")
            time.sleep(0.05)

    def names(self):
        return sorted({n.get_name() for n in self.walk() if n.get_name() and self.shown(n)})

    def text(self, node):
        text = node.get_text_iface()
        if text:
            return self.atspi.Text.get_text(text, 0, self.atspi.Text.get_character_count(text))
        return node.get_name()

    def read(self, name, role=None):
        return self.text(self.find(name, role))

    def weight(self):
        """What a screen reader says of the weight: value, unit, state."""
        return self.find("Weight", "level bar").get_description()

    def until_weight(self, *words, seconds=40):
        """Until the weight is told with each of @words."""
        end = time.monotonic() + seconds
        told = ""
        while time.monotonic() < end:
            told = self.weight()
            if all(word in told for word in words):
                return
            time.sleep(0.03)
        raise Missing(f"the weight is not {words} within {seconds} s but “{told}”")

    def until(self, what, condition, seconds=PATIENCE):
        """Polls @condition until it answers something true; what it answered."""
        end = time.monotonic() + seconds
        last = None
        while time.monotonic() < end:
            try:
                last = condition()
                if last:
                    return last
            except Missing:
                raise
            except Exception as error:
                last = error
            time.sleep(0.03)
        raise Missing(f"{what}: not within {seconds} s, last {last!r}")

    def until_text(self, name, wanted, seconds=PATIENCE):
        return self.until(f"{name} = {wanted}", lambda: wanted in self.read(name), seconds)

    def focused(self):
        for node in self.walk():
            if node.get_state_set().contains(self.atspi.StateType.FOCUSED):
                return node.get_name()
        return ""

    def tab_to(self, name, most=60, part=False):
        """The keyboard alone: Tab until the widget @name has the focus; @part: whose name has it in it."""
        for _ in range(most):
            if self.focused() == name or (part and name in self.focused()):
                return
            self.key("Tab")
            time.sleep(0.05)
        raise Missing(f"Tab does not reach “{name}”, only “{self.focused()}”")

    def picture(self, name):
        """Kept beside the log when $GUO_TEST_PICTURES names a folder."""
        folder = os.environ.get("GUO_TEST_PICTURES")
        if folder and shutil.which("import"):
            subprocess.run(["import", "-window", "root", f"{folder}/{name}.png"], check=False)

    # Doing

    def key(self, *keys):
        self.pressed += keys
        subprocess.run(["xdotool", "key", "--delay", "20", *keys], check=True)

    def type(self, text):
        self.pressed += text
        subprocess.run(["xdotool", "type", "--delay", "100", text], check=True)


def session():
    """Starts an X server, then this file once more in a session bus of its own; its exit status."""
    # else the socket of the accessibility bus is one of the user's cache, which the test before takes away when it ends
    runtime = tempfile.mkdtemp(prefix="guozhan-ui-run-")
    reading, writing = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", os.environ.get("GUO_TEST_SIZE", "1366x768") + "x24", "-noreset",
                               "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            display = pipe.readline().strip()
        env = {k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS",
                                                                "AT_SPI_BUS_ADDRESS", "GTK_A11Y", "GTK_THEME")}
        env.update({"DISPLAY": f":{display}", INSIDE: "1", "XDG_RUNTIME_DIR": runtime})
        env.setdefault("LC_ALL", "C.UTF-8")
        return subprocess.run(["dbus-run-session", "--", "/usr/bin/python3", *sys.argv], env=env, check=False,
                              stderr=subprocess.DEVNULL if "V" not in os.environ else None).returncode
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(runtime, ignore_errors=True)


def outside():
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if subprocess.run(["/usr/bin/python3", "-c", "import gi; gi.require_version('Atspi', '2.0')"],
                      stderr=subprocess.DEVNULL, check=False).returncode:
        missing.append("gir1.2-atspi-2.0")
    if missing:
        print("skipped, missing:", *missing)
        return SKIP
    for _ in range(3):
        code = session()
        if code != CRASHED:
            break
        # this driver, by libatspi 2.46 in it; what is tested runs in processes of its own, whose ends are looked at
        print("the driver crashed (see above): once more", flush=True)
    return code


def accessibility_bus():
    """Its address, once it and its registry answer: libatspi takes a bus that is only just starting for none."""
    from gi.repository import Gio, GLib
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                Gio.DBusCallFlags.NONE, 60000).unpack()[0]
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
    bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "StartServiceByName",
                  GLib.Variant("(su)", ("org.a11y.atspi.Registry", 0)), None, Gio.DBusCallFlags.NONE, 60000)
    bus.close_sync()
    return address


def any_port(folder):
    """A daemon whose pages take any free port: one that finds its own taken, by the test beside this one, says so on the screen."""
    daemon = folder / "guozhand"
    daemon.write_text(f'#!/bin/sh\nexec "{os.environ["GUOZHAND"]}" --port 0 "$@"\n')
    daemon.chmod(0o755)
    return str(daemon)


def inside(function, make):
    # fatal warnings are for the program, not for this driver's GLib
    os.environ["GUO_PROGRAM_DEBUG"] = os.environ.pop("G_DEBUG", "")
    warnings.simplefilter("ignore")
    faulthandler.enable(sys.stdout)
    os.environ["AT_SPI_BUS_ADDRESS"] = accessibility_bus()
    manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    folder = Path(tempfile.mkdtemp(prefix="guozhan-ui-"))
    os.environ.update(XDG_CONFIG_HOME=str(folder / "config"), XDG_DATA_HOME=str(folder / "data"),
                      XDG_CACHE_HOME=str(folder / "cache"))
    os.environ["GUOZHAND"] = any_port(folder)
    desktop = Desktop(folder)
    try:
        with station.Station(folder=str(folder), make=make) as practice:
            try:
                function(desktop, practice)
            except Exception:
                desktop.picture("failed")
                print((folder / "guozhan.log").read_text(errors="replace")[-6000:])
                raise
            finally:
                desktop.end()
        print("ok")
        return 0
    except Exception:
        import traceback
        traceback.print_exc(file=sys.stdout)
        return 1
    finally:
        desktop.end()
        manager.terminate()
        shutil.rmtree(folder, ignore_errors=True)


def run(function, make=True):
    """@make: whether the database is there before the program is started."""
    sys.exit(inside(function, make) if INSIDE in os.environ else outside())
