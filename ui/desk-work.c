#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/desk-private.h"

#define AGAIN_MS 500
#define TRIES 4

static gboolean
ask_again (gpointer user_data)
{
  GuoDesk *self = user_data;

  self->ask_delivery = 0;
  guo_desk_reload_delivery (self);
  return G_SOURCE_REMOVE;
}

/* One that is away or rebuilds is asked anew as soon as it is there; else a few times, then the person hears why. */
static void
missed (GuoDesk *self, const GError *error)
{
  g_autofree gchar *text = NULL;

  if (!self->connected || strcmp (guo_client_error_code (error), "rebuilding") == 0)
    return;
  if (++self->n_missed < TRIES)
    {
      if (self->ask_delivery == 0)
        self->ask_delivery = g_timeout_add (AGAIN_MS, ask_again, self);
      return;
    }
  self->n_missed = 0;
  text = g_strdup_printf (_("The sums of the delivery at work could not be read: %s Open it again on Deliver."),
                          error->message);
  guo_desk_say (self, text, NULL, TRUE);
}

static void
delivery_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *self = owner;
  gint64 wanted = guo_screen_state_get_id (self->state, "delivery");

  if (answer == NULL)
    missed (self, error);
  if (answer == NULL || guo_row_int (answer, "id") != wanted)
    return;
  self->n_missed = 0;
  guo_desk_set_json (&self->delivery, answer);
  g_signal_emit_by_name (self, "delivery");
}

json_t *
guo_desk_delivery (GuoDesk *self)
{
  return self->delivery;
}

json_t *
guo_desk_lot (GuoDesk *self)
{
  json_t *lots = json_object_get (self->delivery, "lots");
  gsize n = json_array_size (lots);

  return n > 0 ? json_array_get (lots, n - 1) : NULL;
}

void
guo_desk_reload_delivery (GuoDesk *self)
{
  gint64 id = guo_screen_state_get_id (self->state, "delivery");
  g_autofree gchar *path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT, id);

  if (id != 0)
    guo_desk_send (self, "GET", path, NULL, self, delivery_arrived, NULL);
}

void
guo_desk_set_delivery (GuoDesk *self, gint64 id)
{
  guo_screen_state_set_id (self->state, "delivery", id);
  if (id != guo_row_int (self->delivery, "id"))
    {
      guo_desk_set_json (&self->delivery, NULL);
      g_signal_emit_by_name (self, "delivery");
    }
  guo_desk_reload_delivery (self);
}
