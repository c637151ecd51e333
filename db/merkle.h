/* The hash tree of RFC 6962 / RFC 9162 over SHA-256. Pure: arrays of 32-byte hashes in, hashes out. */
#pragma once

#include "db/error.h"

G_BEGIN_DECLS

#define GUO_HASH_SIZE 32

/* A list of hashes: a #GByteArray whose length is a multiple of 32. */
#define guo_hashes_count(hashes) ((hashes)->len / GUO_HASH_SIZE)
#define guo_hashes_at(hashes, i) ((hashes)->data + (gsize) (i) * GUO_HASH_SIZE)

/**
 * guo_merkle_leaf:
 * @entry: the bytes of an entry
 * @len: how many
 * @hash: (out): SHA-256(0x00 ‖ entry), 32 bytes
 */
void guo_merkle_leaf (const void *entry, gsize len, guint8 *hash);

/**
 * guo_merkle_node:
 * @left: 32 bytes
 * @right: 32 bytes
 * @hash: (out): SHA-256(0x01 ‖ left ‖ right); may be @left or @right
 */
void guo_merkle_node (const guint8 *left, const guint8 *right, guint8 *hash);

/**
 * guo_merkle_root:
 * @hashes: @count hashes one after another (leaves, or roots of whole subtrees of equal size)
 * @count: how many; 0 gives the hash of the empty string
 * @root: (out): 32 bytes
 */
void guo_merkle_root (const guint8 *hashes, guint64 count, guint8 *root);

/**
 * guo_merkle_inclusion:
 * @leaves: every leaf of the tree
 * @count: how many
 * @index: which one, below @count
 *
 * Returns: (transfer full): the sibling hashes from the leaf up
 */
GByteArray *guo_merkle_inclusion (const guint8 *leaves, guint64 count, guint64 index);

/**
 * guo_merkle_consistency:
 * @leaves: every leaf of the larger tree
 * @count: how many
 * @old: size of the smaller tree, 1 to @count
 *
 * Returns: (transfer full): the proof; empty when the sizes are equal
 */
GByteArray *guo_merkle_consistency (const guint8 *leaves, guint64 count, guint64 old);

/**
 * guo_merkle_verify_inclusion:
 * @leaf: 32 bytes
 * @index: where it is said to be
 * @size: leaves in the tree
 * @proof: sibling hashes from the leaf up
 * @n_proof: how many
 * @root: 32 bytes
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DB_ERROR_BAD_PROOF: index not below size, a proof too long or too short,
 *   another root
 */
gboolean guo_merkle_verify_inclusion (const guint8 *leaf, guint64 index, guint64 size, const guint8 *proof,
                                      gsize n_proof, const guint8 *root, GError **error);

/**
 * guo_merkle_verify_consistency:
 * @old: leaves in the smaller tree; 0 is refused
 * @size: leaves in the larger
 * @old_root: 32 bytes
 * @root: 32 bytes
 * @proof: hashes
 * @n_proof: how many
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DB_ERROR_BAD_PROOF
 */
gboolean guo_merkle_verify_consistency (guint64 old, guint64 size, const guint8 *old_root,
                                        const guint8 *root, const guint8 *proof, gsize n_proof,
                                        GError **error);

G_END_DECLS
