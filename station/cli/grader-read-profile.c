#include "drivers/grader/report.h"
#include "station/cli/grader-read.h"

gboolean
guo_grader_read_profile (GBytes *input, GBytes *profile, json_t **answer, GError **error)
{
  g_autoptr(GuoProfile) how = NULL;
  g_autoptr(GuoReport) report = NULL;

  if (profile == NULL)
    {
      g_set_error_literal (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "a report needs a profile");
      return FALSE;
    }
  how = guo_profile_parse (g_bytes_get_data (profile, NULL), g_bytes_get_size (profile), error);
  if (how == NULL)
    return FALSE;
  report = guo_report_read (g_bytes_get_data (input, NULL), g_bytes_get_size (input), how);
  *answer = guo_report_json (report);
  return TRUE;
}
