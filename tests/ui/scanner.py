"""A scanner that types, by XTest: a whole code in one batch and without pauses, since a busy machine would stretch each
pause to a person's pace."""
import ctypes
import os

RETURN, SHIFT = 0xff0d, 0xffe1


class Keyboard:
    def __init__(self):
        self.x11 = ctypes.CDLL("libX11.so.6")
        self.xtst = ctypes.CDLL("libXtst.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XKeysymToKeycode.restype = ctypes.c_ubyte
        self.x11.XkbKeycodeToKeysym.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(os.environ["DISPLAY"].encode()))

    def keycode(self, keysym):
        return self.x11.XKeysymToKeycode(self.display, ctypes.c_ulong(keysym))

    def key(self, keycode, down):
        self.xtst.XTestFakeKeyEvent(self.display, keycode, down, ctypes.c_ulong(0))

    def stroke(self, keysym):
        keycode, shift = self.keycode(keysym), self.keycode(SHIFT)
        shifted = self.x11.XkbKeycodeToKeysym(self.display, keycode, 0, 0) != keysym
        if shifted:
            self.key(shift, True)
        self.key(keycode, True)
        self.key(keycode, False)
        if shifted:
            self.key(shift, False)

    def scan(self, code):
        """@code and Return."""
        for character in code:
            self.stroke(ord(character))
        self.stroke(RETURN)
        self.x11.XSync(self.display, False)

    def end(self):
        self.x11.XCloseDisplay(self.display)
