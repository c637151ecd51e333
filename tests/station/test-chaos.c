/* A day of faults, in simulated time: bytes are dropped, cut, held back, mixed with those of another scale, and the line
 * goes dead, at random. Whatever is recorded is a load that stood on the scale; after each fault the scale is heard again.
 * Then links that break, in real time: files, threads and memory are given back. GUOZHAN_TEST_HOURS: of the first part. */
#include "station/scale-port.h"

#include "db/database.h"
#include "drivers/registry.h"
#include "drivers/sim/scale-sim.h"
#include "station/devices.h"

#include <stdlib.h>
#include <string.h>

#define MS ((gint64) 1000)
#define STEP_US (20 * MS)
#define CRATE_US (9000 * MS)   /* a load stands for so long, and as long there is none */
#define CALM_US (30000 * MS)   /* of each minute the second half has no fault */
#define MINUTE_US (60000 * MS)
#define LATE_US (3000 * MS)    /* a load that went away so short ago may still be shown: its bytes were held back */
#define SILENT_US (1000 * MS)  /* some protocols say nothing below zero, where an empty scale swings for a moment */
#define MG_A_STEP ((gint64) 10000)

/* The faults that one span of a few seconds has. */
typedef struct
{
  guint drop_permille;  /* of bytes */
  guint mix_permille;   /* another scale's byte before this one */
  gint64 hold_us;       /* what is sent arrives so late */
  gboolean dead;
} Faults;

typedef struct
{
  const GuoScaleProtocol *protocol;
  GRand *random;
  GuoScaleSim *sim, *stranger;
  GuoScalePort *port;
  GuoClock clock;
  gint64 now_us;
  Faults faults;
  gint64 faults_until_us;
  GByteArray *held;     /* on the line */
  gint64 held_until_us;
  gint64 load_mg;       /* on the scale; 0: none */
  gint64 before_mg;     /* the one before */
  gint64 left_us;       /* when that was taken off */
  guint loads, records;
  guint silent_steps, longest; /* in calm, without a weight */
} Chaos;

static gint64
monotonic (gpointer user_data)
{
  return ((Chaos *) user_data)->now_us;
}

static GuoScaleSim *
sim_new (const GuoScaleProtocol *protocol)
{
  g_autoptr(GError) error = NULL;
  GuoScaleSim *sim = guo_scale_sim_new (protocol, "manual", 1, &error);

  g_assert_no_error (error);
  return sim;
}

static void
chaos_init (Chaos *self, const GuoScaleProtocol *protocol, guint32 seed)
{
  json_auto_t *row = json_pack ("{s:i, s:s, s:s, s:s, s:s, s:I, s:i, s:i}", "id", 1, "name", "1", "address",
                                "tcp:localhost:1", "protocol", protocol->id, "unit", "kg", "e_mg", (json_int_t) MG_A_STEP,
                                "min_mg", 200000, "max_mg", 150000000);
  g_autoptr(GError) error = NULL;

  *self = (Chaos) { .protocol = protocol, .random = g_rand_new_with_seed (seed), .now_us = MINUTE_US };
  self->clock = *guo_clock_real ();
  self->clock.monotonic_us = monotonic;
  self->clock.user_data = self;
  self->sim = sim_new (protocol);
  self->stranger = sim_new (guo_scale_protocols ()[g_rand_int_range (self->random, 0, 8)]);
  self->held = g_byte_array_new ();
  self->port = guo_scale_port_new (row, &self->clock, NULL, &error);
  g_assert_no_error (error);
}

static void
chaos_clear (Chaos *self)
{
  guo_scale_port_free (self->port);
  guo_scale_sim_free (self->sim);
  guo_scale_sim_free (self->stranger);
  g_byte_array_unref (self->held);
  g_rand_free (self->random);
}

static gboolean
is_calm (Chaos *self)
{
  return self->now_us % MINUTE_US >= CALM_US;
}

static void
choose_faults (Chaos *self)
{
  if (self->now_us < self->faults_until_us && !is_calm (self))
    return;
  self->faults = (Faults) { 0 };
  self->faults_until_us = self->now_us + g_rand_int_range (self->random, 200, 5000) * MS;
  if (is_calm (self))
    return;
  switch (g_rand_int_range (self->random, 0, 5))
    {
    case 0:
      self->faults.drop_permille = (guint) g_rand_int_range (self->random, 1, 300);
      break;
    case 1:
      self->faults.mix_permille = (guint) g_rand_int_range (self->random, 1, 300);
      break;
    case 2:
      self->faults.hold_us = g_rand_int_range (self->random, 50, 900) * MS;
      break;
    case 3:
      self->faults.dead = TRUE;
      break;
    default:
      self->faults.drop_permille = self->faults.mix_permille = 50;
    }
}

