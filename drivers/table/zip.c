#include "drivers/table/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define PIECE 65536
#define RATIO_FROM (1024 * 1024)

struct _GuoZip
{
  const guint8 *bytes;
  gsize len;
  GHashTable *names;
  guint64 unpacked; /* so far */
};

typedef struct archive Archive;

static void
archive_close_free (Archive *archive)
{
  archive_read_free (archive);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_close_free)

static gboolean
refuse (GError **error, const gchar *what)
{
  g_set_error_literal (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, what);
  return FALSE;
}

/* Only ZIP with its directory at the end: without that the file is cut off. */
static Archive *
begin (const GuoZip *self, GError **error)
{
  g_autoptr(Archive) archive = archive_read_new ();

  if (archive_read_support_format_zip_seekable (archive) == ARCHIVE_OK
      && archive_read_open_memory (archive, self->bytes, self->len) == ARCHIVE_OK)
    return g_steal_pointer (&archive);
  refuse (error, "no ZIP container, or one that is cut off");
  return NULL;
}

/* A name that climbs is no danger here, where nothing is unpacked to disk; but it is no workbook of an honest program. */
static gboolean
name_climbs (const gchar *name)
{
  g_auto(GStrv) parts = g_strsplit (name, "/", -1);

  return name[0] == '/' || strchr (name, '\\') != NULL || strchr (name, ':') != NULL
         || g_strv_contains ((const gchar *const *) parts, "..");
}

static gboolean
check_entry (GuoZip *self, struct archive_entry *entry, GError **error)
{
  const gchar *name = archive_entry_pathname (entry);
  const guint type = archive_entry_filetype (entry);

  if (g_hash_table_size (self->names) == GUO_ZIP_ENTRIES_MAX)
    return refuse (error, "the ZIP container has more than 2,000 entries");
  if (name == NULL)
    name = archive_entry_pathname_utf8 (entry);
  if (name == NULL || strlen (name) > GUO_ZIP_NAME_MAX)
    return refuse (error, "a name in the ZIP container cannot be read");
  if (name_climbs (name))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "the name \"%s\" leads out of the ZIP container", name);
      return FALSE;
    }
  if (archive_entry_is_encrypted (entry))
    return refuse (error, "the ZIP container has a password");
  if (type != AE_IFREG && type != AE_IFDIR)
    return refuse (error, "the ZIP container holds something that is no file");
  if (!g_hash_table_add (self->names, g_strdup (name)))
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "\"%s\" is twice in the ZIP container", name);
      return FALSE;
    }
  return TRUE;
}

/* The next entry; NULL: the end, or an error. A name in another language than the process's is a warning only. */
static struct archive_entry *
next_entry (Archive *archive, GError **error)
{
  struct archive_entry *entry;
  const int status = archive_read_next_header (archive, &entry);

  if (status == ARCHIVE_OK || status == ARCHIVE_WARN)
    return entry;
  if (status != ARCHIVE_EOF)
    refuse (error, "no ZIP container, or a damaged one");
  return NULL;
}

GuoZip *
guo_zip_open (const guint8 *bytes, gsize len, GError **error)
{
  g_autoptr(GuoZip) self = g_new0 (GuoZip, 1);
  g_autoptr(Archive) archive = NULL;
  g_autoptr(GError) problem = NULL;
  struct archive_entry *entry;

  self->bytes = bytes;
  self->len = len;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  archive = begin (self, error);
  if (archive == NULL)
    return NULL;
  while ((entry = next_entry (archive, &problem)) != NULL)
    if (!check_entry (self, entry, error))
      return NULL;
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
guo_zip_free (GuoZip *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->names);
  g_free (self);
}

gboolean
guo_zip_has (const GuoZip *self, const gchar *name)
{
  return g_hash_table_contains (self->names, name);
}

static gboolean
count (GuoZip *self, gsize len, GError **error)
{
  self->unpacked += len;
  if (self->unpacked > GUO_ZIP_UNPACKED_MAX)
    return refuse (error, "the ZIP container unpacks to more than 1 GiB");
  if (self->unpacked > RATIO_FROM && self->unpacked / GUO_ZIP_RATIO_MAX > self->len)
    return refuse (error, "the ZIP container unpacks to more than 200 times its size");
  return TRUE;
}

static gboolean
read_entry (GuoZip *self, Archive *archive, const gchar *name, GuoZipFunc func, gpointer user_data, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  la_ssize_t n;

  while ((n = archive_read_data (archive, piece, PIECE)) > 0)
    if (!count (self, (gsize) n, error) || !func (piece, (gsize) n, user_data, error))
      return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "\"%s\" in the ZIP container is damaged", name);
  return FALSE;
}

gboolean
guo_zip_read (GuoZip *self, const gchar *name, GuoZipFunc func, gpointer user_data, GError **error)
{
  g_autoptr(Archive) archive = begin (self, error);
  g_autoptr(GError) problem = NULL;
  struct archive_entry *entry;

  if (archive == NULL)
    return FALSE;
  while ((entry = next_entry (archive, &problem)) != NULL)
    if (g_strcmp0 (archive_entry_pathname (entry), name) == 0)
      return read_entry (self, archive, name, func, user_data, error);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_FILE, "\"%s\" is missing in the ZIP container", name);
  return FALSE;
}
