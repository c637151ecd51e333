#include "station/scanner-port.h"

#include "drivers/scanner/source.h"
#include "station/device-line.h"

#include <string.h>

/* A reader that is slow gets the newest of each key: so many scans may wait before one is lost. */
#define SLOTS 32
#define LINE_US (2 * G_USEC_PER_SEC)
#define DEVICE_LINE_US G_USEC_PER_SEC

typedef struct
{
  gint64 n;     /* 0: empty */
  gint64 at_us;
  gboolean shown;
  gboolean taken;
} Slot;

struct _GuoScannerPort
{
  json_t *row;     /* (nullable) */
  gchar *address;
  gchar *key;      /* of its live lines */
  GuoLive *live;
  GuoScanner *scanner; /* (nullable): not started, or the address could not be read */

  GMutex lock;         /* guards what follows */
  Slot slots[SLOTS];
  gint64 n;
  gint64 bad;
  gint64 told_us;      /* when the device's line was last published */
  GuoTransportState link;
  GError *link_error;  /* (nullable) */
  gchar *last;         /* (nullable): identifier and code that came last, for bounces */
  gint64 last_us;
};

static json_t *
device_id (GuoScannerPort *self)
{
  return self->row != NULL ? json_incref (json_object_get (self->row, "id")) : json_string ("find");
}

/* With the lock held. */
static void
publish_device (GuoScannerPort *self, gint64 now_us)
{
  json_auto_t *line = NULL;

  self->told_us = now_us;
  if (self->row == NULL)
    return;
  line = json_pack ("{s:s, s:o, s:O, s:O, s:s, s:I, s:I}", "topic", "devices", "device", device_id (self), "name",
                    json_object_get (self->row, "name"), "kind", json_object_get (self->row, "kind"), "state",
                    guo_link_name (self->link), "frames", (json_int_t) self->n, "bad", (json_int_t) self->bad);
  guo_device_line_fault (line, self->link_error);
  guo_live_publish (self->live, "devices", self->key, json_dumps (line, JSON_COMPACT));
}

static gchar *
slot_key (GuoScannerPort *self, gsize slot)
{
  return g_strdup_printf ("%s/%u", self->key, (guint) slot);
}

/* With the lock held. @what: "code", "incomplete" or "press"; @key: of a press, 0: not known. */
static void
publish_scan (GuoScannerPort *self, const gchar *what, const gchar *aim, const gchar *code, guint key, gint64 at_us)
{
  gsize slot = (gsize) (self->n % SLOTS);
  g_autofree gchar *name = slot_key (self, slot);
  json_auto_t *line = NULL;

  self->n++;
  self->slots[slot] = (Slot) { .n = self->n, .at_us = at_us, .shown = TRUE };
  line = json_pack ("{s:s, s:o, s:s, s:I, s:s, s:s?, s:s?, s:o, s:I}", "topic", "scans", "device", device_id (self), "address",
                    self->address, "n", (json_int_t) self->n, "what", what, "aim", aim, "code", code, "key",
                    key != 0 ? json_integer ((json_int_t) key) : json_null (), "read_us", (json_int_t) at_us);
  guo_live_publish (self->live, "scans", name, json_dumps (line, JSON_COMPACT));
  publish_device (self, at_us);
}

/* Codes of other people may be written in GB 18030, which older Chinese programs put into a QR. */
static gchar *
to_utf8 (const gchar *text, gsize len)
{
  gchar *converted;

  if (g_utf8_validate (text, (gssize) len, NULL))
    return g_strndup (text, len);
  converted = g_convert (text, (gssize) len, "UTF-8", "GB18030", NULL, NULL, NULL);
  return converted != NULL ? converted : g_utf8_make_valid (text, (gssize) len);
}

/* With the lock held. A trigger that is held down says the same for as long. */
static gboolean
is_bounce (GuoScannerPort *self, const gchar *aim, const gchar *code, gint64 at_us)
{
  gchar *now = g_strconcat (aim, code, NULL);
  gboolean same = g_strcmp0 (now, self->last) == 0 && at_us - self->last_us < GUO_SCAN_BOUNCE_US;

  g_free (self->last);
  self->last = now;
  self->last_us = at_us;
  return same;
}

/* A button that stands on a line says one thing only, whatever it is. */
static gboolean
is_button (GuoScannerPort *self)
{
  return g_strcmp0 (json_string_value (json_object_get (self->row, "kind")), "button") == 0;
}