/* What the line makes of @sent. */
static void
spoil (Chaos *self, const GByteArray *sent, const GByteArray *strange)
{
  for (guint i = 0; i < sent->len && !self->faults.dead; i++)
    {
      if (strange->len > 0 && (guint) g_rand_int_range (self->random, 0, 1000) < self->faults.mix_permille)
        g_byte_array_append (self->held, &strange->data[(guint) g_rand_int_range (self->random, 0, (gint) strange->len)], 1);
      if ((guint) g_rand_int_range (self->random, 0, 1000) >= self->faults.drop_permille)
        g_byte_array_append (self->held, &sent->data[i], 1);
    }
}

static void
deliver (Chaos *self)
{
  gsize at = 0;

  if (self->held->len == 0 || self->now_us < self->held_until_us)
    return;
  while (at < self->held->len) /* cut anywhere */
    {
      gsize piece = (gsize) g_rand_int_range (self->random, 1, 40);
      gsize len = MIN (self->held->len - at, piece);

      guo_scale_port_push (self->port, self->held->data + at, len, self->now_us);
      at += len;
    }
  g_byte_array_set_size (self->held, 0);
  self->held_until_us = self->now_us + self->faults.hold_us;
}

static void
control (Chaos *self, const gchar *line)
{
  g_autoptr(GError) error = NULL;

  guo_scale_sim_control (self->sim, line, self->now_us, &error);
  g_assert_no_error (error);
}

/* A crate comes, stands, goes. */
static void
handle_load (Chaos *self)
{
  gboolean wanted = self->now_us / CRATE_US % 2 == 1;
  g_autofree gchar *line = NULL;

  if (wanted == (self->load_mg != 0))
    return;
  if (!wanted)
    {
      self->before_mg = self->load_mg;
      self->left_us = self->now_us;
      self->load_mg = 0;
      control (self, "remove");
      return;
    }
  self->load_mg = g_rand_int_range (self->random, 500, 6000) * MG_A_STEP;
  self->loads++;
  line = g_strdup_printf ("put %" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, self->load_mg / 1000000,
                          self->load_mg % 1000000 / 10000);
  control (self, line);
}

/* As the station does on the key, which somebody presses all the time. */
static void
record (Chaos *self)
{
  GuoScaleView view;

  guo_scale_port_view (self->port, &view);
  if (is_calm (self) && self->now_us % MINUTE_US >= CALM_US + LATE_US && !view.has_value
      && view.state != GUO_SCALE_MOVING)
    self->longest = MAX (self->longest, ++self->silent_steps);
  else
    self->silent_steps = 0;
  if (view.state != GUO_SCALE_STABLE || !view.can_record)
    return;
  g_assert_true (guo_scale_port_act (self->port, GUO_SCALE_ACT_TAKE, view.arming, 0));
  self->records++;
  if (view.mg != self->load_mg && (view.mg != self->before_mg || self->now_us - self->left_us > LATE_US))
    g_error ("%s: recorded %" G_GINT64_FORMAT " mg at %" G_GINT64_FORMAT " ms, while %" G_GINT64_FORMAT " stood there",
             self->protocol->id, view.mg, self->now_us / MS, self->load_mg);
}

static void
step (Chaos *self)
{
  g_autoptr(GByteArray) sent = g_byte_array_new ();
  g_autoptr(GByteArray) strange = g_byte_array_new ();
  gboolean reset;

  self->now_us += STEP_US;
  choose_faults (self);
  handle_load (self);
  guo_scale_sim_advance (self->sim, self->now_us, sent, &reset);
  guo_scale_sim_advance (self->stranger, self->now_us, strange, &reset);
  spoil (self, sent, strange);
  deliver (self);
  guo_scale_port_tick (self->port);
  record (self);
}

static gdouble
hours (void)
{
  const gchar *text = g_getenv ("GUOZHAN_TEST_HOURS");

  return text != NULL ? g_ascii_strtod (text, NULL) : 24;
}

