#include "station/cli/demo-feed.h"

#define COMMANDS_MOST 50

struct _GuoDemoFeed
{
  GuoCli *cli;
  json_t *commands;
  guint n;
  gint64 *ids[COMMANDS_MOST];
  gint64 *lots[COMMANDS_MOST];
};

GuoDemoFeed *
guo_demo_feed_new (GuoCli *cli)
{
  GuoDemoFeed *self = g_new0 (GuoDemoFeed, 1);

  self->cli = cli;
  self->commands = json_array ();
  return self;
}

void
guo_demo_feed_free (GuoDemoFeed *self)
{
  if (self == NULL)
    return;
  json_decref (self->commands);
  g_free (self);
}

static json_t *
time_text (gint64 at_us)
{
  g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc (at_us / G_USEC_PER_SEC);
  g_autofree gchar *seconds = g_date_time_format (at, "%Y-%m-%dT%H:%M:%S");

  return json_sprintf ("%s.%03dZ", seconds, (gint) (at_us % G_USEC_PER_SEC / 1000));
}

gboolean
guo_demo_feed_push (GuoDemoFeed *self, const GuoDemoCommand *command, GError **error)
{
  json_t *item = json_pack ("{s:s, s:o, s:o, s:b}", "path", command->path, "body", command->body, "at",
                            time_text (command->at_us), "brief", command->lot == NULL);

  g_free (command->path);
  if (command->user != 0)
    json_object_set_new (item, "user", json_integer (command->user));
  json_array_append_new (self->commands, item);
  self->ids[self->n] = command->id;
  self->lots[self->n] = command->lot;
  return ++self->n < COMMANDS_MOST || guo_demo_feed_flush (self, error);
}

gboolean
guo_demo_feed_flush (GuoDemoFeed *self, GError **error)
{
  json_auto_t *answer = NULL;
  json_t *answers;

  if (self->n == 0)
    return TRUE;
  answer = guo_cli_post (self->cli, "/v1/batch", json_pack ("{s:o}", "commands", self->commands), error);
  self->commands = json_array ();
  if (answer == NULL)
    return FALSE;
  answers = json_object_get (answer, "answers");
  for (guint i = 0; i < self->n; i++)
    {
      json_t *row = json_array_get (answers, i);

      if (self->ids[i] != NULL)
        *self->ids[i] = guo_cli_id (row, "id");
      if (self->lots[i] != NULL)
        *self->lots[i] = guo_cli_id (json_array_get (json_object_get (row, "lots"), 0), "id");
    }
  self->n = 0;
  return TRUE;
}
