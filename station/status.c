#include "station/call.h"
#include "station/legal.h"
#include "station/rules.h"
#include "station/station-private.h"

static json_t *
row_or_null (GuoCall *call, const gchar *statement, GError **error)
{
  return guo_database_row (call->db, statement, NULL, error);
}

static json_t *
active_users (GuoCall *call, GError **error)
{
  g_autoptr(json_t) users = guo_database_rows (call->db, "users", NULL, error);
  json_t *active = users != NULL ? json_array () : NULL;
  gsize i;
  json_t *user;

  json_array_foreach (users, i, user)
    if (guo_field_bool (user, "active"))
      json_array_append_new (active,
                             json_pack ("{s:O, s:O, s:O}", "id", json_object_get (user, "id"), "name",
                                        json_object_get (user, "name"), "role", json_object_get (user, "role")));
  return active;
}

static gboolean
set_rows (GuoCall *call, json_t *status, GError **error)
{
  g_autoptr(json_t) log = row_or_null (call, "log-status", error);
  g_autoptr(json_t) centre = log != NULL ? row_or_null (call, "centre", error) : NULL;
  g_autoptr(json_t) counts = centre != NULL ? row_or_null (call, "status-counts", error) : NULL;
  g_autoptr(json_t) last = counts != NULL ? row_or_null (call, "last-weighing", error) : NULL;
  g_autoptr(json_t) day = json_pack ("{s:O}", "day", json_object_get (status, "day"));
  g_autoptr(json_t) step = last != NULL ? guo_database_row (call->db, "clock-step", day, error) : NULL;
  json_t *users = step != NULL ? active_users (call, error) : NULL;

  if (users == NULL)
    return FALSE;
  json_object_set (status, "origin", json_object_get (log, "origin"));
  json_object_set (status, "size", json_object_get (log, "size"));
  json_object_set (status, "centre", centre);
  json_object_set (status, "last_weighing", last);
  json_object_set (status, "clock_step", step);
  json_object_set_new (status, "users", users);
  json_object_set (status, "scales", json_object_get (counts, "scales"));
  json_object_set (status, "deliveries_open", json_object_get (counts, "deliveries_open"));
  json_object_set (status, "reports_waiting", json_object_get (counts, "reports_waiting"));
  json_object_set_new (status, "setup",
                       json_string (guo_field_int (counts, "supervisors", 0) > 0 ? "ready" : "empty"));
  return TRUE;
}

json_t *
guo_status_show (GuoCall *call, GError **error)
{
  GuoStation *station = call->station;
  g_autofree gchar *day = guo_call_today (call, error);
  g_autofree gchar *url = guo_station_pages_url (station);
  g_autoptr(json_t) unreadable = guo_report_keeper_unreadable (station);
  g_autoptr(json_t) status = NULL;

  if (day == NULL)
    return NULL;
  status = json_pack ("{s:s, s:s, s:s, s:b, s:s, s:i, s:s, s:b, s:b, s:o, s:b}", "version", GUO_VERSION, "legal_sha256",
                      guo_legal_sha256 (), "database", station->path, "practice", station->practice, "day", day, "season_hint",
                      guo_season_of (day, NULL), "pages_url", url, "unclean_stop", station->unclean_stop,
                      "rebuilding", g_atomic_int_get (&station->rebuild_asked) != 0, "backup",
                      guo_backups_last (station->backups), "backup_running",
                      guo_backups_running (station->backups));
  json_object_set_new (status, "fruit_lost", json_boolean (station->fruit_lost));
  json_object_set_new (status, "reports_unreadable", json_integer ((json_int_t) json_array_size (unreadable)));
  json_object_set_new (status, "pages_moved",
                       station->pages_moved != NULL ? json_deep_copy (station->pages_moved) : json_null ());
  return set_rows (call, status, error) ? g_steal_pointer (&status) : NULL;
}

/* From the answer on /v1/status says so, before the station is closed and while it is. */
json_t *
guo_rebuild_ask (GuoCall *call, GError **error)
{
  GuoStation *station = call->station;

  if (station->rebuilder == NULL)
    {
      guo_refuse (error, GUO_STATION_ERROR_FAILED, "failed", NULL, "nobody can open this station anew");
      return NULL;
    }
  g_atomic_int_set (&station->rebuild_asked, TRUE);
  station->rebuilder (station->rebuilder_data);
  return json_pack ("{s:b}", "rebuilding", TRUE);
}

json_t *
guo_checkpoints_show (GuoCall *call, GError **error)
{
  json_t *row = guo_database_row (call->db, "checkpoint-last", NULL, error);

  if (row == NULL || !json_is_null (row))
    return row;
  guo_call_not_found (error, "checkpoint", json_string ("last"));
  return NULL;
}

json_t *
guo_checkpoints_sign (GuoCall *call, GError **error)
{
  g_autofree gchar *note = guo_log_checkpoint (guo_station_log (call->station), error);

  return note != NULL ? json_pack ("{s:s}", "note", note) : NULL;
}

json_t *
guo_events_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "events", "after,limit", "", error);
}
