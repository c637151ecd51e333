#include "drivers/sim/printer-sim.h"

#include "drivers/printer/zpl.h"

#include <string.h>

#define MOST_WAITING (4 << 20) /* bytes of a format that never ends */

struct _GuoPrinterSim
{
  GMutex lock;

  GuoPrinterSimLabel label;
  gpointer user_data;

  GByteArray *pending;   /* bytes not yet understood */
  GPtrArray *waiting;    /* GuoBitmap: read, not yet out */
  guint labels;
  guint faults;
  gboolean silent;
  gboolean paper_out;
  gint64 labels_left;    /* before the paper ends; -1: never */
  gint64 bytes_left;     /* before the link is cut; -1: never */
};

static gboolean
parse_count (const gchar *text, gint64 *out)
{
  guint64 n = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &n, NULL))
    return FALSE;
  *out = (gint64) n;
  return TRUE;
}

static gboolean
apply_scenario (GuoPrinterSim *self, const gchar *scenario)
{
  if (scenario == NULL || strcmp (scenario, "ready") == 0)
    return TRUE;
  if (strcmp (scenario, "silence") == 0)
    return (self->silent = TRUE);
  if (strcmp (scenario, "paper-out") == 0)
    return (self->paper_out = TRUE);
  if (g_str_has_prefix (scenario, "paper-out:"))
    return parse_count (scenario + strlen ("paper-out:"), &self->labels_left);
  if (g_str_has_prefix (scenario, "reset:"))
    return parse_count (scenario + strlen ("reset:"), &self->bytes_left);
  return FALSE;
}

GuoPrinterSim *
guo_printer_sim_new (const gchar *scenario, GuoPrinterSimLabel label, gpointer user_data, GError **error)
{
  g_autoptr(GuoPrinterSim) self = g_new0 (GuoPrinterSim, 1);

  g_mutex_init (&self->lock);
  self->label = label;
  self->user_data = user_data;
  self->pending = g_byte_array_new ();
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) guo_bitmap_free);
  self->labels_left = -1;
  self->bytes_left = -1;
  if (apply_scenario (self, scenario))
    return g_steal_pointer (&self);
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
               "“%s” is no scenario of a printer; there are: ready silence paper-out[:N] reset:N", scenario);
  return NULL;
}

void
guo_printer_sim_free (GuoPrinterSim *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->pending);
  g_ptr_array_unref (self->waiting);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Lets out what waits, as long as there is paper. */
static void
print_waiting (GuoPrinterSim *self)
{
  while (self->waiting->len > 0 && !self->paper_out)
    {
      if (self->labels_left == 0)
        {
          self->paper_out = TRUE;
          return;
        }
      if (self->labels_left > 0)
        self->labels_left--;
      self->labels++;
      if (self->label != NULL)
        self->label (g_ptr_array_index (self->waiting, 0), self->labels, self->user_data);
      g_ptr_array_remove_index (self->waiting, 0);
    }
}

/* The number behind the first @command of a format. */
static guint
number_after (const gchar *format, const gchar *command, guint otherwise)
{
  const gchar *at = strstr (format, command);

  return at != NULL && g_ascii_isdigit (at[3]) ? (guint) g_ascii_strtoull (at + 3, NULL, 10) : otherwise;
}

/* ^GFa,b,c,d,DATA at @at: c bytes of picture, d a row. */
static GuoBitmap *
read_graphic (const gchar *at)
{
  g_auto(GStrv) parts = g_strsplit (at, ",", 5);
  gsize total, stride, len;
  g_autoptr(GByteArray) bytes = NULL;
  GuoBitmap *picture;

  if (g_strv_length (parts) < 5)
    return NULL;
  total = (gsize) g_ascii_strtoull (parts[2], NULL, 10);
  stride = (gsize) g_ascii_strtoull (parts[3], NULL, 10);
  if (stride == 0 || stride > 2048 || total == 0 || total / stride > 16384)
    return NULL;
  len = strcspn (parts[4], "^~");
  bytes = guo_zpl_graphic_read (parts[4], len, stride, total, NULL);
  if (bytes == NULL)
    return NULL;
  picture = guo_bitmap_new ((guint) stride * 8, (guint) (total / stride));
  memcpy (picture->bits, bytes->data, picture->stride * picture->height);
  return picture;
}

