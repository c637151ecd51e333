#include "db/note.h"

#include <sodium.h>
#include <string.h>

#define ALGORITHM_ED25519 0x01
#define KEY_SIZE crypto_sign_ed25519_PUBLICKEYBYTES
#define KEY_ID_SIZE 4
#define SIGNATURE_SIZE crypto_sign_ed25519_BYTES
#define EM_DASH "\xe2\x80\x94 "
/* C2SP asks for at least 16; Go's reader stops here too. */
#define SIGNATURES_MAX 100

static gboolean
refuse (GError **error, const gchar *why)
{
  g_set_error_literal (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_PROOF, why);
  return FALSE;
}

gboolean
guo_base64_strict (const gchar *text, gsize len, guint8 *bytes, gsize size)
{
  const gchar *end = NULL;
  gsize got = 0;

  return sodium_base642bin (bytes, size, text, len, NULL, &got, &end,
                            sodium_base64_VARIANT_ORIGINAL)
             == 0
         && end == text + len && got == size;
}

gboolean
guo_ed25519_verify (const guint8 *message,
                    gsize len,
                    const guint8 *signature,
                    gsize signature_len,
                    const guint8 *public_key)
{
  return signature_len == SIGNATURE_SIZE
         && crypto_sign_ed25519_verify_detached (signature, message, len, public_key) == 0;
}

/* First bytes of SHA-256(name ‖ newline ‖ algorithm ‖ key). */
static void
key_id (const gchar *name, const guint8 *public_key, guint8 id[KEY_ID_SIZE])
{
  static const guint8 between[] = { '\n', ALGORITHM_ED25519 };
  guint8 hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_state state;

  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, (const guint8 *)name, strlen (name));
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
  return g_strconcat (name, "+", sodium_bin2hex (hex, sizeof hex, id, sizeof id), "+", base64,
                      NULL);
}

static gboolean
is_key_name (const gchar *name)
{
  if (*name == '\0' || strchr (name, '+') != NULL || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (const gchar *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

gchar *
guo_vkey_parse (const gchar *vkey, guint8 *public_key, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (vkey, "+", 3);
  guint8 key[1 + KEY_SIZE];
  guint8 id[KEY_ID_SIZE];
  gchar hex[sizeof id * 2 + 1];

  if (g_strv_length (parts) != 3 || !is_key_name (parts[0])
      || !guo_base64_strict (parts[2], strlen (parts[2]), key, sizeof key))
    {
      refuse (error, "a key is written name+id+base64 of 33 bytes");
      return NULL;
    }
  if (key[0] != ALGORITHM_ED25519)
    {
      refuse (error, "the key is not for Ed25519");
      return NULL;
    }
  key_id (parts[0], key + 1, id);
  if (!g_str_equal (sodium_bin2hex (hex, sizeof hex, id, sizeof id), parts[1]))
    {
      refuse (error, "the key's id does not match it");
      return NULL;
    }
  memcpy (public_key, key + 1, KEY_SIZE);
  return g_strdup (parts[0]);
}

gchar *
guo_note_sign (const gchar *text, const gchar *name, const guint8 *secret_key)
{
  guint8 signature[KEY_ID_SIZE + SIGNATURE_SIZE];
  g_autofree gchar *base64 = NULL;

  key_id (name, secret_key + crypto_sign_ed25519_SEEDBYTES, signature);
  crypto_sign_ed25519_detached (signature + KEY_ID_SIZE, NULL, (const guint8 *)text, strlen (text),
                                secret_key);
  base64 = g_base64_encode (signature, sizeof signature);
  return g_strconcat (text, "\n" EM_DASH, name, " ", base64, "\n", NULL);
}

/* The note's form: UTF-8, no control character but newline, a newline at the end. Returns where the
 * signatures begin. */
static const gchar *
find_signatures (const gchar *note, GError **error)
{
  const gchar *at;

  if (!g_utf8_validate (note, -1, NULL) || !g_str_has_suffix (note, "\n"))
    {
      refuse (error, "a note is UTF-8 text that ends in a newline");
      return NULL;
    }
  for (const gchar *p = note; *p != '\0'; p++)
    if ((guchar)*p < 0x20 && *p != '\n')
      {
        refuse (error, "a note has no control characters");
        return NULL;
      }
  at = g_strrstr (note, "\n\n");
  if (at == NULL || at[2] == '\0')
    {
      refuse (error, "the note has no signatures after an empty line");
      return NULL;
    }
  return at + 2;
}

typedef struct
{
  gchar *name;
  guint8 id[KEY_ID_SIZE];
  guint8 public_key[KEY_SIZE];
  const gchar *text;
  gsize text_len;
  guint verified;
} Verifier;

/* One line without its newline: "— name base64". */
static gboolean
check_signature (Verifier *self, const gchar *line, GError **error)
{
  const gchar *name = line + strlen (EM_DASH);
  const gchar *space = g_str_has_prefix (line, EM_DASH) ? strchr (name, ' ') : NULL;
  g_autofree guint8 *bytes = NULL;
  gsize len = 0;

  if (space == NULL || space == name || strchr (space + 1, ' ') != NULL)
    return refuse (error, "a signature line is not \"— name base64\"");
  bytes = g_malloc (strlen (space) + 1);
  if (sodium_base642bin (bytes, strlen (space), space + 1, strlen (space + 1), NULL, &len, NULL,
                         sodium_base64_VARIANT_ORIGINAL)
          != 0
      || len <= KEY_ID_SIZE)
    return refuse (error, "a signature is not base64");
  if (strncmp (name, self->name, (gsize)(space - name)) != 0
      || strlen (self->name) != (gsize)(space - name) || memcmp (bytes, self->id, KEY_ID_SIZE) != 0)
    return TRUE;
  if (!guo_ed25519_verify ((const guint8 *)self->text, self->text_len, bytes + KEY_ID_SIZE,
                           len - KEY_ID_SIZE, self->public_key))
    return refuse (error, "the signature does not match the text");
  self->verified++;
  return TRUE;
}

gchar *
guo_note_verify (const gchar *note, const gchar *vkey, GError **error)
{
  const gchar *signatures = find_signatures (note, error);
  Verifier verifier = { .text = note };
  g_auto (GStrv) lines = NULL;
  g_autofree gchar *name = NULL;

  if (signatures == NULL)
    return NULL;
  name = guo_vkey_parse (vkey, verifier.public_key, error);
  if (name == NULL)
    return NULL;
  verifier.name = name;
  verifier.text_len = (gsize)(signatures - note) - 1;
  key_id (name, verifier.public_key, verifier.id);
  lines = g_strsplit (signatures, "\n", -1);
  if (g_strv_length (lines) - 1 > SIGNATURES_MAX)
    {
      refuse (error, "the note has too many signatures");
      return NULL;
    }
  for (gchar **line = lines; line[1] != NULL; line++)
    if (!check_signature (&verifier, *line, error))
      return NULL;
  if (verifier.verified == 0)
    {
      refuse (error, "the note bears no signature by this key");
      return NULL;
    }
  return g_strndup (note, verifier.text_len);
}
