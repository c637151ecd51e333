/* verify: hashes the whole log anew and compares the views with a rebuild; rebuild: makes the views anew, or has
 * the daemon do it that holds the database.
 *
 * verify reads the file beside a running daemon and changes nothing: the rebuild is done on a copy.
 */
#include "db/backup.h"
#include "db/log.h"
#include "db/projector.h"
#include "station/cli/verbs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define LOOK_US 100000 /* between two looks at a daemon that rebuilds */

static gboolean
show_progress (guint64 done, guint64 total, gpointer user_data)
{
  GuoCliProgress **progress = user_data;

  if (*progress == NULL && total > 0)
    *progress = guo_cli_progress_new (_("Rebuilding"), total);
  if (*progress != NULL && total > 0)
    guo_cli_progress_step (*progress, done);
  return TRUE;
}

/* Where two dumps part: the line of each. */
static void
set_difference (GError **error, const gchar *now, const gchar *anew)
{
  gsize line = 0;

  for (gsize i = 0; now[i] != '\0' && now[i] == anew[i]; i++)
    if (now[i] == '\n')
      line = i + 1;
  g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("the views differ from a rebuild: “%.*s” should be “%.*s”"),
               (int) strcspn (now + line, "\n"), now + line, (int) strcspn (anew + line, "\n"), anew + line);
}

static gboolean
rebuild_copy (const gchar *copy, const gchar *now, GError **error)
{
  g_autoptr(GuoDatabase) db = guo_database_open (copy, GUO_DATABASE_READ_WRITE, error);
  g_autoptr(GuoCliProgress) progress = NULL;
  g_autofree gchar *anew = NULL;

  if (db == NULL || !guo_projector_rebuild (db, show_progress, &progress, error))
    return FALSE;
  anew = guo_projector_dump (db, error);
  if (anew == NULL)
    return FALSE;
  if (strcmp (now, anew) != 0)
    set_difference (error, now, anew);
  return strcmp (now, anew) == 0;
}

static void
remove_copy (const gchar *folder, const gchar *copy)
{
  static const gchar *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree gchar *name = g_strconcat (copy, suffixes[i], NULL);

      g_unlink (name);
    }
  g_rmdir (folder);
}

/* Dump and copy must be of one state, and a daemon may write between them: the copy has both. */
static gboolean
compare_views (GuoDatabase *db, GError **error)
{
  g_autofree gchar *folder = g_dir_make_tmp ("guozhan-verify-XXXXXX", error);
  g_autofree gchar *copy = folder != NULL ? g_build_filename (folder, "copy.db", NULL) : NULL;
  g_autoptr(GuoDatabase) before = NULL;
  g_autofree gchar *now = NULL;
  gboolean same = FALSE;

  if (folder == NULL)
    return FALSE;
  if (guo_database_copy (db, copy, error))
    before = guo_database_open (copy, GUO_DATABASE_READ_ONLY, error);
  if (before != NULL)
    now = guo_projector_dump (before, error);
  g_clear_pointer (&before, guo_database_free);
  if (now != NULL)
    same = rebuild_copy (copy, now, error);
  remove_copy (folder, copy);
  return same;
}

/* Whatever is wrong, the sentence names the file; one that is no database is as good as absent. */
static GuoDatabase *
open_named (const gchar *path, GuoDatabaseMode mode, GError **error)
{
  g_autoptr(GError) failure = NULL;
  GuoDatabase *db = guo_database_open (path, mode, &failure);

  if (db != NULL)
    return db;
  if (strstr (failure->message, path) != NULL)
    g_set_error_literal (error, GUO_CLI_ERROR, GUO_CLI_ABSENT, failure->message);
  else
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_ABSENT, "%s: %s", path, failure->message);
  return NULL;
}

int
guo_cli_verify (GuoCli *cli, int argc, char **argv)
{
  gboolean log_only = FALSE;
  const GOptionEntry entries[] = {
    { "log-only", 0, 0, G_OPTION_ARG_NONE, &log_only, N_("Do not compare the views with a rebuild"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  g_autofree gchar *path = NULL;
  g_autoptr(GuoDatabase) db = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  path = guo_client_database_path (cli->db);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return guo_cli_fail (GUO_CLI_ABSENT, _("%s: there is no such database"), path);
  db = open_named (path, GUO_DATABASE_READ_ONLY, &error);
  if (db == NULL || !guo_log_verify (db, &error) || (!log_only && !compare_views (db, &error)))
    return guo_cli_fail_error (error);
  if (cli->json)
    g_print ("{\"log\":true,\"views\":%s}\n", log_only ? "null" : "true");
  else
    g_print ("%s\n", log_only ? _("The log is whole.") : _("The log is whole, the views equal a rebuild."));
  return GUO_CLI_DONE;
}

/* As the daemon does it: whoever holds FILE.d/lock is the only writer. -1: @held by somebody else, or an error. */
static int
take_lock (const gchar *path, gboolean *held, GError **error)
{
  g_autofree gchar *folder = g_strconcat (path, ".d", NULL);
  g_autofree gchar *name = g_build_filename (folder, "lock", NULL);
  int fd;

  g_mkdir (folder, 0700);
  fd = open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  *held = fd >= 0;
  if (fd < 0)
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_ABSENT, _("%s cannot be opened: %s"), name, g_strerror (errno));
  else
    close (fd);
  return -1;
}

static gboolean
rebuild (const gchar *path, GError **error)
{
  g_autoptr(GuoDatabase) db = open_named (path, GUO_DATABASE_READ_WRITE, error);
  g_autoptr(GuoCliProgress) progress = NULL;

  return db != NULL && guo_projector_rebuild (db, show_progress, &progress, error);
}

/* FALSE with an error: it does not answer; else @going tells whether it still rebuilds. */
static gboolean
look_at_daemon (GuoCli *cli, GuoCliProgress **progress, gboolean *going, GError **error)
{
  json_auto_t *status = guo_cli_get (cli, error, "/v1/status");

  if (status == NULL)
    return FALSE;
  *going = json_is_true (json_object_get (status, "rebuilding"));
  show_progress ((guint64) guo_cli_id (status, "done"), (guint64) guo_cli_id (status, "total"), progress);
  return TRUE;
}

/* A daemon has the database: it makes the views anew itself, and is served again afterwards. */
static gboolean
ask_daemon (GuoCli *cli, GError **error)
{
  json_auto_t *asked = guo_cli_post (cli, "/v1/rebuild", json_object (), error);
  g_autoptr(GuoCliProgress) progress = NULL;
  gboolean going = asked != NULL;

  while (going && look_at_daemon (cli, &progress, &going, error))
    if (going)
      g_usleep (LOOK_US);
  return asked != NULL && !going;
}

int
guo_cli_rebuild (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autofree gchar *path = NULL;
  gboolean held = FALSE;
  gboolean done;
  int lock;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  path = guo_client_database_path (cli->db);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return guo_cli_fail (GUO_CLI_ABSENT, _("%s: there is no such database"), path);
  lock = take_lock (path, &held, &error);
  done = lock >= 0 ? rebuild (path, &error) : held && ask_daemon (cli, &error);
  if (lock >= 0)
    close (lock);
  return done ? GUO_CLI_DONE : guo_cli_fail_error (error);
}
