#include "tests/station/fixture.h"

#include "db/database.h"

#include <glib/gstdio.h>
#include <string.h>

#define STEP_US ((gint64) 20000)

static gint64
fake_wall (gpointer user_data)
{
  return ((Fixture *) user_data)->wall_us;
}

static gint64
fake_monotonic (gpointer user_data)
{
  return ((Fixture *) user_data)->monotonic_us;
}

static void
open_station (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  self->station = guo_station_open (self->path, &self->clock, &error);
  g_assert_no_error (error);
  guo_devices_set_patience (guo_station_devices (self->station), 0);
}

void
fixture_open (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  *self = (Fixture) { .wall_us = (gint64) 1784160000 * G_USEC_PER_SEC, /* 2026-07-16 08:00 in Shanghai */
                      .monotonic_us = G_USEC_PER_SEC };
  self->clock = (GuoClock) { fake_wall, fake_monotonic, g_time_zone_new_offset (8 * 3600), self };
  self->folder = g_dir_make_tmp ("guozhan-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "station.db", NULL);
  guo_station_create (self->path, TRUE, &error);
  g_assert_no_error (error);
  open_station (self);
  self->actor = (GuoActor) { 0, GUO_ROLE_SUPERVISOR, "test" };
}

static void
remove_tree (const gchar *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const gchar *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
fixture_close (Fixture *self)
{
  guo_station_free (self->station);
  guo_scale_sim_free (self->sim);
  remove_tree (self->folder);
  g_time_zone_unref (self->clock.zone);
  g_free (self->folder);
  g_free (self->path);
}

void
fixture_reopen (Fixture *self)
{
  guo_station_free (self->station);
  open_station (self);
}

static void
split_query (const gchar *path, gchar **plain, json_t *params)
{
  const gchar *mark = strchr (path, '?');
  g_auto(GStrv) pairs = g_strsplit (mark != NULL ? mark + 1 : "", "&", -1);

  *plain = mark != NULL ? g_strndup (path, (gsize) (mark - path)) : g_strdup (path);
  for (gchar **pair = pairs; *pair != NULL; pair++)
    {
      gchar *equal = strchr (*pair, '=');

      g_assert_nonnull (equal);
      *equal = '\0';
      json_object_set_new (params, *pair, json_string (equal + 1));
    }
}

static json_t *
run (Fixture *self, const gchar *method, const gchar *path, const guint8 *id, json_t *body, GError **error)
{
  g_autoptr(json_t) params = json_object ();
  g_autoptr(json_t) owned = body != NULL ? body : json_object ();
  g_autofree gchar *plain = NULL;
  GuoCall call = { .db = guo_station_db (self->station), .actor = &self->actor, .params = params, .body = owned };
  const GuoVerb *verb;
  json_t *answer;
  gboolean known;

  split_query (path, &plain, params);
  verb = guo_verb_match (method, plain, params, NULL);
  g_assert_nonnull (verb);
  if (verb->kind != GUO_VERB_COMMAND)
    return guo_station_run (self->station, verb, &call, error);
  answer = id != NULL ? guo_station_recall (verb, id, &call, &known, error) : NULL;
  if (answer != NULL || !guo_station_prepare (self->station, verb, &call, error))
    return answer;
  return guo_station_execute (self->station, verb, id, &call, error);
}

json_t *
fixture_call (Fixture *self, const gchar *method, const gchar *path, json_t *body, GError **error)
{
  return run (self, method, path, NULL, body, error);
}

json_t *
fixture_command (Fixture *self, guint8 id, const gchar *path, json_t *body, GError **error)
{
  guint8 bytes[16];

  memset (bytes, id, sizeof bytes);
  return run (self, "POST", path, bytes, body, error);
}

json_t *
fixture_do (Fixture *self, const gchar *path, json_t *body)
{
  g_autoptr(GError) error = NULL;
  json_t *answer = fixture_call (self, "POST", path, body, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
  return answer;
}

json_t *
fixture_get (Fixture *self, const gchar *path)
{
  g_autoptr(GError) error = NULL;
  json_t *answer = fixture_call (self, "GET", path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
  return answer;
}

gint64
fixture_make (Fixture *self, const gchar *path, json_t *body)
{
  g_autoptr(json_t) answer = fixture_do (self, path, body);
  gint64 id = json_integer_value (json_object_get (answer, "id"));

  g_assert_cmpint (id, >, 0);
  return id;
}

void
fixture_refused (Fixture *self, const gchar *path, json_t *body, const gchar *code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) answer = fixture_call (self, "POST", path, body, &error);

  g_assert_null (answer);
  g_assert_nonnull (error);
  g_assert_cmpstr (guo_refusal_code (error), ==, code);
}

void
fixture_as_operator (Fixture *self)
{
  self->actor = (GuoActor) { self->operator_id, GUO_ROLE_OPERATOR, "test" };
}

void
fixture_as_supervisor (Fixture *self)
{
  self->actor = (GuoActor) { self->supervisor_id, GUO_ROLE_SUPERVISOR, "test" };
}

static void
make_people (Fixture *self)
{
  self->supervisor_id
    = fixture_make (self, "/v1/users",
                    json_pack ("{s:s, s:s, s:s}", "name", "站长", "role", "supervisor", "pin", "9999"));
  fixture_as_supervisor (self);
  self->operator_id = fixture_make (
    self, "/v1/users", json_pack ("{s:s, s:s, s:s}", "name", "王芳", "role", "operator", "pin", "1111"));
}

static void
make_growers (Fixture *self)
{
  self->village = fixture_make (self, "/v1/villages", json_pack ("{s:s}", "name", "青石坝村"));
  self->cooperative
    = fixture_make (self, "/v1/parties",
                    json_pack ("{s:s, s:s, s:s, s:I}", "kind", "cooperative", "name", "青石坝合作社", "code", "QS",
                               "village", (json_int_t) self->village));
  self->grower = fixture_make (self, "/v1/parties",
                               json_pack ("{s:s, s:s, s:I, s:I}", "kind", "grower", "name", "李长顺", "cooperative",
                                          (json_int_t) self->cooperative, "village", (json_int_t) self->village));
  self->plot = fixture_make (self, "/v1/plots",
                             json_pack ("{s:I, s:s, s:s}", "grower", (json_int_t) self->grower, "name", "3号地",
                                        "area_mu", "4.2"));
}

static void
make_scale (Fixture *self)
{
  const GuoScaleProtocol *protocol = guo_scale_protocol_find ("yaohua-tf0", NULL);
  g_autoptr(GError) error = NULL;

  self->scale = fixture_make (self, "/v1/devices",
                              json_pack ("{s:s, s:s, s:s, s:s, s:I, s:I}", "name", "1号秤", "kind", "scale",
                                         "address", "sim:yaohua-tf0?scenario=manual", "protocol", "yaohua-tf0",
                                         "e_mg", (json_int_t) 50000, "max_mg", (json_int_t) 150000000));
  self->sim = guo_scale_sim_new (protocol, "manual", 1, &error);
  g_assert_no_error (error);
}

void
fixture_centre (Fixture *self)
{
  make_people (self);
  json_decref (fixture_do (self, "/v1/centre", json_pack ("{s:s}", "name", "大坪果站")));
  make_growers (self);
  self->product
    = fixture_make (self, "/v1/products", json_pack ("{s:s, s:s}", "name", "脆李", "kind", "plum"));
  self->variety = fixture_make (self, "/v1/varieties",
                                json_pack ("{s:I, s:s}", "product", (json_int_t) self->product, "name", "青脆李"));
  self->crate_type = fixture_make (self, "/v1/crate-types",
                                   json_pack ("{s:s, s:I}", "name", "蓝筐", "tare_mg", (json_int_t) 1850000));
  make_scale (self);
  fixture_as_operator (self);
}

void
fixture_run (Fixture *self, gint64 ms)
{
  for (gint64 until_us = self->monotonic_us + ms * 1000; self->monotonic_us < until_us;)
    {
      g_autoptr(GByteArray) bytes = g_byte_array_new ();

      self->monotonic_us += STEP_US;
      self->wall_us += STEP_US;
      self->sim_us += STEP_US;
      guo_scale_sim_advance (self->sim, self->sim_us, bytes, NULL);
      if (bytes->len > 0)
        guo_devices_push (guo_station_devices (self->station), self->scale, bytes->data, bytes->len,
                          self->monotonic_us);
    }
}

void
fixture_scale (Fixture *self, const gchar *line)
{
  g_autoptr(GError) error = NULL;

  guo_scale_sim_control (self->sim, line, self->sim_us, &error);
  g_assert_no_error (error);
  fixture_run (self, 4000);
}

gint64
fixture_deliver (Fixture *self, gint64 *delivery)
{
  g_autoptr(json_t) answer = fixture_do (
    self, "/v1/deliveries",
    json_pack ("{s:I, s:I, s:I, s:[{s:I, s:I}], s:b}", "cooperative", (json_int_t) self->cooperative, "product",
               (json_int_t) self->product, "variety", (json_int_t) self->variety, "sources", "grower",
               (json_int_t) self->grower, "plot", (json_int_t) self->plot, "certificate_received", TRUE));
  json_t *lot = json_array_get (json_object_get (answer, "lots"), 0);

  if (delivery != NULL)
    *delivery = json_integer_value (json_object_get (answer, "id"));
  g_assert_nonnull (lot);
  return json_integer_value (json_object_get (lot, "id"));
}
