/* Hears a transport and waits, bounded, for what it should say. */
#pragma once

#include "drivers/transport.h"

#include <string.h>

#define LISTENER_LIMIT_US (10 * G_TIME_SPAN_SECOND)

typedef struct
{
  GMutex lock;
  GCond changed;
  GByteArray *bytes;
  GString *states; /* one letter each: o opening, O open, L lost, E ended */
  GError *error;   /* of the last LOST */
} Listener;

static void
listener_bytes (const guint8 *bytes, gsize len, gint64 at_us, gpointer user_data)
{
  Listener *self = user_data;

  g_assert_cmpint (at_us, <=, g_get_monotonic_time ());
  g_mutex_lock (&self->lock);
  g_byte_array_append (self->bytes, bytes, (guint) len);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static void
listener_state (GuoTransportState state, const GError *error, gpointer user_data)
{
  Listener *self = user_data;

  g_mutex_lock (&self->lock);
  g_string_append_c (self->states, "oOLE"[state]);
  if (error != NULL)
    {
      g_clear_error (&self->error);
      self->error = g_error_copy (error);
    }
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static Listener *
listener_new (GuoTransport *transport)
{
  static const GuoTransportCallbacks callbacks = { listener_bytes, listener_state };
  Listener *self = g_new0 (Listener, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->bytes = g_byte_array_new ();
  self->states = g_string_new (NULL);
  guo_transport_start (transport, &callbacks, self);
  return self;
}

/* After the transport. */
static void
listener_free (Listener *self)
{
  g_byte_array_unref (self->bytes);
  g_string_free (self->states, TRUE);
  g_clear_error (&self->error);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, listener_free)

/* Waits until @part stands in the states, or fails. */
static void
listener_wait_states (Listener *self, const gchar *part)
{
  gint64 until_us = g_get_monotonic_time () + LISTENER_LIMIT_US;

  g_mutex_lock (&self->lock);
  while (strstr (self->states->str, part) == NULL)
    if (!g_cond_wait_until (&self->changed, &self->lock, until_us))
      g_error ("states \"%s\" instead of \"%s\"", self->states->str, part);
  g_mutex_unlock (&self->lock);
}

/* Waits until @n bytes came, or fails. */
static void
listener_wait_bytes (Listener *self, guint n)
{
  gint64 until_us = g_get_monotonic_time () + LISTENER_LIMIT_US;

  g_mutex_lock (&self->lock);
  while (self->bytes->len < n)
    if (!g_cond_wait_until (&self->changed, &self->lock, until_us))
      g_error ("%u bytes instead of %u", self->bytes->len, n);
  g_mutex_unlock (&self->lock);
}
