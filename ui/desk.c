#include "ui/desk.h"

#include <string.h>

#include "station/client/row.h"

#define REBUILDING_MS 400      /* from one look at the progress to the next */

struct _GuoDesk
{
  GObject         parent_instance;

  GuoClient      *client;
  GuoScreenState *state;
  GuoSounds      *sounds;
  gchar          *database;
  json_t         *status;
  json_t         *rebuilding; /* how far */
  json_t         *user;
  json_t         *delivery;
  json_t         *weights;    /* scale id as text → newest line */
  json_t         *devices;    /* device id as text → newest line */
  gint64          scale;
  gint            compact;
  guint           ask_again;
  gboolean        started;
  gboolean        connected;
};

G_DEFINE_FINAL_TYPE (GuoDesk, guo_desk, G_TYPE_OBJECT)

enum
{
  CONNECTION,
  STATUS,
  REBUILDING,
  USER,
  DELIVERY,
  WEIGHT,
  DEVICE,
  QUEUE,
  COMMITTED,
  SAID,
  LAYOUT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  GWeakRef    owner;
  GuoAnswer   done;
  gpointer    data;
} Question;

static void
question_free (Question *question)
{
  g_weak_ref_clear (&question->owner);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = guo_client_request_finish (GUO_CLIENT (source), result, &error);
  g_autoptr(GObject) owner = g_weak_ref_get (&question->owner);

  if (owner != NULL && question->done != NULL)
    question->done (owner, answer, error, question->data);
}

static void
set_json (json_t **slot, json_t *value)
{
  json_t *old = *slot;

  *slot = json_incref (value);
  json_decref (old);
}

static void
key_of (gint64 id, gchar key[32])
{
  g_snprintf (key, 32, "%" G_GINT64_FORMAT, id);
}

static void
set_rebuilding (GuoDesk *self, json_t *progress)
{
  gboolean was = self->rebuilding != NULL;

  set_json (&self->rebuilding, progress);
  if (was || progress != NULL)
    g_signal_emit (self, signals[REBUILDING], 0);
}

static gboolean
ask_again (gpointer user_data)
{
  GuoDesk *self = user_data;

  self->ask_again = 0;
  guo_desk_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
status_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *self = owner;

  if (answer == NULL)
    return;
  if (guo_row_flag (answer, "rebuilding"))
    {
      set_rebuilding (self, answer);
      if (self->ask_again == 0)
        self->ask_again = g_timeout_add (REBUILDING_MS, ask_again, self);
      return;
    }
  set_rebuilding (self, NULL);
  set_json (&self->status, answer);
  g_signal_emit (self, signals[STATUS], 0);
}

static void
delivery_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *self = owner;
  gint64 wanted = guo_screen_state_get_id (self->state, "delivery");

  if (answer == NULL || guo_row_int (answer, "id") != wanted)
    return;
  set_json (&self->delivery, answer);
  g_signal_emit (self, signals[DELIVERY], 0);
}

static void
weight_arrived (GuoDesk *self, json_t *line)
{
  gchar key[32];
  gint64 scale = guo_row_int (line, "scale");

  key_of (scale, key);
  json_object_set (self->weights, key, line);
  if (self->scale == 0)
    self->scale = scale;
  if (self->scale == scale)
    g_signal_emit (self, signals[WEIGHT], 0, line);
}

/* A daemon that is gone counts as one more. */
static void
count_faults (GuoDesk *self)
{
  guint n_faults = self->started && !self->connected ? 1 : 0;
  const gchar *key;
  json_t *line;

  json_object_foreach (self->devices, key, line)
    if (strcmp (guo_row_text (line, "state"), "lost") == 0)
      n_faults++;
  guo_sounds_set_faults (self->sounds, n_faults);
}

static void
device_arrived (GuoDesk *self, json_t *line)
{
  json_t *device = json_object_get (line, "device");
  gchar key[32];

  key_of (json_integer_value (device), key);
  if (json_is_integer (device))
    json_object_set (self->devices, key, line);
  count_faults (self);
  g_signal_emit (self, signals[DEVICE], 0, line);
}

static void
live_arrived (GuoDesk *self, const gchar *topic, json_t *line)
{
  if (strcmp (topic, "weight") == 0)
    weight_arrived (self, line);
  else if (strcmp (topic, "devices") == 0)
    device_arrived (self, line);
  else if (strcmp (topic, "queue") == 0)
    g_signal_emit (self, signals[QUEUE], 0, line);
  else if (strcmp (topic, "events") == 0)
    g_signal_emit (self, signals[COMMITTED], 0, line);
}

