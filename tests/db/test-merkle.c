/* Trees, proofs, tiles and notes against published and own vectors. */
#include "db/checkpoint.h"
#include "db/frontier.h"
#include "db/tiles.h"
#include "tests/db/vectors.h"

#include <sodium.h>
#include <string.h>

static const gchar *
text_of (json_t *object, const gchar *key)
{
  return json_string_value (json_object_get (object, key));
}

static guint64
number_of (json_t *object, const gchar *key)
{
  return (guint64)json_integer_value (json_object_get (object, key));
}

static gchar *
entry_of (json_t *tree, guint64 i)
{
  if (json_is_null (json_object_get (tree, "leaves_hex")))
    return g_strdup_printf ("{\"n\":%" G_GUINT64_FORMAT ",\"t\":\"guozhan\"}", i);
  return NULL;
}

static GByteArray *
leaves_of (json_t *tree)
{
  GByteArray *leaves = g_byte_array_new ();

  for (guint64 i = 0; i < number_of (tree, "size"); i++)
    {
      g_autofree gchar *text = entry_of (tree, i);
      g_autoptr (GByteArray) entry = NULL;
      guint8 leaf[GUO_HASH_SIZE];

      if (text != NULL)
        entry = g_byte_array_new_take ((guint8 *)g_strdup (text), strlen (text));
      else
        entry = vectors_hex (
            json_string_value (json_array_get (json_object_get (tree, "leaves_hex"), i)));
      guo_merkle_leaf (entry->data, entry->len, leaf);
      g_byte_array_append (leaves, leaf, sizeof leaf);
    }
  return leaves;
}

static void
assert_hex (const guint8 *hash, const gchar *expected)
{
  gchar hex[GUO_HASH_SIZE * 2 + 1];

  g_assert_cmpstr (sodium_bin2hex (hex, sizeof hex, hash, GUO_HASH_SIZE), ==, expected);
}

static gboolean
count_tile (guint level, guint64 index, const guint8 *hashes, gpointer user_data, GError **error)
{
  (*(guint *)user_data)++;
  return TRUE;
}

static void
check_roots (json_t *tree, const GByteArray *leaves)
{
  g_autofree GuoFrontier *frontier = g_new0 (GuoFrontier, 1);
  guint tiles = 0;
  const gchar *size;
  json_t *expected;

  json_object_foreach (json_object_get (tree, "roots_hex"), size, expected)
  {
    const guint64 n = g_ascii_strtoull (size, NULL, 10);
    guint8 root[GUO_HASH_SIZE];

    guo_merkle_root (leaves->data, n, root);
    assert_hex (root, json_string_value (expected));
    memset (frontier, 0, sizeof *frontier);
    for (guint64 i = 0; i < n; i++)
      g_assert_true (
          guo_frontier_push (frontier, guo_hashes_at (leaves, i), count_tile, &tiles, NULL));
    guo_frontier_root (frontier, root);
    assert_hex (root, json_string_value (expected));
  }
}

static void
check_proofs (json_t *tree, const GByteArray *leaves)
{
  json_t *row;
  gsize i;

  json_array_foreach (json_object_get (tree, "inclusion"), i, row)
  {
    g_autoptr (GByteArray) expected = vectors_list (json_object_get (row, "proof_hex"), FALSE);
    g_autoptr (GByteArray) proof
        = guo_merkle_inclusion (leaves->data, number_of (row, "size"), number_of (row, "index"));

    vectors_assert_equal (proof->data, proof->len, expected);
  }
  json_array_foreach (json_object_get (tree, "consistency"), i, row)
  {
    g_autoptr (GByteArray) expected = vectors_list (json_object_get (row, "proof_hex"), FALSE);
    g_autoptr (GByteArray) proof
        = guo_merkle_consistency (leaves->data, number_of (row, "size2"), number_of (row, "size1"));

    vectors_assert_equal (proof->data, proof->len, expected);
  }
}

static void
test_tree (gconstpointer name)
{
  g_autoptr (json_t) vectors = vectors_read ("merkle/vectors.json");
  json_t *tree = json_object_get (vectors, name);
  g_autoptr (GByteArray) leaves = leaves_of (tree);

  check_roots (tree, leaves);
  check_proofs (tree, leaves);
}

