#include "db/checkpoint.h"

#include <string.h>

#define PROOF_HEADER "c2sp.org/tlog-proof@v1\n"
/* A tree of 2^63 leaves has no longer path. */
#define PATH_MAX_HASHES 63

static gboolean
refuse (GError **error, const gchar *why)
{
  g_set_error_literal (error, GUO_DB_ERROR, GUO_DB_ERROR_BAD_PROOF, why);
  return FALSE;
}

void
guo_checkpoint_free (GuoCheckpoint *self)
{
  if (self == NULL)
    return;
  g_free (self->origin);
  g_free (self);
}

gchar *
guo_checkpoint_sign (const gchar *origin,
                     guint64 size,
                     const guint8 *root,
                     const guint8 *secret_key)
{
  g_autofree gchar *base64 = g_base64_encode (root, GUO_HASH_SIZE);
  g_autofree gchar *text
      = g_strdup_printf ("%s\n%" G_GUINT64_FORMAT "\n%s\n", origin, size, base64);

  return guo_note_sign (text, origin, secret_key);
}

/* Decimal, no sign, no leading zero. */
static gboolean
parse_number (const gchar *text, guint64 *number)
{
  if (strspn (text, "0123456789") != strlen (text) || (text[0] == '0' && text[1] != '\0'))
    return FALSE;
  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, number, NULL);
}

static GuoCheckpoint *
parse_text (const gchar *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GuoCheckpoint) self = g_new0 (GuoCheckpoint, 1);

  if (g_strv_length (lines) < 4 || *lines[0] == '\0' || !parse_number (lines[1], &self->size)
      || !guo_base64_strict (lines[2], strlen (lines[2]), self->root, sizeof self->root))
    {
      refuse (error, "a checkpoint has three lines: origin, size, base64 of a root of 32 bytes");
      return NULL;
    }
  self->origin = g_strdup (lines[0]);
  return g_steal_pointer (&self);
}

GuoCheckpoint *
guo_checkpoint_verify (const gchar *note, const gchar *vkey, GError **error)
{
  g_autofree gchar *text = guo_note_verify (note, vkey, error);
  g_autoptr (GuoCheckpoint) self = text != NULL ? parse_text (text, error) : NULL;

  if (self == NULL)
    return NULL;
  if (!g_str_has_prefix (vkey, self->origin) || vkey[strlen (self->origin)] != '+')
    {
      refuse (error, "the checkpoint is of another log than the key");
      return NULL;
    }
  return g_steal_pointer (&self);
}

gchar *
guo_tlog_proof_format (guint64 index, const GByteArray *hashes, const gchar *checkpoint)
{
  GString *out = g_string_new (PROOF_HEADER);

  g_string_append_printf (out, "index %" G_GUINT64_FORMAT "\n", index);
  for (guint i = 0; i < guo_hashes_count (hashes); i++)
    {
      g_autofree gchar *base64 = g_base64_encode (guo_hashes_at (hashes, i), GUO_HASH_SIZE);

      g_string_append_printf (out, "%s\n", base64);
    }
  g_string_append_printf (out, "\n%s", checkpoint);
  return g_string_free (out, FALSE);
}

/* The lines between header and empty line: index, then hashes. */
static gboolean
parse_head (const gchar *head, guint64 *index, GByteArray *hashes, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (head, "\n", -1);
  gchar **line = lines;

  if (*line != NULL && g_str_has_prefix (*line, "extra "))
    line++;
  if (*line == NULL || !g_str_has_prefix (*line, "index ")
      || !parse_number (*line + strlen ("index "), index))
    return refuse (error, "the proof names no index");
  if (g_strv_length (line + 1) > PATH_MAX_HASHES)
    return refuse (error, "the proof is too long");
  for (line++; *line != NULL; line++)
    {
      guint8 hash[GUO_HASH_SIZE];

      if (!guo_base64_strict (*line, strlen (*line), hash, sizeof hash))
        return refuse (error, "a line of the proof is not base64 of 32 bytes");
      g_byte_array_append (hashes, hash, sizeof hash);
    }
  return TRUE;
}

GuoCheckpoint *
guo_tlog_proof_verify (
    const gchar *proof, const gchar *vkey, const guint8 *leaf, guint64 *index, GError **error)
{
  const gchar *gap = strstr (proof, "\n\n");
  g_autoptr (GByteArray) hashes = g_byte_array_new ();
  g_autoptr (GuoCheckpoint) checkpoint = NULL;
  g_autofree gchar *head = NULL;
  guint64 at = 0;

  if (!g_str_has_prefix (proof, PROOF_HEADER) || gap == NULL || gap < proof + strlen (PROOF_HEADER))
    {
      refuse (error, "that is not a c2sp.org/tlog-proof@v1 file");
      return NULL;
    }
  head = g_strndup (proof + strlen (PROOF_HEADER), (gsize)(gap - proof) - strlen (PROOF_HEADER));
  if (!parse_head (head, &at, hashes, error))
    return NULL;
  checkpoint = guo_checkpoint_verify (gap + 2, vkey, error);
  if (checkpoint == NULL
      || !guo_merkle_verify_inclusion (leaf, at, checkpoint->size, hashes->data,
                                       guo_hashes_count (hashes), checkpoint->root, error))
    return NULL;
  if (index != NULL)
    *index = at;
  return g_steal_pointer (&checkpoint);
}
