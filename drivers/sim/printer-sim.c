#include "drivers/sim/printer-head.h"

#include <string.h>

#define MOST_WAITING (4 << 20) /* bytes of a format that never ends */

/* A label that waits, or words that are said once what stands before them is out. */
typedef struct
{
  GuoBitmap *label; /* (nullable) */
  GBytes *words;    /* (nullable) */
} Waiting;

struct _GuoPrinterSim
{
  GMutex lock;

  const GuoPrinterHead *head;
  GuoPrinterSimLabel label;
  gpointer user_data;

  GuoPrinterBench bench;
  GPtrArray *waiting;    /* Waiting, oldest first */
  GByteArray *said;      /* words that are due: they go with the next answer */
  guint labels;
  guint faults;
  gboolean head_opens;   /* what happens after labels_left: the head, else the paper */
  gboolean power_fails;  /* what happens after bytes_left: the power, else the link alone */
  gint64 labels_left;    /* before the fault; -1: never */
  gint64 bytes_left;     /* before the link is cut; -1: never */
};

static const GuoPrinterHead *const heads[] = { &guo_printer_head_zpl, &guo_printer_head_tspl,
                                               &guo_printer_head_escpos };

static void
waiting_free (gpointer data)
{
  Waiting *self = data;

  guo_bitmap_free (self->label);
  g_clear_pointer (&self->words, g_bytes_unref);
  g_free (self);
}

static gboolean
parse_count (const gchar *text, gint64 *out)
{
  guint64 n = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &n, NULL))
    return FALSE;
  *out = (gint64) n;
  return TRUE;
}

/* "WORD" at once, "WORD:N" after N labels. */
static gboolean
take_fault (GuoPrinterSim *self, const gchar *scenario, const gchar *word, gboolean *fault)
{
  const gchar *rest = g_str_has_prefix (scenario, word) ? scenario + strlen (word) : NULL;

  if (rest == NULL)
    return FALSE;
  if (rest[0] == '\0')
    return (*fault = TRUE);
  self->head_opens = fault == &self->bench.head_open;
  return rest[0] == ':' && parse_count (rest + 1, &self->labels_left);
}

static gboolean
take_cut (GuoPrinterSim *self, const gchar *text, const gchar *word)
{
  if (!g_str_has_prefix (text, word))
    return FALSE;
  self->power_fails = word[0] == 'p';
  return parse_count (text + strlen (word), &self->bytes_left);
}

static gboolean
apply_scenario (GuoPrinterSim *self, const gchar *scenario)
{
  if (scenario == NULL || strcmp (scenario, "ready") == 0)
    return TRUE;
  if (strcmp (scenario, "silence") == 0)
    return (self->bench.silent = TRUE);
  return take_fault (self, scenario, "paper-out", &self->bench.paper_out)
         || take_fault (self, scenario, "head-open", &self->bench.head_open) || take_cut (self, scenario, "reset:")
         || take_cut (self, scenario, "power-off:");
}

static const GuoPrinterHead *
find_head (const gchar *language, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_strcmp0 (heads[i]->language, language) == 0)
      return heads[i];
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "no simulated printer speaks “%s”", language);
  return NULL;
}

GuoPrinterSim *
guo_printer_sim_new (const gchar *language, const gchar *scenario, GuoPrinterSimLabel label, gpointer user_data,
                     GError **error)
{
  const GuoPrinterHead *head = find_head (language, error);
  g_autoptr(GuoPrinterSim) self = NULL;

  if (head == NULL)
    return NULL;
  self = g_new0 (GuoPrinterSim, 1);
  g_mutex_init (&self->lock);
  self->head = head;
  self->label = label;
  self->user_data = user_data;
  self->bench.pending = g_byte_array_new ();
  self->waiting = g_ptr_array_new_with_free_func (waiting_free);
  self->said = g_byte_array_new ();
  self->labels_left = -1;
  self->bytes_left = -1;
  if (apply_scenario (self, scenario))
    return g_steal_pointer (&self);
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
               "“%s” is no scenario of a printer; there are: ready silence paper-out[:N] head-open[:N] reset:N power-off:N",
               scenario);
  return NULL;
}

