#include "station/load.h"

#include "station/call.h"
#include "station/rules.h"
#include "station/scale-note.h"

gboolean
guo_load_prepare (GuoCall *call, gboolean typed, GError **error)
{
  if (json_is_integer (json_object_get (call->body, "simulated_mg")))
    return guo_scale_note_simulate (call, error);
  if (!typed)
    guo_scale_note_settle (call);
  return TRUE;
}

static gboolean
read_typed (GuoCall *call, const gchar *member, GuoLoad *load, GError **error)
{
  const gchar *reason = guo_field_text (call->body, "reason");

  if (!guo_is_supervised (call))
    return guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL,
                       "a typed weight needs a supervisor");
  if (reason == NULL || *reason == '\0')
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "reason-needed", NULL, "a typed weight needs a reason");
  load->mg = guo_field_int (call->body, member, 0);
  load->simulated = guo_station_is_practice (call->station);
  return load->mg > 0 || guo_bad_field (error, member, "missing");
}

static gboolean
read_scale (GuoCall *call, const gchar *member, GuoLoad *load, GError **error)
{
  const GuoScaleConsent consent = {
    .below_min = guo_field_bool (call->body, "confirm_below_min"),
    .repeat = guo_field_bool (call->body, "confirm_repeat"),
  };
  json_t *note;

  if (load->scale == 0)
    return guo_bad_field (error, "scale", "missing");
  if (json_object_get (call->body, member) != NULL)
    return guo_bad_field (error, member, "only with typed");
  note = guo_scale_note_check (call, load->scale, &consent, error);
  if (note == NULL)
    return FALSE;
  load->mg = guo_field_int (note, "mg", 0);
  load->e_mg = guo_field_int (note, "e_mg", 0);
  load->simulated = guo_field_bool (note, "simulated");
  load->below_min = load->mg < guo_field_int (note, "min_mg", 0);
  load->confirmed_repeat = g_strcmp0 (guo_field_text (note, "refusal"), "maybe-recorded") == 0;
  load->rearmed = guo_field_bool (note, "rearmed");
  return TRUE;
}

gboolean
guo_load_read (GuoCall *call, gboolean typed, const gchar *member, GuoLoad *load, GError **error)
{
  *load = (GuoLoad) { .scale = guo_field_int (call->body, "scale", 0), .typed = typed };
  return typed ? read_typed (call, member, load, error) : read_scale (call, member, load, error);
}

gboolean
guo_load_take (GuoCall *call, const GuoLoad *load, gint64 no, GError **error)
{
  return load->typed || guo_scale_note_take (call, load->scale, no, error);
}

static void
note_if (json_t *part, const gchar *name, gboolean so)
{
  if (so)
    json_object_set_new (part, name, json_true ());
}

json_t *
guo_load_house (GuoCall *call, const GuoLoad *load, GError **error)
{
  g_autoptr(json_t) part = json_object ();

  if (load->typed)
    {
      guo_call_merge (part, call->body, NULL, "reason");
      if (!guo_call_set_ref (call, part, "approver", guo_approver (call), error))
        return NULL;
      return g_steal_pointer (&part);
    }
  guo_call_merge (part, guo_scale_note (call), NULL, "raw,mantissa,exponent,unit,age_ms,stable_ms,stability");
  json_object_set_new (part, "below_min", json_boolean (load->below_min));
  note_if (part, "confirmed_repeat", load->confirmed_repeat);
  note_if (part, "rearmed", load->rearmed);
  return g_steal_pointer (&part);
}
