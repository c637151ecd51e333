/* deduct --lot NO --percent P | --mass KG: what is taken off a lot's net for water, leaf, damage. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gchar *delivery;
  gchar *lot;
  gchar *percent;
  gchar *mass;
  gchar *reason;
  gchar *text;
  gchar *replaces;
  gchar *approver;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->delivery);
  g_free (options->lot);
  g_free (options->percent);
  g_free (options->mass);
  g_free (options->reason);
  g_free (options->text);
  g_free (options->replaces);
  g_free (options->approver);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* "1.5" → 15000 ppm: a plain decimal number, read as kilograms are. */
static gboolean
put_percent (json_t *body, const gchar *text, GError **error)
{
  json_auto_t *read = json_object ();
  gint64 millionths;

  if (!guo_cli_put_kg (read, "percent", text, error))
    return FALSE;
  millionths = guo_cli_id (read, "percent");
  if (millionths % 100 != 0)
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("“%s”: at most four decimals of a percent"), text);
      return FALSE;
    }
  json_object_set_new (body, "ppm", json_integer (millionths / 100));
  return TRUE;
}

static gboolean
put_replaces (json_t *body, const gchar *text, GError **error)
{
  guint64 id = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &id, NULL))
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("“%s” is no id of a deduction"), text);
      return FALSE;
    }
  json_object_set_new (body, "replaces", json_integer ((json_int_t) id));
  return TRUE;
}

static gboolean
fill_body (GuoCli *cli, json_t *body, const Options *o, GError **error)
{
  if ((o->percent == NULL) == (o->mass == NULL))
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("say either --percent or --mass"));
      return FALSE;
    }
  json_object_set_new (body, "kind", json_string (o->percent != NULL ? "percent" : "mass"));
  guo_cli_put_text (body, "reason", o->reason);
  guo_cli_put_text (body, "text", o->text);
  if (o->replaces != NULL ? !put_replaces (body, o->replaces, error)
                          : !guo_cli_put_lot (cli, body, o->lot, o->delivery, error))
    return FALSE;
  return (o->percent == NULL || put_percent (body, o->percent, error))
         && guo_cli_put_kg (body, "mg", o->mass, error) && guo_cli_approver (cli, o->approver, body, error);
}

int
guo_cli_deduct (GuoCli *cli, int argc, char **argv)
{
  g_auto(Options) o = { NULL };
  const GOptionEntry entries[] = {
    { "lot", 0, 0, G_OPTION_ARG_STRING, &o.lot, N_("Lot"), N_("NO") },
    { "delivery", 0, 0, G_OPTION_ARG_STRING, &o.delivery, N_("Delivery (its first lot)"), N_("NO") },
    { "percent", 0, 0, G_OPTION_ARG_STRING, &o.percent, N_("Of the lot's net sum, rounded to the scale's interval"), "P" },
    { "mass", 0, 0, G_OPTION_ARG_STRING, &o.mass, N_("A fixed mass"), "KG" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o.reason, N_("Why: water, leaf, damage, immature, foreign, other"), N_("REASON") },
    { "text", 0, 0, G_OPTION_ARG_STRING, &o.text, N_("What happened, in words"), N_("TEXT") },
    { "replaces", 0, 0, G_OPTION_ARG_STRING, &o.replaces, N_("Instead of this deduction"), N_("ID") },
    { "approver", 0, 0, G_OPTION_ARG_STRING, &o.approver, N_("The supervisor; PIN asked, or $GUOZHAN_APPROVER_PIN"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  if (fill_body (cli, body, &o, &error))
    answer = guo_cli_post (cli, "/v1/deductions", json_incref (body), &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, guo_columns_deductions);
  return GUO_CLI_DONE;
}