void
guo_printer_sim_free (GuoPrinterSim *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->bench.pending);
  g_byte_array_unref (self->said);
  g_ptr_array_unref (self->waiting);
  guo_bitmap_free (self->bench.page);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Whether the first label that waits may come out; a scenario's fault happens before it does. */
static gboolean
may_print (GuoPrinterSim *self)
{
  if (self->labels_left == 0)
    {
      *(self->head_opens ? &self->bench.head_open : &self->bench.paper_out) = TRUE;
      self->labels_left = -1;
    }
  return !self->bench.paper_out && !self->bench.head_open;
}

static void
print_label (GuoPrinterSim *self, const GuoBitmap *label)
{
  if (self->labels_left > 0)
    self->labels_left--;
  self->bench.waiting--;
  self->labels++;
  if (self->label != NULL)
    self->label (label, self->labels, self->user_data);
}

/* Lets out what waits, as long as nothing is in the way. */
static void
print_waiting (GuoPrinterSim *self)
{
  while (self->waiting->len > 0)
    {
      Waiting *first = g_ptr_array_index (self->waiting, 0);

      if (first->label != NULL && !may_print (self))
        return;
      if (first->label != NULL)
        print_label (self, first->label);
      else
        g_byte_array_append (self->said, g_bytes_get_data (first->words, NULL),
                             (guint) g_bytes_get_size (first->words));
      g_ptr_array_remove_index (self->waiting, 0);
    }
}

void
guo_printer_sim_put (GuoPrinterSim *self, GuoBitmap *label)
{
  Waiting *last = g_new0 (Waiting, 1);

  last->label = label;
  self->bench.waiting++;
  g_ptr_array_add (self->waiting, last);
}

void
guo_printer_sim_say_when_done (GuoPrinterSim *self, const gchar *bytes, gsize len)
{
  Waiting *last = g_new0 (Waiting, 1);

  last->words = g_bytes_new (bytes, len);
  g_ptr_array_add (self->waiting, last);
}

void
guo_printer_sim_fault (GuoPrinterSim *self)
{
  self->faults++;
}

void
guo_printer_sim_clear (GuoPrinterSim *self)
{
  g_ptr_array_set_size (self->waiting, 0);
  g_byte_array_set_size (self->said, 0);
  g_clear_pointer (&self->bench.page, guo_bitmap_free);
  self->bench.waiting = 0;
  self->bench.page_rows = 0;
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

  g_byte_array_append (self->bench.pending, bytes, (guint) len);
  while (self->bench.pending->len > 0 && self->head->understand (self, &self->bench, answer))
    print_waiting (self);
  if (!self->bench.silent)
    g_byte_array_prepend (answer, self->said->data, self->said->len);
  g_byte_array_set_size (self->said, 0);
  if (cut || self->bench.pending->len > MOST_WAITING)
    g_byte_array_set_size (self->bench.pending, 0);
  if (cut && self->power_fails)
    guo_printer_sim_clear (self);
  return !cut;
}

void
guo_printer_sim_link_lost (GuoPrinterSim *self)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  g_byte_array_set_size (self->bench.pending, 0);
  g_byte_array_set_size (self->said, 0);
}

/* "WORD in" and the like: sets or clears a fault. */
static gboolean
obey_switch (const gchar *line, const gchar *on, const gchar *off, gboolean *fault)
{
  if (strcmp (line, on) != 0 && strcmp (line, off) != 0)
    return FALSE;
  *fault = strcmp (line, on) == 0;
  return TRUE;
}

gboolean
guo_printer_sim_control (GuoPrinterSim *self, const gchar *line, GError **error)
{
  g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  if (obey_switch (line, "paper out", "paper in", &self->bench.paper_out)
      || obey_switch (line, "head open", "head closed", &self->bench.head_open))
    {
      self->labels_left = -1;
      print_waiting (self);
      return TRUE;
    }
  if (obey_switch (line, "silence on", "silence off", &self->bench.silent) || take_cut (self, line, "reset ")
      || take_cut (self, line, "power-off "))
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
