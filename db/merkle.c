#include "db/merkle.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (crypto_hash_sha256_BYTES == GUO_HASH_SIZE);

void
guo_merkle_leaf (const void *entry, gsize len, guint8 *hash)
{
  static const guint8 prefix = 0x00;
  crypto_hash_sha256_state state;

  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, &prefix, 1);
  crypto_hash_sha256_update (&state, entry, len);
  crypto_hash_sha256_final (&state, hash);
}

void
guo_merkle_node (const guint8 *left, const guint8 *right, guint8 *hash)
{
  guint8 bytes[1 + 2 * GUO_HASH_SIZE] = { 0x01 };

  memcpy (bytes + 1, left, GUO_HASH_SIZE);
  memcpy (bytes + 1 + GUO_HASH_SIZE, right, GUO_HASH_SIZE);
  crypto_hash_sha256 (hash, bytes, sizeof bytes);
}

/* The largest power of two below @n; @n above 1. */
static guint64
split (guint64 n)
{
  return G_GUINT64_CONSTANT (1) << (63 - __builtin_clzll (n - 1));
}

void
guo_merkle_root (const guint8 *hashes, guint64 count, guint8 *root)
{
  guint8 right[GUO_HASH_SIZE];
  guint64 k;

  if (count == 0)
    {
      crypto_hash_sha256 (root, NULL, 0);
      return;
    }
  if (count == 1)
    {
      memmove (root, hashes, GUO_HASH_SIZE);
      return;
    }
  k = split (count);
  guo_merkle_root (hashes + k * GUO_HASH_SIZE, count - k, right);
  guo_merkle_root (hashes, k, root);
  guo_merkle_node (root, right, root);
}

static void
append_root (GByteArray *proof, const guint8 *hashes, guint64 count)
{
  guint8 root[GUO_HASH_SIZE];

  guo_merkle_root (hashes, count, root);
  g_byte_array_append (proof, root, GUO_HASH_SIZE);
}

static void
add_path (GByteArray *proof, const guint8 *leaves, guint64 count, guint64 index)
{
  guint64 k;

  if (count <= 1)
    return;
  k = split (count);
  if (index < k)
    {
      add_path (proof, leaves, k, index);
      append_root (proof, leaves + k * GUO_HASH_SIZE, count - k);
    }
  else
    {
      add_path (proof, leaves + k * GUO_HASH_SIZE, count - k, index - k);
      append_root (proof, leaves, k);
    }
}

GByteArray *
guo_merkle_inclusion (const guint8 *leaves, guint64 count, guint64 index)
{
  GByteArray *proof = g_byte_array_new ();

  g_return_val_if_fail (index < count, proof);
  add_path (proof, leaves, count, index);
  return proof;
}

/* RFC 9162, 2.1.4.1: @whole says that the old tree is this subtree, whose root the verifier knows.
 */
static void
add_subproof (GByteArray *proof, const guint8 *leaves, guint64 count, guint64 old, gboolean whole)
{
  guint64 k;

  if (old == count)
    {
      if (!whole)
        append_root (proof, leaves, count);
      return;
    }
  k = split (count);
  if (old <= k)
    {
      add_subproof (proof, leaves, k, old, whole);
      append_root (proof, leaves + k * GUO_HASH_SIZE, count - k);
    }
  else
    {
      add_subproof (proof, leaves + k * GUO_HASH_SIZE, count - k, old - k, FALSE);
      append_root (proof, leaves, k);
    }
}

GByteArray *
guo_merkle_consistency (const guint8 *leaves, guint64 count, guint64 old)
{
  GByteArray *proof = g_byte_array_new ();

  g_return_val_if_fail (old > 0 && old <= count, proof);
  add_subproof (proof, leaves, count, old, TRUE);
  return proof;
}

static gboolean
refuse (GError **error, const gchar *why)
{
  g_set_error_literal (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_PROOF, why);
  return FALSE;
}

/* RFC 9162, 2.1.3.2. */
gboolean
guo_merkle_verify_inclusion (const guint8 *leaf,
                             guint64 index,
                             guint64 size,
                             const guint8 *proof,
                             gsize n_proof,
                             const guint8 *root,
                             GError **error)
{
  guint8 hash[GUO_HASH_SIZE];
  guint64 fn = index;
  guint64 sn = size - 1;

  if (index >= size)
    return refuse (error, "the index is not below the size of the tree");
  memcpy (hash, leaf, sizeof hash);
  for (gsize i = 0; i < n_proof; i++)
    {
      const guint8 *sibling = proof + i * GUO_HASH_SIZE;

      if (sn == 0)
        return refuse (error, "the proof is too long");
      if ((fn & 1) != 0 || fn == sn)
        {
          guo_merkle_node (sibling, hash, hash);
          while ((fn & 1) == 0 && fn != 0)
            {
              fn >>= 1;
              sn >>= 1;
            }
        }
      else
        guo_merkle_node (hash, sibling, hash);
      fn >>= 1;
      sn >>= 1;
    }
  if (sn != 0)
    return refuse (error, "the proof is too short");
  return memcmp (hash, root, sizeof hash) == 0 || refuse (error, "the proof leads to another root");
}

/* RFC 9162, 2.1.4.2, from its step 5 on: @old below @size, both roots rebuilt from the proof. */
static gboolean
rebuild_both (guint64 fn,
              guint64 sn,
              const guint8 *first,
              const guint8 *proof,
              gsize n_proof,
              guint8 *fr,
              guint8 *sr,
              GError **error)
{
  memcpy (fr, first, GUO_HASH_SIZE);
  memcpy (sr, first, GUO_HASH_SIZE);
  for (gsize i = 0; i < n_proof; i++)
    {
      const guint8 *c = proof + i * GUO_HASH_SIZE;

      if (sn == 0)
        return refuse (error, "the proof is too long");
      if ((fn & 1) != 0 || fn == sn)
        {
          guo_merkle_node (c, fr, fr);
          guo_merkle_node (c, sr, sr);
          while ((fn & 1) == 0 && fn != 0)
            {
              fn >>= 1;
              sn >>= 1;
            }
        }
      else
        guo_merkle_node (sr, c, sr);
      fn >>= 1;
      sn >>= 1;
    }
  return sn == 0 || refuse (error, "the proof is too short");
}

gboolean
guo_merkle_verify_consistency (guint64 old,
                               guint64 size,
                               const guint8 *old_root,
                               const guint8 *root,
                               const guint8 *proof,
                               gsize n_proof,
                               GError **error)
{
  const gboolean power = (old & (old - 1)) == 0;
  guint8 fr[GUO_HASH_SIZE];
  guint8 sr[GUO_HASH_SIZE];
  guint64 fn = old - 1;
  guint64 sn = size - 1;

  if (old == 0 || old > size)
    return refuse (error, "the sizes are not an older and a newer one");
  if (old == size)
    {
      if (n_proof != 0)
        return refuse (error, "the proof is too long");
      return memcmp (old_root, root, GUO_HASH_SIZE) == 0
             || refuse (error, "one size has two roots");
    }
  if (n_proof == 0)
    return refuse (error, "the proof is too short");
  for (; (fn & 1) != 0; fn >>= 1)
    sn >>= 1;
  if (!rebuild_both (fn, sn, power ? old_root : proof, power ? proof : proof + GUO_HASH_SIZE,
                     power ? n_proof : n_proof - 1, fr, sr, error))
    return FALSE;
  return (memcmp (fr, old_root, GUO_HASH_SIZE) == 0 && memcmp (sr, root, GUO_HASH_SIZE) == 0)
         || refuse (error, "the proof leads to another root");
}
