#include "station/call.h"
#include "station/rules.h"

#include <string.h>

#define ROWS_DEFAULT 200
#define ROWS_MAX 1000

static void
after_free (gpointer data)
{
  GuoAfter *after = data;

  if (after->free != NULL)
    after->free (after->data);
  g_free (after);
}

static void
add_after (GuoCall *call, const GuoAfter *after)
{
  if (call->after == NULL)
    call->after = g_ptr_array_new ();
  g_ptr_array_set_free_func (call->after, after_free);
  g_ptr_array_add (call->after, g_memdup2 (after, sizeof *after));
}

void
guo_call_after (GuoCall *call, void (*func) (GuoStation *station, gpointer data), gpointer data,
                GDestroyNotify free)
{
  add_after (call, &(GuoAfter) { .func = func, .data = data, .free = free });
}

void
guo_call_undo (GuoCall *call, void (*func) (GuoStation *station, gpointer data), gpointer data,
               GDestroyNotify free)
{
  add_after (call, &(GuoAfter) { .undo = TRUE, .func = func, .data = data, .free = free });
}

void
guo_after_run (GPtrArray *after, GuoStation *station, gboolean durable)
{
  if (after == NULL)
    return;
  for (guint i = 0; i < after->len; i++)
    {
      const GuoAfter *item = after->pdata[i];

      if (item->undo != durable)
        item->func (station, item->data);
    }
  g_ptr_array_set_size (after, 0);
}

gboolean
guo_call_not_found (GError **error, const gchar *what, json_t *id)
{
  g_autofree gchar *text = json_is_string (id)
                             ? g_strdup (json_string_value (id))
                             : g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (id));

  return guo_refuse (error, GUO_STATION_ERROR_NOT_FOUND, "not-found",
                     json_pack ("{s:s, s:o}", "what", what, "id", id), "no such %s: %s", what, text);
}

gchar *
guo_call_today (GuoCall *call, GError **error)
{
  g_autoptr(json_t) centre = guo_database_row (call->db, "centre", NULL, error);

  if (centre == NULL)
    return NULL;
  return guo_clock_day (guo_station_clock (call->station),
                        (gint) guo_field_int (centre, "day_boundary_min", 0));
}

json_t *
guo_call_ref (GuoCall *call, gint64 n, GError **error)
{
  return n == 0 ? json_null () : guo_log_ref (call->db, n, error);
}

gboolean
guo_call_set_ref (GuoCall *call, json_t *object, const gchar *name, gint64 n, GError **error)
{
  json_t *ref = guo_call_ref (call, n, error);

  if (ref == NULL)
    return FALSE;
  json_object_set_new (object, name, ref);
  return TRUE;
}

static gboolean
complete_house (GuoCall *call, json_t *house, GError **error)
{
  g_autofree gchar *at = guo_clock_stamp (guo_station_clock (call->station));
  const gchar *client = call->actor != NULL ? call->actor->client : NULL;

  json_object_set_new (house, "at", json_string (at));
  json_object_set_new (house, "client", client != NULL ? json_string (client) : json_null ());
  return guo_call_set_ref (call, house, "actor", call->actor != NULL ? call->actor->user : 0, error);
}

/* An event stands under its delivery's day; the exception report under the day on which it was done. */
static gboolean
note_day (GuoCall *call, const gchar *day, json_t *house, GError **error)
{
  g_autofree gchar *today = guo_call_today (call, error);

  if (today != NULL && !g_str_equal (today, day))
    json_object_set_new (house, "acted_on", json_string (today));
  return today != NULL;
}

gint64
guo_call_append (GuoCall *call, const GuoFact *fact, GError **error)
{
  g_autoptr(json_t) data = fact->data == NULL && fact->replaces != 0 ? json_object () : fact->data;
  g_autoptr(json_t) grower = fact->grower;
  g_autoptr(json_t) trade = fact->trade;
  g_autoptr(json_t) house = fact->house != NULL ? fact->house : json_object ();
  g_autofree gchar *today = fact->day == NULL ? guo_call_today (call, error) : NULL;
  const gchar *day = fact->day != NULL ? fact->day : today;
  gint64 n;

  if (day == NULL || !complete_house (call, house, error))
    return -1;
  if (fact->day != NULL && !note_day (call, fact->day, house, error))
    return -1;
  if (fact->replaces != 0 && !guo_call_set_ref (call, data, "replaces", fact->replaces, error))
    return -1;
  call->events++;
  n = guo_log_append (guo_station_log (call->station),
                      &(GuoEvent) {
                        .type = fact->type,
                        .day = day,
                        .season = fact->season != 0 ? fact->season : guo_season_of (day, NULL),
                        .data = data,
                        .grower = grower,
                        .trade = trade,
                        .house = house,
                      },
                      error);
  if (n < 0)
    return -1;
  if (call->events == 1)
    call->first = n;
  call->last = n;
  call->last_type = fact->type;
  return n;
}

json_t *
guo_call_row (GuoCall *call, const gchar *statement, const gchar *what, gint64 id, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I}", "id", (json_int_t) id);
  json_t *row = guo_database_row (call->db, statement, params, error);

  if (row == NULL || !json_is_null (row))
    return row;
  guo_call_not_found (error, what, json_integer (id));
  return NULL;
}