static guint
n_talkers (void)
{
  guint n = 0;

  for (const GuoScaleProtocol *const *p = guo_scale_protocols (); *p != NULL; p++)
    n += (*p)->poll == GUO_POLL_LISTEN && !(*p)->has_packets ? 1 : 0;
  return n;
}

/* The hours are shared out among the protocols that talk by themselves. */
static void
test_day (void)
{
  gint64 end_us = (gint64) (hours () * 60 * MINUTE_US / n_talkers ());
  guint32 seed = (guint32) g_test_rand_int ();

  g_assert_cmpuint (n_talkers (), >=, 10);
  for (const GuoScaleProtocol *const *p = guo_scale_protocols (); *p != NULL; p++)
    {
      Chaos chaos;

      if ((*p)->poll != GUO_POLL_LISTEN || (*p)->has_packets)
        continue;
      chaos_init (&chaos, *p, seed);
      while (chaos.now_us < end_us + MINUTE_US)
        step (&chaos);
      g_test_message ("%s: %u loads, %u recorded", (*p)->id, chaos.loads, chaos.records);
      g_assert_cmpuint (chaos.records * 2, >=, chaos.loads); /* half of each minute is calm */
      g_assert_cmpint (chaos.longest * STEP_US, <=, SILENT_US);
      chaos_clear (&chaos);
    }
}

static guint
entries (const gchar *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

#define SCALES 6
#define BREAKS 40

static json_t *
rows_of (GuoSimServer **servers)
{
  json_t *rows = json_array ();

  for (guint i = 0; i < SCALES; i++)
    {
      g_autofree gchar *address = g_strdup_printf ("tcp:127.0.0.1:%u", guo_sim_server_port (servers[i]));

      json_array_append_new (rows, json_pack ("{s:i, s:s, s:s, s:s, s:s, s:s, s:b}", "id", (int) i + 1, "name", "s", "kind",
                                              "scale", "address", address, "protocol", "mt-cont", "unit", "kg", "active",
                                              1));
    }
  return rows;
}

static void
wait_until_all_speak (GuoDevices *devices)
{
  gint64 until_us = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;
  guint n = 0;

  while (n < SCALES)
    {
      n = 0;
      for (gint64 id = 1; id <= SCALES; id++)
        {
          GuoScaleView view = { 0 };

          n += guo_devices_view (devices, id, &view) && view.has_value ? 1 : 0;
        }
      if (g_get_monotonic_time () > until_us)
        g_error ("%u of %u scales came back", n, SCALES);
      g_usleep (20 * MS);
    }
}

/* Links that break at random, and bindings that come and go. */
static void
break_links (GuoSimServer **servers, GuoDevices *devices, json_t *rows)
{
  json_auto_t *none = json_array ();

  for (guint i = 0; i < BREAKS; i++)
    {
      guint at = (guint) g_test_rand_int_range (0, SCALES);

      guo_sim_server_control (servers[at], "drop", NULL);
      if (i % 10 == 9)
        guo_devices_sync (devices, none);
      g_usleep ((gulong) g_test_rand_int_range (1, 120) * (gulong) MS);
      guo_devices_sync (devices, rows);
    }
}

static void
test_links (void)
{
  GuoSimServer *servers[SCALES];
  GuoDevices *devices;
  json_auto_t *rows = NULL;
  guint files, threads;

  for (guint i = 0; i < SCALES; i++)
    servers[i] = guo_sim_server_new (sim_new (guo_scale_protocol_find ("mt-cont", NULL)), "127.0.0.1", 0, NULL);
  rows = rows_of (servers);
  devices = guo_devices_new (guo_clock_real (), NULL);
  guo_devices_start (devices);
  guo_devices_sync (devices, rows);
  wait_until_all_speak (devices);
  files = entries ("/proc/self/fd");
  threads = entries ("/proc/self/task");
  break_links (servers, devices, rows);
  wait_until_all_speak (devices);
  g_assert_cmpuint (entries ("/proc/self/fd"), ==, files);
  g_assert_cmpuint (entries ("/proc/self/task"), ==, threads);
  guo_devices_free (devices);
  for (guint i = 0; i < SCALES; i++)
    guo_sim_server_free (servers[i]);
  g_assert_cmpuint (entries ("/proc/self/task"), <, threads - SCALES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/station/chaos/day", test_day);
  g_test_add_func ("/station/chaos/links", test_links);
  return g_test_run ();
}