static void
connection_changed (GuoDesk *self, gboolean up)
{
  if (self->connected == up)
    return;
  self->connected = up;
  if (up)
    guo_desk_refresh (self);
  else
    {
      /* what was on the scale when we lost sight of it is no weight any more */
      json_object_clear (self->weights);
      json_object_clear (self->devices);
    }
  count_faults (self);
  g_signal_emit (self, signals[CONNECTION], 0);
}

static void
guo_desk_finalize (GObject *object)
{
  GuoDesk *self = GUO_DESK (object);

  g_clear_handle_id (&self->ask_again, g_source_remove);
  g_clear_object (&self->client);
  g_clear_object (&self->state);
  g_clear_object (&self->sounds);
  g_clear_pointer (&self->database, g_free);
  g_clear_pointer (&self->status, json_decref);
  g_clear_pointer (&self->rebuilding, json_decref);
  g_clear_pointer (&self->user, json_decref);
  g_clear_pointer (&self->delivery, json_decref);
  g_clear_pointer (&self->weights, json_decref);
  g_clear_pointer (&self->devices, json_decref);
  G_OBJECT_CLASS (guo_desk_parent_class)->finalize (object);
}

static guint
plain_signal (const gchar *name, guint n_values, GType value)
{
  return g_signal_new (name, GUO_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_values, value);
}

