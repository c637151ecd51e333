/* The file FILE.d/key (0600): the log's signing key and the secret of the serials. */
#pragma once

#include "station/error.h"

G_BEGIN_DECLS

#define GUO_KEY_SIGN_BYTES 64 /* Ed25519 secret key of libsodium */
#define GUO_KEY_HMAC_BYTES 32

typedef struct
{
  guint8 sign[GUO_KEY_SIGN_BYTES];
  guint8 hmac[GUO_KEY_HMAC_BYTES];
} GuoKeys;

/**
 * guo_key_file_read:
 * @folder: FILE.d
 * @database: the database's file; when it holds something already, no new key is made for it
 * @keys: (out caller-allocates): to be wiped by the caller
 * @error: return location
 *
 * Reads the key, or makes one for a new database: on disk before anything is signed with it.
 *
 * Returns: %FALSE with %GUO_STATION_ERROR_FAILED "key-missing"[file], "key-damaged"[file], or an error
 *   of the file system
 */
gboolean guo_key_file_read (const gchar *folder, const gchar *database, GuoKeys *keys, GError **error);

G_END_DECLS
