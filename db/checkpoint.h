/* C2SP tlog-checkpoint and tlog-proof. Pure: text in, text out. */
#pragma once

#include "db/merkle.h"
#include "db/note.h"

G_BEGIN_DECLS

/* What a checkpoint says. */
typedef struct
{
  gchar *origin;
  guint64 size;                 /* leaves */
  guint8 root[GUO_HASH_SIZE];
} GuoCheckpoint;

/**
 * guo_checkpoint_free:
 * @self: (nullable): a checkpoint
 */
void guo_checkpoint_free (GuoCheckpoint *self);

/**
 * guo_checkpoint_sign:
 * @origin: the log's origin, which is also the key's name
 * @size: leaves
 * @root: 32 bytes
 * @secret_key: 64 bytes, Ed25519 secret key of libsodium
 *
 * Returns: (transfer full): a signed checkpoint
 */
gchar *guo_checkpoint_sign (const gchar *origin, guint64 size, const guint8 *root, const guint8 *secret_key);

/**
 * guo_checkpoint_verify:
 * @note: a signed checkpoint
 * @vkey: the log's key
 * @error: return location
 *
 * Returns: (transfer full): what it says; %NULL with %GUO_DB_ERROR_BAD_PROOF: signature, form, or an origin
 *   that is not the key's name
 */
GuoCheckpoint *guo_checkpoint_verify (const gchar *note, const gchar *vkey, GError **error);

/**
 * guo_tlog_proof_format:
 * @index: of the entry
 * @hashes: the inclusion proof, leaf side first
 * @checkpoint: a signed checkpoint
 *
 * Returns: (transfer full): a tlog-proof file (c2sp.org/tlog-proof@v1)
 */
gchar *guo_tlog_proof_format (guint64 index, const GByteArray *hashes, const gchar *checkpoint);

/**
 * guo_tlog_proof_verify:
 * @proof: a tlog-proof file
 * @vkey: the log's key
 * @leaf: 32 bytes, the entry's leaf hash
 * @index: (out) (optional): where the entry is
 * @error: return location
 *
 * Returns: (transfer full): the checkpoint under which the entry stands; %NULL with
 *   %GUO_DB_ERROR_BAD_PROOF
 */
GuoCheckpoint *guo_tlog_proof_verify (const gchar *proof, const gchar *vkey, const guint8 *leaf, guint64 *index,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoCheckpoint, guo_checkpoint_free)

G_END_DECLS
