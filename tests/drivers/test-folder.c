/* A folder of reports, with the clock in our hand: when a file is taken, once per content, and what is left alone. */
#include "drivers/grader/folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECOND G_USEC_PER_SEC

typedef struct
{
  gchar *path;
  GuoFolder *folder;
  gint64 now_us;
  GString *told; /* "name=text;" and "name!code;" */
} Fixture;

static void
on_file (const GuoFolderFile *file, gpointer user_data)
{
  Fixture *f = user_data;
  g_autofree gchar *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->bytes);

  g_assert_cmpstr (file->sha256, ==, sum);
  g_string_append_printf (f->told, "%s=%.*s;", file->name, (gint) g_bytes_get_size (file->bytes),
                          (const gchar *) g_bytes_get_data (file->bytes, NULL));
}

static void
on_fault (const gchar *name, const GError *error, gpointer user_data)
{
  Fixture *f = user_data;

  if (error != NULL)
    g_assert_nonnull (strstr (error->message, f->path));
  g_string_append_printf (f->told, "%s!%d;", name != NULL ? name : "", error != NULL ? error->code : -1);
}

static const GuoFolderEvents events = { on_file, on_fault };

static void
set_up (Fixture *f, gconstpointer data)
{
  f->path = g_dir_make_tmp ("guo-folder-XXXXXX", NULL);
  f->folder = guo_folder_new (f->path, &events, f);
  f->told = g_string_new (NULL);
  f->now_us = 1000 * SECOND;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr(GDir) dir = g_dir_open (f->path, 0, NULL);
  const gchar *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree gchar *path = g_build_filename (f->path, name, NULL);

      g_remove (path);
    }
  g_rmdir (f->path);
  guo_folder_free (f->folder);
  g_string_free (f->told, TRUE);
  g_free (f->path);
}

