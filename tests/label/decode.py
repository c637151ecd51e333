"""What two independent decoders read from a picture at printer's dots, and the text that stands below bars."""
import re
import subprocess

WAIT_S = 60
FIXED = {"00": 18, "01": 14, "02": 14, "11": 6, "13": 6, "15": 6, "17": 6}


def by_zbar(path):
    done = subprocess.run(["zbarimg", "-q", "--raw", "--nodbus", path], capture_output=True, timeout=WAIT_S)
    return sorted(done.stdout.decode().split())


def by_zxing(path):
    """Codes with their symbology identifier, control characters as they are."""
    # without downscaled copies: their results make the reader of Debian 12 (1.4.0) end by an assertion
    done = subprocess.run(["ZXingReader", "-noscale", path], capture_output=True, text=True, timeout=WAIT_S)
    raw = [bytes.fromhex(line).decode() for line in re.findall(r"^Bytes: +([0-9A-F ]+)$", done.stdout, re.M)]
    return sorted(zip(re.findall(r"^Identifier: (\S+)$", done.stdout, re.M), raw))


def scanned(element_string):
    """"(02)…(37)96(10)A": what a scanner says, FNC1 as 0x1D."""
    parts = re.findall(r"\((\d{2})\)([^(]+)", element_string)
    ends = ["" if ai in FIXED else "\x1d" for ai, _ in parts[:-1]] + [""]
    return "".join(ai + value + end for (ai, value), end in zip(parts, ends))


def below(code):
    """What stands below the bars that say @code: each application identifier in brackets, its value after it."""
    text = ""
    while code:
        ai, rest = code[:2], code[2:]
        end = FIXED[ai] if ai in FIXED else (rest + "\x1d").index("\x1d")
        text += f"({ai}){rest[:end]}"
        code = rest[end:].removeprefix("\x1d")
    return text


def words_of(pdf):
    """The text of a label's PDF without its spaces."""
    done = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True, timeout=WAIT_S)
    return re.sub(r"\s+", "", done.stdout)
