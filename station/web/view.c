#include "station/web/view.h"
#include "station/web/words.h"

#include "station/client/format.h"
#include "station/client/grade-words.h"

#include <string.h>

json_t *
guo_view_row (GuoView *view, const gchar *statement, json_t *params)
{
  g_autoptr(json_t) owned = params;
  g_autoptr(json_t) row = NULL;

  if (view->error != NULL)
    return NULL;
  row = guo_database_row (view->request->db, statement, owned, &view->error);
  return json_is_object (row) ? g_steal_pointer (&row) : NULL;
}

json_t *
guo_view_rows (GuoView *view, const gchar *statement, json_t *params)
{
  g_autoptr(json_t) owned = params;
  json_t *rows = NULL;

  if (view->error == NULL)
    rows = guo_database_rows (view->request->db, statement, owned, &view->error);
  return rows != NULL ? rows : json_array ();
}

const gchar *
guo_view_query (const GuoView *view, const gchar *name)
{
  return json_string_value (json_object_get (view->request->query, name));
}

gint64
guo_view_query_id (const GuoView *view, const gchar *name)
{
  const gchar *text = guo_view_query (view, name);
  gint64 id = 0;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL))
    return 0;
  return id;
}

gchar *
guo_view_link (const GuoView *view, const gchar *query)
{
  gboolean wished = guo_view_query (view, "lang") != NULL;

  /* Only a query: what stands before it, the browser knows better than we do. */
  return g_strconcat ("?", query == NULL ? "" : query, query == NULL || !wished ? "" : "&",
                      wished ? "lang=" : "", wished ? view->language : "", NULL);
}

const gchar *
guo_view_text (json_t *row, const gchar *key)
{
  const gchar *text = json_string_value (json_object_get (row, key));

  return text != NULL ? text : "";
}

gint64
guo_view_number (json_t *row, const gchar *key)
{
  return json_integer_value (json_object_get (row, key));
}

const gchar *
guo_view_name (const GuoView *view, json_t *row, const gchar *key)
{
  g_autofree gchar *english = g_strconcat (key, "_en", NULL);
  const gchar *text = g_str_equal (view->language, "en") ? guo_view_text (row, english) : "";

  return *text != '\0' ? text : guo_view_text (row, key);
}

/* Lists of fruit carry names in the centre's language only: the English ones are looked up by id. */
static json_t *
master_row (json_t *rows, gint64 id)
{
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    if (guo_view_number (row, "id") == id)
      return row;
  return NULL;
}

const gchar *
guo_view_fruit (GuoView *view, json_t *row)
{
  gboolean variety = *guo_view_text (row, "variety_name") != '\0';
  const gchar *text = guo_view_name (view, row, variety ? "variety_name" : "product_name");
  json_t *product;
  json_t *master;

  if (!g_str_equal (view->language, "en"))
    return text;
  if (view->products == NULL)
    view->products = guo_view_rows (view, "products", NULL);
  product = master_row (view->products, guo_view_number (row, "product"));
  master = variety ? master_row (json_object_get (product, "varieties"), guo_view_number (row, "variety")) : product;
  return *guo_view_text (master, "name_en") != '\0' ? guo_view_text (master, "name_en") : text;
}

static GDateTime *
noon_of (const gchar *day)
{
  g_autofree gchar *text = g_strconcat (day, "T12:00:00Z", NULL);

  return g_date_time_new_from_iso8601 (text, NULL);
}

gchar *
guo_view_day (const gchar *day, gboolean year)
{
  g_autoptr(GDateTime) at = noon_of (day);
  g_autofree gchar *text = NULL;

  if (at == NULL)
    return g_strdup (day);
  /* Translators: g_date_time_format() patterns: day and month, with and without the year. */
  text = g_date_time_format (at, year ? _("%-d %B %Y") : _("%-d %B"));
  return g_steal_pointer (&text);
}

gchar *
guo_view_days (const gchar *from, const gchar *to)
{
  g_autofree gchar *first = guo_view_day (from, FALSE);
  g_autofree gchar *last = guo_view_day (to, FALSE);

  if (*first == '\0' || g_str_equal (first, last))
    return g_steal_pointer (&last);
  if (*last == '\0')
    return g_steal_pointer (&first);
  return g_strdup_printf ("%s – %s", first, last);
}

gchar *
guo_view_kg (gint64 mg)
{
  return guo_format_mass (mg, 2);
}

gchar *
guo_view_count (gint64 n)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, n);
}

const gchar *
guo_view_class (const GuoView *view, json_t *row)
{
  const gchar *name = guo_view_name (view, row, "class_name"), *key = guo_view_text (row, "class");

  if (*key == '\0')
    key = guo_view_text (row, "grade_class");
  if (*key == '\0')
    return _("no class");
  return *name != '\0' ? name : guo_view_grade (key);
}

const gchar *
guo_view_grade (const gchar *grade_class)
{
  return guo_grade_word (grade_class);
}

gchar *
guo_view_join (const GuoView *view, json_t *rows)
{
  GString *text = g_string_new (NULL);
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    {
      if (text->len > 0)
        g_string_append (text, _(", "));
      g_string_append (text, guo_view_name (view, row, "name"));
    }
  return g_string_free (text, FALSE);
}

json_t *
guo_view_add (json_t *list, const gchar *label, gchar *value)
{
  g_autofree gchar *owned = value;
  json_t *entry;

  if (owned == NULL || *owned == '\0')
    return NULL;
  entry = json_pack ("{s:s, s:s}", "label", label, "value", owned);
  return json_array_append_new (list, entry) == 0 ? entry : NULL;
}

void
guo_view_take (json_t *object, const gchar *key, gchar *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_new (object, key, json_string (text));
  g_free (text);
}

gchar *
guo_view_today (const GuoView *view)
{
  const GuoClock *clock = guo_station_clock (view->request->station);

  return guo_clock_day (clock, (gint) guo_view_number (view->centre, "day_boundary_min"));
}

json_t *
guo_view_dial (const gchar *phone)
{
  g_autoptr(GString) dial = g_string_new (NULL);

  for (const gchar *at = phone; *at != '\0'; at++)
    if (g_ascii_isdigit (*at) || *at == '-' || (*at == '+' && at == phone))
      g_string_append_c (dial, *at);
  return json_string (dial->str);
}

json_t *
guo_view_emblem (json_t *lot)
{
  const gchar *kind = guo_view_text (lot, "product_kind");

  if (!g_str_equal (kind, "plum") && !g_str_equal (kind, "citrus") && !g_str_equal (kind, "tea"))
    kind = "sprig";
  return json_pack ("{s:b}", kind, TRUE);
}

json_t *
guo_view_warning (const GuoView *view, const gchar *head, gchar *text)
{
  const gchar *phone = guo_view_text (view->centre, "phone");
  json_t *box = json_pack ("{s:s, s:s, s:o}", "head", head, "phone", phone, "dial", guo_view_dial (phone));

  guo_view_take (box, "text", text);
  return box;
}

gboolean
guo_view_is_held (GuoView *view, json_t *lot)
{
  g_autoptr(json_t) row = guo_view_row (view, "web-lot-held", json_pack ("{s:I}", "lot", (json_int_t) guo_view_number (lot, "id")));

  return json_is_true (json_object_get (row, "held"));
}

json_t *
guo_view_held_warning (const GuoView *view, const gchar *head)
{
  return guo_view_warning (view, head, g_strdup (_("The sorting centre is looking into it: please ask there before its fruit is sold "
                                                   "or eaten.")));
}
