"""What the tests of the Settings page share: its sections by key, its forms field by field, the station's own rows."""
import work

SECTIONS = ["Centre", "Villages", "Cooperatives", "Growers", "Plots", "Sprays", "Products", "Grade schemes", "Brands",
            "Pack plans", "Labels", "Crates and tares", "Users", "Cooperative links", "Screen", "Import lists", "Backup",
            "Weighing program"]


class Settings:
    def __init__(self, screen, practice):
        self.screen, self.practice, self.at = screen, practice, 0

    def section(self, word):
        """Sections by key; Tab then enters the panel."""
        at = SECTIONS.index(word)
        for _ in range(abs(at - self.at)):
            self.screen.key("ctrl+Next" if at > self.at else "ctrl+Prior")
        self.at = at
        self.screen.until(f"section {word}", lambda: self.screen.focused() == word)
        self.screen.key("Tab")
        self.screen.until(f"inside {word}", self.is_inside)

    def is_inside(self):
        """Whether the focus has left the list of sections for the panel."""
        return any(node.get_state_set().contains(self.screen.atspi.StateType.FOCUSED)
                   and node.get_role_name() != "list item" for node in self.screen.walk())

    def is_open(self, word):
        return any(node.get_state_set().contains(self.screen.atspi.StateType.SELECTED)
                   for node in self.screen.all(word, "list item"))

    def new(self, first="Name"):
        self.screen.key("F4")
        self.screen.until(f"the field “{first}”", lambda: self.screen.focused() == first)

    def type(self, *texts):
        """Field after field: Return goes on to the next."""
        for i, text in enumerate(texts):
            if i:
                self.screen.key("Return")
            if text.isascii():
                self.screen.key("ctrl+a")
                self.screen.type(text)
            else:
                self.set(text)

    def set(self, text):
        """What an input method would commit: keys alone make no Chinese."""
        screen = self.screen
        for node in screen.walk():
            if node.get_state_set().contains(screen.atspi.StateType.FOCUSED):
                node.get_editable_text_iface().set_text_contents(text)

    def choose(self, name, letters):
        self.screen.tab_to(name)
        self.screen.key("space")
        self.screen.until("the list", lambda: self.screen.focused() == "Name or initials")
        self.screen.type(letters)
        self.screen.key("Return")
        self.screen.until("the list closed", lambda: self.screen.focused() == name)

    def press(self, name):
        self.screen.tab_to(name, 60)
        self.screen.key("space")

    def size(self):
        return self.practice.json("status")[0]["size"]

    def save(self, title):
        """Until the station has more events."""
        before = self.size()
        self.screen.key("F9")
        self.screen.until(f"{title} recorded", lambda: self.size() > before)

    def told(self, name):
        """The value below the caption @name."""
        return next(self.screen.text(node) for node in self.screen.all(name) if node.get_description() == name)

    def rows(self, kind, *more):
        return self.practice.json("list", kind, *more)

    def row(self, kind, name):
        found = [row for row in self.rows(kind) if row["name"] == name]
        assert len(found) == 1, f"{kind}: {name}: {found}"
        return found[0]


def open_page(screen, practice, **extra):
    """The page, its list of sections in the focus, a supervisor at work. Answers (program, Settings)."""
    program = screen.start(practice.database, **extra)
    work.log_in(screen, *work.SUPERVISOR)
    screen.key("alt+9")
    screen.until("the sections", lambda: screen.focused() == "Centre", 60)
    return program, Settings(screen, practice)


def run_steps(screen, practice, *steps, leaks=True):
    """@leaks: whether leaks are looked for when the program ends by itself."""
    extra = {} if leaks else {"ASAN_OPTIONS": "detect_leaks=0:abort_on_error=1"}
    program, settings = open_page(screen, practice, **extra)
    for step in steps:
        step(settings)
        screen.picture(f"settings-{step.__name__}")
        print("ok", step.__name__, flush=True)
    program.close(screen)
