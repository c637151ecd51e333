#include "station/repeats.h"

#include "station/call.h"

static gint64
now_s (GuoCall *call)
{
  const GuoClock *clock = guo_station_clock (call->station);

  return clock->wall_us (clock->user_data) / G_USEC_PER_SEC;
}

json_t *
guo_repeats_find (GuoCall *call, const GuoRepeat *repeat, GError **error)
{
  g_autoptr(json_t) params = NULL;
  g_autoptr(json_t) row = NULL;

  if (repeat->vehicle == NULL || *repeat->vehicle == '\0')
    return json_array ();
  params = json_pack ("{s:s, s:s, s:I, s:I, s:I, s:I}", "vehicle", repeat->vehicle, "day", repeat->day, "mg",
                      (json_int_t) repeat->mg, "e_mg",
                      (json_int_t) (repeat->e_mg > 0 ? repeat->e_mg : GUO_REPEAT_E_MG), "since_s",
                      (json_int_t) (now_s (call) - GUO_REPEAT_S), "besides", (json_int_t) repeat->besides);
  row = guo_database_row (call->db, "same-vehicle", params, error);
  if (row == NULL)
    return NULL;
  if (json_is_null (row))
    return json_array ();
  return json_pack ("[{s:s, s:O, s:O}]", "code", "same-vehicle", "no", json_object_get (row, "no"), "at",
                    json_object_get (row, "at"));
}
