#include "ui/weigh/exceptions-csv.h"

#include <string.h>

#include "station/client/format.h"
#include "station/client/row.h"

#define BYTE_ORDER_MARK "\357\273\277"
#define DECIMALS 3

/* Masses end in "_mg"; they are written in kilograms. */
static const gchar *const columns[][2] = {
  { "at", "at" },
  { "kind", "kind" },
  { "no", "no" },
  { "delivery_no", "delivery" },
  { "lot_no", "lot" },
  { "party_name", "party" },
  { "vehicle", "vehicle" },
  { "was_mg", "was_kg" },
  { "now_mg", "now_kg" },
  { "reason", "reason" },
  { "text", "text" },
  { "actor_name", "actor" },
  { "approver_name", "approver" },
};

/* A cell that a spreadsheet would take for a formula is written as text. */
static void
append_text (GString *csv, const gchar *text)
{
  gboolean formula = *text != '\0' && strchr ("=+-@\t", *text) != NULL;

  if (!formula && strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  if (formula)
    g_string_append_c (csv, '\'');
  for (; *text != '\0'; text++)
    g_string_append_printf (csv, *text == '"' ? "%c\"" : "%c", *text);
  g_string_append_c (csv, '"');
}

static void
append_cell (GString *csv, json_t *row, const gchar *key)
{
  json_t *value = json_object_get (row, key);
  g_autofree gchar *mass = NULL;

  if (json_is_string (value))
    append_text (csv, json_string_value (value));
  else if (json_is_integer (value) && g_str_has_suffix (key, "_mg"))
    {
      mass = guo_format_mass_plain (json_integer_value (value), DECIMALS);
      g_string_append (csv, mass);
    }
  else if (json_is_integer (value))
    g_string_append_printf (csv, "%" G_GINT64_FORMAT, (gint64) json_integer_value (value));
}

gchar *
guo_exceptions_csv (json_t *rows)
{
  GString *csv = g_string_new (BYTE_ORDER_MARK);
  gsize i;
  json_t *row;

  for (gsize column = 0; column < G_N_ELEMENTS (columns); column++)
    g_string_append_printf (csv, "%s%s", column > 0 ? "," : "", columns[column][1]);
  g_string_append (csv, "\r\n");
  json_array_foreach (rows, i, row)
    {
      for (gsize column = 0; column < G_N_ELEMENTS (columns); column++)
        {
          if (column > 0)
            g_string_append_c (csv, ',');
          append_cell (csv, row, columns[column][0]);
        }
      g_string_append (csv, "\r\n");
    }
  return g_string_free (csv, FALSE);
}
