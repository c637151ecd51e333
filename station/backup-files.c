#include "station/backup-files.h"

#include "drivers/grader/profile.h"
#include "station/fields.h"
#include "station/pictures.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PICTURES "pictures"
#define REPORTS "reports"

typedef struct
{
  const gchar *folder;
  const gchar *to;
  GuoDatabase *log;
  guint n;
} Copy;

static gboolean
fail (GError **error, const gchar *what, const gchar *why)
{
  return guo_refuse (error, GUO_STATION_ERROR_FAILED, "failed", NULL, "%s: %s", what, why);
}

void
guo_backup_files_remove (const gchar *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const gchar *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree gchar *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_SYMLINK) || !g_file_test (child, G_FILE_TEST_IS_DIR))
        g_unlink (child);
      else
        guo_backup_files_remove (child);
    }
  g_rmdir (path);
}

static gboolean
make_folder (const gchar *path, GError **error)
{
  return g_mkdir_with_parents (path, 0700) == 0 || fail (error, path, g_strerror (errno));
}

/* New names are on the disk when their folder is. */
static gboolean
sync_folder (const gchar *path, GError **error)
{
  gint fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;
  gint fault = errno;

  if (fd >= 0)
    close (fd);
  return done || fail (error, path, g_strerror (fault));
}

static gboolean
write_whole (const gchar *path, const gchar *bytes, gsize len, GError **error)
{
  g_autoptr(GError) fault = NULL;

  return g_file_set_contents_full (path, bytes, (gssize) len, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, &fault)
         || fail (error, path, fault->message);
}

/* A file that never changes. */
static gboolean
copy_fixed (const gchar *from, const gchar *to, GError **error)
{
  g_autoptr(GError) fault = NULL;
  g_autoptr(GMappedFile) file = NULL;

  if (link (from, to) == 0)
    return TRUE;
  file = g_mapped_file_new (from, FALSE, &fault);
  if (file == NULL)
    return fail (error, from, fault->message);
  return write_whole (to, g_mapped_file_get_contents (file), g_mapped_file_get_length (file), error);
}

/* As whoever restores it would. */
static gboolean
check_digest (const gchar *path, const gchar *sha256, GError **error)
{
  g_autoptr(GError) fault = NULL;
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, &fault);
  g_autofree gchar *digest = NULL;

  if (file == NULL)
    return fail (error, path, fault->message);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) g_mapped_file_get_contents (file),
                                        g_mapped_file_get_length (file));
  return strcmp (digest, sha256) == 0 || fail (error, path, "its bytes are not those that its name says");
}

static gboolean
check_profile (const gchar *path, GError **error)
{
  g_autoptr(GError) fault = NULL;
  g_autoptr(GuoProfile) profile = NULL;
  g_autofree gchar *text = NULL;
  gsize len;

  if (g_file_get_contents (path, &text, &len, &fault))
    profile = guo_profile_parse (text, len, &fault);
  return profile != NULL || fail (error, path, fault->message);
}

static gboolean
copy_report (Copy *self, const gchar *sha256, GError **error)
{
  g_autofree gchar *from = g_build_filename (self->folder, REPORTS, sha256, NULL);
  g_autofree gchar *to = g_build_filename (self->to, REPORTS, sha256, NULL);
  g_autofree gchar *how_from = g_strconcat (from, ".json", NULL), *how_to = g_strconcat (to, ".json", NULL);

  if (!check_digest (from, sha256, error) || !check_profile (how_from, error) || !copy_fixed (from, to, error)
      || !copy_fixed (how_from, how_to, error) || !check_digest (to, sha256, error) || !check_profile (how_to, error))
    return FALSE;
  self->n += 2;
  return TRUE;
}

