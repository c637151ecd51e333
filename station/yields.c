#include "station/yields.h"

#include "station/call.h"
#include "station/rules.h"

#include <string.h>

#define INTEGERS "season,against,cooperative,village,grower,product,variety"
#define TEXTS "by,from,to,order,class"
#define KEYS_SAID "season, day, cooperative, village, grower, product, variety, class"
#define OLDEST 1970
#define NEWEST 9999

#define BIT(key) (1u << (key))
#define TIMES (BIT (GUO_YIELDS_DAY) | BIT (GUO_YIELDS_SEASON))

static const gchar *const names[]
  = { "season", "day", "cooperative", "village", "grower", "product", "variety", "class", NULL };

const gchar *
guo_yields_key_name (GuoYieldsKey key)
{
  g_return_val_if_fail (key < GUO_YIELDS_N_KEYS, "");
  return names[key];
}

static gboolean
read_keys (const gchar *by, guint *keys, GError **error)
{
  g_auto(GStrv) list = g_strsplit (by, ",", -1);

  *keys = 0;
  if (*by == '\0')
    return guo_bad_field (error, "by", "empty");
  for (gchar **name = list; *name != NULL; name++)
    {
      guint key = 0;

      while (key < GUO_YIELDS_N_KEYS && !g_str_equal (names[key], *name))
        key++;
      if (key == GUO_YIELDS_N_KEYS)
        return guo_bad_field (error, "by", "not a list of " KEYS_SAID);
      *keys |= BIT (key);
    }
  return TRUE;
}

static gboolean
check_days (json_t *filter, GError **error)
{
  static const gchar *const days[] = { "from", "to", NULL };
  const gchar *from = guo_field_text (filter, "from");
  const gchar *to = guo_field_text (filter, "to");

  for (gsize i = 0; days[i] != NULL; i++)
    if (guo_field_text (filter, days[i]) != NULL && !guo_field_is_day (guo_field_text (filter, days[i])))
      return guo_bad_field (error, days[i], "not a day YYYY-MM-DD");
  if (from != NULL && to != NULL && strcmp (from, to) > 0)
    return guo_bad_field (error, "to", "before “from”");
  return TRUE;
}

static gboolean
check_year (json_t *filter, const gchar *name, GError **error)
{
  gint64 year = guo_field_int (filter, name, OLDEST);

  return (year >= OLDEST && year <= NEWEST) || guo_bad_field (error, name, "not a year");
}

static gboolean
check_seasons (const GuoYieldsQuestion *question, GError **error)
{
  gint64 season = guo_field_int (question->filter, "season", 0);
  gint64 against = guo_field_int (question->filter, "against", 0);

  if (!check_year (question->filter, "season", error) || !check_year (question->filter, "against", error))
    return FALSE;
  if (against != 0 && season == 0)
    return guo_bad_field (error, "against", "needs “season”");
  if (against != 0 && against == season)
    return guo_bad_field (error, "against", "the same season");
  if (against != 0 && (question->keys & BIT (GUO_YIELDS_SEASON)) != 0)
    return guo_bad_field (error, "against", "not with “by” of season");
  return TRUE;
}

static gboolean
check_ids (json_t *filter, GError **error)
{
  for (guint key = GUO_YIELDS_COOPERATIVE; key < GUO_YIELDS_CLASS; key++)
    if (json_object_get (filter, names[key]) != NULL && guo_field_int (filter, names[key], 0) <= 0)
      return guo_bad_field (error, names[key], "not an id");
  return TRUE;
}

/* "bad-field"[order]: net or key. */
static gboolean
read_order (json_t *filter, gboolean *largest, GError **error)
{
  const gchar *order = guo_field_text (filter, "order");

  *largest = g_strcmp0 (order, "net") == 0;
  if (order != NULL && !*largest && !g_str_equal (order, "key"))
    return guo_bad_field (error, "order", "neither net nor key");
  return TRUE;
}

gboolean
guo_yields_read (GuoCall *call, const gchar *by, const gchar *texts, GuoYieldsQuestion *question, GError **error)
{
  g_autofree gchar *known = g_strconcat (TEXTS, *texts != '\0' ? "," : "", texts, NULL);
  const gchar *said;

  *question = (GuoYieldsQuestion) { .filter = guo_call_query (call, INTEGERS, known, error) };
  if (question->filter == NULL)
    return FALSE;
  said = guo_field_text (call->params, "by"); /* an empty one too */
  if (read_keys (said != NULL ? said : by, &question->keys, error) && check_days (question->filter, error)
      && check_seasons (question, error) && check_ids (question->filter, error)
      && read_order (question->filter, &question->largest, error))
    return TRUE;
  guo_yields_question_clear (question);
  return FALSE;
}

void
guo_yields_question_clear (GuoYieldsQuestion *question)
{
  g_clear_pointer (&question->filter, json_decref);
}

/* What the statements are bound to: the filter, and 1 or 0 for each key. */
static json_t *
bind (const GuoYieldsQuestion *question, guint keys)
{
  json_t *params = json_copy (question->filter);

  for (guint key = 0; key < GUO_YIELDS_N_KEYS; key++)
    {
      g_autofree gchar *name = g_strconcat ("by_", names[key], NULL);

      json_object_set_new (params, name, json_integer ((keys & BIT (key)) != 0));
    }
  json_object_set_new (params, "largest", json_integer (question->largest && keys != BIT (GUO_YIELDS_DAY)));
  return params;
}

