/* C2SP signed-note, tlog-checkpoint, tlog-proof over Ed25519 (libsodium). Pure: text in, text out. */
#pragma once

#include "db/merkle.h"

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
 * guo_note_sign:
 * @text: the note's text, ending in a newline
 * @name: of the key
 * @secret_key: 64 bytes, Ed25519 secret key of libsodium
 *
 * Returns: (transfer full): the text, an empty line, one signature line
 */
gchar *guo_note_sign (const gchar *text, const gchar *name, const guint8 *secret_key);

/**
 * guo_checkpoint_sign:
 * @origin: the log's origin, which is also the key's name
 * @size: leaves
 * @root: 32 bytes
 * @secret_key: 64 bytes
 *
 * Returns: (transfer full): a signed C2SP tlog-checkpoint
 */
gchar *guo_checkpoint_sign (const gchar *origin, guint64 size, const guint8 *root, const guint8 *secret_key);

G_END_DECLS
