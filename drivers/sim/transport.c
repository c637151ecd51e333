/* The simulator as a transport inside this process: no socket, the same callbacks. */
#include "drivers/registry.h"
#include "drivers/sim/scale-sim.h"
#include "drivers/transport/private.h"

#include <string.h>

#define SCHEME "sim:"
/* How long a cut link stays away. */
#define CUT_US (300 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  GMutex lock;
  GuoScaleSim *sim;    /* owned; under lock */
  GByteArray *pending; /* owned; under lock: answers that the thread has to deliver */
} Sim;

static void
sim_run (GuoTransport *self, gpointer impl)
{
  Sim *sim = impl;
  gint64 began_us = g_get_monotonic_time ();
  gint64 due_us = 0;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  guo_transport_emit_state (self, GUO_TRANSPORT_OPENING, NULL);
  guo_transport_emit_state (self, GUO_TRANSPORT_OPEN, NULL);
  while (guo_transport_wait (self, began_us + due_us))
    {
      gboolean reset = FALSE;

      g_byte_array_set_size (bytes, 0);
      g_mutex_lock (&sim->lock);
      g_byte_array_append (bytes, sim->pending->data, sim->pending->len);
      g_byte_array_set_size (sim->pending, 0);
      due_us = guo_scale_sim_advance (sim->sim, g_get_monotonic_time () - began_us, bytes, &reset);
      g_mutex_unlock (&sim->lock);
      guo_transport_emit_bytes (self, bytes->data, bytes->len);
      if (reset)
        {
          g_autoptr (GError) error
              = g_error_new (GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_LOST, "the scenario cut the link");

          guo_transport_emit_state (self, GUO_TRANSPORT_LOST, error);
          if (!guo_transport_wait (self, g_get_monotonic_time () + CUT_US))
            return;
          guo_transport_emit_state (self, GUO_TRANSPORT_OPEN, NULL);
        }
    }
}

static gboolean
sim_send (gpointer impl, const guint8 *bytes, gsize len, GError **error)
{
  Sim *sim = impl;

  g_mutex_lock (&sim->lock);
  guo_scale_sim_receive (sim->sim, bytes, len, sim->pending);
  g_mutex_unlock (&sim->lock);
  return TRUE;
}

static void
sim_free (gpointer impl)
{
  Sim *sim = impl;

  guo_scale_sim_free (sim->sim);
  g_byte_array_unref (sim->pending);
  g_mutex_clear (&sim->lock);
  g_free (sim);
}

/* Reads "scenario=NAME&seed=N". */
static gboolean
read_options (const gchar *text, gchar **scenario, guint32 *seed, GError **error)
{
  g_auto (GStrv) options = g_strsplit (text, "&", -1);

  for (gsize i = 0; options[i] != NULL; i++)
    {
      guint64 number;

      if (g_str_has_prefix (options[i], "scenario="))
        {
          g_free (*scenario);
          *scenario = g_strdup (options[i] + strlen ("scenario="));
        }
      else if (g_str_has_prefix (options[i], "seed=")
               && g_ascii_string_to_unsigned (options[i] + strlen ("seed="), 10, 0, G_MAXUINT32, &number, NULL))
        *seed = (guint32) number;
      else
        {
          g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS,
                       "option \"%s\": scenario=NAME or seed=NUMBER is needed", options[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static GuoScaleSim *
read_address (const gchar *address, GError **error)
{
  const gchar *id = address + strlen (SCHEME);
  const gchar *question = strchr (id, '?');
  g_autofree gchar *protocol_id = g_strndup (id, question != NULL ? (gsize) (question - id) : strlen (id));
  g_autofree gchar *scenario = NULL;
  const GuoScaleProtocol *protocol;
  guint32 seed = 1;

  if (question != NULL && !read_options (question + 1, &scenario, &seed, error))
    return NULL;
  protocol = guo_scale_protocol_find (protocol_id, error);
  return protocol != NULL ? guo_scale_sim_new (protocol, scenario, seed, error) : NULL;
}

GuoTransport *
guo_scale_sim_transport (const gchar *address, GError **error)
{
  static const GuoTransportOps ops = { sim_run, sim_send, sim_free, NULL };
  g_autoptr (GError) cause = NULL;
  GuoScaleSim *engine = NULL;
  Sim *sim;

  if (g_str_has_prefix (address, SCHEME))
    engine = read_address (address, &cause);
  if (engine == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS, "\"%s\": %s", address,
                   cause != NULL ? cause->message : "a simulator's address begins with sim:");
      return NULL;
    }
  sim = g_new0 (Sim, 1);
  g_mutex_init (&sim->lock);
  sim->sim = engine;
  sim->pending = g_byte_array_new ();
  return guo_transport_create (address, &ops, sim);
}
