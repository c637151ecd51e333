#include "station/serial.h"

#include <sodium.h>
#include <string.h>

#define CHECK_CHARS 4
#define HASH_BYTES 16

G_STATIC_ASSERT (GUO_SERIAL_KEY_BYTES == crypto_auth_hmacsha256_KEYBYTES);

/* Without I, L, O, U: nobody reads a 1 for an l. */
static const gchar crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

gchar *
guo_serial_make (const guint8 key[GUO_SERIAL_KEY_BYTES], gint year, gchar letter, gint64 running)
{
  g_autofree gchar *front = g_strdup_printf ("%d%c%06" G_GINT64_FORMAT, year % 10, letter, running);
  guint8 mac[crypto_auth_hmacsha256_BYTES];
  gchar check[CHECK_CHARS + 1] = "";
  guint32 bits;

  crypto_auth_hmacsha256 (mac, (const guint8 *) front, strlen (front), key);
  bits = (guint32) mac[0] << 16 | (guint32) mac[1] << 8 | mac[2];
  for (gint i = 0; i < CHECK_CHARS; i++)
    check[i] = crockford[bits >> (19 - 5 * i) & 31];
  return g_strconcat (front, check, NULL);
}

gchar *
guo_serial_hash (const gchar *serial)
{
  guint8 hash[crypto_hash_sha256_BYTES];
  gchar hex[2 * HASH_BYTES + 1];

  crypto_hash_sha256 (hash, (const guint8 *) serial, strlen (serial));
  sodium_bin2hex (hex, sizeof hex, hash, HASH_BYTES);
  return g_strdup (hex);
}