static void
put (Fixture *f, const gchar *name, const gchar *text)
{
  g_autofree gchar *path = g_build_filename (f->path, name, NULL);
  FILE *file = g_fopen (path, "w"); /* in place, as the programs of machines write */

  g_assert_nonnull (file);
  g_assert_cmpint (fputs (text, file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* Looks after some time; what was told meanwhile, and how many files are waited for. */
static void
look (Fixture *f, gint64 seconds, const gchar *told, guint waiting)
{
  f->now_us += seconds * SECOND;
  g_assert_cmpuint (guo_folder_look (f->folder, f->now_us), ==, waiting);
  g_assert_cmpstr (f->told->str, ==, told);
  g_string_truncate (f->told, 0);
}

static void
test_steady (Fixture *f, gconstpointer data)
{
  put (f, "a.csv", "one");
  look (f, 0, "", 1);
  look (f, 4, "", 1);
  put (f, "a.csv", "one, two"); /* still being written */
  look (f, 1, "", 1);
  look (f, 4, "", 1);
  look (f, 1, "a.csv=one, two;", 0);
  look (f, 100, "", 0);
}

static void
test_once (Fixture *f, gconstpointer data)
{
  put (f, "a.csv", "one");
  put (f, "b.csv", "two");
  guo_folder_know (f->folder, "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"); /* of "two" */
  look (f, 0, "", 2);
  look (f, 5, "a.csv=one;", 0);
  put (f, "copy.csv", "one");
  look (f, 1, "", 1);
  look (f, 5, "", 0);
  put (f, "a.csv", "three");
  look (f, 1, "", 1);
  look (f, 5, "a.csv=three;", 0);
  put (f, "a.csv", "one"); /* as it was at first */
  look (f, 1, "", 1);
  look (f, 5, "", 0);
}

/* The same size and a time that was set back: only the inode tells. */
static void
test_replaced (Fixture *f, gconstpointer data)
{
  g_autofree gchar *path = g_build_filename (f->path, "a.csv", NULL);
  g_autofree gchar *other = g_build_filename (f->path, "~$a.csv", NULL);
  const struct timespec times[] = { { 1690000000, 0 }, { 1690000000, 0 } };

  put (f, "a.csv", "one");
  put (f, "~$a.csv", "two");
  g_assert_cmpint (utimensat (0, path, times, 0), ==, 0);
  g_assert_cmpint (utimensat (0, other, times, 0), ==, 0);
  look (f, 0, "", 1);
  look (f, 5, "a.csv=one;", 0);
  g_assert_cmpint (g_rename (other, path), ==, 0);
  look (f, 1, "", 1);
  look (f, 5, "a.csv=two;", 0);
}

static void
test_left_alone (Fixture *f, gconstpointer data)
{
  g_autofree gchar *link = g_build_filename (f->path, "link.csv", NULL);
  g_autofree gchar *pipe = g_build_filename (f->path, "pipe.csv", NULL);
  g_autofree gchar *folder = g_build_filename (f->path, "folder", NULL);

  put (f, ".a.csv", "hidden");
  put (f, "~$a.xlsx", "a lock of Excel");
  put (f, "empty.csv", "");
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  look (f, 0, "", 0);
  look (f, 10, "", 0);
  put (f, "empty.csv", "now");
  look (f, 1, "", 1);
  look (f, 5, "empty.csv=now;", 0);
}

static void
test_gone (Fixture *f, gconstpointer data)
{
  g_autofree gchar *path = g_build_filename (f->path, "a.csv", NULL);

  put (f, "a.csv", "one");
  look (f, 0, "", 1);
  g_remove (path);
  g_rmdir (f->path);
  look (f, 5, "!3;", 0); /* GUO_DRIVER_ERROR_ABSENT */
  look (f, 5, "", 0);
  g_assert_cmpint (g_mkdir (f->path, 0700), ==, 0);
  put (f, "a.csv", "one");
  look (f, 0, "!-1;", 1); /* it may be the same inode: the file is another one all the same */
  look (f, 5, "a.csv=one;", 0);
}

static void
test_too_large (Fixture *f, gconstpointer data)
{
  g_autofree gchar *path = g_build_filename (f->path, "a.csv", NULL);

  put (f, "a.csv", "one");
  g_assert_cmpint (truncate (path, GUO_FOLDER_BYTES_MAX + 1L), ==, 0); /* takes no room on the disk */
  look (f, 0, "", 1);
  look (f, 5, "a.csv!10;", 0); /* GUO_DRIVER_ERROR_RANGE */
  look (f, 5, "", 0);
  g_assert_cmpint (truncate (path, 3), ==, 0);
  look (f, 0, "", 1);
  look (f, 5, "a.csv!-1;a.csv=one;", 0);
}

static void
test_denied (Fixture *f, gconstpointer data)
{
  g_autofree gchar *path = g_build_filename (f->path, "a.csv", NULL);

  if (geteuid () == 0)
    {
      g_test_skip ("root may open everything");
      return;
    }
  put (f, "a.csv", "one");
  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  look (f, 0, "", 1);
  look (f, 5, "a.csv!5;", 1); /* GUO_DRIVER_ERROR_DENIED */
  look (f, 5, "", 1);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  look (f, 1, "a.csv!-1;a.csv=one;", 0);
}

/* By itself, with the real clock and the system's word of a change. */
static void
test_start (Fixture *f, gconstpointer data)
{
  guo_folder_start (f->folder);
  g_main_context_iteration (NULL, TRUE);
  put (f, "a.csv", "one");
  while (f->told->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (f->told->str, ==, "a.csv=one;");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const gchar *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/drivers/folder/steady", test_steady },     { "/drivers/folder/once", test_once },
    { "/drivers/folder/replaced", test_replaced }, { "/drivers/folder/left-alone", test_left_alone },
    { "/drivers/folder/gone", test_gone },         { "/drivers/folder/too-large", test_too_large },
    { "/drivers/folder/denied", test_denied },     { "/drivers/folder/start", test_start },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
