#include "station/cli/grader-read.h"

#include "drivers/grader/counter-record.h"
#include "drivers/grader/json.h"

#include <glib/gi18n-lib.h>

gboolean
guo_grader_read_modbus (GBytes *input, GBytes *profile, json_t **answer, GError **error)
{
  json_auto_t *record = NULL;
  const gchar *text;
  gsize len;

  if (profile != NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, _("this format has no profile"));
      return FALSE;
    }
  text = g_bytes_get_data (input, &len);
  record = guo_json_parse (len > 0 ? text : "", len, error);
  *answer = record != NULL ? guo_counter_record_read (record, error) : NULL;
  return *answer != NULL;
}
