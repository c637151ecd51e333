#include "db/checkpoint.h"

#include <sodium.h>
#include <string.h>

#define ALGORITHM_ED25519 0x01
#define KEY_SIZE crypto_sign_ed25519_PUBLICKEYBYTES
#define KEY_ID_SIZE 4

/* First bytes of SHA-256(name ‖ newline ‖ algorithm ‖ key). */
static void
key_id (const gchar *name, const guint8 *public_key, guint8 id[KEY_ID_SIZE])
{
  static const guint8 between[] = { '\n', ALGORITHM_ED25519 };
  guint8 hash[GUO_HASH_SIZE];
  crypto_hash_sha256_state state;

  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, (const guint8 *) name, strlen (name));
  crypto_hash_sha256_update (&state, between, sizeof between);
  crypto_hash_sha256_update (&state, public_key, KEY_SIZE);
  crypto_hash_sha256_final (&state, hash);
  memcpy (id, hash, KEY_ID_SIZE);
}

gchar *
guo_vkey_format (const gchar *name, const guint8 *public_key)
{
  guint8 id[KEY_ID_SIZE];
  gchar hex[sizeof id * 2 + 1];
  guint8 key[1 + KEY_SIZE] = { ALGORITHM_ED25519 };
  g_autofree gchar *base64 = NULL;

  key_id (name, public_key, id);
  memcpy (key + 1, public_key, KEY_SIZE);
  base64 = g_base64_encode (key, sizeof key);
  return g_strconcat (name, "+", sodium_bin2hex (hex, sizeof hex, id, sizeof id), "+", base64, NULL);
}

gchar *
guo_note_sign (const gchar *text, const gchar *name, const guint8 *secret_key)
{
  guint8 signature[KEY_ID_SIZE + crypto_sign_ed25519_BYTES];
  g_autofree gchar *base64 = NULL;

  key_id (name, secret_key + crypto_sign_ed25519_SEEDBYTES, signature);
  crypto_sign_ed25519_detached (signature + KEY_ID_SIZE, NULL, (const guint8 *) text, strlen (text), secret_key);
  base64 = g_base64_encode (signature, sizeof signature);
  return g_strconcat (text, "\n\xe2\x80\x94 ", name, " ", base64, "\n", NULL);
}

gchar *
guo_checkpoint_sign (const gchar *origin, guint64 size, const guint8 *root, const guint8 *secret_key)
{
  g_autofree gchar *base64 = g_base64_encode (root, GUO_HASH_SIZE);
  g_autofree gchar *text = g_strdup_printf ("%s\n%" G_GUINT64_FORMAT "\n%s\n", origin, size, base64);

  return guo_note_sign (text, origin, secret_key);
}
