/* spray GROWER/PLOT PRODUCT --phi DAYS: what was applied, and how long nothing may be harvested there. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gchar *on;
  gchar *registration;
  gchar *dose;
  gint phi_days;
  gint replaces;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->on);
  g_free (options->registration);
  g_free (options->dose);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
put_plot (GuoCli *cli, json_t *body, const gchar *text, GError **error)
{
  const gchar *slash = strchr (text, '/');
  g_autofree gchar *name = slash != NULL ? g_strndup (text, (gsize) (slash - text)) : NULL;
  json_auto_t *grower = NULL;
  json_auto_t *plot = NULL;

  if (slash == NULL)
    return guo_cli_put_found (cli, body, "plot", "plot", text, error);
  grower = guo_cli_find (cli, "grower", name, error);
  plot = grower != NULL ? guo_cli_find_plot (cli, grower, slash + 1, error) : NULL;
  if (plot == NULL)
    return FALSE;
  json_object_set (body, "plot", json_object_get (plot, "id"));
  return TRUE;
}

/* Without a day it was today, as the station has it. */
static gboolean
put_day (GuoCli *cli, json_t *body, const gchar *day, GError **error)
{
  json_auto_t *status = day == NULL ? guo_cli_get (cli, error, "/v1/status") : NULL;

  if (day == NULL && status == NULL)
    return FALSE;
  guo_cli_put_text (body, "applied_on", day != NULL ? day : guo_cli_text (status, "day"));
  return TRUE;
}

static json_t *
record (GuoCli *cli, const gchar *plot, const gchar *name, const Options *o, GError **error)
{
  json_auto_t *body = json_object ();

  if (o->phi_days < 0)
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("say with --phi DAYS how long nothing may be harvested; 0: at once"));
      return NULL;
    }
  if (!put_plot (cli, body, plot, error) || !put_day (cli, body, o->on, error))
    return NULL;
  guo_cli_put_text (body, "name", name);
  guo_cli_put_text (body, "registration_no", o->registration);
  guo_cli_put_text (body, "dose", o->dose);
  json_object_set_new (body, "phi_days", json_integer (o->phi_days));
  if (o->replaces > 0)
    json_object_set_new (body, "replaces", json_integer (o->replaces));
  return guo_cli_post (cli, "/v1/inputs", json_incref (body), error);
}

int
guo_cli_spray (GuoCli *cli, int argc, char **argv)
{
  g_auto(Options) o = { .phi_days = -1 };
  const GOptionEntry entries[] = {
    { "phi", 0, 0, G_OPTION_ARG_INT, &o.phi_days, N_("Days until harvest"), N_("DAYS") },
    { "on", 0, 0, G_OPTION_ARG_STRING, &o.on, N_("When it was applied; today when not said"), "YYYY-MM-DD" },
    { "registration", 0, 0, G_OPTION_ARG_STRING, &o.registration, N_("The product's registration number"), N_("NO") },
    { "dose", 0, 0, G_OPTION_ARG_STRING, &o.dose, N_("How much"), N_("TEXT") },
    { "replaces", 0, 0, G_OPTION_ARG_INT, &o.replaces, N_("Instead of this spray; a supervisor's"), N_("ID") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 2, 2))
    return GUO_CLI_USAGE;
  answer = record (cli, argv[1], argv[2], &o, &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, guo_columns_inputs);
  return GUO_CLI_DONE;
}
