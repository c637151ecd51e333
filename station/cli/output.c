/* What the verbs print: objects, tables, progress. */
#include "station/cli/cli.h"
#include "station/client/format.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int
guo_cli_fail (GuoCliStatus status, const gchar *format, ...)
{
  g_autofree gchar *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  fflush (stdout);
  g_printerr ("guozhanctl: %s\n", sentence);
  return (int) status;
}

gsize
guo_cli_text_width (const gchar *text)
{
  gsize width = 0;

  for (const gchar *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

void
guo_cli_object (json_t *object)
{
  json_dumpf (object, stdout, JSON_COMPACT);
  fputc ('\n', stdout);
  fflush (stdout);
}

static const gchar *
why (gint code)
{
  switch (code)
    {
    case G_FILE_ERROR_NOENT:
      return _("its folder is not there");
    case G_FILE_ERROR_ISDIR:
      return _("it is a folder");
    case G_FILE_ERROR_ACCES:
    case G_FILE_ERROR_PERM:
    case G_FILE_ERROR_ROFS:
      return _("you may not write there");
    case G_FILE_ERROR_NOSPC:
      return _("the disk is full");
    default:
      return _("the disk refused it");
    }
}

/* GLib's own message is about the file that would have been put in its place. */
static gboolean
write_file (const gchar *file, const gchar *data, gsize len, GError **error)
{
  g_autoptr(GError) fault = NULL;

  if (g_file_set_contents (file, data, (gssize) len, &fault))
    return TRUE;
  g_set_error (error, fault->domain, fault->code, _("%s cannot be written: %s. Give another FILE."), file,
               why (fault->code));
  return FALSE;
}

gboolean
guo_cli_write (const gchar *file, GBytes *bytes, GError **error)
{
  gsize len = 0;
  const gchar *data = g_bytes_get_data (bytes, &len);

  if (file != NULL && strcmp (file, "-") != 0)
    return write_file (file, data, len, error);
  if (fwrite (data, 1, len, stdout) == len && fflush (stdout) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_IO, _("standard output could not be written"));
  return FALSE;
}

/* As the station's clock showed it, wherever the reader sits. */
static gchar *
station_time (const gchar *text)
{
  g_autoptr(GDateTime) at = g_date_time_new_from_iso8601 (text, NULL);

  return at != NULL ? g_date_time_format (at, "%Y-%m-%d %H:%M") : g_strdup (text);
}

static gchar *
plain_cell (json_t *value)
{
  if (json_is_string (value))
    return g_strdup (json_string_value (value));
  if (json_is_integer (value))
    return g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (value));
  if (json_is_true (value))
    return g_strdup ("✓");
  return g_strdup ("");
}

static gchar *
cell (json_t *value, GuoColumnKind kind)
{
  if (kind == GUO_COLUMN_NET && json_is_integer (value))
    return guo_format_mass (json_integer_value (value), 3);
  if (kind == GUO_COLUMN_KG && json_is_integer (value))
    return guo_format_mass (json_integer_value (value), 2);
  if (kind == GUO_COLUMN_MU && json_is_integer (value))
    return guo_format_area_mu (json_integer_value (value));
  if (kind == GUO_COLUMN_TIME && json_is_string (value))
    return station_time (json_string_value (value));
  return plain_cell (value);
}

static gboolean
is_right (GuoColumnKind kind)
{
  return kind == GUO_COLUMN_NUMBER || kind == GUO_COLUMN_KG || kind == GUO_COLUMN_NET || kind == GUO_COLUMN_MU;
}

static guint
count_columns (const GuoColumn *columns)
{
  guint n = 0;

  while (columns[n].key != NULL)
    n++;
  return n;
}

/* Line 0 has the titles; cells[line * n + column]. */
static GPtrArray *
fill_cells (json_t *rows, const GuoColumn *columns, guint n)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; c < n; c++)
    g_ptr_array_add (cells, g_strdup (_(columns[c].title)));
  for (size_t r = 0; r < json_array_size (rows); r++)
    for (guint c = 0; c < n; c++)
      g_ptr_array_add (cells, cell (json_object_get (json_array_get (rows, r), columns[c].key), columns[c].kind));
  return cells;
}

static void
print_cell (const gchar *text, gsize width, gboolean right, gboolean last)
{
  int pad = (int) (width - guo_cli_text_width (text));

  if (right)
    g_print ("%*s%s", pad, "", text);
  else
    g_print ("%s%*s", text, last ? 0 : pad, "");
  g_print (last ? "\n" : "  ");
}

static void
print_table (json_t *rows, const GuoColumn *columns)
{
  guint n = count_columns (columns);
  g_autoptr(GPtrArray) cells = fill_cells (rows, columns, n);
  g_autofree gsize *widths = g_new0 (gsize, n);

  for (guint i = 0; i < cells->len; i++)
    widths[i % n] = MAX (widths[i % n], guo_cli_text_width (g_ptr_array_index (cells, i)));
  for (guint i = 0; i < cells->len; i++)
    print_cell (g_ptr_array_index (cells, i), widths[i % n], is_right (columns[i % n].kind), i % n == n - 1);
}

void
guo_cli_rows (GuoCli *cli, json_t *rows, const GuoColumn *columns)
{
  json_auto_t *list = json_is_array (rows) ? json_incref (rows) : json_pack ("[O]", rows);

  if (!cli->json)
    print_table (list, columns);
  for (size_t i = 0; cli->json && i < json_array_size (list); i++)
    guo_cli_object (json_array_get (list, i));
}

struct _GuoCliProgress
{
  gchar *label;
  guint64 total;
  gint64 began_us;
  gint64 drawn_us;
  gboolean shown;
};

GuoCliProgress *
guo_cli_progress_new (const gchar *label, guint64 total)
{
  GuoCliProgress *self = g_new0 (GuoCliProgress, 1);

  self->label = g_strdup (label);
  self->total = total;
  self->began_us = g_get_monotonic_time ();
  self->shown = isatty (STDERR_FILENO) != 0;
  return self;
}

static const gchar *
digits (guint64 number, gchar text[24])
{
  g_snprintf (text, 24, "%" G_GUINT64_FORMAT, number);
  return text;
}

void
guo_cli_progress_step (GuoCliProgress *self, guint64 done)
{
  gint64 now = g_get_monotonic_time ();
  double seconds = (double) (now - self->began_us) / G_USEC_PER_SEC;
  double rate = seconds > 0 ? (double) done / seconds : 0;
  gchar text[2][24];

  if (!self->shown || now - self->drawn_us < G_USEC_PER_SEC / 10)
    return;
  self->drawn_us = now;
  g_printerr ("\r\033[K");
  if (self->total > 0 && rate > 0)
    g_printerr (_("%s: %s of %s, %.1f a second, %.0f s left"), self->label, digits (done, text[0]),
                digits (self->total, text[1]), rate, (double) (self->total - MIN (done, self->total)) / rate);
  else
    g_printerr (_("%s: %s, %.1f a second"), self->label, digits (done, text[0]), rate);
}

void
guo_cli_progress_free (GuoCliProgress *self)
{
  if (self == NULL)
    return;
  if (self->shown)
    g_printerr ("\r\033[K");
  g_free (self->label);
  g_free (self);
}
