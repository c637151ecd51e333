/* The answer to ~HS: three lines, each STX … ETX CR LF (Zebra ZPL guide, ~HS). */
#include "drivers/printer/zpl.h"

#include <string.h>

#define STX 0x02
#define ETX 0x03

/* Where each number stands: line and place in it. */
static const struct
{
  const gchar *name;
  guint line;
  guint place;
} fields[] = {
  { "paper_out", 0, 1 },          { "paused", 0, 2 },           { "label_length_dots", 0, 3 },
  { "formats_in_buffer", 0, 4 },  { "buffer_full", 0, 5 },      { "diagnostic_mode", 0, 6 },
  { "partial_format", 0, 7 },     { "ram_corrupt", 0, 9 },      { "under_temperature", 0, 10 },
  { "over_temperature", 0, 11 },  { "head_open", 1, 2 },        { "ribbon_out", 1, 3 },
  { "thermal_transfer", 1, 4 },   { "label_waiting", 1, 7 },    { "labels_remaining", 1, 8 },
  { "graphics_stored", 1, 10 },   { "static_ram", 2, 1 },
};

static const struct
{
  const gchar *field;
  GuoPrinterState state;
} state_fields[] = {
  { "paper_out", GUO_PRINTER_PAPER_OUT },
  { "ribbon_out", GUO_PRINTER_RIBBON_OUT },
  { "head_open", GUO_PRINTER_HEAD_OPEN },
  { "paused", GUO_PRINTER_PAUSED },
  { "buffer_full", GUO_PRINTER_BUFFER_FULL },
  { "label_waiting", GUO_PRINTER_LABEL_WAITING },
  { "ram_corrupt", GUO_PRINTER_RAM_CORRUPT },
  { "under_temperature", GUO_PRINTER_UNDER_TEMPERATURE },
  { "over_temperature", GUO_PRINTER_OVER_TEMPERATURE },
};

/* The lines between STX and ETX of the last whole answer. */
static GPtrArray *
last_answer (const guint8 *bytes, gsize len)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gsize start = 0;
  gboolean open = FALSE;

  for (gsize i = 0; i < len; i++)
    {
      if (bytes[i] == STX)
        start = i + 1;
      else if (bytes[i] == ETX && open)
        g_ptr_array_add (lines, g_strndup ((const gchar *) bytes + start, i - start));
      open = bytes[i] == STX || (open && bytes[i] != ETX);
    }
  g_ptr_array_set_size (lines, (gint) (lines->len / 3 * 3));
  if (lines->len > 3)
    g_ptr_array_remove_range (lines, 0, lines->len - 3);
  return g_steal_pointer (&lines);
}

static gboolean
is_number (const gchar *text)
{
  return text[0] != '\0' && text[strspn (text, "0123456789")] == '\0' && strlen (text) <= 9;
}

static const gchar *
mode_name (const gchar *code)
{
  static const gchar *const names[] = { "rewind", "peel_off", "tear_off", "cutter", "applicator", "delayed_cut" };

  if (strlen (code) == 1 && code[0] >= '0' && code[0] <= '5')
    return names[code[0] - '0'];
  return "other";
}

static gboolean
read_fields (gchar ***lines, json_t *out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const gchar *text = lines[fields[i].line][fields[i].place];

      if (!is_number (text))
        return FALSE;
      json_object_set_new (out, fields[i].name, json_integer (g_ascii_strtoll (text, NULL, 10)));
    }
  json_object_set_new (out, "print_mode", json_string (mode_name (lines[1][5])));
  json_object_set_new (out, "password", json_string (lines[2][0]));
  return TRUE;
}

static gint64
number (json_t *out, const gchar *name)
{
  return json_integer_value (json_object_get (out, name));
}

guint32
guo_zpl_status_states (json_t *status)
{
  guint32 states = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (state_fields); i++)
    if (number (status, state_fields[i].field) != 0)
      states |= state_fields[i].state;
  if (number (status, "formats_in_buffer") > 0 || number (status, "labels_remaining") > 0)
    states |= GUO_PRINTER_PRINTING;
  return states;
}

gboolean
guo_zpl_status_busy (json_t *status)
{
  return number (status, "formats_in_buffer") > 0 || number (status, "labels_remaining") > 0
         || number (status, "partial_format") > 0;
}

static void
add_states (json_t *out)
{
  guint32 states = guo_zpl_status_states (out);

  json_object_set_new (out, "states", guo_printer_state_words (states));
  json_object_set_new (out, "ready", json_boolean (guo_printer_is_ready (states)));
}

json_t *
guo_zpl_host_status (const guint8 *bytes, gsize len, GError **error)
{
  static const guint least[] = { 12, 11, 2 };
  g_autoptr(GPtrArray) lines = last_answer (bytes, len);
  json_auto_t *out = json_object ();
  gchar **parts[3];
  gboolean good = lines->len == 3;

  if (!good)
    return NULL;
  for (guint i = 0; i < 3; i++)
    {
      parts[i] = g_strsplit (g_ptr_array_index (lines, i), ",", -1);
      good = good && g_strv_length (parts[i]) >= least[i];
    }
  good = good && read_fields (parts, out);
  for (guint i = 0; i < 3; i++)
    g_strfreev (parts[i]);
  if (!good)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
                   "the answer to ~HS is malformed: “%s”", (const gchar *) g_ptr_array_index (lines, 0));
      return NULL;
    }
  add_states (out);
  return json_incref (out);
}
