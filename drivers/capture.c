#include "drivers/capture.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define CONTROL_SHIFT 64
#define LONGEST_DELAY_MS 86400000

struct _GuoCaptureWriter
{
  FILE *file;     /* owned */
  gint64 last_us; /* time of the operation before; -1: none yet */
};

static void
item_free (gpointer data)
{
  GuoCaptureItem *item = data;

  g_bytes_unref (item->bytes);
  g_free (item);
}

static gboolean
refuse (GError **error, gsize column, const gchar *what)
{
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "column %zu: %s", column, what);
  return FALSE;
}

/* Resolves the ^ forms of @text. */
static GBytes *
unescape (const gchar *text, gsize len, gsize column, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (gsize i = 0; i < len; i++)
    {
      guint8 byte = (guint8) text[i];

      if (byte == '^')
        {
          guint8 next = i + 1 < len ? (guint8) text[i + 1] : 0;

          if (next != '`' && (next < CONTROL_SHIFT || next >= CONTROL_SHIFT + 32))
            {
              refuse (error, column + i, "^ and a letter for a control byte, or ^` is needed");
              return NULL;
            }
          byte = next == '`' ? '^' : (guint8) (next - CONTROL_SHIFT);
          i++;
        }
      g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Reads "r 20 DATA". */
static gboolean
read_line (const gchar *line, gsize len, guint number, GPtrArray *items, GError **error)
{
  gchar *end;
  guint64 delay_ms;
  GBytes *bytes;
  GuoCaptureItem *item;

  if (len < 3 || (line[0] != 'r' && line[0] != 'w') || line[1] != ' ' || !g_ascii_isdigit (line[2]))
    return refuse (error, 1, "r or w, a blank and milliseconds are needed");
  delay_ms = g_ascii_strtoull (line + 2, &end, 10);
  if (*end != ' ' || delay_ms > LONGEST_DELAY_MS)
    return refuse (error, 3, "milliseconds, a day at most, and a blank are needed");
  end++;
  bytes = unescape (end, len - (gsize) (end - line), (gsize) (end - line) + 1, error);
  if (bytes == NULL)
    return FALSE;
  item = g_new0 (GuoCaptureItem, 1);
  item->kind = line[0] == 'r' ? GUO_CAPTURE_READ : GUO_CAPTURE_WRITE;
  item->delay_ms = (gint64) delay_ms;
  item->bytes = bytes;
  item->line = number;
  g_ptr_array_add (items, item);
  return TRUE;
}

GPtrArray *
guo_capture_load (const gchar *file, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (GError) cause = NULL;
  g_autofree gchar *text = NULL;
  gsize len;
  guint number = 0;

  if (!g_file_get_contents (file, &text, &len, &cause))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s", cause->message);
      return NULL;
    }
  for (gsize at = 0; at < len;)
    {
      const gchar *end = memchr (text + at, '\n', len - at);
      gsize n = end != NULL ? (gsize) (end - text) - at : len - at;

      number++;
      /* The text is closed with a 0 byte by g_file_get_contents(), so that a number at its end ends. */
      if (n > 0 && text[at] != '#' && !read_line (text + at, n, number, items, error))
        {
          g_prefix_error (error, "%s line %u ", file, number);
          return NULL;
        }
      at += n + 1;
    }
  return g_steal_pointer (&items);
}

GuoCaptureWriter *
guo_capture_writer_new (const gchar *file, const gchar *about, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (about, "\n", -1);
  GuoCaptureWriter *self;
  FILE *stream = fopen (file, "we");

  if (stream == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_ABSENT, "%s: %s", file, g_strerror (errno));
      return NULL;
    }
  for (gsize i = 0; lines[i] != NULL; i++)
    fprintf (stream, "# %s\n", lines[i]);
  self = g_new0 (GuoCaptureWriter, 1);
  self->file = stream;
  self->last_us = -1;
  return self;
}

gboolean
guo_capture_writer_add (GuoCaptureWriter *self, GuoCaptureKind kind, const guint8 *bytes, gsize len, gint64 at_us,
                        GError **error)
{
  gint64 delay_us = self->last_us < 0 ? 0 : MAX (0, at_us - self->last_us);

  self->last_us = at_us;
  fprintf (self->file, "%c %" G_GINT64_FORMAT " ", kind == GUO_CAPTURE_READ ? 'r' : 'w', delay_us / 1000);
  for (gsize i = 0; i < len; i++)
    {
      if (bytes[i] < 32)
        fprintf (self->file, "^%c", bytes[i] + CONTROL_SHIFT);
      else if (bytes[i] == '^')
        fputs ("^`", self->file);
      else
        putc (bytes[i], self->file);
    }
  putc ('\n', self->file);
  if (fflush (self->file) == 0)
    return TRUE;
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LOST, "the capture cannot be written: %s",
               g_strerror (errno));
  return FALSE;
}

void
guo_capture_writer_free (GuoCaptureWriter *self)
{
  if (self == NULL)
    return;
  fclose (self->file);
  g_free (self);
}
