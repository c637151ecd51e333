#include "drivers/grader/profile.h"

#include <jansson.h>
#include <string.h>

#define HEADER_ROW_MAX 1000
#define TEXT_FIELDS ((1u << GUO_REPORT_TEXTS) - 1)
#define SUMS (1u << GUO_REPORT_FRUIT | 1u << GUO_REPORT_MASS | 1u << GUO_REPORT_SHARE)

/* Units by field; a field without one in the file has the row with NULL. */
static const struct
{
  GuoReportField field;
  const gchar *unit; /* %NULL: none need be said */
  guint factor;
  gint power;
} units[] = {
  { GUO_REPORT_FRUIT, NULL, 1, 0 },
  { GUO_REPORT_FRUIT, "1", 1, 0 },
  { GUO_REPORT_MASS, "kg", 1, 6 },
  { GUO_REPORT_MASS, "g", 1, 3 },
  { GUO_REPORT_MASS, "mg", 1, 0 },
  { GUO_REPORT_MASS, "t", 1, 9 },
  { GUO_REPORT_MASS, "斤", 5, 5 },
  { GUO_REPORT_MEAN_MASS, "kg", 1, 6 },
  { GUO_REPORT_MEAN_MASS, "g", 1, 3 },
  { GUO_REPORT_MEAN_MASS, "mg", 1, 0 },
  { GUO_REPORT_MEAN_MASS, "t", 1, 9 },
  { GUO_REPORT_MEAN_MASS, "斤", 5, 5 },
  { GUO_REPORT_DIAMETER, "mm", 1, 3 },
  { GUO_REPORT_DIAMETER, "cm", 1, 4 },
  { GUO_REPORT_BRIX, NULL, 1, 2 },
  { GUO_REPORT_BRIX, "Brix", 1, 2 },
  { GUO_REPORT_SHARE, NULL, 1, 2 },
  { GUO_REPORT_SHARE, "%", 1, 2 },
  { GUO_REPORT_COLOUR, NULL, 1, 1 },
  { GUO_REPORT_COLOUR, "%", 1, 1 },
};

/* Refuses with the place: the pointer, printf style, and behind it what is needed there. */
static gboolean refuse (GError **error, const gchar *needed, const gchar *pointer, ...) G_GNUC_PRINTF (3, 4);

static gboolean
refuse (GError **error, const gchar *needed, const gchar *pointer, ...)
{
  g_autofree gchar *where = NULL;
  va_list arguments;

  va_start (arguments, pointer);
  where = g_strdup_vprintf (pointer, arguments);
  va_end (arguments);
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "%s: %s", where[0] != '\0' ? where : "/", needed);
  return FALSE;
}

/* A misspelt key must not be passed over: the report would be read otherwise than its profile says. */
static gboolean
check_keys (json_t *object, const gchar *const *known, const gchar *pointer, GError **error)
{
  const gchar *key;
  json_t *value;

  if (!json_is_object (object))
    return refuse (error, "an object is needed", "%s", pointer);
  json_object_foreach (object, key, value)
    {
      g_auto(GStrv) parts = NULL;
      g_autofree gchar *slashes = NULL;
      g_autofree gchar *tildes = NULL;

      if (g_strv_contains (known, key))
        continue;
      parts = g_strsplit (key, "~", -1); /* RFC 6901: ~ is ~0, / is ~1 */
      tildes = g_strjoinv ("~0", parts);
      g_strfreev (parts);
      parts = g_strsplit (tildes, "/", -1);
      slashes = g_strjoinv ("~1", parts);
      return refuse (error, "no such key", "%s/%s", pointer, slashes);
    }
  return TRUE;
}

static gboolean
is_text (json_t *json)
{
  return json_is_string (json) && json_string_length (json) > 0 && json_string_length (json) <= GUO_PROFILE_TEXT_MAX;
}

