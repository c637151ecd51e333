"""USB devices that this kernel plays to itself (configfs gadgets on dummy_hcd): made, plugged, unplugged."""
import glob
import os
import subprocess
import time
import tty

TOP = "/sys/kernel/config/usb_gadget"
WAIT_S = 10
# HID Point of Sale Usage Tables 1.02, page 8Dh: report 3 with status, unit (both arrays), scaling, weight of two bytes
SCALE_REPORTS = bytes.fromhex("058d0901a1010932a1028503" "0970a10219712978150125087508950181" "00c0"
                              "0950a1021951295c1501250c81" "00c0" "09411580257f8102" "0940150027ffff000075108102" "c0c0")

# HID 1.11, appendix B.1: a boot keyboard, of which a foot switch is one
KEYBOARD_REPORTS = bytes.fromhex("05010906a101" "050719e029e71500250175019508" "8102" "95017508" "8101"
                                 "95067508150025730507" "19002973" "8100" "c0")


def write(path, text):
    with open(path, "wb" if isinstance(text, bytes) else "w") as file:
        file.write(text)


def until(what, condition, seconds=WAIT_S):
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(0.05)


class Gadget:
    """One device with one function; its own side is the file @node once it is plugged."""

    def __init__(self, name, vendor, product, serial):
        self.top = f"{TOP}/{name}"
        os.makedirs(f"{self.top}/strings/0x409")
        os.makedirs(f"{self.top}/configs/c.1")
        write(f"{self.top}/idVendor", f"{vendor:#06x}")
        write(f"{self.top}/idProduct", f"{product:#06x}")
        write(f"{self.top}/strings/0x409/product", name)
        write(f"{self.top}/strings/0x409/serialnumber", serial)
        self.node = None

    def function(self, kind):
        number = len(glob.glob(f"{TOP}/*/functions/{kind}.*"))
        path = f"{self.top}/functions/{kind}.{number}"
        os.makedirs(path)
        return path, number

    def use(self, path):
        os.symlink(path, f"{self.top}/configs/c.1/{os.path.basename(path)}")
        return self

    def scale(self):
        return self.hid(6, SCALE_REPORTS)

    def keyboard(self):
        return self.hid(8, KEYBOARD_REPORTS)

    def hid(self, report_length, descriptor):
        path, _ = self.function("hid")
        write(f"{path}/report_length", str(report_length))
        write(f"{path}/report_desc", descriptor)
        with open(f"{path}/dev", encoding="ascii") as dev:
            self.node = f"/dev/hidg{dev.read().strip().split(':')[1]}"
        return self.use(path)

    def serial(self):
        path, _ = self.function("acm")
        with open(f"{path}/port_num", encoding="ascii") as number:
            self.node = f"/dev/ttyGS{number.read().strip()}"
        return self.use(path)

    def printer(self, identity):
        path, number = self.function("printer")
        write(f"{path}/pnp_string", identity + "  ")   # Linux 6.1 loses the last two characters
        self.node = f"/dev/g_printer{number}"
        return self.use(path)

    def plug(self):
        taken = set()
        for path in glob.glob(f"{TOP}/*/UDC"):
            with open(path, encoding="ascii") as udc:
                taken.add(udc.read().strip())
        socket = next(name for name in sorted(os.listdir("/sys/class/udc")) if name not in taken)
        write(f"{self.top}/UDC", socket)
        self.host = f"/sys/devices/platform/dummy_hcd.{socket.rsplit('.', maxsplit=1)[1]}/usb*/*-1"
        until("configured", lambda: glob.glob(f"{self.host}/*-1:1.0/bInterfaceNumber"))
        subprocess.run(["udevadm", "settle"], check=False)

    def unplug(self):
        write(f"{self.top}/UDC", "\n")
        until("unplugged", lambda: not glob.glob(self.host))
        subprocess.run(["udevadm", "settle"], check=False)


def send(node, data):
    """To whoever polls the device; nobody does, or the one before still waits: it is lost, as a real scale's report is."""
    try:
        file = os.open(node, os.O_RDWR | os.O_NONBLOCK)
    except OSError:
        return
    try:
        os.write(file, data)
    except OSError:
        pass
    finally:
        os.close(file)


class Line:
    """The adapter's own end of a serial line; kept open, since closing it forgets that it is raw."""

    def __init__(self):
        self.file = None

    def send(self, node, data):
        try:
            if self.file is None:
                self.file = os.open(node, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
                tty.setraw(self.file)
            os.write(self.file, data)
        except OSError:
            if self.file is not None:
                os.close(self.file)
            self.file = None
