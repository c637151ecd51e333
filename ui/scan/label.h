/* The label of a case was scanned, of which the station did not know whether it came out. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_scan_label_seen:
 * @window: the window
 * @desk: the desk; somebody is logged in
 * @meaning: (transfer none): answer of /v1/scans whose kind is "label"
 *
 * One that was only sent is out. One that was doubtful stopped its printer: it is seen, and the run goes on behind it.
 */
void guo_scan_label_seen (GtkWidget *window, GuoDesk *desk, json_t *meaning);

G_END_DECLS
