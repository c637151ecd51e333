/* Adding a scanner or a button: one scan, or one press, says where it is. Scanners that type need no adding: what they
 * type is heard. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_SCANNER_FORM (guo_scanner_form_get_type ())
G_DECLARE_FINAL_TYPE (GuoScannerForm, guo_scanner_form, GUO, SCANNER_FORM, GtkWidget)

/**
 * guo_scanner_form_new:
 * @desk: the desk
 * @owner: the page on which it stands; it acts, and outlives the form
 * @button: a button or foot switch; else a scanner
 * @done: told with the device's row once it is bound, or with the refusal
 *
 * As long as it is shown, the station listens wherever one may be.
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *guo_scanner_form_new (GuoDesk *desk, GtkWidget *owner, gboolean button, GuoAnswer done);

G_END_DECLS
