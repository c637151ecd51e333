#include "station/cli/grader-read.h"

#include "drivers/grader/line-describe.h"

#include <glib/gi18n-lib.h>

gboolean
guo_grader_read_line (GBytes *input, GBytes *profile, json_t **answer, GError **error)
{
  g_autoptr(GuoGraderDescription) description = NULL;
  const guint8 *bytes;
  gsize len;

  if (profile != NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, _("this format has no profile"));
      return FALSE;
    }
  bytes = g_bytes_get_data (input, &len);
  description = guo_grader_description_new ();
  guo_grader_description_push (description, bytes, len);
  *answer = guo_grader_description_end (description);
  return TRUE;
}
