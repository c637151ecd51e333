#include "station/scale-note.h"

#include "station/call.h"
#include "station/simulated.h"
#include "station/station-private.h"

typedef struct
{
  gint64 scale;
  guint64 arming;
  gint64 no;
} Claim;

void
guo_scale_note_settle (GuoCall *call)
{
  gint64 scale = guo_field_int (call->body, "scale", 0);
  json_t *note = scale != 0 ? guo_devices_settle (call->station->devices, scale) : NULL;

  if (note != NULL)
    json_object_set_new (call->body, "_scale", note);
}

gboolean
guo_scale_note_simulate (GuoCall *call, GError **error)
{
  gint64 scale = guo_field_int (call->body, "scale", 0);
  g_autoptr(json_t) device = guo_call_row (call, "device", "scale", scale, error);
  json_t *note;

  if (device == NULL)
    return FALSE;
  if (!guo_station_is_practice (call->station) || !guo_field_bool (device, "simulated")
      || !guo_field_bool (device, "active"))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "sim-needs-practice", NULL,
                       "a load is simulated on a simulated scale of a practice database only");
  note = guo_simulated_note (device, guo_field_int (call->body, "simulated_mg", 0), error);
  if (note != NULL)
    json_object_set_new (call->body, "_scale", note);
  return note != NULL;
}

json_t *
guo_scale_note (const GuoCall *call)
{
  return json_object_get (call->body, "_scale");
}

static json_t *
refusal_params (json_t *note, const gchar *code)
{
  if (g_str_equal (code, "scale-stale"))
    return json_pack ("{s:O}", "age_ms", json_object_get (note, "age_ms"));
  if (g_str_equal (code, "scale-bad-frames"))
    return json_pack ("{s:O}", "count", json_object_get (note, "bad_frames"));
  if (g_str_equal (code, "below-min"))
    return json_pack ("{s:O}", "min_mg", json_object_get (note, "min_mg"));
  if (g_str_equal (code, "unit-refused"))
    return json_pack ("{s:O}", "unit", json_object_get (note, "unit"));
  return NULL;
}

static json_t *
known (json_t *row, const gchar *name)
{
  json_t *value = json_object_get (row, name);

  return json_is_null (value) ? NULL : value;
}

/* The load may be the last one that was recorded on this scale before the station stopped: which one? */
static void
refuse_repeat (GuoCall *call, gint64 scale, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I}", "scale", (json_int_t) scale);
  g_autoptr(json_t) last = guo_database_row (call->db, "scale-last", params, error);

  if (last == NULL)
    return;
  guo_refuse (error, GUO_STATION_ERROR_REFUSED, "maybe-recorded",
              json_pack ("{s:O*, s:O*, s:O*, s:O*}", "no", known (last, "no"), "at", known (last, "at"), "net_mg",
                         known (last, "net_mg"), "mg", known (last, "load_mg")),
              "this load may be recorded already");
}

json_t *
guo_scale_note_check (GuoCall *call, gint64 scale, const GuoScaleConsent *consent, GError **error)
{
  json_t *note = guo_scale_note (call);
  const gchar *code = guo_field_text (note, "refusal");

  if (note == NULL)
    {
      guo_call_not_found (error, "scale", json_integer (scale));
      return NULL;
    }
  if (g_strcmp0 (code, "maybe-recorded") == 0 && !consent->repeat)
    {
      refuse_repeat (call, scale, error);
      return NULL;
    }
  if (g_strcmp0 (code, "maybe-recorded") == 0)
    code = guo_field_int (note, "mg", 0) < guo_field_int (note, "min_mg", 0) ? "below-min" : NULL;
  if (code == NULL || (consent->below_min && g_str_equal (code, "below-min")))
    return note;
  guo_refuse (error, GUO_STATION_ERROR_REFUSED, code, refusal_params (note, code), "the scale is %s",
              guo_field_text (note, "state"));
  return NULL;
}

static void
give_back (GuoStation *station, gpointer data)
{
  const Claim *claim = data;

  guo_devices_release (station->devices, claim->scale, claim->arming);
}

static void
tell_number (GuoStation *station, gpointer data)
{
  const Claim *claim = data;

  guo_devices_recorded (station->devices, claim->scale, claim->arming, claim->no);
}

gboolean
guo_scale_note_take (GuoCall *call, gint64 scale, gint64 no, GError **error)
{
  Claim claim = { scale, (guint64) guo_field_int (guo_scale_note (call), "arming", 0), no };

  if (guo_field_bool (guo_scale_note (call), "simulated_time"))
    return TRUE; /* a load of its own each time, on no scale that anybody sees */
  if (!guo_devices_take (call->station->devices, scale, claim.arming))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "scale-recorded", NULL,
                       "this load is recorded already; unload the scale first");
  guo_call_undo (call, give_back, g_memdup2 (&claim, sizeof claim), g_free);
  guo_call_after (call, tell_number, g_memdup2 (&claim, sizeof claim), g_free);
  return TRUE;
}