static void
guo_desk_class_init (GuoDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guo_desk_finalize;
  signals[CONNECTION] = plain_signal ("connection", 0, G_TYPE_NONE);
  signals[STATUS] = plain_signal ("status", 0, G_TYPE_NONE);
  signals[REBUILDING] = plain_signal ("rebuilding", 0, G_TYPE_NONE);
  signals[USER] = plain_signal ("user", 0, G_TYPE_NONE);
  signals[DELIVERY] = plain_signal ("delivery", 0, G_TYPE_NONE);
  signals[WEIGHT] = plain_signal ("weight", 1, G_TYPE_POINTER);
  signals[DEVICE] = plain_signal ("device", 1, G_TYPE_POINTER);
  signals[QUEUE] = plain_signal ("queue", 1, G_TYPE_POINTER);
  signals[COMMITTED] = plain_signal ("committed", 1, G_TYPE_POINTER);
  signals[LAYOUT] = plain_signal ("layout", 0, G_TYPE_NONE);
  signals[SAID] = g_signal_new ("said", GUO_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
guo_desk_init (GuoDesk *self)
{
  self->weights = json_object ();
  self->devices = json_object ();
}

GuoDesk *
guo_desk_new (const gchar *database, GuoScreenState *state)
{
  GuoDesk *self = g_object_new (GUO_TYPE_DESK, NULL);

  self->state = g_object_ref (state);
  self->sounds = guo_sounds_new (state);
  self->database = g_strdup (database);
  self->scale = guo_screen_state_get_id (state, "scale");
  self->client = guo_client_new (database, "guozhan");
  g_signal_connect_object (self->client, "live", G_CALLBACK (live_arrived), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "connection", G_CALLBACK (connection_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
guo_desk_start (GuoDesk *self)
{
  g_autoptr(GError) error = NULL;

  self->started = TRUE;
  if (guo_client_connect (self->client, TRUE, &error))
    connection_changed (self, TRUE);
  else
    {
      g_message ("%s", error->message);
      g_signal_emit (self, signals[CONNECTION], 0);
    }
  guo_client_listen (self->client, "weight,devices,queue,events");
}

gboolean
guo_desk_started (GuoDesk *self)
{
  return self->started;
}

const gchar *
guo_desk_database (GuoDesk *self)
{
  return self->database;
}

void
guo_desk_send (GuoDesk *self, const gchar *method, const gchar *path, json_t *body,
                  gpointer owner, GuoAnswer done, gpointer data)
{
  Question *question = g_new0 (Question, 1);

  g_weak_ref_init (&question->owner, owner);
  question->done = done;
  question->data = data;
  guo_client_request_async (self->client, method, path, body, NULL, NULL, answered, question);
}

gboolean
guo_desk_connected (GuoDesk *self)
{
  return self->connected;
}

gint
guo_desk_silence_ms (GuoDesk *self)
{
  return self->connected ? guo_client_silence_ms (self->client) : G_MAXINT;
}

GuoClient *
guo_desk_client (GuoDesk *self)
{
  return self->client;
}

json_t *
guo_desk_status (GuoDesk *self)
{
  return self->status;
}

json_t *
guo_desk_rebuilding (GuoDesk *self)
{
  return self->rebuilding;
}

GuoMassUnit
guo_desk_mass_unit (GuoDesk *self)
{
  return guo_mass_unit (guo_row_text (json_object_get (self->status, "centre"), "mass_unit"));
}

gchar *
guo_desk_mass (GuoDesk *self, gint64 mg, gint decimals)
{
  return guo_format_mass_in (mg, decimals, guo_desk_mass_unit (self));
}

void
guo_desk_refresh (GuoDesk *self)
{
  guo_desk_send (self, "GET", "/v1/status", NULL, self, status_arrived, NULL);
  guo_desk_reload_delivery (self);
}

json_t *
guo_desk_user (GuoDesk *self)
{
  return self->user;
}

typedef struct
{
  GWeakRef  owner;
  GuoAnswer done;
} Login;

static void
logged_in (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *self = owner;
  Login *login = data;
  g_autoptr(GObject) asker = g_weak_ref_get (&login->owner);

  if (answer != NULL)
    {
      guo_client_set_token (self->client, guo_row_text (answer, "token"));
      set_json (&self->user, answer);
      g_signal_emit (self, signals[USER], 0);
    }
  if (asker != NULL && login->done != NULL)
    login->done (asker, answer, error, NULL);
  g_weak_ref_clear (&login->owner);
  g_free (login);
}

void
guo_desk_login (GuoDesk *self, gint64 user, const gchar *pin, gpointer owner, GuoAnswer done)
{
  Login *login = g_new0 (Login, 1);

  g_weak_ref_init (&login->owner, owner);
  login->done = done;
  guo_desk_send (self, "POST", "/v1/login", json_pack ("{sIss}", "user", user, "pin", pin), self,
                    logged_in, login);
}

void
guo_desk_lock (GuoDesk *self)
{
  if (self->user == NULL)
    return;
  guo_desk_send (self, "POST", "/v1/logout", NULL, self, NULL, NULL);
  guo_client_set_token (self->client, NULL);
  set_json (&self->user, NULL);
  g_signal_emit (self, signals[USER], 0);
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
      set_json (&self->delivery, NULL);
      g_signal_emit (self, signals[DELIVERY], 0);
    }
  guo_desk_reload_delivery (self);
}

gint64
guo_desk_scale (GuoDesk *self)
{
  return self->scale;
}

void
guo_desk_next_scale (GuoDesk *self)
{
  gint64 first = 0, next = 0;
  const gchar *key;
  json_t *line;

  json_object_foreach (self->weights, key, line)
    {
      gint64 id = guo_row_int (line, "scale");

      if (first == 0 || id < first)
        first = id;
      if (id > self->scale && (next == 0 || id < next))
        next = id;
    }
  self->scale = next != 0 ? next : first;
  guo_screen_state_set_id (self->state, "scale", self->scale);
  if (guo_desk_weight (self) != NULL)
    g_signal_emit (self, signals[WEIGHT], 0, guo_desk_weight (self));
}

json_t *
guo_desk_weight_of (GuoDesk *self, gint64 scale)
{
  gchar key[32];

  key_of (scale, key);
  return json_object_get (self->weights, key);
}

json_t *
guo_desk_weight (GuoDesk *self)
{
  return guo_desk_weight_of (self, self->scale);
}

json_t *
guo_desk_devices (GuoDesk *self)
{
  return self->devices;
}

GuoScreenState *
guo_desk_state (GuoDesk *self)
{
  return self->state;
}

GuoSounds *
guo_desk_sounds (GuoDesk *self)
{
  return self->sounds;
}

void
guo_desk_say (GuoDesk *self, const gchar *text, const gchar *action, gboolean fault)
{
  g_signal_emit (self, signals[SAID], 0, text, action, fault);
}

gint
guo_desk_compact (GuoDesk *self)
{
  return self->compact;
}

void
guo_desk_set_compact (GuoDesk *self, gint compact)
{
  if (self->compact == compact)
    return;
  self->compact = compact;
  g_signal_emit (self, signals[LAYOUT], 0);
}
