#include "drivers/sim/instrument-sim.h"

#include "drivers/instrument/instrument.h"
#include "drivers/transport/private.h"

#include <string.h>

#define SCHEME "sim:"
#define USUAL_S 5
#define LONGEST_S 3600
#define LISTEN_US (50 * G_TIME_SPAN_MILLISECOND) /* how soon a question is answered */
#define USUAL_SAID "12.3" /* Brix, millimetres or newton: every format can say it */

typedef struct
{
  GPtrArray *frames; /* GBytes, in turn */
  guint64 every_s;
  gboolean asked; /* it says something only when it is asked */
  gint questions; /* atomic: not answered yet */
} Sim;

static gboolean
was_asked (Sim *sim)
{
  return g_atomic_int_get (&sim->questions) > 0 && g_atomic_int_add (&sim->questions, -1) > 0;
}

static void
sim_run (GuoTransport *self, gpointer impl)
{
  Sim *sim = impl;
  gint64 next_us = g_get_monotonic_time ();

  guo_transport_emit_state (self, GUO_TRANSPORT_OPENING, NULL);
  guo_transport_emit_state (self, GUO_TRANSPORT_OPEN, NULL);
  for (guint i = 0;;)
    {
      gsize len;
      const guint8 *bytes = g_bytes_get_data (sim->frames->pdata[i], &len);

      next_us += sim->asked ? LISTEN_US : (gint64) sim->every_s * G_USEC_PER_SEC;
      if (!guo_transport_wait (self, next_us))
        return;
      if (sim->asked && !was_asked (sim))
        continue;
      guo_transport_emit_bytes (self, bytes, len);
      i = (i + 1) % sim->frames->len;
    }
}

/* Who is not to be asked listens to nobody. */
static gboolean
sim_send (gpointer impl, const guint8 *bytes, gsize len, GError **error)
{
  Sim *sim = impl;

  if (sim->asked)
    g_atomic_int_add (&sim->questions, (gint) len);
  return TRUE;
}

static void
sim_free (gpointer impl)
{
  Sim *sim = impl;

  g_ptr_array_unref (sim->frames);
  g_free (sim);
}

static void
bytes_free (gpointer data)
{
  g_bytes_unref (data);
}

static gboolean
add_frames (Sim *sim, const GuoInstrument *instrument, const gchar *said, GError **error)
{
  g_auto(GStrv) words = g_strsplit (said, ",", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      guint8 frame[GUO_INSTRUMENT_FRAME_MAX];
      gsize len = instrument->frame (words[i], frame, sizeof frame, error);

      if (len == 0)
        return FALSE;
      g_ptr_array_add (sim->frames, g_bytes_new (frame, len));
    }
  return TRUE;
}

/* Reads "say=12.3,11.8&every=5"; @said points into @options. */
static gboolean
read_options (gchar **options, const gchar **said, guint64 *every_s, GError **error)
{
  for (gsize i = 0; options[i] != NULL; i++)
    if (g_str_has_prefix (options[i], "say=") && options[i][strlen ("say=")] != '\0')
      *said = options[i] + strlen ("say=");
    else if (!g_str_has_prefix (options[i], "every=")
             || !g_ascii_string_to_unsigned (options[i] + strlen ("every="), 10, 1, LONGEST_S, every_s, NULL))
      {
        g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
                     "option \"%s\": say=NUMBER[,NUMBER] or every=SECONDS, 1 to %d, is needed", options[i], LONGEST_S);
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_address (Sim *sim, const gchar *address, GError **error)
{
  const gchar *id = address + strlen (SCHEME), *question = strchr (id, '?');
  g_autofree gchar *name = g_strndup (id, strcspn (id, "?"));
  g_auto(GStrv) options = g_strsplit (question != NULL ? question + 1 : "", "&", -1);
  const GuoInstrument *instrument = guo_instrument_find (name, error);
  const gchar *said = USUAL_SAID;

  sim->asked = instrument != NULL && instrument->asked;
  return instrument != NULL && read_options (options, &said, &sim->every_s, error)
         && add_frames (sim, instrument, said, error);
}

GuoTransport *
guo_instrument_sim_transport (const gchar *address, GError **error)
{
  static const GuoTransportOps ops = { sim_run, sim_send, sim_free, NULL };
  g_autoptr(GError) cause = NULL;
  Sim *sim = g_new0 (Sim, 1);

  sim->frames = g_ptr_array_new_with_free_func (bytes_free);
  sim->every_s = USUAL_S;
  if (g_str_has_prefix (address, SCHEME) && read_address (sim, address, &cause))
    return guo_transport_create (address, &ops, sim);
  sim_free (sim);
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS, "\"%s\": %s", address,
               cause != NULL ? cause->message : "a simulator's address begins with sim:");
  return NULL;
}
