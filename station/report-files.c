#include "station/report-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static gchar *
path_of (const gchar *folder, const gchar *sha256, const gchar *suffix)
{
  g_autofree gchar *name = g_strconcat (sha256, suffix, NULL);

  return g_build_filename (folder, "reports", name, NULL);
}

static gboolean
write_durably (const gchar *path, const void *bytes, gsize len, GError **error)
{
  return g_file_set_contents_full (path, bytes, (gssize) len, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

gboolean
guo_report_files_keep (const gchar *folder, const gchar *sha256, GBytes *bytes, const gchar *profile, GError **error)
{
  g_autofree gchar *reports = g_build_filename (folder, "reports", NULL);
  g_autofree gchar *file = path_of (folder, sha256, ""), *how = path_of (folder, sha256, ".json");
  gsize len;
  gconstpointer data = g_bytes_get_data (bytes, &len);

  if (g_mkdir_with_parents (reports, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", reports, g_strerror (errno));
      return FALSE;
    }
  return write_durably (how, profile, strlen (profile), error) && write_durably (file, data, len, error);
}

GuoReport *
guo_report_files_read (const gchar *folder, const gchar *sha256, GError **error)
{
  g_autofree gchar *file = path_of (folder, sha256, ""), *how = path_of (folder, sha256, ".json");
  g_autofree gchar *bytes = NULL, *text = NULL, *digest = NULL;
  g_autoptr(GuoProfile) profile = NULL;
  gsize len, text_len;

  if (!g_file_get_contents (file, &bytes, &len, error) || !g_file_get_contents (how, &text, &text_len, error))
    return NULL;
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) bytes, len);
  if (strcmp (digest, sha256) != 0)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "%s is not what was kept there", file);
      return NULL;
    }
  profile = guo_profile_parse (text, text_len, error);
  return profile != NULL ? guo_report_read ((const guint8 *) bytes, len, profile) : NULL;
}
