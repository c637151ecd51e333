/* One case in the list of labels: its number, what became of the label, and what can be done. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "station/client/format.h"

G_BEGIN_DECLS

/**
 * guo_case_row_new:
 * @pack_case: a row of /v1/cases
 * @unit: what the centre shows
 *
 * A doubtful label asks whether it came out: its keys activate "packing.came-out" and
 * "packing.not-out" with the case's serial.
 *
 * Returns: (transfer floating): a list box row
 */
GtkWidget *guo_case_row_new (json_t *pack_case, GuoMassUnit unit);

/**
 * guo_case_counts:
 * @pack_case: a row of /v1/cases
 *
 * Returns: whether it stands there packed: neither void, opened or thrown away, nor a label without its case
 */
gboolean guo_case_counts (json_t *pack_case);

/**
 * guo_case_short_serial:
 * @serial: whole serial, "6A000128K7QX"
 *
 * Returns: (transfer full): the running number in it, "000128"
 */
gchar *guo_case_short_serial (const gchar *serial);

G_END_DECLS
