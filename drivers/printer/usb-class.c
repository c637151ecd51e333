#include "drivers/printer/usb-class.h"

#include <string.h>

/* Both forms of each key (IEEE 1284), and what it is called here. */
static const struct
{
  const gchar *key;
  const gchar *name;
} keys[] = {
  { "MFG", "mfg" },   { "MANUFACTURER", "mfg" }, { "MDL", "mdl" },         { "MODEL", "mdl" },
  { "CLS", "cls" },   { "CLASS", "cls" },        { "DES", "des" },         { "DESCRIPTION", "des" },
  { "SN", "serial" }, { "SERN", "serial" },      { "SERIALNUMBER", "serial" },
};

json_t *
guo_usb_class_port_status (guint8 status)
{
  return json_pack ("{s:b, s:b, s:b}", "paper_empty", (status & 0x20) != 0, "selected", (status & 0x10) != 0, "error",
                    (status & 0x08) == 0);
}

static json_t *
commands_of (const gchar *value)
{
  g_auto(GStrv) words = g_strsplit (value, ",", -1);
  json_t *out = json_array ();

  for (gsize i = 0; words[i] != NULL; i++)
    if (g_strstrip (words[i])[0] != '\0')
      json_array_append_new (out, json_string (words[i]));
  return out;
}

static void
take_pair (json_t *out, gchar *pair)
{
  gchar *colon = strchr (pair, ':');
  g_autofree gchar *value = NULL;

  if (colon == NULL)
    return;
  *colon = '\0';
  g_strstrip (pair);
  value = g_utf8_make_valid (g_strstrip (colon + 1), -1);
  if (g_ascii_strcasecmp (pair, "CMD") == 0 || g_ascii_strcasecmp (pair, "COMMAND SET") == 0)
    json_object_set_new (out, "cmd", commands_of (value));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_ascii_strcasecmp (pair, keys[i].key) == 0)
      json_object_set_new (out, keys[i].name, json_string (value));
}

/* How many bytes the device says that there are, its own two included; more than @len: cut off. */
static gsize
said_length (const guint8 *bytes, gsize len)
{
  gsize big = (gsize) bytes[0] << 8 | bytes[1];
  gsize little = (gsize) bytes[1] << 8 | bytes[0];

  if (big + 2 == len || little + 2 == len)
    return len;
  return big > len && little <= len && little > 2 ? little : big;
}

json_t *
guo_usb_class_device_id (const guint8 *bytes, gsize len)
{
  json_t *out = json_pack ("{s:n, s:n, s:[], s:n, s:n, s:n}", "mfg", "mdl", "cmd", "cls", "des", "serial");
  gsize said = len >= 2 ? said_length (bytes, len) : 0;
  g_autofree gchar *text = len > 2 ? g_strndup ((const gchar *) bytes + 2, MIN (MAX (said, 2), len) - 2) : g_strdup ("");
  g_auto(GStrv) pairs = g_strsplit (text, ";", -1);
  gsize n = g_strv_length (pairs);

  if (text[0] == '\0')
    json_object_set_new (out, "error", json_string ("empty"));
  else if (said > len)
    {
      json_object_set_new (out, "error", json_string ("truncated"));
      n--; /* the last pair may be half of one */
    }
  for (gsize i = 0; i < n; i++)
    take_pair (out, pairs[i]);
  return out;
}

/* The first word of a command set that begins so tells the language. */
static const gchar *
language_of (json_t *commands)
{
  static const struct
  {
    const gchar *word;
    const gchar *language;
  } words[] = { { "ZPL", "zpl" }, { "TSPL", "tspl" }, { "TSC", "tspl" }, { "ESC/POS", "escpos" }, { "ESCPOS", "escpos" } };
  gsize at;
  json_t *command;

  json_array_foreach (commands, at, command)
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
      if (g_ascii_strncasecmp (json_string_value (command), words[i].word, strlen (words[i].word)) == 0)
        return words[i].language;
  return NULL;
}

const gchar *
guo_usb_class_describe_id (const gchar *id, gchar **name)
{
  gsize len = MIN (strlen (id), (gsize) G_MAXUINT16 - 2) + 2;
  g_autofree guint8 *bytes = g_malloc (len);
  json_auto_t *said = NULL;
  const gchar *maker, *model;

  bytes[0] = (guint8) (len >> 8);
  bytes[1] = (guint8) len;
  memcpy (bytes + 2, id, len - 2);
  said = guo_usb_class_device_id (bytes, len);
  maker = json_string_value (json_object_get (said, "mfg"));
  model = json_string_value (json_object_get (said, "mdl"));
  *name = g_strstrip (g_strdup_printf ("%s %s", maker != NULL ? maker : "", model != NULL ? model : ""));
  return language_of (json_object_get (said, "cmd"));
}

json_t *
guo_usb_class_describe (const gchar *query, const guint8 *bytes, gsize len)
{
  if (g_strcmp0 (query, "GET_DEVICE_ID") == 0)
    return guo_usb_class_device_id (bytes, len);
  if (query != NULL && strcmp (query, "GET_PORT_STATUS") != 0)
    return NULL;
  return len > 0 ? guo_usb_class_port_status (bytes[0]) : json_pack ("{s:s}", "error", "empty");
}
