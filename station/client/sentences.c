#include "station/client/sentences.h"

#include "station/client/format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const gchar *code;
  const gchar *text; /* {name} is a parameter; {name:s} milliseconds as seconds, {name:kg} milligrams as kg */
} Sentence;

/* TRANSLATORS: words in braces, {like_this}, are put in by the program and must stay as they are. */
static const Sentence sentences[] = {
  /* the request itself */
  { "bad-json", N_("The request is not valid JSON (byte {offset}: {reason}). This is a fault of the program that sent it.") },
  { "bad-field", N_("“{field}” cannot be used: {reason}. Correct it and try again.") },
  { "unknown-field", N_("The station does not know the field “{field}”. Leave it out.") },
  { "not-found", N_("There is no {what} {id}. Look at the list again; it may have been changed at another place.") },
  { "no-such-path", N_("The station knows no address {path}. This face may be newer than the daemon: restart the daemon.") },
  { "wrong-method", N_("{path} is asked with {allow} only. This is a fault of the program that asked.") },
  { "bad-request", N_("The request is malformed: {reason}. This is a fault of the program that sent it.") },
  { "length-needed", N_("The request does not say how long it is. It must carry a Content-Length.") },
  { "too-large", N_("The request is too large: at most {max} bytes. Split the file and send its parts.") },
  { "command-id-missing", N_("The change carries no Command-Id of 32 hexadecimal digits. This is a fault of the program that sent it.") },
  { "command-id-reused", N_("This Command-Id was already used for another change. Nothing was recorded; send it with a fresh one.") },
  { "stranger", N_("This user of the computer may not use the station. Ask for membership of the group “guozhan”.") },
  /* who */
  { "login-needed", N_("Nobody is logged in. Enter your PIN first (F12).") },
  { "wrong-pin", N_("The PIN is wrong. After five wrong ones the station waits {wait_s} s. Try again.") },
  { "pin-wait", N_("Too many wrong PINs. Wait {wait_s} s, then try again.") },
  { "supervisor-needed", N_("Only a supervisor may do this. Let one enter a PIN here.") },
  { "last-supervisor", N_("This is the last supervisor. Make another one first.") },
  { "name-taken", N_("The name “{name}” is taken. Choose another one.") },
  { "user-inactive", N_("{name} is no longer a user here. Choose another user.") },
  /* the station */
  { "queue-full", N_("The station is busy and took nothing. Try again in a moment.") },
  { "closing", N_("The station is being shut down and took nothing. Try again in a moment.") },
  { "rebuilding", N_("The station is rebuilding its tables ({done} of {total}). Wait until it has finished.") },
  { "query-too-long", N_("The question took too long and was given up. Ask for fewer days.") },
  { "disk-full", N_("The disk is full. Nothing was recorded. Make room on the station's disk, then try again.") },
  { "disk-read-only", N_("The disk refuses writing. Nothing was recorded. Check the station's disk and the rights of its folder.") },
  { "database", N_("The database reported a fault: {reason}. Nothing was recorded. Call whoever looks after the station.") },
  { "failed", N_("The station failed to do this; its log says why. Nothing was recorded.") },
  { "needs-practice", N_("This can be done only in a practice database.") },
  { "practice-only", N_("This can be done only in a practice database.") },
  { "checkpoint-empty", N_("There is nothing new to sign since the last checkpoint.") },
  /* the scale */
  { "scale-empty", N_("The scale is empty. Put the crate on, then record.") },
  { "scale-moving", N_("The scale does not come to rest. Keep hands off, wait until it shows stable, then record.") },
  { "scale-stale", N_("No new data from the scale for {age_ms:s} s. Check its cable and power, then record again.") },
  { "scale-bad-frames", N_("The scale sends faulty data ({count} frames). Check the cable and the line setting on the Devices page.") },
  { "scale-disconnected", N_("The scale is disconnected. Check its cable and power; it comes back by itself.") },
  { "scale-overload", N_("The scale is overloaded. Take the load off at once.") },
  { "scale-underload", N_("The scale is below its range. Empty the plate and zero the scale.") },
  { "scale-net", N_("The scale shows net. Clear the tare on the indicator; the station's table is the only tare.") },
  { "scale-recorded", N_("Already recorded. Unload the scale, then weigh the next one; or press “same weight again”.") },
  { "scale-stopped", N_("Weighing is stopped: {reason}. Call whoever looks after the station.") },
  { "below-min", N_("The weight is below the scale's least load of {min_mg:kg} kg. Press again to record it all the same; it will be marked.") },
  { "unit-refused", N_("The scale shows {unit}. Set it to kg or g; other units are not used in trade.") },
  { "no-scale", N_("No scale is bound. Add one on the Devices page.") },
  { "scale-not-active", N_("This scale has been released. Choose another scale.") },
  { "tare-unknown", N_("No tare is known for this crate. A supervisor enters it in the tare table, or type it here.") },
  { "tare-too-heavy", N_("The tare is heavier than the load. Check the kind of crate.") },
  { "no-command", N_("This scale cannot be told to do that. Use the key on the indicator.") },
  /* deliveries, lots, weighings */
  { "delivery-closed", N_("Delivery {no} is closed. A supervisor can open it again, or begin a new one.") },
  { "delivery-open", N_("Delivery {no} is still open.") },
  { "not-own-weighing", N_("This is not your last weighing of an open delivery. A supervisor may void it.") },
  { "already-void", N_("It was voided before. Nothing was changed.") },
  { "reason-needed", N_("A reason is needed. Choose or type one.") },
  { "lot-empty", N_("Only {left_mg:kg} kg are left in the lot. Choose another lot, or weigh more crates first.") },
  { "lot-kind", N_("Lot {no} is not of the kind that is needed here. Choose another lot.") },
  { "net-too-low", N_("The net weight is too low: at least {least_mg:kg} kg. Add fruit and weigh the case again.") },
  { "wrong-product", N_("The item number belongs to another product. Check brand and lot.") },
  { "shares-wrong", N_("The growers' shares do not add up to the whole. Correct them.") },
  /* master data */
  { "no-centre", N_("The centre has no name yet. A supervisor enters it first.") },
  { "no-product", N_("No product is set up yet. A supervisor adds one first.") },
  { "no-gtin", N_("No item number is known for this product. Set up a brand, or give the number.") },
  { "bad-gtin", N_("{gtin} is no item number: its check digit does not fit. Type it again.") },
  { "code-taken", N_("The code “{code}” is taken. Choose another one.") },
  { "import-bad", N_("{file}, line {line}, column “{column}”: {reason}. Nothing was imported; correct the file and try again.") },
  /* labels and devices */
  { "no-printer", N_("No printer is bound. The label stays reserved; add a printer on the Devices page.") },
  { "device", N_("The device reported: {reason}. Check its cable and settings.") },
  { "device-busy", N_("The port {address} is used by another program ({holder}). Close that one first.") },
  { "bad-address", N_("“{address}” is no address of a device: {reason}.") },
  { "sim-needs-practice", N_("A simulated device can be used only in a practice database.") },
  { "label-does-not-fit", N_("The label cannot be drawn: {reason}. Correct the text and print again.") },
  { "label-state", N_("The label is not in doubt any more. Nothing was changed.") },
  { "link-withdrawn", N_("The link was withdrawn before. Nothing was changed.") },
  { "case-void", N_("Case {serial} is void. It cannot be printed.") },
  /* said by the client or by a daemon that does not start */
  { "no-daemon", N_("No station answers for {database}. Start it (guozhand), or call whoever looks after the station.") },
  { "daemon-not-started", N_("The station ({program}) could not be started: {reason}.") },
  { "connection-broken", N_("The connection to the station broke ({reason}). Nothing is lost: what was not confirmed is sent again.") },
  { "bad-answer", N_("The station's answer cannot be understood ({reason}). Face and daemon may be of different versions.") },
  { "database-in-use", N_("{database} is in use by process {pid}. Close that one, or use it.") },
  { "database-unreadable", N_("{database} cannot be opened: {reason}. Check the name and the rights of its folder.") },
  { "database-newer", N_("{database} was written by a newer version of the program and was left as it is. Install the newer version.") },
  { "database-damaged", N_("{database} is damaged: {reason}. Do not go on with it; restore a backup.") },
  { "folder-read-only", N_("The folder of {database} refuses writing: {reason}. Give the station the right, or choose another place.") },
  { "port-taken", N_("Port {port} is taken: {reason}. Stop what uses it, or choose another one (--port).") },
};

