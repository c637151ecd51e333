#include "drivers/scanner/source.h"

#include "drivers/scanner/keys.h"
#include "drivers/scanner/line.h"
#include "drivers/scanner/pos.h"
#include "drivers/transport/input.h"

#include <linux/input.h>
#include <string.h>

typedef enum
{
  WAY_LINE,
  WAY_KEYS,
  WAY_POS,
  WAY_KEY,    /* a button: one key */
  WAY_LEARN,  /* any key */
  WAY_SIGNAL, /* a button: a pin */
} Way;

struct _GuoScanner
{
  Way way;
  guint key;
  GuoTransport *transport;
  GuoScannerCallbacks callbacks;
  gpointer user_data;

  GMutex lock;                    /* guards what follows */
  gint64 heard_us;
  GuoScanKeys keys;
  GuoScanLine line;
  GuoPosReader pos;
  gboolean pos_known;
};

static void
tell (const GuoScan *scan, gpointer user_data)
{
  GuoScanner *self = user_data;

  self->callbacks.scan (scan, self->heard_us, self->user_data);
}

static void
flush (GuoScanner *self)
{
  guo_scan_line_flush (&self->line, tell, self);
  if (self->pos_known)
    guo_pos_reader_flush (&self->pos, tell, self);
}

static void
take_event (GuoScanner *self, const struct input_event *event)
{
  guint8 byte;

  if (event->type == EV_SYN && event->code == SYN_DROPPED)
    {
      /* keys were lost in between: nothing that is left is a code */
      memset (&self->keys, 0, sizeof self->keys);
      flush (self);
    }
  if (event->type != EV_KEY)
    return;
  if (self->way == WAY_KEY || self->way == WAY_LEARN)
    {
      if ((event->code == self->key || self->way == WAY_LEARN) && event->value == 1)
        self->callbacks.pressed (event->code, self->heard_us, self->user_data);
      return;
    }
  byte = guo_scan_keys_push (&self->keys, event->code, event->value);
  if (byte != 0)
    guo_scan_line_push (&self->line, &byte, 1, tell, self);
}

static void
take_events (GuoScanner *self, const guint8 *bytes, gsize len)
{
  struct input_event event;

  for (gsize at = 0; at + sizeof event <= len; at += sizeof event)
    {
      memcpy (&event, bytes + at, sizeof event);
      take_event (self, &event);
    }
}

static void
on_bytes (const guint8 *bytes, gsize len, gint64 at_us, gpointer user_data)
{
  GuoScanner *self = user_data;

  g_mutex_lock (&self->lock);
  self->heard_us = at_us;
  switch (self->way)
    {
    case WAY_LINE:
      guo_scan_line_push (&self->line, bytes, len, tell, self);
      break;
    case WAY_KEYS:
    case WAY_KEY:
    case WAY_LEARN:
      take_events (self, bytes, len);
      break;
    case WAY_POS:
      if (self->pos_known)
        guo_pos_reader_push (&self->pos, bytes, len, tell, self);
      break;
    case WAY_SIGNAL:
    default:
      for (gsize i = 0; i < len; i++)
        if (bytes[i] == '1')
          self->callbacks.pressed (0, at_us, self->user_data);
    }
  g_mutex_unlock (&self->lock);
}

/* A device that is plugged in anew may be another one: its layout is read again, no key of it is down. */
static gboolean
begin (GuoScanner *self, GError **error)
{
  const GuoHidReportDescriptor *descriptor = guo_transport_report_descriptor (self->transport);
  GuoPosLayout layout;

  memset (&self->keys, 0, sizeof self->keys);
  if (self->way != WAY_POS)
    return TRUE;
  self->pos_known = guo_pos_layout_read (descriptor->bytes, descriptor->len, &layout, error);
  if (self->pos_known)
    guo_pos_reader_init (&self->pos, &layout);
  return self->pos_known;
}

