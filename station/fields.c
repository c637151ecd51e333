#include "station/fields.h"

#include "db/database.h"

#include <string.h>

#define DEPTH_MAX 4 /* of tables in tables; ours need 2 */

/* Told with the words that are. */
static const gchar NOT_A_CHOICE[] = "not one of the known words";

gboolean
guo_bad_field (GError **error, const gchar *field, const gchar *reason)
{
  return guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "bad-field",
                     json_pack ("{s:s, s:s}", "field", field, "reason", reason), "field %s: %s", field,
                     reason);
}

gboolean
guo_bad_choice (GError **error, const gchar *field, const gchar *const *choices)
{
  g_autofree gchar *words = g_strjoinv (", ", (gchar **) choices);
  g_autofree gchar *reason = g_strdup_printf ("none of “%s”", words);

  return guo_bad_field (error, field, reason);
}

static gint
two_digits (const gchar *text)
{
  return (text[0] - '0') * 10 + (text[1] - '0');
}

gboolean
guo_field_is_day (const gchar *text)
{
  gint year, month, day;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (gsize i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;
  year = two_digits (text) * 100 + two_digits (text + 2);
  month = two_digits (text + 5);
  day = two_digits (text + 8);
  return year >= 1970 && month <= 12
         && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/* Returns the fault, or NULL. Blanks alone are no name; a control character breaks labels and lists. */
static const gchar *
text_fault (json_t *value, const GuoField *field)
{
  const gchar *text = json_string_value (value);
  gboolean visible = FALSE;
  glong chars;

  if (text == NULL)
    return "not a text";
  if (strlen (text) != json_string_length (value))
    return "holds a zero character";
  if (field->type == GUO_FIELD_LONG)
    return json_string_length (value) > (gsize) field->max ? "too long" : NULL;
  for (const gchar *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c))
        return "holds a control character";
      visible = visible || !g_unichar_isspace (c);
    }
  chars = g_utf8_strlen (text, -1);
  if (field->max > 0 && chars > field->max)
    return "too long";
  if (chars < field->min)
    return "too short";
  return field->min > 0 && !visible ? "blank" : NULL;
}

static const gchar *
int_fault (json_t *value, gint64 min, gint64 max)
{
  if (!json_is_integer (value))
    return "not an integer";
  if (json_integer_value (value) < min)
    return "too small";
  return json_integer_value (value) > max ? "too large" : NULL;
}

static const gchar *
choice_fault (json_t *value, const gchar *const *choices)
{
  if (!json_is_string (value))
    return "not a text";
  return g_strv_contains (choices, json_string_value (value)) ? NULL : NOT_A_CHOICE;
}

static const gchar *
day_fault (json_t *value)
{
  if (!json_is_string (value))
    return "not a text";
  return guo_field_is_day (json_string_value (value)) ? NULL : "not a day YYYY-MM-DD";
}

static const gchar *
value_fault (json_t *value, const GuoField *field)
{
  switch (field->type)
    {
    case GUO_FIELD_TEXT:
    case GUO_FIELD_LONG:
      return text_fault (value, field);
    case GUO_FIELD_INT:
      return int_fault (value, field->min, field->max);
    case GUO_FIELD_ID:
      return int_fault (value, 1, G_MAXINT64);
    case GUO_FIELD_BOOL:
      return json_is_boolean (value) ? NULL : "not true or false";
    case GUO_FIELD_DAY:
      return day_fault (value);
    case GUO_FIELD_CHOICE:
      return choice_fault (value, field->choices);
    case GUO_FIELD_OBJECT:
      return json_is_object (value) ? NULL : "not an object";
    case GUO_FIELD_ARRAY:
      if (!json_is_array (value))
        return "not a list";
      if ((gint64) json_array_size (value) < field->min)
        return "too few";
      return (gint64) json_array_size (value) > field->max ? "too many" : NULL;
    case GUO_FIELD_ID_OR_TEXT:
      return json_is_integer (value) ? int_fault (value, 1, G_MAXINT64) : text_fault (value, field);
    default:
      return "not known";
    }
}

static gboolean check_object (json_t *object, const GuoField *fields, const gchar *prefix, guint depth,
                              GError **error);

static gboolean
check_nested (json_t *value, const GuoField *field, const gchar *path, guint depth, GError **error)
{
  if (field->type == GUO_FIELD_OBJECT)
    {
      g_autofree gchar *prefix = g_strconcat (path, ".", NULL);

      return check_object (value, field->fields, prefix, depth + 1, error);
    }
  for (gsize i = 0; i < json_array_size (value); i++)
    {
      g_autofree gchar *prefix = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "].", path, i);
      json_t *item = json_array_get (value, i);

      if (!json_is_object (item))
        {
          prefix[strlen (prefix) - 1] = '\0';
          return guo_bad_field (error, prefix, "not an object");
        }
      if (!check_object (item, field->fields, prefix, depth + 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_member (json_t *value, const GuoField *field, const gchar *prefix, guint depth, GError **error)
{
  g_autofree gchar *path = g_strconcat (prefix, field->name, NULL);
  const gchar *fault = value_fault (value, field);

  if (fault == NOT_A_CHOICE)
    return guo_bad_choice (error, path, field->choices);
  if (fault != NULL)
    return guo_bad_field (error, path, fault);
  if (field->fields == NULL || depth >= DEPTH_MAX)
    return TRUE;
  return check_nested (value, field, path, depth, error);
}

static const GuoField *
find_field (const GuoField *fields, const gchar *name)
{
  for (; fields->name != NULL; fields++)
    if (g_str_equal (fields->name, name))
      return fields;
  return NULL;
}

static gboolean
check_known (json_t *object, const GuoField *fields, const gchar *prefix, GError **error)
{
  const gchar *name;
  json_t *value;

  json_object_foreach (object, name, value)
    {
      g_autofree gchar *path = g_strconcat (prefix, name, NULL);

      if (name[0] == '_' || find_field (fields, name) != NULL)
        continue;
      return guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "unknown-field",
                         json_pack ("{s:s}", "field", path), "unknown field %s", path);
    }
  return TRUE;
}

static gboolean
check_object (json_t *object, const GuoField *fields, const gchar *prefix, guint depth, GError **error)
{
  gboolean replaces = json_is_integer (json_object_get (object, "replaces"));

  if (!check_known (object, fields, prefix, error))
    return FALSE;
  for (; fields->name != NULL; fields++)
    {
      json_t *value = json_object_get (object, fields->name);

      if (value != NULL && !json_is_null (value))
        {
          if (!check_member (value, fields, prefix, depth, error))
            return FALSE;
        }
      else if (fields->need == GUO_FIELD_REQUIRED || (fields->need == GUO_FIELD_REQUIRED_NEW && !replaces))
        {
          g_autofree gchar *path = g_strconcat (prefix, fields->name, NULL);

          return guo_bad_field (error, path, "missing");
        }
    }
  return TRUE;
}

gboolean
guo_fields_check (json_t *body, const GuoField *fields, GError **error)
{
  g_autoptr(json_t) none = json_object ();

  return check_object (body != NULL ? body : none, fields, "", 0, error);
}

const gchar *
guo_field_text (json_t *body, const gchar *name)
{
  return json_string_value (json_object_get (body, name));
}

gint64
guo_field_int (json_t *body, const gchar *name, gint64 absent)
{
  json_t *value = json_object_get (body, name);

  return json_is_integer (value) ? json_integer_value (value) : absent;
}

gboolean
guo_field_bool (json_t *body, const gchar *name)
{
  return json_is_true (json_object_get (body, name));
}
