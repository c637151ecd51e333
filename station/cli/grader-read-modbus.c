/* Recorded polls of a sorter's counters → what was counted. */
#include "station/cli/grader-read.h"

#include "drivers/grader/counter-record.h"
#include "drivers/grader/json.h"

static json_t *
parse (GBytes *bytes, GError **error)
{
  gsize len;
  const gchar *text = g_bytes_get_data (bytes, &len);

  return guo_json_parse (len > 0 ? text : "", len, error);
}

gboolean
guo_grader_read_modbus (GBytes *input, GBytes *profile, json_t **answer, GError **error)
{
  json_auto_t *record = parse (input, error);

  if (record == NULL)
    return FALSE;
  if (profile != NULL)
    {
      json_t *map = parse (profile, error);

      if (map == NULL)
        {
          g_prefix_error (error, "profile: ");
          return FALSE;
        }
      json_object_set_new (record, "map", map); /* of no object: nothing, and refused below */
    }
  *answer = guo_counter_record_read (record, error);
  return *answer != NULL;
}
