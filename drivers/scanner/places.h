/* Where on this machine a scanner may be. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_scanner_places:
 *
 * Keyboards as udev names them, serial ports of USB, HID POS scanners by their report descriptor (which the kernel
 * shows to everybody). Nothing is opened.
 *
 * Returns: (transfer full): %NULL-terminated addresses for guo_scanner_new(); keyboards are not to be grabbed: any of
 *   them may be a person's
 */
gchar **guo_scanner_places (void);

/**
 * guo_button_places:
 *
 * Returns: (transfer full): %NULL-terminated addresses for guo_scanner_new(): every keyboard as udev names them, each key
 *   of which is told; a foot switch is one
 */
gchar **guo_button_places (void);

G_END_DECLS
