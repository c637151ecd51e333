#include "ui/desk-private.h"
#include "ui/desk-readings.h"

#include "station/client/row.h"

#define LOOK_S 20
#define REBUILDING_MS 400      /* from one look at the progress to the next */

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
  SCAN,
  COMMITTED,
  SAID,
  LAYOUT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
guo_desk_set_json (json_t **slot, json_t *value)
{
  json_t *old = *slot;

  *slot = json_incref (value);
  json_decref (old);
}

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
set_rebuilding (GuoDesk *self, json_t *progress)
{
  gboolean was = self->rebuilding != NULL;

  guo_desk_set_json (&self->rebuilding, progress);
  guo_desk_count_faults (self);
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
ask_soon (GuoDesk *self)
{
  if (self->ask_again == 0)
    self->ask_again = g_timeout_add (REBUILDING_MS, ask_again, self);
}

static void
status_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *self = owner;

  if (answer == NULL)
    {
      if (self->started && !self->connected) /* away, or only about to say that it rebuilds */
        ask_soon (self);
      return;
    }
  if (guo_row_flag (answer, "rebuilding"))
    {
      set_rebuilding (self, answer);
      ask_soon (self);
      return;
    }
  set_rebuilding (self, NULL);
  guo_desk_set_json (&self->status, answer);
  g_signal_emit (self, signals[STATUS], 0);
}

/* Without a signal, which would make the pages ask for all they show: the strip looks by itself. */
static void
status_looked_at (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *self = owner;

  if (answer != NULL && self->status != NULL && !guo_row_flag (answer, "rebuilding"))
    guo_desk_set_json (&self->status, answer);
}

/* A backup is made, a clock is put back: nobody at this screen did it. */
static gboolean
look (gpointer user_data)
{
  GuoDesk *self = user_data;

  if (self->connected && self->rebuilding == NULL)
    guo_desk_send (self, "GET", "/v1/status", NULL, self, status_looked_at, NULL);
  return G_SOURCE_CONTINUE;
}

static void
connection_changed (GuoDesk *self, gboolean up)
{
  if (self->connected == up)
    return;
  self->connected = up;
  guo_desk_refresh (self); /* one that is away may rebuild */
  if (!up)
    {
      /* what was on the scale when we lost sight of it is no weight any more */
      json_object_clear (self->weights);
      json_object_clear (self->devices);
      json_object_clear (self->grades);
    }
  guo_desk_count_faults (self);
  g_signal_emit (self, signals[CONNECTION], 0);
}

static void
guo_desk_finalize (GObject *object)
{
  GuoDesk *self = GUO_DESK (object);

  g_clear_handle_id (&self->ask_again, g_source_remove);
  g_clear_handle_id (&self->ask_delivery, g_source_remove);
  g_clear_handle_id (&self->look, g_source_remove);
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
  g_clear_pointer (&self->readings, json_decref);
  g_clear_pointer (&self->grades, json_decref);
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
  plain_signal ("grade", 1, G_TYPE_POINTER);
  signals[SCAN] = plain_signal ("scan", 1, G_TYPE_POINTER);
  plain_signal (GUO_DESK_READING, 1, G_TYPE_POINTER);
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
  self->readings = json_object ();
  self->grades = json_object ();
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
  g_signal_connect_object (self->client, "live", G_CALLBACK (guo_desk_live_arrived), self,
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
  self->look = g_timeout_add_seconds (LOOK_S, look, self);
  if (guo_client_connect (self->client, TRUE, &error))
    connection_changed (self, TRUE);
  else
    {
      g_message ("%s", error->message);
      g_signal_emit (self, signals[CONNECTION], 0);
    }
  guo_client_listen (self->client, "weight,devices,queue,scans,readings,events,grade");
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
      guo_desk_set_json (&self->user, answer);
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
  guo_desk_set_json (&self->user, NULL);
  g_signal_emit (self, signals[USER], 0);
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
