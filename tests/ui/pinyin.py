"""A Chinese input method for the program under test: ibus with libpinyin, where they are installed."""
import glob
import os
import shutil
import subprocess
import time

ENGLISH, PINYIN = "xkb:us::eng", "libpinyin"


class InputMethod:
    def __init__(self):
        self.daemon = None
        if not (shutil.which("ibus-daemon") and os.path.exists("/usr/share/ibus/component/libpinyin.xml")
                and glob.glob("/usr/lib/*/gtk-4.0/4.0.0/immodules/libim-ibus.so")):
            print("without an input method, missing: ibus ibus-gtk4 ibus-libpinyin", flush=True)
            return
        self.daemon = subprocess.Popen(["ibus-daemon", "--panel=disable"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while self.ask("address")[0] != 0:
            time.sleep(0.1)
        self.use(ENGLISH)

    def environment(self):
        # with the module of ibus 1.5.27 memory is left behind; without it, leaks are looked for here too
        return {"GTK_IM_MODULE": "ibus", "ASAN_OPTIONS": "detect_leaks=0:abort_on_error=1"} if self.daemon else {}

    def ask(self, *words):
        try:
            asked = subprocess.run(["ibus", *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=10, check=False)
        except subprocess.TimeoutExpired:
            return 1, ""
        return asked.returncode, asked.stdout.strip()

    def use(self, engine):
        """Its exit status says nothing: the engine in use is asked for."""
        while self.daemon and self.ask("engine")[1] != engine:
            self.ask("engine", engine)

    def end(self):
        if self.daemon:
            self.daemon.terminate()
            self.daemon.wait(10)
