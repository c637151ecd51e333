/* Scanners that act as keyboards: their keys are taken before a text field or an input method sees one.
 *
 * What comes at a scanner's pace (each key within 35 ms of the one before) is held back; at least six characters with
 * Return or Tab behind them are a code. Anything else goes on its way as it came, in order, a person's key at most
 * 35 ms late.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * guo_wedge_attach:
 * @window: a window; every widget in it is covered
 * @scanned: called with each code, without its last key; FNC1 (Ctrl+] or Alt+0029) is 0x1D
 */
void guo_wedge_attach (GtkWidget *window, void (*scanned) (GtkWidget *window, const gchar *code));

G_END_DECLS
