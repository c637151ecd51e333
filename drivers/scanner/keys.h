/* The characters that a scanner means by the keys it types: key codes of a US keyboard, as an event device of
 * Linux gives them (linux/input-event-codes.h), whatever layout, Caps Lock or input method is on. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint shift; /* bits of the keys that are down: left 1, right 2 */
  guint ctrl;
  guint alt;
  guint typed; /* digits of the keypad while Alt is down: Alt+0029 is GS */
  guint code;  /* what they make */
} GuoScanKeys;

/**
 * guo_scan_keys_push:
 * @self: which keys are down; all zero at first, and after a loss
 * @code: KEY_A …
 * @value: 1 pressed, 0 released, 2 repeated
 *
 * Enter is CR, Ctrl+] and Alt+0029 on the keypad are GS (0x1D). Alt on any other key is passed over: some
 * firmware holds it down for every key (metasfresh, pull request 22464).
 *
 * Returns: the byte meant, 1 to 255; 0: none
 */
guint8 guo_scan_keys_push (GuoScanKeys *self, guint code, gint value);

G_END_DECLS