/* One of a few words, by its place in @words; absent: the first. */
static gboolean
read_word (json_t *object, const gchar *key, const gchar *const *words, const gchar *pointer, gsize *at, GError **error)
{
  json_t *json = json_object_get (object, key);
  g_autofree gchar *all = NULL;
  g_autofree gchar *needed = NULL;

  for (*at = 0; json != NULL && words[*at] != NULL; (*at)++)
    if (g_strcmp0 (json_string_value (json), words[*at]) == 0)
      return TRUE;
  if (json == NULL)
    return TRUE;
  all = g_strjoinv ("\", \"", (gchar **) words);
  needed = g_strdup_printf ("one of \"%s\" is needed", all);
  return refuse (error, needed, "%s/%s", pointer, key);
}

static gboolean
read_flag (json_t *object, const gchar *key, const gchar *pointer, gboolean *out, GError **error)
{
  json_t *json = json_object_get (object, key);

  if (json != NULL && !json_is_boolean (json))
    return refuse (error, "true or false is needed", "%s/%s", pointer, key);
  *out = json_is_true (json);
  return TRUE;
}

/* A list of texts, folded. */
static gboolean
read_texts (json_t *array, const gchar *pointer, GStrv *out, GError **error)
{
  if (!json_is_array (array) || json_array_size (array) == 0 || json_array_size (array) > GUO_PROFILE_LIST_MAX)
    return refuse (error, "a list of 1 to 64 texts is needed", "%s", pointer);
  *out = g_new0 (gchar *, json_array_size (array) + 1);
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      json_t *json = json_array_get (array, i);
      gchar folded[2 * GUO_PROFILE_TEXT_MAX];
      gsize len = 0;

      if (is_text (json))
        len = guo_report_fold (json_string_value (json), json_string_length (json), folded, sizeof folded);
      if (len == 0 || len > sizeof folded)
        return refuse (error, "a text of 1 to 255 bytes is needed", "%s/%zu", pointer, i);
      (*out)[i] = g_strndup (folded, len);
    }
  return TRUE;
}

/* A field that has a column; @allowed: bits. */
static gboolean
read_field (const GuoProfile *self, json_t *json, guint allowed, const gchar *pointer, GuoReportField *out, GError **error)
{
  const gchar *name = json_string_value (json);

  for (guint i = 0; name != NULL && i < self->n_columns; i++)
    if (strcmp (name, guo_report_field_name (self->columns[i].field)) == 0 && (allowed & 1u << self->columns[i].field) != 0)
      {
        *out = self->columns[i].field;
        return TRUE;
      }
  return refuse (error,
                 allowed == TEXT_FIELDS ? "a text field that has a column is needed"
                 : allowed == SUMS      ? "fruit, mass or share, with a column, is needed"
                                        : "a field that has a column is needed",
                 "%s", pointer);
}

static gboolean
read_file (GuoProfile *self, json_t *file, GError **error)
{
  static const gchar *const keys[] = { "kind", "encoding", "delimiter", "header_row", "sheet", NULL };
  static const gchar *const kinds[] = { "csv", "xlsx", NULL };
  static const gchar *const encodings[] = { "auto", "utf-8", "gb18030", NULL };
  static const gchar *const delimiters[] = { ",", ";", "\t", "|", NULL };
  json_t *row = json_object_get (file, "header_row");
  json_t *sheet = json_object_get (file, "sheet");
  gsize kind, encoding, delimiter;

  if (!check_keys (file, keys, "/file", error) || !read_word (file, "kind", kinds, "/file", &kind, error)
      || !read_word (file, "encoding", encodings, "/file", &encoding, error)
      || !read_word (file, "delimiter", delimiters, "/file", &delimiter, error))
    return FALSE;
  if (json_object_get (file, "kind") == NULL)
    return refuse (error, "csv or xlsx is needed", "/file/kind");
  self->is_xlsx = kind == 1;
  self->encoding = (GuoEncoding) encoding;
  self->delimiter = delimiters[delimiter][0];
  if (self->is_xlsx && json_object_get (file, "encoding") != NULL)
    return refuse (error, "a workbook has none", "/file/encoding");
  if (self->is_xlsx && json_object_get (file, "delimiter") != NULL)
    return refuse (error, "a workbook has none", "/file/delimiter");
  if (sheet != NULL && (!self->is_xlsx || !is_text (sheet)))
    return refuse (error, self->is_xlsx ? "the name of a sheet is needed" : "a CSV file has none", "/file/sheet");
  if (row != NULL && (!json_is_integer (row) || json_integer_value (row) < 1 || json_integer_value (row) > HEADER_ROW_MAX))
    return refuse (error, "a whole number from 1 to 1000 is needed", "/file/header_row");
  self->header_row = row != NULL ? (guint) json_integer_value (row) : 1;
  self->sheet = g_strdup (json_string_value (sheet));
  return TRUE;
}