static void
on_state (GuoTransportState state, const GError *error, gpointer user_data)
{
  GuoScanner *self = user_data;
  g_autoptr (GError) wrong = NULL;
  gboolean good = TRUE;

  g_mutex_lock (&self->lock);
  if (state == GUO_TRANSPORT_OPEN)
    good = begin (self, &wrong);
  else
    flush (self);
  g_mutex_unlock (&self->lock);
  self->callbacks.state (good ? state : GUO_TRANSPORT_LOST, good ? error : wrong, self->user_data);
}

/* "…#prefix=S1": takes it off @address. Returns: (nullable): the prefix, its percent signs decoded. */
static gchar *
take_prefix (gchar *address)
{
  gchar *mark = strstr (address, "#prefix=");

  if (mark == NULL)
    return NULL;
  *mark = '\0';
  return g_uri_unescape_string (mark + strlen ("#prefix="), NULL);
}

static gboolean
take_ending (gchar *path, const gchar *ending)
{
  if (!g_str_has_suffix (path, ending))
    return FALSE;
  path[strlen (path) - strlen (ending)] = '\0';
  return TRUE;
}

static gboolean
set_event_device (GuoScanner *self, gchar *path, const gchar *address, GError **error)
{
  gchar *mark = strstr (path, "?key=");
  gboolean learn = take_ending (path, "?learn");
  gboolean watch = take_ending (path, "?watch");
  guint64 key = 0;

  if (learn)
    self->way = WAY_LEARN;
  if (mark != NULL)
    {
      *mark = '\0';
      self->way = WAY_KEY;
    }
  if (path[0] != '/' || (mark != NULL && !g_ascii_string_to_unsigned (mark + strlen ("?key="), 10, 1, KEY_MAX, &key, NULL)))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ADDRESS,
                   "\"%s\": a device file is needed, as evdev:/dev/input/event5, for a button with ?key=NUMBER", address);
      return FALSE;
    }
  self->key = (guint) key;
  self->transport = guo_evdev_transport_new (path, address, !watch && !learn);
  return TRUE;
}

static gboolean
set_transport (GuoScanner *self, gchar *address, GError **error)
{
  if (g_str_has_prefix (address, "evdev:"))
    {
      self->way = WAY_KEYS;
      return set_event_device (self, address + strlen ("evdev:"), address, error);
    }
  if (g_str_has_prefix (address, "usb:"))
    {
      self->way = WAY_POS;
      self->transport = guo_transport_new (address, error);
    }
  else if (g_str_has_prefix (address, "signal:"))
    {
      self->way = WAY_SIGNAL;
      self->transport = guo_signal_transport_new (address + strlen ("signal:"), address, error);
    }
  else
    {
      self->transport = guo_transport_new (address, error);
    }
  return self->transport != NULL;
}

GuoScanner *
guo_scanner_new (const gchar *address, GError **error)
{
  g_autofree gchar *rest = g_strdup (address);
  g_autofree gchar *prefix = take_prefix (rest);
  GuoScanner *self = g_new0 (GuoScanner, 1);

  g_mutex_init (&self->lock);
  if (!set_transport (self, rest, error))
    {
      guo_scanner_free (self);
      return NULL;
    }
  guo_scan_line_init (&self->line, prefix, self->way == WAY_KEYS);
  return self;
}

gboolean
guo_scanner_is_button (GuoScanner *self)
{
  return self->way == WAY_KEY || self->way == WAY_LEARN || self->way == WAY_SIGNAL;
}

void
guo_scanner_start (GuoScanner *self, const GuoScannerCallbacks *callbacks, gpointer user_data)
{
  self->callbacks = *callbacks;
  self->user_data = user_data;
  guo_transport_start (self->transport, &(GuoTransportCallbacks) { .bytes = on_bytes, .state = on_state }, self);
}

void
guo_scanner_tick (GuoScanner *self)
{
  gint64 silent_us;

  g_mutex_lock (&self->lock);
  silent_us = g_get_monotonic_time () - self->heard_us;
  if (silent_us >= GUO_SCAN_SILENCE_US)
    flush (self);
  g_mutex_unlock (&self->lock);
}

void
guo_scanner_free (GuoScanner *self)
{
  if (self == NULL)
    return;
  guo_transport_free (self->transport);
  g_mutex_clear (&self->lock);
  g_free (self);
}
