#include "station/grader-settings.h"

#include "drivers/grader/line.h"
#include "drivers/transport.h"
#include "station/fields.h"
#include "station/grader-port.h"

#include <string.h>
#include <unistd.h>

gboolean
guo_grader_speaks (json_t *row, const gchar *protocol)
{
  return g_strcmp0 (guo_field_text (row, "kind"), "grader") == 0
         && g_strcmp0 (guo_field_text (row, "protocol"), protocol) == 0;
}

static gboolean
is_json (const gchar *said)
{
  return said[strspn (said, " \t\r\n")] == '{';
}

gchar *
guo_grader_profile_text (const gchar *said, GError **error)
{
  g_autoptr(GBytes) bytes = is_json (said) ? g_bytes_new (said, strlen (said)) : guo_profile_builtin (said, error);
  g_autoptr(GuoProfile) profile = NULL;
  const gchar *text;
  gsize len;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &len);
  profile = guo_profile_parse (text, len, error);
  return profile != NULL ? g_strndup (text, len) : NULL;
}

GuoCounterMap *
guo_grader_map (const gchar *said, GError **error)
{
  return is_json (said) ? guo_counter_map_parse (said, strlen (said), error) : guo_counter_map_builtin (said, error);
}

gboolean
guo_grader_is_tcp (json_t *row)
{
  const gchar *modbus = guo_field_text (row, "modbus"), *address = guo_field_text (row, "address");

  return modbus != NULL ? strcmp (modbus, "tcp") == 0 : g_str_has_prefix (address, "tcp:");
}

/* The driver's own words name the place in a profile or a map. */
static gboolean
bad_setting (GError **error, const gchar *field, GError *why)
{
  g_autoptr(GError) owned = why;

  return guo_bad_field (error, field, owned->message);
}

static gboolean
check_reports (json_t *row, GError **error)
{
  const gchar *folder = guo_field_text (row, "address"), *said = guo_field_text (row, "profile");
  g_autofree gchar *text = NULL;
  GError *why = NULL;

  if (said == NULL || *said == '\0')
    return guo_bad_field (error, "profile", "missing");
  if (!g_path_is_absolute (folder) || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    return guo_bad_field (error, "address", "not a folder that is there, named from /");
  if (access (folder, R_OK | X_OK) != 0)
    return guo_bad_field (error, "address", "a folder that the station may not read");
  text = guo_grader_profile_text (said, &why);
  return text != NULL || bad_setting (error, "profile", why);
}

static gboolean
check_counters (json_t *row, GError **error)
{
  const gchar *address = guo_field_text (row, "address"), *said = guo_field_text (row, "register_map");
  g_autoptr(GuoTransport) transport = NULL;
  g_autoptr(GuoCounterMap) map = NULL;
  GError *why = NULL;

  if (said == NULL || *said == '\0')
    return guo_bad_field (error, "register_map", "missing");
  if (!g_str_has_prefix (address, "tcp:") && !g_str_has_prefix (address, "serial:"))
    return guo_bad_field (error, "address", "counters are asked over tcp: or serial:");
  map = guo_grader_map (said, &why);
  if (map == NULL)
    return bad_setting (error, "register_map", why);
  transport = guo_transport_new (address, error);
  return transport != NULL;
}

gboolean
guo_grader_settings_check (json_t *row, gboolean practice, GError **error)
{
  const gchar *protocol = guo_field_text (row, "protocol");

  if (protocol == NULL || *protocol == '\0')
    return guo_bad_field (error, "protocol", "missing");
  if (strcmp (protocol, GUO_GRADER_REPORTS) == 0)
    return check_reports (row, error);
  if (guo_field_text (row, "profile") != NULL)
    return guo_bad_field (error, "profile", "only of a machine that hands over reports");
  if (strcmp (protocol, GUO_GRADER_COUNTERS) == 0)
    return check_counters (row, error);
  if (strcmp (protocol, guo_grader_line.id) != 0)
    return guo_bad_field (error, "protocol", "not one that a grading machine hands its fruit over by");
  return guo_grader_check_address (guo_field_text (row, "address"), practice, error);
}
