#include "station/print-talk.h"

#include "drivers/error.h"
#include "station/device-line.h"
#include "station/label/painter.h"

#include <string.h>

#define ANSWER_MS 2000      /* Zebra's guide: no answer within two seconds is "not ready" */
#define SILENT_ANSWER_MS 1000 /* of a printer that has never answered: once, then nobody waits for it */
#define GAP_MM 2 /* between two labels of the usual rolls */

void
guo_print_talk_init (GuoPrintTalk *self, GuoLive *live, json_t *row)
{
  const gchar *language = json_string_value (json_object_get (row, "language"));

  self->live = live;
  self->row = json_incref (row);
  self->id = json_integer_value (json_object_get (row, "id"));
  self->language = guo_printer_language_find (language, NULL);
  if (self->language == NULL) /* bound before there was a choice */
    self->language = guo_printer_languages ()[0];
  self->cancel = g_cancellable_new ();
}

void
guo_print_talk_clear (GuoPrintTalk *self)
{
  g_autofree gchar *key = g_strdup_printf ("%" G_GINT64_FORMAT, self->id);

  guo_live_publish (self->live, "devices", key, g_strdup (""));
  g_object_unref (self->cancel);
  json_decref (self->row);
  g_free (self->last_line);
  g_free (self->stands);
}

static void
publish_line (GuoPrintTalk *self, json_t *line)
{
  g_autofree gchar *text = json_dumps (line, JSON_COMPACT);
  g_autofree gchar *key = g_strdup_printf ("%" G_GINT64_FORMAT, self->id);

  if (g_strcmp0 (text, self->last_line) == 0)
    return;
  g_free (self->last_line);
  self->last_line = g_strdup (text);
  guo_live_publish (self->live, "devices", key, g_steal_pointer (&text));
}

/* The printer may have nothing new to say of itself. */
void
guo_print_talk_stand (GuoPrintTalk *self, const gchar *serial)
{
  g_autoptr(json_t) line = self->last_line != NULL ? json_loads (self->last_line, 0, NULL) : NULL;

  if (g_strcmp0 (self->stands, serial) == 0)
    return;
  g_free (self->stands);
  self->stands = g_strdup (serial);
  if (line == NULL)
    return;
  json_object_set_new (line, "stands", serial != NULL ? json_string (serial) : json_null ());
  publish_line (self, line);
}

void
guo_print_talk_publish (GuoPrintTalk *self, const gchar *state, const GError *error, const GuoPrinterAnswer *status)
{
  g_autoptr(json_t) words = status != NULL ? guo_printer_state_words (status->states) : NULL;
  g_autoptr(json_t) ready = status != NULL ? json_boolean (guo_printer_is_ready (status->states)) : NULL;
  g_autoptr(json_t) line = json_pack (
    "{s:s, s:I, s:O, s:s, s:s, s:i, s:i, s:O?, s:O?, s:s?}", "topic", "devices", "device", (json_int_t) self->id,
    "name", json_object_get (self->row, "name"), "kind", "printer", "state", state, "frames", (int) self->labels, "bad", 0, "states", words,
    "ready", ready, "stands", self->stands);

  guo_device_line_fault (line, error);
  publish_line (self, line);
}

void
guo_print_talk_drop (GuoPrintTalk *self, const GError *error)
{
  if (error != NULL)
    guo_print_talk_publish (self, "lost", error, NULL);
  g_clear_pointer (&self->link, guo_printer_link_close);
}

/* Where the printer listens; of a simulator after it was started on a port of this machine. */
static gchar *
network_address (GuoPrintTalk *self, GError **error)
{
  const gchar *address = json_string_value (json_object_get (self->row, "address"));
  const gchar *scenario = strchr (address, '=');
  GuoPrinterSim *sim;

  if (!g_str_has_prefix (address, "sim:"))
    return g_strdup (address);
  if (self->sim == NULL)
    {
      sim = guo_printer_sim_new (self->language->id, scenario != NULL ? scenario + 1 : NULL, NULL, NULL, error);
      self->sim = sim != NULL ? guo_printer_server_new (sim, "127.0.0.1", 0, error) : NULL;
    }
  return self->sim != NULL ? g_strdup_printf ("tcp:127.0.0.1:%u", guo_printer_server_port (self->sim)) : NULL;
}

gboolean
guo_print_talk_open (GuoPrintTalk *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree gchar *address = NULL;

  if (self->link != NULL)
    return TRUE;
  address = network_address (self, &error);
  self->link = address != NULL ? guo_printer_link_open (address, self->language, self->cancel, &error) : NULL;
  if (self->link == NULL)
    guo_print_talk_publish (self, "lost", error, NULL);
  return self->link != NULL;
}

gboolean
guo_print_talk_ask (GuoPrintTalk *self, GuoPrinterAnswer *status, GError **error)
{
  guint patience_ms = self->answered ? ANSWER_MS : self->silent ? 0 : SILENT_ANSWER_MS;
  g_autoptr(GError) why = NULL;
  g_autoptr(GError) mute = NULL;

  if (guo_printer_link_ask (self->link, patience_ms, status, &why))
    {
      self->answered = TRUE;
      self->silent = FALSE;
      guo_print_talk_publish (self, "open", NULL, status);
      return TRUE;
    }
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  self->silent = !self->answered;
  mute = g_error_new_literal (GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_SILENT, "the printer does not answer");
  guo_print_talk_publish (self, "open", mute, status->states != 0 ? status : NULL);
  return FALSE;
}

GBytes *
guo_print_talk_job (GuoPrintTalk *self, const GuoBitmap *picture, guint mark)
{
  const gint dpi = (gint) json_integer_value (json_object_get (self->row, "dpi"));
  const GuoPrinterJob job = { .dots_per_mm = guo_label_dots_per_mm (dpi), .gap_mm = GAP_MM, .mark = mark };

  return self->language->label (picture, &job);
}

gboolean
guo_print_talk_forget (GuoPrintTalk *self)
{
  const gchar *clear = self->language->clear;
  g_autoptr(GError) error = NULL;
  gsize sent;

  if (guo_printer_link_send (self->link, (const guint8 *) clear, strlen (clear), &sent, &error))
    return TRUE;
  guo_print_talk_drop (self, error);
  return FALSE;
}

void
guo_print_talk_end (GuoPrintTalk *self)
{
  guo_print_talk_drop (self, NULL);
  g_clear_pointer (&self->sim, guo_printer_server_free);
}
