"""The pages and states that pictures.py shows: what is pressed for each, by keys alone."""
import time

from look import SUPERVISOR

SECTIONS = 15           # of Settings


def locked(w):
    w.wait("Who is working?")
    w.take("locked")
    w.screen.type("123")
    w.take("pin")
    w.press("4", "Return")
    time.sleep(1)
    w.take("pin-wrong")


def logged_in(w):
    w.press("F12")
    w.log_in()


def as_supervisor(w):
    w.press("F12")
    w.log_in(SUPERVISOR)


def as_operator(w):
    w.press("F12")
    w.log_in()


def nothing_at_work(w):
    w.press("alt+2")
    w.take("weigh-nothing")
    w.press("F9")
    w.take("weigh-refused-toast")


def deliver(w):
    w.press("alt+1")
    w.take("deliver-empty")
    w.screen.type("l")
    w.take("deliver-finding")
    w.press("Escape")
    w.screen.type("zzz")
    w.take("deliver-not-found")
    w.press("Escape", "Escape")
    w.find_grower("oysg")
    w.take("deliver-long-name")


def deliver_sheets(w):
    for key, state in (("F4", "crates"), ("F5", "shares"), ("F7", "new-plot"), ("F1", "help")):
        w.press(key)
        w.take("deliver-" + state)
        w.press("Escape")


def held_back(w):
    w.find_grower("lcs")
    w.press("2", pause=1)
    w.take("deliver-sprayed")
    w.press("space")
    w.take("deliver-held-back")
    w.press("Escape")


def start_weighing(w):
    w.start_weighing()


def empty(w):
    w.settle("remove")


def weigh(w):
    empty(w)
    w.take("weigh-empty")
    w.scale.do("motion on", "put 23.45")
    w.take("weigh-moving")
    w.settle("motion off", seconds=2)
    w.take("weigh-stable")
    w.press("space")
    w.take("weigh-recorded")
    w.press("space")
    w.take("weigh-recorded-refused")
    empty(w)


def odd_loads(w):
    w.settle("put 0.65", seconds=2)
    w.take("weigh-below-min")
    empty(w)
    for act in ("overload", "underload"):
        w.settle(act, seconds=1)
        w.take("weigh-" + act)
        empty(w)
    w.settle("put 21.15", "silence on", seconds=3)
    w.take("weigh-stale")
    w.scale.do("silence off")
    empty(w)
    w.settle("silence on", "drop", seconds=4)
    w.take("weigh-dropped")
    w.settle("silence off", seconds=4)
    empty(w)


def crates(w, *weights):
    for kg in weights:
        w.settle("put " + kg)
        w.press("space")
        time.sleep(1)
        empty(w)


def weigh_list(w):
    crates(w, "21.40", "23.35", "22.90")
    w.press("F7")
    w.take("weigh-void-reason")
    w.press("1")
    w.take("weigh-voided")


def typed(w):
    w.press("F11")
    w.screen.type("2x")
    w.press("Return", "Return")
    w.take("weigh-typed-refused")
    w.press("Escape", "F11")
    w.screen.type("20.00")
    w.press("Return")
    w.screen.type("display dark")
    w.take("weigh-typed")
    w.press("Return")
    w.wait("A supervisor's PIN, for this once")
    w.take("weigh-approve")
    w.screen.type(SUPERVISOR[1])
    w.press("Return")
    time.sleep(1)
    w.take("weigh-typed-recorded")


def weigh_sheets(w):
    for key, state in (("F4", "tare"), ("F5", "deduction"), ("F1", "help"), ("F10", "menu")):
        w.press(key)
        w.take("weigh-" + state)
        w.press("Escape")
    w.press("F5")
    w.press("7")
    w.take("weigh-deduction-pad")
    w.press("Escape", "F5")
    w.press("3")
    w.take("weigh-deduction-reason")
    w.press("1")
    w.take("weigh-deducted")


def detail(w):
    w.screen.tab_to(next(n for n in w.screen.names() if n.startswith("1, ")), 60)
    w.take("weigh-row-focused")
    w.press("Return")
    w.take("weigh-detail")
    w.press("Escape")


def pallet_and_truck(w):
    w.press("ctrl+2")
    w.press("F4")
    w.take("weigh-pallet-tare")
    w.press("1")
    w.press("2", "0")
    w.take("weigh-pallet-count")
    w.press("Return")
    w.settle("put 142.00", seconds=3)
    w.take("weigh-pallet")
    empty(w)
    w.press("ctrl+3")
    w.settle("put 120.00", seconds=3)
    w.take("weigh-truck-first")
    w.press("space")
    w.take("weigh-truck-waits")
    empty(w)
    w.settle("put 40.00")
    w.press("space", pause=1)
    empty(w)
    w.press("ctrl+1")


def finish(w):
    w.press("F9")
    w.take("weigh-finish")
    w.press("1")
    w.wait("Print")
    time.sleep(1.5)
    w.take("weigh-slip")
    w.press("Escape")
    w.press("F8")
    w.take("weigh-reprint")
    w.press("Escape")
    w.press("ctrl+e")
    w.take("exceptions")
    w.press("alt+1")
    w.take("deliver-today")


def pack(w):
    w.press("alt+4")
    w.take("pack")
    w.settle("put 5.32")
    w.take("pack-on-scale")
    w.settle("put 4.10")
    w.take("pack-light")
    for key, state in (("F2", "what"), ("F4", "tare"), ("F7", "void"), ("F8", "reprint"), ("F1", "help")):
        w.press(key)
        w.take("pack-" + state)
        w.press("Escape")
    empty(w)