/* Every proof of every small tree verifies, and with any byte changed it does not. */
static void
test_round_trip (void)
{
  g_autoptr (json_t) vectors = vectors_read ("merkle/vectors.json");
  g_autoptr (GByteArray) leaves = leaves_of (json_object_get (vectors, "tree"));

  for (guint64 size = 1; size <= 40; size++)
    {
      guint8 root[GUO_HASH_SIZE];

      guo_merkle_root (leaves->data, size, root);
      for (guint64 i = 0; i < size; i++)
        {
          g_autoptr (GByteArray) in = guo_merkle_inclusion (leaves->data, size, i);
          g_autoptr (GByteArray) con = guo_merkle_consistency (leaves->data, size, i + 1);
          guint8 old[GUO_HASH_SIZE];

          guo_merkle_root (leaves->data, i + 1, old);
          g_assert_true (guo_merkle_verify_inclusion (guo_hashes_at (leaves, i), i, size, in->data,
                                                      guo_hashes_count (in), root, NULL));
          g_assert_true (guo_merkle_verify_consistency (i + 1, size, old, root, con->data,
                                                        guo_hashes_count (con), NULL));
          if (in->len == 0)
            continue;
          in->data[i % in->len] ^= 1;
          g_assert_false (guo_merkle_verify_inclusion (guo_hashes_at (leaves, i), i, size, in->data,
                                                       guo_hashes_count (in), root, NULL));
        }
    }
}

/* Our lists of hashes cannot hold one that is not 32 bytes: whoever reads a proof refuses it there.
 */
static gboolean
are_hashes (json_t *texts)
{
  json_t *text;
  gsize i;

  json_array_foreach (texts, i, text)
  {
    guint8 hash[GUO_HASH_SIZE];

    if (!guo_base64_strict (json_string_value (text), json_string_length (text), hash, sizeof hash))
      return FALSE;
  }
  return TRUE;
}

/* A root of the vectors; where they give a short text that stands for "any", it is filled up. */
static GByteArray *
root_of (json_t *row, const gchar *key)
{
  GByteArray *root = vectors_base64 (text_of (row, key) != NULL ? text_of (row, key) : "");
  const guint len = root->len;

  g_byte_array_set_size (root, MAX (len, GUO_HASH_SIZE));
  memset (root->data + len, 0, root->len - len);
  return root;
}

static void
test_published_inclusion (void)
{
  g_autoptr (json_t) vectors = vectors_read ("merkle/transparency-dev-proofs.json");
  json_t *row;
  gsize i;

  json_array_foreach (json_object_get (vectors, "inclusion"), i, row)
  {
    g_autoptr (GByteArray) leaf
        = vectors_base64 (text_of (row, "leafHash") != NULL ? text_of (row, "leafHash") : "");
    g_autoptr (GByteArray) root
        = vectors_base64 (text_of (row, "root") != NULL ? text_of (row, "root") : "");
    g_autoptr (GByteArray) proof = vectors_list (json_object_get (row, "proof"), TRUE);
    const gboolean whole = leaf->len == GUO_HASH_SIZE && root->len == GUO_HASH_SIZE
                           && are_hashes (json_object_get (row, "proof"));
    const gboolean good = whole
                          && guo_merkle_verify_inclusion (
                              leaf->data, number_of (row, "leafIdx"), number_of (row, "treeSize"),
                              proof->data, guo_hashes_count (proof), root->data, NULL);

    if (good == json_is_true (json_object_get (row, "wantErr")))
      g_error ("inclusion %s: %s", text_of (row, "name"), good ? "accepted" : "refused");
  }
  g_assert_cmpuint (i, ==, 98);
}

static void
test_published_consistency (void)
{
  g_autoptr (json_t) vectors = vectors_read ("merkle/transparency-dev-proofs.json");
  json_t *row;
  gsize i;

  json_array_foreach (json_object_get (vectors, "consistency"), i, row)
  {
    g_autoptr (GByteArray) old = root_of (row, "root1");
    g_autoptr (GByteArray) root = root_of (row, "root2");
    g_autoptr (GByteArray) proof = vectors_list (json_object_get (row, "proof"), TRUE);
    const gboolean whole = old->len == GUO_HASH_SIZE && root->len == GUO_HASH_SIZE
                           && are_hashes (json_object_get (row, "proof"));
    const gboolean good = whole
                          && guo_merkle_verify_consistency (
                              number_of (row, "size1"), number_of (row, "size2"), old->data,
                              root->data, proof->data, guo_hashes_count (proof), NULL);

    if (good == json_is_true (json_object_get (row, "wantErr")))
      g_error ("consistency %s: %s", text_of (row, "name"), good ? "accepted" : "refused");
  }
  g_assert_cmpuint (i, ==, 98);
}

static void
test_checkpoints (void)
{
  g_autoptr (json_t) vectors = vectors_read ("merkle/vectors.json");
  json_t *note = json_object_get (vectors, "note");
  json_t *row;
  gsize i;

  json_array_foreach (json_object_get (note, "checkpoints"), i, row)
  {
    g_autoptr (GuoCheckpoint) checkpoint
        = guo_checkpoint_verify (text_of (row, "note"), text_of (note, "vkey"), NULL);

    if ((checkpoint != NULL) != json_is_true (json_object_get (row, "valid")))
      g_error ("checkpoint %" G_GSIZE_FORMAT " (%s)", i, text_of (row, "reason"));
  }
}