static void
append_decimal (GString *out, gint64 thousandths)
{
  /* one decimal is enough for an age */
  gint64 tenths = (thousandths + 50) / 100;

  g_string_append_printf (out, "%" G_GINT64_FORMAT ".%d", tenths / 10, (gint) (tenths % 10));
}

static void
append_mass (GString *out, gint64 mg)
{
  g_autofree gchar *kg = guo_format_mass (mg, 2);

  g_string_append (out, kg);
}

static void
append_value (GString *out, json_t *value, const gchar *form)
{
  if (json_is_integer (value) && g_str_equal (form, "s"))
    append_decimal (out, json_integer_value (value));
  else if (json_is_integer (value) && g_str_equal (form, "kg"))
    append_mass (out, json_integer_value (value));
  else if (json_is_integer (value))
    g_string_append_printf (out, "%" JSON_INTEGER_FORMAT, json_integer_value (value));
  else if (json_is_string (value))
    g_string_append (out, json_string_value (value));
  else
    g_string_append_c (out, '?');
}

/* @name: "age_ms" or "age_ms:s" */
static void
append_named (GString *out, const gchar *name, gsize length, json_t *params)
{
  g_autofree gchar *key = g_strndup (name, length);
  gchar *form = strchr (key, ':');

  if (form != NULL)
    *form++ = '\0';
  append_value (out, json_object_get (params, key), form != NULL ? form : "");
}

static gchar *
expand (const gchar *text, json_t *params)
{
  GString *out = g_string_new (NULL);
  const gchar *at = text;

  while (*at != '\0')
    {
      const gchar *end = *at == '{' ? strchr (at, '}') : NULL;

      if (end == NULL)
        {
          g_string_append_c (out, *at++);
          continue;
        }
      append_named (out, at + 1, (gsize) (end - at - 1), params);
      at = end + 1;
    }
  return g_string_free (out, FALSE);
}

gchar *
guo_client_sentence (const gchar *code, json_t *params)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_str_equal (sentences[i].code, code))
      return expand (_(sentences[i].text), params);
  return NULL;
}
