#include "station/daemon/options.h"

#include "station/client/client.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

#define PORT 8480
#define LINGER_MS 60000
#define PATIENCE_MS 1000
#define EXIT_USAGE 2

static gboolean
parse (GuoOptions *self, gchar **given, gboolean *version, gint *argc, gchar ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME, given, N_("The station's database"), N_("FILE") },
    { "for-session", 0, 0, G_OPTION_ARG_NONE, &self->for_session,
      N_("End one minute after the last face has left"), NULL },
    { "service", 0, 0, G_OPTION_ARG_NONE, &self->service,
      N_("Let the group “guozhan” use the socket"), NULL },
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port,
      N_("Port of the public pages on this computer (0: any free one)"), N_("N") },
    { "ready-fd", 0, 0, G_OPTION_ARG_INT, &self->ready_fd,
      N_("Say one line of JSON on this descriptor when ready"), N_("N") },
    { "linger-ms", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &self->linger_ms, NULL, NULL },
    { "patience-ms", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &self->patience_ms, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, version, N_("Say the version and end"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("The daemon of one station: keeps its database, devices and pages."));
  return g_option_context_parse (context, argc, argv, error);
}

static const gchar *
fault (const GuoOptions *self, gint argc)
{
  if (argc > 1)
    return _("no arguments are taken besides the options");
  if (self->port < 0 || self->port > 65535)
    return _("--port must be between 0 and 65535");
  if (self->ready_fd != -1 && fcntl (self->ready_fd, F_GETFD) < 0)
    return _("--ready-fd is no open descriptor");
  if (self->service && self->for_session)
    return _("--service and --for-session exclude each other");
  if (self->linger_ms < 0)
    return _("--linger-ms must not be negative");
  if (self->patience_ms < 0)
    return _("--patience-ms must not be negative");
  return NULL;
}

gint
guo_options_parse (GuoOptions *self, gint *argc, gchar ***argv)
{
  g_autoptr(GError) error = NULL;
  g_autofree gchar *given = NULL;
  gboolean version = FALSE;
  const gchar *wrong;

  *self = (GuoOptions) { .port = PORT, .ready_fd = -1, .linger_ms = LINGER_MS,
                          .patience_ms = PATIENCE_MS };
  wrong = parse (self, &given, &version, argc, argv, &error) ? fault (self, *argc) : error->message;
  if (wrong != NULL)
    {
      fprintf (stderr, _("guozhand: %s. See guozhand --help.\n"), wrong);
      return EXIT_USAGE;
    }
  if (version)
    {
      printf ("guozhand %s\n", GUO_VERSION);
      return 0;
    }
  if (self->ready_fd >= 0)
    fcntl (self->ready_fd, F_SETFD, FD_CLOEXEC);
  self->database = guo_client_database_path (given);
  return -1;
}

void
guo_options_clear (GuoOptions *self)
{
  g_clear_pointer (&self->database, g_free);
}
