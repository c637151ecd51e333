#include "station/gates.h"

#include "station/call.h"
#include "station/rules.h"
#include "station/sources.h"

const GuoField guo_override_fields[] = {
  { .name = "reason", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 200 },
  { .name = NULL },
};

static gboolean
has_certificate (json_t *body)
{
  const gchar *no = guo_field_text (body, "certificate_no");

  return (no != NULL && *no != '\0') || guo_field_bool (body, "certificate_received");
}

/* @wanted: whether this centre asks for a certificate, and there is none. */
static gboolean
certificate_wanted (GuoCall *call, gboolean *wanted, GError **error)
{
  g_autoptr(json_t) centre = guo_database_row (call->db, "centre", NULL, error);

  if (centre == NULL)
    return FALSE;
  *wanted = !has_certificate (call->body) && !json_is_false (json_object_get (centre, "certificate_gate"));
  return TRUE;
}

/* The plots that may not be harvested yet. */
static json_t *
intervals_open (GuoCall *call, const gchar *harvested_on, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:o, s:s}", "plots", guo_sources_plots (call), "day", harvested_on);

  return guo_database_rows (call->db, "intervals", params, error);
}

static gboolean
refuse_interval (json_t *interval, gboolean certificate, GError **error)
{
  json_t *params = json_object ();

  guo_call_merge (params, interval, NULL, "plot_name,until,name");
  if (certificate)
    json_object_set_new (params, "certificate", json_string ("missing"));
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "interval-not-over", params,
                     "plot %s must not be harvested before %s", guo_field_text (interval, "plot_name"),
                     guo_field_text (interval, "until"));
}

static gboolean
note_override (GuoCall *call, json_t *overrides, const gchar *gate, json_t *interval, GError **error)
{
  json_t *item = json_pack ("{s:s}", "gate", gate);

  json_array_append_new (overrides, item);
  guo_call_merge (item, json_object_get (call->body, "override"), NULL, "reason");
  guo_call_merge (item, interval, NULL, "until");
  return guo_call_set_ref (call, item, "plot", guo_field_int (interval, "plot", 0), error)
         && guo_call_set_ref (call, item, "approver", guo_approver (call), error);
}

static gboolean
note_overrides (GuoCall *call, json_t *overrides, json_t *intervals, gboolean certificate, GError **error)
{
  gsize i;
  json_t *interval;

  if (!guo_is_supervised (call))
    return guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL, "an override needs a supervisor");
  json_array_foreach (intervals, i, interval)
    if (!note_override (call, overrides, "interval", interval, error))
      return FALSE;
  return !certificate || note_override (call, overrides, "certificate", NULL, error);
}

json_t *
guo_gates_check (GuoCall *call, const gchar *harvested_on, GError **error)
{
  g_autoptr(json_t) overrides = json_array ();
  g_autoptr(json_t) intervals = intervals_open (call, harvested_on, error);
  gboolean overridden = json_is_object (json_object_get (call->body, "override"));
  gboolean certificate = FALSE;

  if (intervals == NULL || !certificate_wanted (call, &certificate, error))
    return NULL;
  if (json_array_size (intervals) == 0 && !certificate)
    return g_steal_pointer (&overrides);
  if (!overridden && json_array_size (intervals) > 0)
    {
      refuse_interval (json_array_get (intervals, 0), certificate, error);
      return NULL;
    }
  if (!overridden)
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "certificate-missing", NULL,
                  "no certificate came with the fruit");
      return NULL;
    }
  return note_overrides (call, overrides, intervals, certificate, error) ? g_steal_pointer (&overrides) : NULL;
}
