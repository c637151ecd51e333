/* The simulator as a transport inside this process: no socket, the same callbacks. */
#include "drivers/grader/registry.h"
#include "drivers/registry.h"
#include "drivers/sim/grader-sim.h"
#include "drivers/sim/scale-sim.h"
#include "drivers/transport/private.h"

#include <string.h>

#define SCHEME "sim:"
/* How long a cut link stays away. */
#define CUT_US (300 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  GMutex lock;
  const GuoSimKind *kind;
  gpointer sim;        /* owned; under lock */
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
      due_us = sim->kind->advance (sim->sim, g_get_monotonic_time () - began_us, bytes, &reset);
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
  sim->kind->receive (sim->sim, bytes, len, sim->pending);
  g_mutex_unlock (&sim->lock);
  return TRUE;
}

static void
sim_free (gpointer impl)
{
  Sim *sim = impl;

  sim->kind->free (sim->sim);
  g_byte_array_unref (sim->pending);
  g_mutex_clear (&sim->lock);
  g_free (sim);
}

/* What stands behind the question mark. */
typedef struct
{
  gchar *scenario; /* owned; NULL: the usual one */
  guint32 seed;
  guint32 lanes, cups, batch; /* of a grader */
} Options;

/* Returns: where the number of this key goes; NULL: there is no such key. */
static guint32 *
number_of (Options *options, const gchar *key, gboolean of_grader)
{
  const struct
  {
    const gchar *key;
    guint32 *number;
  } keys[] = {
    { "seed", &options->seed }, { "lanes", &options->lanes }, { "cups", &options->cups }, { "batch", &options->batch },
  };

  for (gsize i = 0; i < (of_grader ? G_N_ELEMENTS (keys) : 1); i++)
    if (g_str_equal (keys[i].key, key))
      return keys[i].number;
  return NULL;
}

/* Reads "scenario=NAME&seed=N". */
static gboolean
read_options (const gchar *text, gboolean of_grader, Options *out, GError **error)
{
  g_auto (GStrv) options = g_strsplit (text, "&", -1);

  for (gsize i = 0; options[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (options[i], "=", 2);
      guint32 *to = pair[0] != NULL ? number_of (out, pair[0], of_grader) : NULL;
      guint64 number;

      if (g_str_has_prefix (options[i], "scenario="))
        {
          g_free (out->scenario);
          out->scenario = g_strdup (pair[1]);
        }
      else if (to != NULL && pair[1] != NULL
               && g_ascii_string_to_unsigned (pair[1], 10, 0, G_MAXUINT32, &number, NULL))
        *to = (guint32) number;
      else
        {
          g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS, "option \"%s\": scenario=NAME or seed=NUMBER%s is needed",
                       options[i], of_grader ? ", lanes=, cups=, batch=" : "");
          return FALSE;
        }
    }
  return TRUE;
}

static gpointer
make_scale (const gchar *id, const Options *options, GError **error)
{
  const GuoScaleProtocol *protocol = guo_scale_protocol_find (id, error);

  return protocol != NULL ? guo_scale_sim_new (protocol, options->scenario, options->seed, error) : NULL;
}

static gpointer
make_grader (const gchar *id, const Options *options, GError **error)
{
  const GuoGraderProtocol *protocol = guo_grader_protocol_find (id);
  GuoGraderSimSetup setup = GUO_GRADER_SIM_SETUP;

  if (protocol == NULL || !protocol->has_simulator)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_UNKNOWN_PROTOCOL, "no grader \"%s\" can be simulated", id);
      return NULL;
    }
  setup.seed = options->seed;
  setup.lanes = options->lanes;
  setup.cups_per_s = options->cups;
  setup.batch_fruit = options->batch;
  return guo_grader_sim_new (&setup, options->scenario, error);
}

static gpointer
read_address (const gchar *address, gboolean of_grader, GError **error)
{
  const GuoGraderSimSetup usual = GUO_GRADER_SIM_SETUP;
  const gchar *id = address + strlen (SCHEME);
  const gchar *question = strchr (id, '?');
  g_autofree gchar *protocol_id = g_strndup (id, question != NULL ? (gsize) (question - id) : strlen (id));
  Options options = { NULL, 1, usual.lanes, usual.cups_per_s, usual.batch_fruit };
  gpointer engine = NULL;

  if (question == NULL || read_options (question + 1, of_grader, &options, error))
    engine = of_grader ? make_grader (protocol_id, &options, error) : make_scale (protocol_id, &options, error);
  g_free (options.scenario);
  return engine;
}

static GuoTransport *
create (const gchar *address, gboolean of_grader, GError **error)
{
  static const GuoTransportOps ops = { sim_run, sim_send, sim_free, NULL };
  g_autoptr (GError) cause = NULL;
  gpointer engine = NULL;
  Sim *sim;

  if (g_str_has_prefix (address, SCHEME))
    engine = read_address (address, of_grader, &cause);
  if (engine == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS, "\"%s\": %s", address,
                   cause != NULL ? cause->message : "a simulator's address begins with sim:");
      return NULL;
    }
  sim = g_new0 (Sim, 1);
  g_mutex_init (&sim->lock);
  sim->kind = of_grader ? &guo_sim_kind_grader : &guo_sim_kind_scale;
  sim->sim = engine;
  sim->pending = g_byte_array_new ();
  return guo_transport_create (address, &ops, sim);
}

GuoTransport *
guo_scale_sim_transport (const gchar *address, GError **error)
{
  return create (address, FALSE, error);
}

GuoTransport *
guo_grader_sim_transport (const gchar *address, GError **error)
{
  return create (address, TRUE, error);
}