/* The seed is given: our own signature must be the published one, byte for byte. */
static void
test_sign (void)
{
  static const gchar seed_text[] = "guozhan shared test key 1";
  g_autoptr (json_t) vectors = vectors_read ("merkle/vectors.json");
  json_t *note = json_object_get (vectors, "note");
  json_t *row;
  gsize i;
  guint8 seed[crypto_sign_SEEDBYTES];
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 secret_key[crypto_sign_SECRETKEYBYTES];
  g_autofree gchar *vkey = NULL;

  crypto_hash_sha256 (seed, (const guint8 *)seed_text, strlen (seed_text));
  crypto_sign_seed_keypair (public_key, secret_key, seed);
  vkey = guo_vkey_format (text_of (note, "origin"), public_key);
  g_assert_cmpstr (vkey, ==, text_of (note, "vkey"));
  json_array_foreach (json_object_get (note, "checkpoints"), i, row)
  {
    g_autoptr (GuoCheckpoint) checkpoint
        = guo_checkpoint_verify (text_of (row, "note"), vkey, NULL);
    g_autofree gchar *signed_note = NULL;

    if (checkpoint == NULL)
      continue;
    signed_note
        = guo_checkpoint_sign (checkpoint->origin, checkpoint->size, checkpoint->root, secret_key);
    g_assert_true (g_str_has_prefix (text_of (row, "note"), signed_note));
  }
}

static void
test_tlog_proofs (void)
{
  g_autoptr (json_t) vectors = vectors_read ("merkle/vectors.json");
  const gchar *vkey = text_of (json_object_get (vectors, "note"), "vkey");
  json_t *row;
  gsize i;

  json_array_foreach (json_object_get (vectors, "tlog_proofs"), i, row)
  {
    const gchar *entry = text_of (row, "entry_utf8");
    g_autoptr (GByteArray) leaf = NULL;
    g_autoptr (GuoCheckpoint) checkpoint = NULL;
    guint64 index = 0;

    if (entry != NULL)
      {
        leaf = g_byte_array_new ();
        g_byte_array_set_size (leaf, GUO_HASH_SIZE);
        guo_merkle_leaf (entry, strlen (entry), leaf->data);
      }
    else
      leaf = vectors_hex (text_of (row, "leaf_hash_hex"));
    checkpoint = guo_tlog_proof_verify (text_of (row, "proof"), vkey, leaf->data, &index, NULL);
    if ((checkpoint != NULL) != json_is_true (json_object_get (row, "valid")))
      g_error ("tlog-proof %" G_GSIZE_FORMAT " (%s)", i, text_of (row, "reason"));
  }
}

static void
test_notes (void)
{
  g_autoptr (json_t) vectors = vectors_read ("merkle/vectors.json");
  json_t *published = json_object_get (vectors, "published");
  json_t *row;
  gsize i;

  json_array_foreach (json_object_get (published, "signed_notes"), i, row)
  {
    g_autofree gchar *text = guo_note_verify (text_of (row, "note"), text_of (row, "vkey"), NULL);

    g_assert_nonnull (text);
    g_assert_true (g_str_has_prefix (text_of (row, "note"), text));
  }
  json_array_foreach (json_object_get (published, "bad_vkeys"), i, row)
  {
    guint8 key[32];

    g_assert_null (guo_vkey_parse (text_of (row, "vkey"), key, NULL));
  }
}

static void
test_paths (void)
{
  g_autoptr (json_t) vectors = vectors_read ("merkle/vectors.json");
  json_t *row;
  gsize i;

  json_array_foreach (json_object_get (vectors, "tile_paths"), i, row)
  {
    json_t *width = json_object_get (row, "width");
    const gboolean entries = json_is_true (json_object_get (row, "entries"));
    g_autofree gchar *path = guo_tile_path (
        entries ? GUO_TILE_ENTRIES : (gint)number_of (row, "level"), number_of (row, "index"),
        json_is_null (width) ? GUO_TILE_WIDTH : (guint)json_integer_value (width));

    g_assert_cmpstr (path, ==, text_of (row, "path"));
  }
  json_array_foreach (json_object_get (vectors, "tiles_for_size"), i, row)
  {
    json_t *level;
    gsize l;
    guint width = 0;

    json_array_foreach (json_object_get (row, "levels"), l, level)
    {
      g_assert_cmpuint (guo_tile_count (number_of (row, "size"), (guint)l, &width), ==,
                        number_of (level, "full"));
      g_assert_cmpuint (width, ==, number_of (level, "partial_width"));
    }
    g_assert_cmpuint (guo_tile_count (number_of (row, "size"), (guint)l, &width), ==, 0);
    g_assert_cmpuint (width, ==, 0);
  }
}

