/* How members of a scheme's file are read, and refused. */
#include "station/grading/scheme-private.h"

#include <string.h>

#define TEXT_LONGEST 200

/* RFC 6901: ~ and / inside a name are escaped. */
static void
append_escaped (GString *pointer, const gchar *name)
{
  for (; *name != '\0'; name++)
    if (*name == '~' || *name == '/')
      g_string_append (pointer, *name == '~' ? "~0" : "~1");
    else
      g_string_append_c (pointer, *name);
}

gboolean
guo_scheme_refuse (GError **error, const gchar *where, const gchar *member, const gchar *reason)
{
  g_autoptr(GString) pointer = g_string_new (where);

  if (member != NULL)
    {
      g_string_append_c (pointer, '/');
      append_escaped (pointer, member);
    }
  return guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "bad-field",
                     json_pack ("{s:s, s:s}", "field", pointer->str, "reason", reason), "grade scheme: %s: %s",
                     pointer->len > 0 ? pointer->str : "/", reason);
}

/* What says where a rule comes from, or more than a machine can judge. */
static gboolean
is_remark (const gchar *name)
{
  static const gchar *const remarks[] = { "$schema", "note", "source", "standard", "status", "storage", NULL };

  return g_strv_contains (remarks, name) || g_str_has_prefix (name, "x_") || g_str_has_suffix (name, "_note");
}

gboolean
guo_scheme_check_members (json_t *object, const gchar *where, const gchar *const *known, gboolean remarks,
                          GError **error)
{
  const gchar *name;
  json_t *value;

  if (!json_is_object (object))
    return guo_scheme_refuse (error, where, NULL, "an object is needed");
  json_object_foreach (object, name, value)
    if (!g_strv_contains (known, name) && !is_remark (name) && !(remarks && guo_exact_json_text (value) != NULL))
      return guo_scheme_refuse (error, where, name, "unknown here");
  return TRUE;
}

gboolean
guo_scheme_read_text (json_t *object, const gchar *where, const gchar *member, gchar **out, GError **error)
{
  json_t *value = json_object_get (object, member);
  const gchar *text = guo_exact_json_text (value);
  g_autofree gchar *stripped = NULL;

  if (value == NULL || json_is_null (value))
    return TRUE;
  stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  if (stripped == NULL || stripped[0] == '\0' || strcmp (stripped, text) != 0
      || g_utf8_strlen (text, -1) > TEXT_LONGEST)
    return guo_scheme_refuse (error, where, member, "text of 1 to 200 characters is needed, no blanks around it");
  g_free (*out);
  *out = g_steal_pointer (&stripped);
  return TRUE;
}

gboolean
guo_scheme_read_names (json_t *object, const gchar *where, gchar **zh, gchar **en, GError **error)
{
  return guo_scheme_read_text (object, where, "name_zh", zh, error)
         && guo_scheme_read_text (object, where, "name_en", en, error);
}

gboolean
guo_scheme_read_bound (json_t *object, const gchar *where, const gchar *member, gint64 *out, GError **error)
{
  json_t *value = json_object_get (object, member);
  const gchar *text = guo_exact_json_number (value);
  gint64 bound;

  if (text == NULL)
    text = guo_exact_json_text (value);
  if (text == NULL || !guo_decimal_parse (text, &bound))
    return guo_scheme_refuse (error, where, member, "a decimal number below 900 000 000 000 is needed");
  if (bound % GUO_DECIMAL_STEP != 0)
    return guo_scheme_refuse (error, where, member, "at most six decimals are compared");
  *out = bound;
  return TRUE;
}

gboolean
guo_scheme_read_missing (json_t *object, const gchar *where, gboolean *is_met, GError **error)
{
  json_t *value = json_object_get (object, "missing");
  const gchar *text = guo_exact_json_text (value);

  if (value == NULL)
    return TRUE;
  if (g_strcmp0 (text, "met") != 0 && g_strcmp0 (text, "not-met") != 0)
    return guo_scheme_refuse (error, where, "missing", "met or not-met is needed");
  *is_met = strcmp (text, "met") == 0;
  return TRUE;
}

/* "2026-07-16", or "07-16" as MMDD; 0: neither. */
static guint32
read_day (const gchar *text)
{
  g_autofree gchar *in_leap_year = NULL;

  if (text == NULL || strlen (text) != 5)
    return guo_date_parse (text);
  in_leap_year = g_strconcat ("2024-", text, NULL);
  return guo_date_parse (in_leap_year) % 10000;
}

static gboolean
read_end (json_t *object, const gchar *where, const gchar *member, guint32 *out, GError **error)
{
  json_t *value = json_object_get (object, member);

  if (value == NULL || json_is_null (value))
    return TRUE;
  *out = read_day (guo_exact_json_text (value));
  return *out > 0 || guo_scheme_refuse (error, where, member, "a day is needed, YYYY-MM-DD, or MM-DD of every year");
}

gboolean
guo_scheme_read_season (json_t *object, const gchar *where, GuoSeason *out, GError **error)
{
  gboolean yearly;

  if (!read_end (object, where, "from", &out->from, error) || !read_end (object, where, "until", &out->until, error))
    return FALSE;
  if (out->from == 0 && out->until == 0)
    return TRUE;
  yearly = MAX (out->from, out->until) < 10000;
  if (yearly && (out->from == 0 || out->until == 0))
    return guo_scheme_refuse (error, where, out->from == 0 ? "from" : "until", "days of every year need both ends");
  if (out->from > 0 && out->until > 0 && (out->from < 10000) != (out->until < 10000))
    return guo_scheme_refuse (error, where, "until", "from and until are not both days of every year");
  if (!yearly && out->until > 0 && out->from > out->until)
    return guo_scheme_refuse (error, where, "until", "it is before from");
  return TRUE;
}

static gboolean
has (json_t *object, const gchar *member)
{
  json_t *value = json_object_get (object, member);

  return value != NULL && !json_is_null (value);
}

gboolean
guo_scheme_read_range (json_t *object, const gchar *where, GuoLimit *out, GError **error)
{
  gint64 bound;

  out->least = G_MININT64 + 1; /* above GUO_MISSING */
  out->most = G_MAXINT64;
  out->least_out = has (object, "over");
  out->most_out = has (object, "under");
  if (out->least_out && has (object, "min"))
    return guo_scheme_refuse (error, where, "over", "min is given already");
  if (out->most_out && has (object, "max"))
    return guo_scheme_refuse (error, where, "under", "max is given already");
  if (out->least_out || has (object, "min"))
    {
      if (!guo_scheme_read_bound (object, where, out->least_out ? "over" : "min", &bound, error))
        return FALSE;
      out->least = bound + (out->least_out ? 1 : 0);
    }
  if (out->most_out || has (object, "max"))
    {
      if (!guo_scheme_read_bound (object, where, out->most_out ? "under" : "max", &bound, error))
        return FALSE;
      out->most = bound - (out->most_out ? 1 : 0);
    }
  if (out->least == G_MININT64 + 1 && out->most == G_MAXINT64)
    return guo_scheme_refuse (error, where, NULL, "a bound is needed: min or over, max or under");
  if (out->least > out->most)
    return guo_scheme_refuse (error, where, NULL, "nothing lies between the bounds");
  return TRUE;
}
