#include "station/legal.h"

/* The file that was started, though another may have its name by now. */
#define SELF "/proc/self/exe"

static gchar *
digest_self (void)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (SELF, FALSE, NULL);

  if (file == NULL)
    return g_strdup ("");
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) g_mapped_file_get_contents (file),
                                      g_mapped_file_get_length (file));
}

const gchar *
guo_legal_sha256 (void)
{
  static gchar *digest = NULL;

  if (g_once_init_enter (&digest))
    g_once_init_leave (&digest, digest_self ());
  return digest;
}
