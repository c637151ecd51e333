#include "ui/settings/scheme-words.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "station/client/scheme-note.h"

const gchar *
guo_scheme_name (json_t *row)
{
  const gchar *name = guo_row_name (row, !g_str_has_prefix (g_get_language_names ()[0], "zh"));

  return *name != '\0' ? name : guo_row_text (row, "name");
}

const gchar *
guo_scheme_class_name (json_t *row)
{
  const gchar *name = guo_scheme_name (row);

  return *name != '\0' ? name : guo_row_text (row, "grade_class");
}

static json_t *
field_of (json_t *form, const gchar *field)
{
  json_t *row;
  gsize i;

  json_array_foreach (guo_row_list (form, "fields"), i, row)
    if (strcmp (guo_row_text (row, "field"), field) == 0)
      return row;
  return NULL;
}

const gchar *
guo_scheme_unit (json_t *form, const gchar *field)
{
  return guo_unit_word (guo_row_text (field_of (form, field), "unit"));
}

const gchar *
guo_scheme_measured (json_t *form, const gchar *field)
{
  const gchar *name = guo_scheme_name (field_of (form, field));

  return *name != '\0' ? name : field;
}

gchar *
guo_scheme_measured_words (json_t *form, const gchar *field)
{
  const gchar *name = guo_scheme_measured (form, field), *unit = guo_scheme_unit (form, field);

  /* Translators: what is measured, its unit: "diameter, mm" */
  return *unit != '\0' ? g_strdup_printf (_("%s, %s"), name, unit) : g_strdup (name);
}