static gboolean
read_numbers (GuoProfile *self, json_t *numbers, GError **error)
{
  static const gchar *const keys[] = { "decimal", "thousands", NULL };
  static const gchar *const decimals[] = { ".", ",", NULL };
  static const gchar *const thousands[] = { "", ",", ".", " ", "'", NULL };
  gsize decimal = 0, group = 0;

  if (numbers != NULL
      && (!check_keys (numbers, keys, "/numbers", error)
          || !read_word (numbers, "decimal", decimals, "/numbers", &decimal, error)
          || !read_word (numbers, "thousands", thousands, "/numbers", &group, error)))
    return FALSE;
  self->decimal = decimals[decimal][0];
  self->thousands = thousands[group][0];
  if (self->decimal == self->thousands)
    return refuse (error, "it is the decimal sign already", "/numbers/thousands");
  return TRUE;
}

static gboolean
read_unit (GuoProfileColumn *column, json_t *unit, guint at, GError **error)
{
  g_autoptr(GString) known = g_string_new (NULL);

  if (unit != NULL && !json_is_string (unit))
    return refuse (error, "a text is needed", "/columns/%u/unit", at);
  if (column->field < GUO_REPORT_TEXTS)
    return unit == NULL || refuse (error, "a text has none", "/columns/%u/unit", at);
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].field == column->field)
      {
        if (g_strcmp0 (units[i].unit, json_string_value (unit)) == 0)
          {
            column->factor = units[i].factor;
            column->power = units[i].power;
            return TRUE;
          }
        if (units[i].unit != NULL)
          g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", units[i].unit);
      }
  g_string_append (known, " is needed");
  return refuse (error, known->str, "/columns/%u/unit", at);
}

static gboolean
read_column_field (GuoProfile *self, GuoProfileColumn *column, json_t *json, guint at, GError **error)
{
  guint field = 0;

  while (field < GUO_REPORT_FIELDS && g_strcmp0 (json_string_value (json), guo_report_field_name (field)) != 0)
    field++;
  if (field == GUO_REPORT_FIELDS)
    return refuse (error, "a field of the schema is needed", "/columns/%u/field", at);
  for (guint i = 0; i < at; i++)
    if (self->columns[i].field == field)
      return refuse (error, "the field has a column already", "/columns/%u/field", at);
  column->field = (GuoReportField) field;
  return TRUE;
}

/* The same header for two fields would fill both with one number. */
static gboolean
check_names (GuoProfile *self, guint at, GError **error)
{
  for (guint k = 0; self->columns[at].names[k] != NULL; k++)
    for (guint i = 0; i < at; i++)
      if (g_strv_contains ((const gchar *const *) self->columns[i].names, self->columns[at].names[k]))
        return refuse (error, "another column has this name already", "/columns/%u/names/%u", at, k);
  return TRUE;
}

