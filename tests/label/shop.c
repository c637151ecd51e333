#include "tests/label/shop.h"

#include "station/printing.h"
#include "station/station-private.h"

#include <string.h>

#define PATIENCE_US (60 * G_USEC_PER_SEC)

static void
keep (const GuoBitmap *picture, guint number, gpointer user_data)
{
  Shop *self = user_data;
  GuoBitmap *copy = guo_bitmap_new (picture->width, picture->height);

  guo_bitmap_paste (copy, picture, 0, 0);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->paper, copy);
  g_mutex_unlock (&self->lock);
}

/* A centre with a lot to pack from, and (unless @scenario is NULL) a bound printer. */
void
shop_open (Shop *self, const gchar *language, const gchar *scenario)
{
  g_autofree gchar *address = NULL;
  g_autoptr(json_t) weighing = NULL;

  memset (self, 0, sizeof *self);
  g_mutex_init (&self->lock);
  self->paper = g_ptr_array_new_with_free_func ((GDestroyNotify) guo_bitmap_free);
  fixture_open (&self->f);
  fixture_centre (&self->f);
  fixture_as_supervisor (&self->f);
  self->lot = fixture_deliver (&self->f, NULL);
  fixture_scale (&self->f, "put 103.45");
  weighing = fixture_do (&self->f, "/v1/weighings",
                         json_pack ("{s:I, s:I, s:i}", "lot", (json_int_t) self->lot, "scale",
                                    (json_int_t) self->f.scale, "tare_mg", 0));
  if (scenario == NULL)
    return;
  self->printer = guo_printer_server_new (guo_printer_sim_new (language, scenario, keep, self, NULL), "127.0.0.1", 0, NULL);
  address = g_strdup_printf ("tcp:127.0.0.1:%u", guo_printer_server_port (self->printer));
  self->device = fixture_make (&self->f, "/v1/devices",
                               json_pack ("{s:s, s:s, s:s, s:s}", "name", "标签机", "kind", "printer", "address", address,
                                          "language", language));
}

/* From here on commands go through the writer. */
void
shop_start (Shop *self)
{
  self->writer = guo_writer_new (self->f.station);
  guo_printing_start (self->f.station, self->writer);
  if (self->db == NULL)
    self->db = guo_database_open (self->f.path, GUO_DATABASE_READ_ONLY, NULL);
}

void
shop_stop (Shop *self)
{
  guo_printing_stop (self->f.station);
  g_clear_pointer (&self->writer, guo_writer_free);
}

void
shop_close (Shop *self)
{
  if (self->writer != NULL)
    shop_stop (self);
  g_clear_pointer (&self->db, guo_database_free);
  fixture_close (&self->f);
  g_clear_pointer (&self->printer, guo_printer_server_free);
  g_ptr_array_unref (self->paper);
  g_mutex_clear (&self->lock);
}

/* Packs @n cases; returns the answer. */
json_t *
shop_pack (Shop *self, gint n, gint64 nominal_mg)
{
  return fixture_do (&self->f, "/v1/cases",
                     json_pack ("{s:I, s:s, s:I, s:i}", "lot", (json_int_t) self->lot, "grade_class", "special",
                                "nominal_mg", (json_int_t) nominal_mg, "count", n));
}

json_t *
labels_of (Shop *self, json_t *packed)
{
  g_autoptr(json_t) params = json_pack ("{s:O}", "job", json_object_get (packed, "job"));

  return guo_database_rows (self->db, "job-labels", params, NULL);
}

gchar *
state_of (Shop *self, json_t *packed, gsize which)
{
  g_autoptr(json_t) rows = labels_of (self, packed);

  return g_strdup (json_string_value (json_object_get (json_array_get (rows, which), "state")));
}

const gchar *
serial_of (json_t *packed, gsize which)
{
  json_t *box = json_array_get (json_object_get (packed, "cases"), which);

  return json_string_value (json_object_get (box, "serial"));
}

void
await_state (Shop *self, json_t *packed, gsize which, const gchar *state)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (g_get_monotonic_time () < until)
    {
      g_autofree gchar *now = state_of (self, packed, which);

      if (g_strcmp0 (now, state) == 0)
        return;
      g_usleep (5000);
    }
  g_error ("label %u is not %s", (guint) which, state);
}

void
assert_state (Shop *self, json_t *packed, gsize which, const gchar *state)
{
  g_autofree gchar *now = state_of (self, packed, which);

  g_assert_cmpstr (now, ==, state);
}

guint
printed (Shop *self)
{
  return guo_printer_sim_labels (guo_printer_server_sim (self->printer));
}
