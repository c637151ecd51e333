#include "ui/setup/practice.h"

#include <glib/gi18n.h>

static gchar *
command_line_program (void)
{
  static const gchar *const beside[] = { ".", "../station/cli" };
  g_autofree gchar *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree gchar *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  const gchar *given = g_getenv ("GUOZHANCTL");

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  for (gsize i = 0; folder != NULL && i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree gchar *path = g_build_filename (folder, beside[i], "guozhanctl", NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  return g_find_program_in_path ("guozhanctl");
}

static void
ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree gchar *said = NULL;

  if (!g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, NULL, &said, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!g_subprocess_get_successful (G_SUBPROCESS (source)))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", g_strchomp (said));
  else
    g_task_return_boolean (task, TRUE);
}

void
guo_practice_create (const gchar *database, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr(GSubprocess) process = NULL;
  g_autofree gchar *program = command_line_program ();
  g_autofree gchar *folder = g_path_get_dirname (database);
  GError *error = NULL;

  if (program == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                               _("guozhanctl is missing. Install Guozhan again, then try once more."));
      return;
    }
  g_mkdir_with_parents (folder, 0700);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                              &error, program, "--db", database, "init", "--practice", NULL);
  if (process == NULL)
    g_task_return_error (task, error);
  else
    g_subprocess_communicate_utf8_async (process, NULL, NULL, ended, g_steal_pointer (&task));
}

gboolean
guo_practice_create_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