static gboolean
copy_reports (Copy *self, GError **error)
{
  g_autoptr(json_t) rows = guo_database_rows (self->log, "backup-reports", NULL, error);
  g_autofree gchar *folder = g_build_filename (self->to, REPORTS, NULL);
  gsize i;
  json_t *row;

  if (rows == NULL || !make_folder (folder, error))
    return FALSE;
  json_array_foreach (rows, i, row)
    {
      g_autoptr(GError) fault = NULL;

      if (copy_report (self, guo_field_text (row, "sha256"), &fault))
        continue;
      g_prefix_error (&fault, "report %s: ", guo_field_text (row, "file"));
      if (guo_field_bool (row, "needed"))
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      g_message ("backup without %s", fault->message);
    }
  return sync_folder (folder, error);
}

static gboolean
copy_pictures (Copy *self, GError **error)
{
  g_autofree gchar *from = g_build_filename (self->folder, PICTURES, NULL);
  g_autofree gchar *to = g_build_filename (self->to, PICTURES, NULL);
  g_autoptr(GDir) folder = g_dir_open (from, 0, NULL);
  const gchar *name;

  if (folder == NULL)
    return TRUE; /* no brand has one */
  if (!make_folder (to, error))
    return FALSE;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree gchar *old = g_build_filename (from, name, NULL), *new = g_build_filename (to, name, NULL);
      g_autoptr(GError) fault = NULL;

      if (!guo_picture_is_name (name))
        continue;
      if (!check_digest (old, name, &fault)) /* its page does without it too */
        g_message ("backup without picture %s", fault->message);
      else if (!copy_fixed (old, new, error))
        return FALSE;
      else
        self->n++;
    }
  return sync_folder (to, error);
}

/* counters-N.json, grader-N.json */
static gboolean
is_place (const gchar *name)
{
  const gchar *number = g_str_has_prefix (name, "counters-")  ? name + strlen ("counters-")
                        : g_str_has_prefix (name, "grader-") ? name + strlen ("grader-")
                                                             : NULL;

  return number != NULL && g_ascii_isdigit (*number) && strcmp (number + strspn (number, "0123456789"), ".json") == 0;
}

/* One that names a run which was opened after the log was copied is left out: another run may have its number then. */
static gboolean
copy_place (Copy *self, const gchar *name, GError **error)
{
  g_autofree gchar *from = g_build_filename (self->folder, name, NULL), *to = g_build_filename (self->to, name, NULL);
  g_autofree gchar *text = NULL;
  g_autoptr(json_t) place = NULL;
  g_autoptr(json_t) params = NULL;
  g_autoptr(json_t) run = NULL;
  g_autoptr(GError) fault = NULL;
  gsize len;

  if (!g_file_get_contents (from, &text, &len, &fault))
    return fail (error, from, fault->message);
  place = json_loadb (text, len, 0, NULL);
  params = json_pack ("{s:I}", "id", (json_int_t) guo_field_int (place, "run", 0));
  run = guo_database_row (self->log, "grade-run", params, error);
  if (run == NULL)
    return FALSE;
  if (guo_field_int (place, "run", 0) != 0 && json_is_null (run))
    return TRUE;
  if (!write_whole (to, text, len, error))
    return FALSE;
  self->n++;
  return TRUE;
}

static gboolean
copy_places (Copy *self, GError **error)
{
  g_autoptr(GDir) folder = g_dir_open (self->folder, 0, NULL);
  const gchar *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (is_place (name) && !copy_place (self, name, error))
      return FALSE;
  return TRUE;
}

/* The places last: the nearer to the fruit, the less a restored station takes for lost. */
gboolean
guo_backup_files_copy (const gchar *folder, GuoDatabase *log, const gchar *to, guint *n, GError **error)
{
  Copy self = { .folder = folder, .to = to, .log = log };

  guo_backup_files_remove (to);
  if (!make_folder (to, error) || !copy_reports (&self, error) || !copy_pictures (&self, error) || !copy_places (&self, error)
      || !sync_folder (to, error))
    return FALSE;
  *n = self.n;
  return TRUE;
}
