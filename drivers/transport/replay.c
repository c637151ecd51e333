#include "drivers/capture.h"
#include "drivers/transport/private.h"

#include <string.h>

/* While the capture waits for what we should write, it looks this often. */
#define LOOK_US (5 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  gchar *file;
  gint64 speed; /* 1: as it was; 0: without pauses */

  GMutex lock;
  GByteArray *sent; /* owned; under lock: written by us and not yet asked for by the capture */
} Replay;

static void
set_mismatch (GError **error, const Replay *replay, guint line)
{
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE,
               "%s line %u: other bytes were sent than the capture has", replay->file, line);
}

/* Takes what the capture wants from what was sent. Returns: TRUE when all of it was there. @wrong: other
 * bytes were. */
static gboolean
take_sent (Replay *replay, const GuoCaptureItem *item, gboolean *wrong)
{
  gsize len;
  const guint8 *wanted = g_bytes_get_data (item->bytes, &len);
  gboolean complete;

  g_mutex_lock (&replay->lock);
  complete = replay->sent->len >= len;
  *wrong = replay->sent->len > 0 && memcmp (replay->sent->data, wanted, MIN (replay->sent->len, len)) != 0;
  if (complete && !*wrong)
    g_byte_array_remove_range (replay->sent, 0, (guint) len);
  g_mutex_unlock (&replay->lock);
  return complete && !*wrong;
}

/* Returns: FALSE at the end of the transport, or with an error. */
static gboolean
play (GuoTransport *self, Replay *replay, const GuoCaptureItem *item, GError **error)
{
  gsize len;
  const guint8 *bytes = g_bytes_get_data (item->bytes, &len);
  gboolean wrong = FALSE;

  if (item->kind == GUO_CAPTURE_READ)
    {
      gint64 pause_us = replay->speed == 0 ? 0 : item->delay_ms * 1000 / replay->speed;

      if (!guo_transport_wait (self, g_get_monotonic_time () + pause_us))
        return FALSE;
      guo_transport_emit_bytes (self, bytes, len);
      return TRUE;
    }
  while (!take_sent (replay, item, &wrong))
    {
      if (wrong)
        set_mismatch (error, replay, item->line);
      if (wrong || !guo_transport_wait (self, g_get_monotonic_time () + LOOK_US))
        return FALSE;
    }
  return TRUE;
}

static void
replay_run (GuoTransport *self, gpointer impl)
{
  Replay *replay = impl;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  guo_transport_emit_state (self, GUO_TRANSPORT_OPENING, NULL);
  items = guo_capture_load (replay->file, &error);
  if (items != NULL)
    guo_transport_emit_state (self, GUO_TRANSPORT_OPEN, NULL);
  for (guint i = 0; items != NULL && i < items->len; i++)
    if (!play (self, replay, g_ptr_array_index (items, i), &error))
      {
        if (error == NULL)
          return;
        break;
      }
  if (error != NULL)
    guo_transport_emit_state (self, GUO_TRANSPORT_LOST, error);
  guo_transport_emit_state (self, GUO_TRANSPORT_ENDED, NULL);
}

static gboolean
replay_send (gpointer impl, const guint8 *bytes, gsize len, GError **error)
{
  Replay *replay = impl;

  g_mutex_lock (&replay->lock);
  g_byte_array_append (replay->sent, bytes, (guint) len);
  g_mutex_unlock (&replay->lock);
  return TRUE;
}

static void
replay_free (gpointer impl)
{
  Replay *replay = impl;

  g_byte_array_unref (replay->sent);
  g_mutex_clear (&replay->lock);
  g_free (replay->file);
  g_free (replay);
}

GuoTransport *
guo_replay_transport_new (const gchar *rest, const gchar *address, GError **error)
{
  static const GuoTransportOps ops = { replay_run, replay_send, replay_free, NULL };
  const gchar *option = strstr (rest, "?speed=");
  guint64 speed = 1;
  Replay *replay;

  if (option == rest || rest[0] == '\0'
      || (option != NULL && !g_ascii_string_to_unsigned (option + strlen ("?speed="), 10, 0, 1000000, &speed, NULL)))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS,
                   "\"%s\": a file, and a whole number behind ?speed=, are needed", address);
      return NULL;
    }
  replay = g_new0 (Replay, 1);
  replay->file = option != NULL ? g_strndup (rest, (gsize) (option - rest)) : g_strdup (rest);
  replay->speed = (gint64) speed;
  g_mutex_init (&replay->lock);
  replay->sent = g_byte_array_new ();
  return guo_transport_create (address, &ops, replay);
}
