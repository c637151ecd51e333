/* C2SP signed-note over Ed25519 (libsodium). Pure: text in, text out. */
#pragma once

#include "db/error.h"

G_BEGIN_DECLS

/**
 * guo_vkey_format:
 * @name: a key's name: no space, no "+"
 * @public_key: 32 bytes, Ed25519
 *
 * Returns: (transfer full): "name+<key id>+<base64>", C2SP signed-note
 */
gchar *guo_vkey_format (const gchar *name, const guint8 *public_key);

/**
 * guo_vkey_parse:
 * @vkey: as guo_vkey_format() gives it
 * @public_key: (out): 32 bytes
 * @error: return location
 *
 * Returns: (transfer full): the key's name; %NULL with %GUO_DB_ERROR_BAD_PROOF: form, length, another
 *   algorithm, an id that does not match
 */
gchar *guo_vkey_parse (const gchar *vkey, guint8 *public_key, GError **error);

/**
 * guo_note_sign:
 * @text: the note's text, ending in a newline
 * @name: of the key
 * @secret_key: 64 bytes, Ed25519 secret key of libsodium
 *
 * Returns: (transfer full): the text, an empty line, one signature line
 */
gchar *guo_note_sign (const gchar *text, const gchar *name, const guint8 *secret_key);

/**
 * guo_note_verify:
 * @note: a signed note
 * @vkey: the key to look for
 * @error: return location
 *
 * Signatures by other keys are ignored; one by this key that fails spoils the note.
 *
 * Returns: (transfer full): the text with its final newline; %NULL with %GUO_DB_ERROR_BAD_PROOF
 */
gchar *guo_note_verify (const gchar *note, const gchar *vkey, GError **error);

/**
 * guo_ed25519_verify:
 * @message: bytes
 * @len: how many
 * @signature: bytes
 * @signature_len: refused unless 64
 * @public_key: 32 bytes
 *
 * Returns: whether RFC 8032 accepts it (S below L)
 */
gboolean guo_ed25519_verify (const guint8 *message, gsize len, const guint8 *signature, gsize signature_len,
                             const guint8 *public_key);

/**
 * guo_base64_strict:
 * @text: standard base64 with its padding and nothing else
 * @len: characters
 * @bytes: (out): room for @size
 * @size: exactly how many bytes are wanted
 *
 * Returns: whether it is that
 */
gboolean guo_base64_strict (const gchar *text, gsize len, guint8 *bytes, gsize size);

G_END_DECLS
