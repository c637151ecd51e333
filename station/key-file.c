#include "station/key-file.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (sizeof (GuoKeys) == GUO_KEY_SIGN_BYTES + GUO_KEY_HMAC_BYTES);

static gboolean
make_key (const gchar *file, GuoKeys *keys, GError **error)
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];

  crypto_sign_keypair (public_key, keys->sign);
  randombytes_buf (keys->hmac, sizeof keys->hmac);
  return g_file_set_contents_full (file, (const gchar *) keys, sizeof *keys,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static gboolean
is_new (const gchar *database)
{
  GStatBuf info;

  return g_stat (database, &info) != 0 || info.st_size == 0;
}

gboolean
guo_key_file_read (const gchar *folder, const gchar *database, GuoKeys *keys, GError **error)
{
  g_autofree gchar *file = g_build_filename (folder, "key", NULL);
  g_autofree gchar *content = NULL;
  gsize len = 0;

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    {
      if (is_new (database))
        return make_key (file, keys, error);
      return guo_refuse (error, GUO_STATION_ERROR_FAILED, "key-missing", json_pack ("{s:s}", "file", file),
                         "%s is missing: this log can only be continued with its key", file);
    }
  if (!g_file_get_contents (file, &content, &len, error))
    return FALSE;
  if (len == sizeof *keys)
    memcpy (keys, content, len);
  sodium_memzero (content, len);
  return len == sizeof *keys
         || guo_refuse (error, GUO_STATION_ERROR_FAILED, "key-damaged", json_pack ("{s:s}", "file", file),
                        "%s is damaged: %" G_GSIZE_FORMAT " bytes, not %" G_GSIZE_FORMAT, file, len,
                        sizeof *keys);
}
