/* Sprays: what was applied to a plot, and for how long nothing may be harvested there. */
#include "station/call.h"
#include "station/rules.h"

#include <string.h>

#define PHI_DAYS_MAX 365

const GuoField guo_inputs_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "plot", .type = GUO_FIELD_ID, .need = GUO_FIELD_REQUIRED_NEW },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED_NEW, .min = 1, .max = 60 },
  { .name = "registration_no", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 40 },
  { .name = "dose", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 60 },
  { .name = "applied_on", .type = GUO_FIELD_DAY, .need = GUO_FIELD_REQUIRED_NEW },
  { .name = "phi_days", .type = GUO_FIELD_INT, .need = GUO_FIELD_REQUIRED_NEW,
    .min = 0, .max = PHI_DAYS_MAX },
  { .name = NULL },
};

const GuoField guo_reason_fields[] = {
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = NULL },
};

json_t *
guo_inputs_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "inputs", "plot,grower,all,limit,before", "q", error);
}

/* A correction can open the gate again: a supervisor's. */
static gboolean
may_replace (GuoCall *call, json_t *old, GError **error)
{
  if (old == NULL)
    return TRUE;
  if (guo_field_bool (old, "void"))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "already-void", NULL, "this spray is void");
  return guo_is_supervised (call)
         || guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL,
                        "a spray is corrected by a supervisor");
}

static gboolean
check_day (GuoCall *call, const gchar *applied_on, GError **error)
{
  g_autofree gchar *today = guo_call_today (call, error);

  return today != NULL && (strcmp (applied_on, today) <= 0 || guo_bad_field (error, "applied_on", "after today"));
}

/* "bad-field": applied after today; "already-void", "supervisor-needed" when it replaces another. */
json_t *
guo_inputs_add (GuoCall *call, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);
  g_autoptr(json_t) old = replaces != 0 ? guo_call_row (call, "input", "spray", replaces, error) : NULL;
  g_autoptr(json_t) grower = json_object ();
  g_autoptr(json_t) plot = NULL;
  gint64 n;

  if ((replaces != 0 && old == NULL) || !may_replace (call, old, error))
    return NULL;
  guo_call_merge (grower, call->body, old, "plot,name,registration_no,dose,applied_on,phi_days");
  plot = guo_call_row (call, "plot", "plot", guo_field_int (grower, "plot", 0), error);
  if (plot == NULL || !check_day (call, guo_field_text (grower, "applied_on"), error)
      || !guo_call_set_ref (call, grower, "plot", guo_field_int (plot, "id", 0), error))
    return NULL;
  n = guo_call_append (
    call, &(GuoFact) { .type = "input.applied", .replaces = replaces, .grower = json_incref (grower) }, error);
  return n < 0 ? NULL : guo_call_row (call, "input", "spray", replaces != 0 ? replaces : n, error);
}

/* "already-void" */
json_t *
guo_inputs_void (GuoCall *call, GError **error)
{
  return guo_rules_void_row (call, "input", "spray", error);
}

json_t *
guo_rules_void_row (GuoCall *call, const gchar *statement, const gchar *what, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) row = NULL;

  if (!guo_call_param_id (call, what, &id, error))
    return NULL;
  row = guo_call_row (call, statement, what, id, error);
  if (row == NULL)
    return NULL;
  if (guo_field_bool (row, "void"))
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "already-void", NULL, "it is void already");
      return NULL;
    }
  if (!guo_call_void (call, id, guo_field_text (call->body, "reason"), error))
    return NULL;
  return guo_call_row (call, statement, what, id, error);
}