static void
on_scan (const GuoScan *scan, gint64 at_us, gpointer user_data)
{
  GuoScannerPort *self = user_data;
  g_autofree gchar *code = to_utf8 (scan->text, scan->len);

  g_mutex_lock (&self->lock);
  if (is_button (self))
    {
      if (!is_bounce (self, "", "", at_us))
        publish_scan (self, "press", NULL, NULL, 0, at_us);
    }
  else if (scan->status != GUO_SCAN_CODE)
    {
      self->bad++;
      publish_scan (self, "incomplete", NULL, NULL, 0, at_us);
    }
  else if (!is_bounce (self, scan->aim, code, at_us))
    {
      publish_scan (self, "code", scan->aim[0] != '\0' ? scan->aim : NULL, code, 0, at_us);
    }
  g_mutex_unlock (&self->lock);
}

static void
on_pressed (guint key, gint64 at_us, gpointer user_data)
{
  GuoScannerPort *self = user_data;

  g_mutex_lock (&self->lock);
  publish_scan (self, "press", NULL, NULL, key, at_us);
  g_mutex_unlock (&self->lock);
}

static void
on_state (GuoTransportState state, const GError *error, gpointer user_data)
{
  GuoScannerPort *self = user_data;

  g_mutex_lock (&self->lock);
  self->link = state;
  g_clear_error (&self->link_error);
  self->link_error = error != NULL ? g_error_copy (error) : NULL;
  publish_device (self, g_get_monotonic_time ());
  g_mutex_unlock (&self->lock);
}

GuoScannerPort *
guo_scanner_port_new (json_t *row, const gchar *address, GuoLive *live)
{
  GuoScannerPort *self = g_new0 (GuoScannerPort, 1);

  g_mutex_init (&self->lock);
  self->row = json_incref (row);
  self->address = g_strdup (address);
  self->key = row != NULL ? g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (json_object_get (row, "id")))
                          : g_strconcat ("find/", address, NULL);
  self->live = live;
  return self;
}

void
guo_scanner_port_start (GuoScannerPort *self)
{
  const GuoScannerCallbacks callbacks = { on_scan, on_pressed, on_state };
  g_autoptr(GError) error = NULL;

  self->scanner = guo_scanner_new (self->address, &error);
  if (self->scanner != NULL)
    guo_scanner_start (self->scanner, &callbacks, self);
  else
    on_state (GUO_TRANSPORT_LOST, error, self);
}

void
guo_scanner_port_stop (GuoScannerPort *self)
{
  g_clear_pointer (&self->scanner, guo_scanner_free);
  for (gsize i = 0; i < SLOTS; i++)
    {
      g_autofree gchar *key = slot_key (self, i);

      if (self->slots[i].shown)
        guo_live_publish (self->live, "scans", key, g_strdup (""));
    }
  guo_live_publish (self->live, "devices", self->key, g_strdup (""));
}

void
guo_scanner_port_free (GuoScannerPort *self)
{
  if (self == NULL)
    return;
  g_mutex_clear (&self->lock);
  json_decref (self->row);
  g_free (self->address);
  g_free (self->key);
  g_clear_error (&self->link_error);
  g_free (self->last);
  g_free (self);
}

void
guo_scanner_port_tick (GuoScannerPort *self)
{
  gint64 now_us = g_get_monotonic_time ();

  if (self->scanner != NULL)
    guo_scanner_tick (self->scanner);
  g_mutex_lock (&self->lock);
  for (gsize i = 0; i < SLOTS; i++)
    if (self->slots[i].shown && now_us - self->slots[i].at_us > LINE_US)
      {
        g_autofree gchar *key = slot_key (self, i);

        self->slots[i].shown = FALSE;
        guo_live_publish (self->live, "scans", key, g_strdup (""));
      }
  if (now_us - self->told_us > DEVICE_LINE_US)
    publish_device (self, now_us);
  g_mutex_unlock (&self->lock);
}

gboolean
guo_scanner_port_take (GuoScannerPort *self, gint64 n)
{
  gboolean taken = FALSE;

  g_mutex_lock (&self->lock);
  for (gsize i = 0; i < SLOTS; i++)
    if (n > 0 && self->slots[i].n == n && !self->slots[i].taken)
      taken = self->slots[i].taken = TRUE;
  g_mutex_unlock (&self->lock);
  return taken;
}
