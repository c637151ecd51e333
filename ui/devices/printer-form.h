/* Adding a label printer: where it is, which language it speaks, what it prints on. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_PRINTER_FORM (guo_printer_form_get_type ())
G_DECLARE_FINAL_TYPE (GuoPrinterForm, guo_printer_form, GUO, PRINTER_FORM, GtkWidget)

/**
 * guo_printer_language_name:
 * @language: "zpl"
 *
 * Returns: (transfer none): "ZPL II · Zebra", in the user's language; @language where it is not known
 */
const gchar *guo_printer_language_name (const gchar *language);

/**
 * guo_printer_form_new:
 * @desk: the desk
 * @owner: the page on which it stands; it acts, and outlives the form
 * @done: told with the printer's row once it is bound, or with the refusal
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *guo_printer_form_new (GuoDesk *desk, GtkWidget *owner, GuoAnswer done);

G_END_DECLS
