/* Cases, or labels without a case, gathered by touch, by keyboard and by scan; and what they hold together. Main thread. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"
#include "ui/widgets/form.h"

G_BEGIN_DECLS

#define GUO_TYPE_CASE_TICKS (guo_case_ticks_get_type ())
G_DECLARE_FINAL_TYPE (GuoCaseTicks, guo_case_ticks, GUO, CASE_TICKS, GtkWidget)

/* Signals:
 *   "changed" (): other ones are ticked
 */

/**
 * guo_case_ticks_new:
 * @desk: the desk
 * @cases: (nullable): rows of /v1/cases, none of them ticked
 * @state: the state a case must have, "packed" or "reserved"; others are left out
 *
 * Returns: (transfer floating): a tick for each, in a list
 */
GtkWidget *guo_case_ticks_new (GuoDesk *desk, json_t *cases, const gchar *state);

/**
 * guo_case_ticks_listen:
 * @self: the ticks
 * @form: in whose sheet they stand
 *
 * A case that is scanned while the sheet is open is ticked, and put on top where it was not listed; one that cannot be
 * is refused with where it is. "Record" on the wall sheet sends the form.
 */
void guo_case_ticks_listen (GuoCaseTicks *self, GuoForm *form);

/**
 * guo_form_sent_by_scan:
 * @form: in a sheet, without ticks
 *
 * "Record" on the wall sheet sends it.
 */
void guo_form_sent_by_scan (GuoForm *form);

/**
 * guo_case_ticks_get:
 * @self: the ticks
 *
 * Returns: (transfer full): rows of those that are ticked
 */
json_t *guo_case_ticks_get (GuoCaseTicks *self);

/**
 * guo_case_ticks_sum:
 * @self: the ticks
 * @mg: (out): what those that are ticked hold, milligrams
 *
 * Returns: how many are ticked
 */
guint guo_case_ticks_sum (GuoCaseTicks *self, gint64 *mg);

/**
 * guo_sums_new:
 * @form: in a sheet
 *
 * Returns: (transfer none): an empty label above the form's key, always in sight, for what is taken and what is left
 */
GtkLabel *guo_sums_new (GuoForm *form);

/**
 * guo_cases_sum_text:
 * @n: cases
 * @mg: what they hold, milligrams
 *
 * Returns: (transfer full): "3 cases, 15 030 g"
 */
gchar *guo_cases_sum_text (guint n, gint64 mg);

/**
 * guo_cases_body:
 * @rows: of /v1/cases
 *
 * Returns: (transfer full): [{serial}], as a request names cases
 */
json_t *guo_cases_body (json_t *rows);

G_END_DECLS
