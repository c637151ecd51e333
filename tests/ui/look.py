"""A screen in one language, size of text and set of colours: keys in, names in English that are looked for in the language
of the screen. What tests of the looks and pictures.py share."""
import gettext
import hashlib
import os
import subprocess
import time

import desktop

OPERATOR = ("王芳", "1111")         # of `guozhanctl demo`
SUPERVISOR = ("陈立新", "9999")
LONG = {"cooperative": "双龙镇青石坝高山果业合作社", "grower": "欧阳上官司马诸葛东方慕容"}


def remember(screen, practice, **values):
    """As if the screen had been set so the last time."""
    state = screen.folder / "config" / "guozhan" / "screen.ini"
    state.parent.mkdir(parents=True, exist_ok=True)
    group = hashlib.sha256(practice.database.encode()).hexdigest()[:16]
    lines = [f"{key.replace('_', '-')}={value}" for key, value in values.items()]
    state.write_text("\n".join([f"[database {group}]", *lines, ""]))


def prepare(face, port):
    """After `guozhanctl demo`: a scale that is none of ours, so that nothing is marked as simulated; names as long as they
    get; a plot that was sprayed today."""
    for device in face.rows("/v1/devices"):
        face.post(f"/v1/devices/{device['id']}/release")
    face.post("/v1/devices", {"name": "1号秤", "kind": "scale", "address": f"tcp:127.0.0.1:{port}", "protocol": "mt-cont",
                              "max_mg": 150000000, "min_mg": 1000000, "e_mg": 50000})
    cooperative = face.post("/v1/parties", {"kind": "cooperative", "name": LONG["cooperative"], "code": "GS"})
    product = face.rows("/v1/products")[0]
    grower = face.post("/v1/parties", {"kind": "grower", "name": LONG["grower"], "cooperative": cooperative["id"]})
    face.post("/v1/plots", {"grower": grower["id"], "name": "大水井对面坡上第十二号地", "area_mu": "12.5",
                            "product": product["id"], "variety": product["varieties"][0]["id"]})
    plot = next(row for row in face.rows("/v1/plots") if row["grower_name"] == "李长顺")
    face.post("/v1/inputs", {"plot": plot["id"], "name": "吡虫啉", "applied_on": face.get("/v1/status")["day"], "phi_days": 7})


def chinese_locale(folder):
    """Made for this program alone: a machine that speaks English has none."""
    made = folder / "locales" / "zh_CN.UTF-8"
    if not made.exists():
        made.parent.mkdir()
        subprocess.run(["localedef", "-i", "zh_CN", "-f", "UTF-8", str(made)], check=True)
    return {"LC_ALL": "zh_CN.UTF-8", "LOCPATH": str(made.parent)}


class Look:
    def __init__(self, screen, practice, scale, language="zh_CN"):
        self.screen, self.practice, self.scale, self.language = screen, practice, scale, language
        self.words = gettext.translation("guozhan", os.environ["GUOZHAN_LOCALE_DIR"], [language], fallback=True)

    def start(self, **values):
        remember(self.screen, self.practice, language=self.language, **values)
        extra = chinese_locale(self.screen.folder) if self.language == "zh_CN" else {"LC_ALL": "C.UTF-8"}
        self.program = self.screen.start(self.practice.database, TZ="Asia/Shanghai", **extra)

    def say(self, name):
        return self.words.gettext(name)

    def wait(self, *names, seconds=desktop.PATIENCE):
        """Until one of @names is there."""
        wanted = [self.say(name) for name in names]
        self.screen.until(wanted, lambda: any(self.screen.all(name) for name in wanted), seconds)

    def press(self, *keys, pause=0.3):
        self.screen.key(*keys)
        time.sleep(pause)

    def choose(self, name):
        """By keyboard, as if touched."""
        self.screen.tab_to(self.say(name), 40)
        self.press("space")

    def log_in(self, user=OPERATOR):
        self.wait("Who is working?")
        if user != OPERATOR:        # who is chosen when the question comes
            self.choose(user[0])
        self.screen.type(user[1])
        self.press("Return")
        self.screen.until("logged in", lambda: not self.screen.all(self.say("Who is working?")))

    def find_grower(self, initials):
        self.press("alt+1", pause=0.5)
        self.press("F3", pause=0.5)
        self.screen.type(initials)
        time.sleep(1)

    def start_weighing(self, initials="oysg"):
        """For the one with the long name."""
        self.find_grower(initials)
        self.press("F6")
        self.press("space")
        self.wait("Record")

    def settle(self, *acts, seconds=2.5):
        """What the scale is told, and the time it takes to come to rest."""
        self.scale.do(*acts)
        time.sleep(seconds)


class Picture:
    """What the screen shows now, as pixels."""

    def __init__(self):
        data = subprocess.run(["import", "-window", "root", "-depth", "8", "ppm:-"], check=True, stdout=subprocess.PIPE).stdout
        head, size, depth, self.pixels = data.split(b"\n", 3)
        assert (head, depth) == (b"P6", b"255"), data[:20]
        self.width, self.height = (int(n) for n in size.split())

    def at(self, x, y):
        start = (y * self.width + x) * 3
        return tuple(self.pixels[start:start + 3])

    def clip(self, box, margin=0):
        """(left, top, right, bottom) within the picture."""
        return (max(0, box[0] - margin), max(0, box[1] - margin), min(self.width, box[2] + margin),
                min(self.height, box[3] + margin))

    def differing(self, other, box):
        """Pixels of @box that are not the same in @other."""
        left, top, right, bottom = self.clip(box)
        return sum(self.at(x, y) != other.at(x, y) for y in range(top, bottom) for x in range(left, right))

    def inked_rows(self, box, ink):
        """Rows of @box in which a pixel has exactly the colour @ink."""
        left, top, right, bottom = self.clip(box)
        return [y for y in range(top, bottom) if any(self.at(x, y) == ink for x in range(left, right))]