static gboolean
read_column (GuoProfile *self, json_t *json, GError **error)
{
  static const gchar *const keys[] = { "field", "names", "unit", "required", "carry_down", NULL };
  const guint at = self->n_columns;
  GuoProfileColumn *column = &self->columns[at];
  g_autofree gchar *pointer = g_strdup_printf ("/columns/%u", at);
  g_autofree gchar *names = g_strconcat (pointer, "/names", NULL);

  if (!check_keys (json, keys, pointer, error)
      || !read_column_field (self, column, json_object_get (json, "field"), at, error))
    return FALSE;
  self->n_columns++; /* from here on its names are freed with the profile */
  if (!read_texts (json_object_get (json, "names"), names, &column->names, error) || !check_names (self, at, error)
      || !read_unit (column, json_object_get (json, "unit"), at, error)
      || !read_flag (json, "required", pointer, &column->required, error)
      || !read_flag (json, "carry_down", pointer, &column->carry_down, error))
    return FALSE;
  if (column->carry_down && (SUMS & 1u << column->field) != 0)
    return refuse (error, "what is added up cannot be carried down", "/columns/%u/carry_down", at);
  return TRUE;
}

static gboolean
read_columns (GuoProfile *self, json_t *columns, GError **error)
{
  guint have = 0;

  if (!json_is_array (columns) || json_array_size (columns) == 0 || json_array_size (columns) > GUO_REPORT_FIELDS)
    return refuse (error, "a list of 1 to 13 columns is needed", "/columns");
  for (gsize i = 0; i < json_array_size (columns); i++)
    if (!read_column (self, json_array_get (columns, i), error))
      return FALSE;
  for (guint i = 0; i < self->n_columns; i++)
    have |= 1u << self->columns[i].field;
  if ((have & (1u << GUO_REPORT_FRUIT | 1u << GUO_REPORT_MASS)) == 0)
    return refuse (error, "a column for fruit or for mass is needed", "/columns");
  return TRUE;
}

static gboolean
read_key (GuoProfile *self, json_t *array, GError **error)
{
  guint used = 0;

  if (array != NULL && !json_is_array (array))
    return refuse (error, "a list of fields is needed", "/row_key");
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autofree gchar *pointer = g_strdup_printf ("/row_key/%zu", i);
      GuoReportField field;

      if (!read_field (self, json_array_get (array, i), G_MAXUINT, pointer, &field, error))
        return FALSE;
      if ((used & 1u << field) != 0)
        return refuse (error, "the field is there already", "%s", pointer);
      used |= 1u << field;
      self->row_key[self->n_key++] = field;
    }
  return TRUE;
}

static gboolean
read_tolerance (GuoProfile *self, json_t *tolerance, GError **error)
{
  const gchar *key;
  json_t *value;

  if (tolerance != NULL && !json_is_object (tolerance))
    return refuse (error, "an object is needed", "/totals_row/tolerance");
  json_object_foreach (tolerance, key, value)
    {
      guint field = 0;

      while (field < GUO_REPORT_FIELDS
             && ((self->check & 1u << field) == 0 || strcmp (key, guo_report_field_key (field)) != 0))
        field++;
      if (field == GUO_REPORT_FIELDS)
        return refuse (error, "fruit, mass_mg or share_x100 is needed, and the field in \"check\"",
                       "/totals_row/tolerance/%s", key);
      if (!json_is_integer (value) || json_integer_value (value) < 0 || json_integer_value (value) > 1000000000000)
        return refuse (error, "a whole number from 0 to 10^12 is needed", "/totals_row/tolerance/%s", key);
      self->tolerance[field] = json_integer_value (value);
    }
  return TRUE;
}

/* Fields as bits. */
static gboolean
read_bits (const GuoProfile *self, json_t *array, guint allowed, const gchar *name, guint *bits, GError **error)
{
  if (!json_is_array (array) || json_array_size (array) == 0)
    return refuse (error, "a list of fields is needed", "/totals_row/%s", name);
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autofree gchar *pointer = g_strdup_printf ("/totals_row/%s/%zu", name, i);
      GuoReportField field;

      if (!read_field (self, json_array_get (array, i), allowed, pointer, &field, error))
        return FALSE;
      *bits |= 1u << field;
    }
  return TRUE;
}

