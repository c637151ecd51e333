#include "station/cli/columns.h"
#include "station/client/format.h"
#include "station/csv.h"

#include <string.h>

static void
append_cell (GString *line, json_t *value, GuoColumnKind kind)
{
  g_autofree gchar *kg = NULL;

  if (json_is_integer (value) && kind == GUO_COLUMN_KG)
    {
      kg = guo_format_mass_plain (json_integer_value (value), 3);
      g_string_append (line, kg);
    }
  else if (json_is_integer (value))
    g_string_append_printf (line, "%" JSON_INTEGER_FORMAT, json_integer_value (value));
  else if (json_is_boolean (value))
    g_string_append (line, json_is_true (value) ? "true" : "false");
  else if (json_is_string (value))
    guo_csv_append_text (line, json_string_value (value));
}

/* Masses are in kilograms: "net_mg" stands as "net_kg". */
static void
append_title (GString *line, const GuoColumn *column)
{
  gsize length = strlen (column->key);

  if (column->kind == GUO_COLUMN_KG && g_str_has_suffix (column->key, "_mg"))
    g_string_append_printf (line, "%.*s_kg", (int) (length - 3), column->key);
  else
    g_string_append (line, column->key);
}

void
guo_cli_csv (json_t *rows, const GuoColumn *columns)
{
  g_autoptr(GString) line = g_string_new (NULL);

  for (guint c = 0; columns[c].key != NULL; c++)
    {
      g_string_append (line, c > 0 ? "," : "");
      append_title (line, &columns[c]);
    }
  g_print ("%s\r\n", line->str);
  for (size_t r = 0; r < json_array_size (rows); r++)
    {
      g_string_truncate (line, 0);
      for (guint c = 0; columns[c].key != NULL; c++)
        {
          g_string_append (line, c > 0 ? "," : "");
          append_cell (line, json_object_get (json_array_get (rows, r), columns[c].key), columns[c].kind);
        }
      g_print ("%s\r\n", line->str);
    }
}
