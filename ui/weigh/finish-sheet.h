/* The sheet of F9: is the delivery complete, and its slip; F8 shows the slip again. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_weigh_ask_finish:
 * @page: the page
 * @desk: the desk, with a delivery at work
 *
 * Closes the delivery; then its slip is shown, or Deliver.
 */
void guo_weigh_ask_finish (GtkWidget *page, GuoDesk *desk);

/**
 * guo_weigh_show_slip:
 * @page: the page
 * @desk: the desk
 * @delivery: id
 * @no: of the delivery, for the title and the file
 *
 * Of the delivery at work: as it would be now, to be looked at. Of a finished one: once more, for a reason;
 * to be printed or saved.
 */
void guo_weigh_show_slip (GtkWidget *page, GuoDesk *desk, gint64 delivery, const gchar *no);

G_END_DECLS