static gboolean
read_totals (GuoProfile *self, json_t *totals, GError **error)
{
  static const gchar *const keys[] = { "fields", "text", "check", "tolerance", "required", NULL };

  if (totals == NULL)
    return TRUE;
  return check_keys (totals, keys, "/totals_row", error)
         && read_bits (self, json_object_get (totals, "fields"), TEXT_FIELDS, "fields", &self->totals.fields, error)
         && read_texts (json_object_get (totals, "text"), "/totals_row/text", &self->totals.texts, error)
         && read_bits (self, json_object_get (totals, "check"), SUMS, "check", &self->check, error)
         && read_tolerance (self, json_object_get (totals, "tolerance"), error)
         && read_flag (totals, "required", "/totals_row", &self->totals_required, error);
}

static gboolean
read_ignore (GuoProfile *self, json_t *json, guint at, GError **error)
{
  static const gchar *const keys[] = { "field", "text", NULL };
  GuoProfileRule *rule = &self->ignore[at];
  g_autofree gchar *pointer = g_strdup_printf ("/ignore_rows/%u", at);
  g_autofree gchar *field_pointer = g_strconcat (pointer, "/field", NULL);
  g_autofree gchar *text_pointer = g_strconcat (pointer, "/text", NULL);
  GuoReportField field;

  if (!check_keys (json, keys, pointer, error)
      || !read_field (self, json_object_get (json, "field"), TEXT_FIELDS, field_pointer, &field, error))
    return FALSE;
  self->n_ignore++;
  rule->fields = 1u << field;
  if (!read_texts (json_object_get (json, "text"), text_pointer, &rule->texts, error))
    return FALSE;
  for (guint i = 0; (self->totals.fields & rule->fields) != 0 && rule->texts[i] != NULL; i++)
    if (g_strv_contains ((const gchar *const *) self->totals.texts, rule->texts[i]))
      return refuse (error, "it is a text of the totals row already", "%s/%u", text_pointer, i);
  return TRUE;
}

static gboolean
read_rules (GuoProfile *self, json_t *rules, GError **error)
{
  if (rules != NULL && (!json_is_array (rules) || json_array_size (rules) > GUO_PROFILE_RULES_MAX))
    return refuse (error, "a list of at most 16 rules is needed", "/ignore_rows");
  for (guint i = 0; i < json_array_size (rules); i++)
    if (!read_ignore (self, json_array_get (rules, i), i, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_head (GuoProfile *self, json_t *root, GError **error)
{
  static const gchar *const keys[] = { "format",  "name",       "file",        "numbers", "columns",
                                       "row_key", "totals_row", "ignore_rows", NULL };
  json_t *name = json_object_get (root, "name");

  if (!check_keys (root, keys, "", error))
    return FALSE;
  if (g_strcmp0 (json_string_value (json_object_get (root, "format")), "guozhan-profile/1") != 0)
    return refuse (error, "\"guozhan-profile/1\" is needed", "/format");
  if (!is_text (name))
    return refuse (error, "a text of 1 to 255 bytes is needed", "/name");
  self->name = g_strdup (json_string_value (name));
  return TRUE;
}

GuoProfile *
guo_profile_parse (const gchar *text, gsize len, GError **error)
{
  g_autoptr(GuoProfile) self = g_new0 (GuoProfile, 1);
  json_auto_t *root = NULL;
  json_error_t problem;

  if (len > GUO_PROFILE_BYTES_MAX)
    {
      refuse (error, "a profile has at most 256 KiB", "%s", "");
      return NULL;
    }
  root = json_loadb (text, len, JSON_REJECT_DUPLICATES, &problem);
  if (root == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "line %d column %d: %s", problem.line,
                   problem.column, problem.text);
      return NULL;
    }
  if (!read_head (self, root, error) || !read_file (self, json_object_get (root, "file"), error)
      || !read_numbers (self, json_object_get (root, "numbers"), error)
      || !read_columns (self, json_object_get (root, "columns"), error)
      || !read_key (self, json_object_get (root, "row_key"), error)
      || !read_totals (self, json_object_get (root, "totals_row"), error)
      || !read_rules (self, json_object_get (root, "ignore_rows"), error))
    return NULL;
  return g_steal_pointer (&self);
}
