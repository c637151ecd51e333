#include "station/client/language.h"

#include <glib.h>
#include <libintl.h>
#include <locale.h>

/* A program started from its build tree speaks the words of that tree. */
static gchar *
find_build_tree (void)
{
  g_autofree gchar *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree gchar *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (guint up = 0; folder != NULL && up < 2; up++) /* build/ui, build/station/daemon */
    {
      gchar *parent = g_path_get_dirname (folder);
      g_autofree gchar *words = g_build_filename (parent, "packaging", "po", NULL);

      g_free (folder);
      folder = parent;
      if (g_file_test (words, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&words);
    }
  return NULL;
}

void
guo_language_set_up (void)
{
  const gchar *given = g_getenv ("GUOZHAN_LOCALE_DIR");
  g_autofree gchar *tree = given == NULL || *given == '\0' ? find_build_tree () : g_strdup (given);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, tree != NULL ? tree : GUO_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

void
guo_language_choose (const gchar *language)
{
  if (language == NULL || *language == '\0')
    return;
  g_setenv ("LANGUAGE", language, TRUE);
  /* gettext looks at no list of languages in the locale "C" */
  if (g_strcmp0 (setlocale (LC_MESSAGES, NULL), "C") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");
  /* and forgets what it translated before only when it is told of a domain */
  textdomain (GETTEXT_PACKAGE);
}
