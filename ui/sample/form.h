/* The form of a sample: what is measured and counted, judged by the station while it is typed. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_sample_ask:
 * @page: a widget of the window; it outlives the sheet
 * @desk: the desk
 * @run: (nullable): the run at work: what comes off it can be sampled, and the lots on it
 * @lots: (nullable): lots that can be sampled where there is no run
 *
 * Asks of what the sample is, then for its values.
 */
void guo_sample_ask (GtkWidget *page, GuoDesk *desk, json_t *run, json_t *lots);

/**
 * guo_sample_open:
 * @page: as guo_sample_ask()
 * @desk: the desk
 * @subject: (transfer full): {lot, run, grade_class}, as /v1/samples takes it
 */
void guo_sample_open (GtkWidget *page, GuoDesk *desk, json_t *subject);

G_END_DECLS
