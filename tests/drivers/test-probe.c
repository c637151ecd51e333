/* An unknown scale is found by listening, or by asking where it says nothing; never is it told to do anything. */
#include "drivers/encode.h"
#include "drivers/probe-questions.h"
#include "drivers/probe.h"
#include "drivers/registry.h"
#include "drivers/sim/scale-sim.h"

#include <gio/gio.h>
#include <string.h>

#define LIMIT_US (60 * G_TIME_SPAN_SECOND)

/* The find of @protocol, once it is there, or the test has failed. */
static GuoProbeFind
wait_for (GuoProbe *probe, const gchar *protocol)
{
  gint64 until_us = g_get_monotonic_time () + LIMIT_US;

  while (g_get_monotonic_time () < until_us)
    {
      g_autoptr (GArray) finds = guo_probe_finds (probe);

      for (guint i = 0; i < finds->len; i++)
        if (g_str_equal (g_array_index (finds, GuoProbeFind, i).candidate.protocol->id, protocol))
          return g_array_index (finds, GuoProbeFind, i);
      g_usleep (20 * G_TIME_SPAN_MILLISECOND);
    }
  g_error ("%s was not found", protocol);
}

static GuoSimServer *
serve (const gchar *protocol)
{
  g_autoptr (GError) error = NULL;
  GuoScaleSim *sim = guo_scale_sim_new (guo_scale_protocol_find (protocol, NULL),
                                        "{\"steps\":[{\"do\":\"put\",\"weight\":\"23.45\"}]}", 1, &error);
  GuoSimServer *server = sim != NULL ? guo_sim_server_new (sim, "127.0.0.1", 0, &error) : NULL;

  g_assert_no_error (error);
  return server;
}

static GuoProbe *
listen_to (guint16 port, GuoProbeWay way)
{
  g_autofree gchar *address = g_strdup_printf ("tcp:127.0.0.1:%u", port);
  g_autoptr (GError) error = NULL;
  GuoProbe *probe = guo_probe_new (address, way, &error);

  g_assert_no_error (error);
  guo_probe_start (probe);
  return probe;
}

static void
test_found (gconstpointer protocol)
{
  g_autoptr (GuoSimServer) server = serve (protocol);
  g_autoptr (GuoProbe) probe = listen_to (guo_sim_server_port (server), GUO_PROBE_STAYS);
  gboolean talks = guo_scale_protocol_find (protocol, NULL)->poll == GUO_POLL_LISTEN;
  GuoProbeFind find = wait_for (probe, protocol);
  g_auto (GuoProbeView) view = { 0 };

  guo_probe_view (probe, &view);
  g_assert_cmpint (view.link, ==, GUO_TRANSPORT_OPEN);
  g_assert_cmpuint (view.n_recent, >, 0);
  g_assert_cmpuint (find.candidate.readings, >, 0);
  if (talks)
    g_assert_null (view.asked);
  else
    g_assert_nonnull (view.asked);
}

static void
append_question (gpointer data, gpointer user_data)
{
  const GuoProbeQuestion *question = data;

  g_byte_array_append (user_data, question->bytes, (guint) question->len);
}

/* What came until the other side closed. */
static GByteArray *
read_all (GSocketListener *listener)
{
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (listener, NULL, NULL, NULL);
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GByteArray *all = g_byte_array_new ();
  guint8 buffer[256];
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_byte_array_append (all, buffer, (guint) n);
  return all;
}

/* A scale that never answers hears each question once, and nothing else. */
static void
test_silent (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autoptr (GuoProbe) probe = listen_to (port, GUO_PROBE_ROUND);
  g_autoptr (GByteArray) heard = read_all (listener);
  g_autoptr (GArray) questions = guo_probe_questions_new ();
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GArray) finds = NULL;

  for (guint i = 0; i < questions->len; i++)
    append_question (&g_array_index (questions, GuoProbeQuestion, i), all);
  g_assert_cmpuint (heard->len, ==, all->len);
  g_assert_true (memcmp (heard->data, all->data, all->len) == 0);
  finds = guo_probe_finds (probe);
  g_assert_cmpuint (finds->len, ==, 0);
}

static void
check_verb (GArray *questions, const GuoScaleProtocol *protocol, const GuoScaleVerb *verb)
{
  guint8 bytes[GUO_PROBE_QUESTION_MAX];
  const GuoScaleCommand command = { .command = verb->name };
  gssize len = guo_scale_encode (protocol, &command, bytes, sizeof bytes, NULL);

  for (guint i = 0; len > 0 && i < questions->len; i++)
    {
      const GuoProbeQuestion *question = &g_array_index (questions, GuoProbeQuestion, i);

      if ((gsize) len == question->len && memcmp (bytes, question->bytes, question->len) == 0)
        g_error ("the question of %s is \"%s\" to %s", question->protocol->id, verb->name, protocol->id);
    }
}

/* What is a question to one is no act to another. */
static void
test_harmless (void)
{
  g_autoptr (GArray) questions = guo_probe_questions_new ();

  g_assert_cmpuint (questions->len, >=, 8);
  for (const GuoScaleProtocol *const *p = guo_scale_protocols (); *p != NULL; p++)
    for (const GuoScaleVerb *verb = (*p)->verbs; verb != NULL && verb->name != NULL; verb++)
      if (verb->effect != GUO_COMMAND_ASKS)
        check_verb (questions, *p, verb);
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (guo_probe_new ("nowhere", GUO_PROBE_STAYS, &error));
  g_assert_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS);
}

int
main (int argc, char **argv)
{
  static const gchar *const protocols[] = { "yaohua-tf0", "mt-cont", "yaohua-eq-rev8", "mt-sics", "cas-ecr", "kern-tws" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (protocols); i++)
    {
      g_autofree gchar *path = g_strconcat ("/drivers/probe/found/", protocols[i], NULL);

      g_test_add_data_func (path, protocols[i], test_found);
    }
  g_test_add_func ("/drivers/probe/silent", test_silent);
  g_test_add_func ("/drivers/probe/harmless", test_harmless);
  g_test_add_func ("/drivers/probe/refused", test_refused);
  return g_test_run ();
}