/* The bytes of each listed tile of the tree of 1000: "tile/L/NNN", "tile/entries/NNN.p/W". */
static GByteArray *
tile_bytes (json_t *tree, const GByteArray *leaves, const gchar *path)
{
  GByteArray *bytes = g_byte_array_new ();
  const gboolean entries = g_str_has_prefix (path, "tile/entries/");
  const gchar *number = strrchr (path, '/');
  const gchar *partial = strstr (path, ".p/");
  const guint width
      = partial != NULL ? (guint)g_ascii_strtoull (partial + 3, NULL, 10) : GUO_TILE_WIDTH;
  const gchar *first = partial != NULL ? partial - 3 : number + 1;
  const guint64 index = g_ascii_strtoull (first, NULL, 10);
  const gboolean upper = g_str_has_prefix (path, "tile/1/");

  for (guint64 i = index * GUO_TILE_WIDTH; i < index * GUO_TILE_WIDTH + width; i++)
    if (entries)
      {
        g_autofree gchar *entry = entry_of (tree, i);

        guo_tile_bundle_append (bytes, entry, strlen (entry));
      }
    else if (upper)
      {
        guint8 hash[GUO_HASH_SIZE];

        guo_merkle_root (guo_hashes_at (leaves, i * GUO_TILE_WIDTH), GUO_TILE_WIDTH, hash);
        g_byte_array_append (bytes, hash, sizeof hash);
      }
    else
      g_byte_array_append (bytes, guo_hashes_at (leaves, i), GUO_HASH_SIZE);
  return bytes;
}

static void
test_tiles (void)
{
  g_autoptr (json_t) vectors = vectors_read ("merkle/vectors.json");
  json_t *tree = json_object_get (vectors, "tree");
  g_autoptr (GByteArray) leaves = leaves_of (tree);
  json_t *row;
  gsize i;

  json_array_foreach (json_object_get (vectors, "tiles"), i, row)
  {
    g_autoptr (GByteArray) bytes = tile_bytes (tree, leaves, text_of (row, "path"));
    guint8 hash[GUO_HASH_SIZE];

    g_assert_cmpuint (bytes->len, ==, number_of (row, "bytes"));
    crypto_hash_sha256 (hash, bytes->data, bytes->len);
    assert_hex (hash, text_of (row, "sha256_hex"));
  }
}

static void
test_wycheproof (void)
{
  g_autoptr (json_t) vectors = vectors_read ("merkle/wycheproof-ed25519.json");
  json_t *group;
  json_t *row;
  gsize i;
  gsize k;
  guint seen = 0;

  json_array_foreach (json_object_get (vectors, "testGroups"), i, group)
      json_array_foreach (json_object_get (group, "tests"), k, row)
  {
    g_autoptr (GByteArray) key = vectors_hex (text_of (json_object_get (group, "publicKey"), "pk"));
    g_autoptr (GByteArray) message = vectors_hex (text_of (row, "msg"));
    g_autoptr (GByteArray) signature = vectors_hex (text_of (row, "sig"));
    const gboolean good = guo_ed25519_verify (message->data, message->len, signature->data,
                                              signature->len, key->data);

    if (good != g_str_equal (text_of (row, "result"), "valid"))
      g_error ("Wycheproof %d: %s", (gint)number_of (row, "tcId"), good ? "accepted" : "refused");
    seen++;
  }
  g_assert_cmpuint (seen, ==, 151);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/db/merkle/tree-of-1000", "tree", test_tree);
  g_test_add_data_func ("/db/merkle/tree-of-8", "small_tree", test_tree);
  g_test_add_func ("/db/merkle/round-trip", test_round_trip);
  g_test_add_func ("/db/merkle/published-inclusion", test_published_inclusion);
  g_test_add_func ("/db/merkle/published-consistency", test_published_consistency);
  g_test_add_func ("/db/merkle/checkpoints", test_checkpoints);
  g_test_add_func ("/db/merkle/sign", test_sign);
  g_test_add_func ("/db/merkle/tlog-proofs", test_tlog_proofs);
  g_test_add_func ("/db/merkle/notes", test_notes);
  g_test_add_func ("/db/merkle/tile-paths", test_paths);
  g_test_add_func ("/db/merkle/tiles", test_tiles);
  g_test_add_func ("/db/merkle/wycheproof", test_wycheproof);
  return g_test_run ();
}