/* One format, from ^XA to before ^XZ. Only pictures are understood: that is all the station sends. */
static gboolean
read_format (GuoPrinterSim *self, const gchar *format)
{
  guint width = number_after (format, "^PW", 0), height = number_after (format, "^LL", 0);
  g_autoptr(GuoBitmap) label = NULL;

  if (width == 0 || width > 16384 || height == 0 || height > 16384)
    return FALSE;
  label = guo_bitmap_new (width, height);
  for (const gchar *at = strstr (format, "^GF"); at != NULL; at = strstr (at + 3, "^GF"))
    {
      g_autoptr(GuoBitmap) picture = read_graphic (at);

      if (picture == NULL)
        return FALSE;
      guo_bitmap_paste (label, picture, 0, 0);
    }
  for (guint copies = MIN (number_after (format, "^PQ", 1), 999); copies > 0; copies--)
    {
      GuoBitmap *copy = guo_bitmap_new (width, height);

      guo_bitmap_paste (copy, label, 0, 0);
      g_ptr_array_add (self->waiting, copy);
    }
  return TRUE;
}

static void
answer_status (GuoPrinterSim *self, gboolean partial, GByteArray *answer)
{
  g_autofree gchar *text = NULL;

  if (self->silent)
    return;
  text = g_strdup_printf ("\002030,%d,%d,0320,%03u,0,0,%d,000,0,0,0\003\r\n"
                          "\002000,0,0,0,0,2,4,0,%08u,1,000\003\r\n\0021234,0\003\r\n",
                          self->paper_out, self->paper_out, MIN (self->waiting->len, 999), partial,
                          self->waiting->len);
  g_byte_array_append (answer, (const guint8 *) text, (guint) strlen (text));
}

/* Understands one command at the front; FALSE: wait for more bytes. */
static gboolean
understand (GuoPrinterSim *self, GByteArray *answer)
{
  const gchar *text = (const gchar *) self->pending->data;
  gsize len = self->pending->len;
  const gchar *end;
  g_autofree gchar *format = NULL;

  if (len < 3)
    return FALSE;
  if (strncmp (text, "~HS", 3) == 0)
    {
      answer_status (self, FALSE, answer);
      g_byte_array_remove_range (self->pending, 0, 3);
      return TRUE;
    }
  if (strncmp (text, "^XA", 3) != 0)
    {
      g_byte_array_remove_index (self->pending, 0);
      return TRUE;
    }
  end = g_strstr_len (text, (gssize) len, "^XZ");
  if (end == NULL)
    return FALSE;
  format = g_strndup (text, (gsize) (end - text));
  if (!read_format (self, format))
    self->faults++;
  g_byte_array_remove_range (self->pending, 0, (guint) (end - text) + 3);
  print_waiting (self);
  return TRUE;
}

/* Whether the scenario cuts the link within these @len bytes. */
static gboolean
cuts_link (GuoPrinterSim *self, gsize *len)
{
  if (self->bytes_left < 0)
    return FALSE;
  if ((gint64) *len < self->bytes_left)
    {
      self->bytes_left -= (gint64) *len;
      return FALSE;
    }
  *len = (gsize) self->bytes_left;
  self->bytes_left = -1;
  return TRUE;
}

gboolean
guo_printer_sim_receive (GuoPrinterSim *self, const guint8 *bytes, gsize len, GByteArray *answer)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  gboolean cut = cuts_link (self, &len);

  g_byte_array_append (self->pending, bytes, (guint) len);
  while (understand (self, answer))
    ;
  if (cut || self->pending->len > MOST_WAITING)
    g_byte_array_set_size (self->pending, 0);
  return !cut;
}

void
guo_printer_sim_link_lost (GuoPrinterSim *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  g_byte_array_set_size (self->pending, 0);
}

gboolean
guo_printer_sim_control (GuoPrinterSim *self, const gchar *line, GError **error)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  if (strcmp (line, "paper in") == 0 || strcmp (line, "paper out") == 0)
    {
      self->paper_out = strcmp (line, "paper out") == 0;
      self->labels_left = -1;
      print_waiting (self);
      return TRUE;
    }
  if (strcmp (line, "silence on") == 0 || strcmp (line, "silence off") == 0)
    {
      self->silent = strcmp (line, "silence on") == 0;
      return TRUE;
    }
  if (g_str_has_prefix (line, "reset ") && parse_count (line + 6, &self->bytes_left))
    return TRUE;
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
               "a simulated printer does not understand “%s”", line);
  return FALSE;
}

guint
guo_printer_sim_labels (GuoPrinterSim *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  return self->labels;
}

guint
guo_printer_sim_faults (GuoPrinterSim *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  return self->faults;
}
