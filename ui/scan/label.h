/* The label of a case was scanned: of one of which the station did not know whether it came out, that is the proof; while
 * a printer's run stands, it may be the last good one. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_scan_label_seen:
 * @window: the window
 * @desk: the desk; somebody is logged in
 * @meaning: (transfer none): answer of /v1/scans whose kind is "label" or "case"
 *
 * One that was only sent is out. One that was doubtful stopped its printer: it is seen, and the run goes on behind it. Where
 * labels behind it were sent already, they would be void and printed again: that is asked first.
 *
 * Returns: whether it was taken as an answer about a printer that stands, and means nothing else
 */
gboolean guo_scan_label_seen (GtkWidget *window, GuoDesk *desk, json_t *meaning);

G_END_DECLS
