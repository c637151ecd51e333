#include "station/live.h"

#include <string.h>

typedef struct
{
  gchar *topic;
  gchar *name; /* topic and key, of the table below */
  gchar *line;
  guint64 version;
} Value;

struct _GuoLive
{
  GMutex lock;
  GHashTable *places; /* name → GList link in values */
  GQueue values;      /* oldest news first */
  guint64 version;    /* of the newest */
  GuoLiveWake wake;
  gpointer user_data;
};

static void
value_free (gpointer data)
{
  Value *value = data;

  g_free (value->topic);
  g_free (value->name);
  g_free (value->line);
  g_free (value);
}

GuoLive *
guo_live_new (void)
{
  GuoLive *self = g_new0 (GuoLive, 1);

  g_mutex_init (&self->lock);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&self->values);
  return self;
}

void
guo_live_free (GuoLive *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->places);
  g_queue_clear_full (&self->values, value_free);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
guo_live_set_wake (GuoLive *self, GuoLiveWake wake, gpointer user_data)
{
  g_mutex_lock (&self->lock);
  self->wake = wake;
  self->user_data = user_data;
  g_mutex_unlock (&self->lock);
}

static void
forget (GuoLive *self, const gchar *name)
{
  GList *place = g_hash_table_lookup (self->places, name);

  if (place == NULL)
    return;
  g_hash_table_remove (self->places, name);
  value_free (place->data);
  g_queue_delete_link (&self->values, place);
}

static void
remember (GuoLive *self, const gchar *topic, gchar *name, gchar *line)
{
  Value *value = g_new0 (Value, 1);

  value->topic = g_strdup (topic);
  value->name = name;
  value->line = line;
  value->version = ++self->version;
  g_queue_push_tail (&self->values, value);
  g_hash_table_insert (self->places, value->name, g_queue_peek_tail_link (&self->values));
}

void
guo_live_publish (GuoLive *self, const gchar *topic, const gchar *key, gchar *line)
{
  gchar *name = g_strconcat (topic, "/", key, NULL);
  GuoLiveWake wake;
  gpointer user_data;

  g_mutex_lock (&self->lock);
  forget (self, name);
  if (*line != '\0')
    {
      remember (self, topic, name, line);
    }
  else
    {
      g_free (name);
      g_free (line);
    }
  wake = self->wake;
  user_data = self->user_data;
  g_mutex_unlock (&self->lock);
  if (wake != NULL)
    wake (user_data);
}

static gboolean
listed (const gchar *topics, const gchar *topic)
{
  gsize length = strlen (topic);

  for (const gchar *at = topics; at != NULL; at = strchr (at, ','))
    {
      at += *at == ',' ? 1 : 0;
      if (strncmp (at, topic, length) == 0 && (at[length] == ',' || at[length] == '\0'))
        return TRUE;
    }
  return topics == NULL;
}

gboolean
guo_live_collect (GuoLive *self, const gchar *topics, guint64 *since, GString *out)
{
  gsize before = out->len;
  GList *at;

  g_mutex_lock (&self->lock);
  at = self->values.tail;
  while (at != NULL && ((Value *) at->data)->version > *since)
    at = at->prev;
  for (at = at != NULL ? at->next : self->values.head; at != NULL; at = at->next)
    {
      const Value *value = at->data;

      if (listed (topics, value->topic))
        {
          g_string_append (out, value->line);
          g_string_append_c (out, '\n');
        }
    }
  *since = self->version;
  g_mutex_unlock (&self->lock);
  return out->len > before;
}