def start_run(w):
    """On the line goes the first lot that waits."""
    w.wait("Which lots go on the line?")
    w.choose("One variety")
    w.choose("Start the run")
    w.wait("Came on the line")           # its title gives way on a small screen


def type_off(w, digit, kg, fruit=""):
    w.press(digit, "F11")
    w.screen.type(kg)
    w.press("Return")
    w.screen.type(fruit)
    w.press("Return", pause=1)


def grade(w):
    """A scheme taken over, a run finished, another one under way."""
    w.press("alt+3", pause=1)
    w.take("grade-queue")
    w.press("space", pause=1)
    w.take("grade-schemes")
    w.press("1", pause=1)
    w.screen.type(SUPERVISOR[1])
    w.press("Return", pause=2)
    w.take("grade-start")
    start_run(w)
    w.take("grade-nothing-off")
    type_off(w, "1", "20", "360")
    type_off(w, "2", "12.5")
    w.press("F9")
    w.take("grade-finish")
    w.screen.type("light rain")
    w.press("Return", pause=1)
    w.take("grade-finished")
    w.press("space", pause=1)
    start_run(w)
    w.settle("put 23.45")
    w.press("1")
    w.take("grade-on-scale")
    w.press("space", pause=1)
    w.take("grade-recorded")
    empty(w)
    for digit, kg in (("2", "60"), ("3", "38.2"), ("4", "20.15"), ("5", "12"), ("6", "4.5"), ("7", "0.8")):
        type_off(w, digit, kg)
    w.press("1")
    w.take("grade-run")
    for key, state in (("F2", "runs"), ("F3", "feed"), ("F7", "void"), ("F9", "finish-outside"), ("F11", "typed"), ("F1", "help")):
        w.press(key)
        w.take("grade-" + state)
        w.press("Escape")
    w.press("F6", pause=1)
    w.press("1", pause=1)
    w.take("grade-regrade")
    w.press("Escape")
    w.choose("Change the tare")
    w.take("grade-tare")
    w.press("Escape")


def yields(w):
    w.press("alt+8")
    time.sleep(1)
    w.take("yields-chart")
    w.press("F4")
    w.take("yields-table")
    w.screen.tab_to(w.say("By day"), 40)
    w.press("Tab", "space")
    w.take("yields-cooperatives")
    w.press("F4")
    w.take("yields-cooperatives-chart")
    w.choose("Cooperative")
    w.take("yields-chooser")
    w.press("Escape", "F1")
    w.take("yields-help")
    w.press("Escape")


def devices(w):
    w.press("alt+0")
    w.take("devices")
    w.press("F4")
    w.take("devices-add-scale")
    w.press("Escape", "F5")
    w.take("devices-add-printer")
    w.press("Escape")


def settings(w):
    w.press("alt+9")
    for i in range(SECTIONS):
        w.take(f"settings-{i + 1}")
        w.press("ctrl+Page_Down")
    w.press("F1")
    w.take("settings-help")
    w.press("Escape")


def settings_form(w):
    """A new record with a field that is refused; then leaving it."""
    for _ in range(SECTIONS):
        w.press("ctrl+Page_Up")
    for _ in range(2):
        w.press("ctrl+Page_Down")
    w.press("F4")
    w.take("settings-new")
    w.press("F9")
    w.take("settings-refused")
    w.screen.type("abc")
    w.press("ctrl+Page_Down")
    w.take("settings-unsaved")
    w.press("Escape")


def lost(w):
    """The daemon ends as after a power cut, and comes back."""
    import signal
    w.press("alt+2")
    w.practice.stop(signal.SIGKILL)
    time.sleep(1)
    w.take("daemon-gone")
    time.sleep(5)
    w.take("daemon-back")


def thin(w):
    w.start_weighing()
    empty(w)
    w.settle("put 23.45")
    w.take("weigh-stable")
    w.press("space")
    w.take("weigh-recorded")
    empty(w)
    w.settle("overload", seconds=1)
    w.take("weigh-overload")
    w.press("F5")
    w.take("weigh-deduction")
    w.press("Escape")
    empty(w)


def thin_pages(w):
    w.find_grower("lcs")
    w.take("deliver")
    for key, name in (("3", "grade"), ("4", "pack"), ("8", "yields"), ("9", "settings"), ("0", "devices")):
        w.press("alt+" + key)
        time.sleep(0.7)
        w.take(name)
    w.press("alt+8", "F4")
    w.take("yields-table")
    w.press("F1")
    w.take("help")


def first_run(w):
    w.screen.until("language", lambda: w.screen.all("Question"), 30)
    w.take("language")
    w.press("1" if w.language == "zh_CN" else "2")
    time.sleep(1)
    w.take("practice")
    w.press("1")
    time.sleep(2)
    w.take("centre")
    for text in ("福田果品分拣中心", "重庆市巫山县双龙镇"):
        w.screen.type(text)
        w.press("Return")
    time.sleep(1)
    w.take("supervisor")
    for text in ("Chen", "9999", "9999"):
        w.screen.type(text)
        w.press("Return")
    time.sleep(1)
    w.take("products")
    for state in ("scale", "crate", "grower", "later"):
        w.choose("Later")
        time.sleep(2)
        w.take(state)


WHOLE = [locked, nothing_at_work, logged_in, nothing_at_work, deliver, deliver_sheets, held_back, start_weighing, weigh,
         odd_loads, weigh_list, typed, weigh_sheets, detail, pallet_and_truck, finish, pack, grade, yields, devices,
         as_supervisor, settings, settings_form, as_operator, lost]
THIN = [logged_in, thin_pages, thin]