json_t *
guo_call_find (GuoCall *call, const gchar *statement, const gchar *what, gint64 id, GError **error)
{
  g_autoptr(json_t) rows = guo_database_rows (call->db, statement, NULL, error);
  gsize i;
  json_t *row;

  if (rows == NULL)
    return NULL;
  json_array_foreach (rows, i, row)
    if (guo_field_int (row, "id", 0) == id)
      return json_incref (row);
  guo_call_not_found (error, what, json_integer (id));
  return NULL;
}

gboolean
guo_call_param_id (GuoCall *call, const gchar *what, gint64 *id, GError **error)
{
  const gchar *text = guo_field_text (call->params, "id");

  if (text != NULL && g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, id, NULL))
    return TRUE;
  return guo_call_not_found (error, what, json_string (text != NULL ? text : ""));
}

static gboolean
is_listed (const gchar *names, const gchar *name)
{
  g_auto(GStrv) list = g_strsplit (names, ",", -1);

  return g_strv_contains ((const gchar *const *) list, name);
}

static gboolean
bind_query (json_t *into, const gchar *name, const gchar *text, const gchar *integers, const gchar *texts,
            GError **error)
{
  if (is_listed (integers, name))
    {
      gint64 number;

      if (!g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &number, NULL))
        return guo_bad_field (error, name, "not a whole number");
      json_object_set_new (into, name, json_integer (number));
      return TRUE;
    }
  if (is_listed (texts, name))
    {
      json_object_set_new (into, name, json_string (text));
      return TRUE;
    }
  return guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "unknown-field", json_pack ("{s:s}", "field", name),
                     "unknown query parameter %s", name);
}

json_t *
guo_call_query (GuoCall *call, const gchar *integers, const gchar *texts, GError **error)
{
  g_autoptr(json_t) query = json_object ();
  const gchar *name;
  json_t *value;

  json_object_foreach (call->params, name, value)
    {
      const gchar *text = json_string_value (value);

      if (text == NULL || g_str_equal (name, "id"))
        continue;
      if (*text == '\0')
        continue; /* an empty choice of a form */
      if (!bind_query (query, name, text, integers, texts, error))
        return NULL;
    }
  return g_steal_pointer (&query);
}

static json_t *
list_by (GuoCall *call, const gchar *statement, json_t *query, gboolean limited, GError **error)
{
  json_t *rows;

  if (limited)
    {
      gint64 limit = guo_field_int (query, "limit", ROWS_DEFAULT);

      json_object_set_new (query, "limit", json_integer (CLAMP (limit, 1, ROWS_MAX)));
    }
  rows = guo_database_rows (call->db, statement, query, error);
  return rows != NULL ? json_pack ("{s:o}", "rows", rows) : NULL;
}

json_t *
guo_call_list (GuoCall *call, const gchar *statement, const gchar *integers, const gchar *texts,
               GError **error)
{
  g_autoptr(json_t) query = guo_call_query (call, integers, texts, error);

  return query != NULL ? list_by (call, statement, query, is_listed (integers, "limit"), error) : NULL;
}

json_t *
guo_call_list_offered (GuoCall *call, const gchar *statement, const gchar *integers, const gchar *texts,
                       GError **error)
{
  g_autofree gchar *with_all = g_strconcat (integers, ",all", NULL);
  g_autoptr(json_t) query = guo_call_query (call, with_all, texts, error);

  if (query == NULL)
    return NULL;
  json_object_set_new (query, "all", json_integer (guo_field_int (query, "all", 0)));
  /* whoever chooses among them wants them all; only a list that is scrolled asks for a part */
  return list_by (call, statement, query, json_object_get (query, "limit") != NULL, error);
}

json_t *
guo_call_active (GuoCall *call, json_t *old)
{
  json_t *part = json_object ();

  guo_call_merge (part, call->body, old, "active");
  if (json_is_null (json_object_get (part, "active")))
    json_object_set_new (part, "active", json_true ());
  return part;
}

void
guo_call_merge (json_t *into, json_t *body, json_t *old, const gchar *names)
{
  g_auto(GStrv) list = g_strsplit (names, ",", -1);

  for (gchar **name = list; *name != NULL; name++)
    {
      json_t *value = json_object_get (body, *name);

      if (value == NULL)
        value = json_object_get (old, *name);
      json_object_set (into, *name, value != NULL ? value : json_null ());
    }
}

gboolean
guo_call_void (GuoCall *call, gint64 id, const gchar *reason, GError **error)
{
  g_autoptr(json_t) data = json_pack ("{s:s}", "reason", "other");
  g_autoptr(json_t) house = json_pack ("{s:s}", "text", reason);

  if (!guo_call_set_ref (call, data, "of", id, error)
      || !guo_call_set_ref (call, house, "approver", guo_approver (call), error))
    return FALSE;
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "fact.voided",
                            .data = json_incref (data),
                            .house = json_incref (house),
                          },
                          error)
         >= 0;
}

gint
guo_season_of (const gchar *day, const gchar *season_from)
{
  gint year = (gint) g_ascii_strtoll (day, NULL, 10);

  if (season_from == NULL || strlen (season_from) != 5)
    return year;
  return strcmp (day + 5, season_from) < 0 ? year - 1 : year;
}