/* Rows of the same keys have the same text. */
static gchar *
key_text (json_t *row)
{
  GString *text = g_string_new (NULL);

  for (guint key = GUO_YIELDS_COOPERATIVE; key < GUO_YIELDS_CLASS; key++)
    g_string_append_printf (text, "%" JSON_INTEGER_FORMAT ",", json_integer_value (json_object_get (row, names[key])));
  return g_string_free (text, FALSE);
}

static gboolean
add_areas (GuoCall *call, json_t *params, json_t *rows, GError **error)
{
  g_autoptr(json_t) areas = guo_database_rows (call->db, "yields-areas", params, error);
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  json_t *row;
  gsize i;

  if (areas == NULL)
    return FALSE;
  json_array_foreach (areas, i, row)
    g_hash_table_insert (known, key_text (row), json_object_get (row, "area_m2"));
  json_array_foreach (rows, i, row)
    {
      g_autofree gchar *key = key_text (row);
      json_t *area = g_hash_table_lookup (known, key);

      if (area != NULL)
        json_object_set (row, "area_m2", area);
    }
  return TRUE;
}

/* What was not asked for is not told: a season of growers is thousands of rows. */
static void
drop_unasked (const GuoYieldsQuestion *question, guint keys, json_t *row)
{
  for (guint key = 0; key < GUO_YIELDS_N_KEYS; key++)
    {
      g_autofree gchar *name = g_strconcat (names[key], "_name", NULL);
      g_autofree gchar *english = g_strconcat (name, "_en", NULL);

      if ((keys & BIT (key)) != 0)
        continue;
      json_object_del (row, names[key]);
      json_object_del (row, name);
      json_object_del (row, english);
    }
  if (json_object_get (question->filter, "against") != NULL)
    return;
  json_object_del (row, "against_crates");
  json_object_del (row, "against_net_mg");
}

static gboolean
asks_class (const GuoYieldsQuestion *question, guint keys)
{
  return (keys & BIT (GUO_YIELDS_CLASS)) != 0 || json_object_get (question->filter, "class") != NULL;
}

json_t *
guo_yields_rows (GuoCall *call, const GuoYieldsQuestion *question, guint keys, GError **error)
{
  g_autoptr(json_t) params = bind (question, keys);
  g_autoptr(json_t) rows = guo_database_rows (call->db, asks_class (question, keys) ? "yields-classes" : "yields", params, error);
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    drop_unasked (question, keys, row);
  if (rows == NULL || ((keys & (TIMES | BIT (GUO_YIELDS_CLASS))) == 0 && !add_areas (call, params, rows, error)))
    return NULL;
  return g_steal_pointer (&rows);
}

gboolean
guo_yields_settle_season (GuoCall *call, GuoYieldsQuestion *question, GError **error)
{
  g_autoptr(json_t) rows = NULL;
  json_t *season;

  if (json_object_get (question->filter, "season") != NULL)
    return TRUE;
  rows = guo_yields_rows (call, question, BIT (GUO_YIELDS_SEASON), error);
  season = json_object_get (json_array_get (rows, json_array_size (rows) - 1), "season");
  if (season != NULL)
    json_object_set (question->filter, "season", season);
  return rows != NULL;
}

gchar *
guo_yields_mass_unit (GuoCall *call)
{
  g_autoptr(json_t) centre = guo_database_row (call->db, "centre", NULL, NULL);
  const gchar *unit = guo_field_text (centre, "mass_unit");

  return g_strdup (unit != NULL ? unit : "kg");
}

static void
add_up (json_t *total, json_t *rows, const gchar *name)
{
  json_int_t sum = 0;
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    sum += json_integer_value (json_object_get (row, name));
  json_object_set_new (total, name, json_integer (sum));
}

/* Crates come in, classes come out: what is of a class is in no crate that was counted. */
static void
add_crates (json_t *total, json_t *rows, const gchar *name, const GuoYieldsQuestion *question)
{
  if (asks_class (question, question->keys))
    json_object_set_new (total, name, json_null ());
  else
    add_up (total, rows, name);
}

static gboolean
area_is_known (json_t *rows)
{
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    if (json_object_get (row, "area_m2") != NULL)
      return TRUE;
  return FALSE;
}

/* Beside its rows the total has their land; beside days, which have none, all of it. */
json_t *
guo_yields_total (GuoCall *call, const GuoYieldsQuestion *question, json_t *rows, GError **error)
{
  g_autoptr(json_t) params = bind (question, 0);
  g_autoptr(json_t) total = json_object ();
  g_autoptr(json_t) list = json_pack ("[O]", total);

  add_up (total, rows, "net_mg");
  add_crates (total, rows, "crates", question);
  if (json_object_get (question->filter, "against") != NULL)
    {
      add_up (total, rows, "against_net_mg");
      add_crates (total, rows, "against_crates", question);
    }
  if (area_is_known (rows))
    add_up (total, rows, "area_m2");
  else if (!add_areas (call, params, list, error))
    return NULL;
  return g_steal_pointer (&total);
}

json_t *
guo_yields_list (GuoCall *call, GError **error)
{
  GuoYieldsQuestion question;
  g_autoptr(json_t) rows = NULL;
  g_autoptr(json_t) total = NULL;

  if (!guo_yields_read (call, "day,cooperative,product,variety", "", &question, error))
    return NULL;
  rows = guo_yields_rows (call, &question, question.keys, error);
  total = rows != NULL ? guo_yields_total (call, &question, rows, error) : NULL;
  guo_yields_question_clear (&question);
  return total != NULL ? json_pack ("{s:O, s:O}", "rows", rows, "total", total) : NULL;
}
