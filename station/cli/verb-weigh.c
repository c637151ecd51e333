/* weigh --delivery NO: records what stands on the scale as soon as it is stable; --typed for a supervisor. */
#include "station/cli/columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { RETRY_MS = 100 };

typedef struct
{
  gchar *delivery;
  gchar *lot;
  gchar *scale;
  gchar *crate_type;
  gchar *tare;
  gchar *typed;
  gchar *reason;
  gchar *approver;
  gint crates;
  gint wait_s;
  gboolean below_min;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->delivery);
  g_free (options->lot);
  g_free (options->scale);
  g_free (options->crate_type);
  g_free (options->tare);
  g_free (options->typed);
  g_free (options->reason);
  g_free (options->approver);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What a person would wait for in front of the scale; anything else is said at once. */
static gboolean
is_worth_waiting (const GError *error)
{
  static const gchar *const codes[] = { "scale-moving", "scale-empty", "scale-recorded", "scale-stale",
                                        "scale-disconnected", NULL };

  return g_strv_contains (codes, guo_client_error_code (error));
}

/* The one that is named, else the only one there is. */
static gboolean
put_scale (GuoCli *cli, json_t *body, const gchar *name, GError **error)
{
  json_auto_t *rows = NULL;
  json_t *only = NULL;
  guint n = 0;

  if (name != NULL)
    return guo_cli_put_found (cli, body, "scale", "scale", name, error);
  rows = guo_cli_rows_of (cli, "/v1/devices", error);
  if (rows == NULL)
    return FALSE;
  for (size_t i = 0; i < json_array_size (rows); i++)
    {
      json_t *row = json_array_get (rows, i);

      if (strcmp (guo_cli_text (row, "kind"), "scale") == 0 && json_is_true (json_object_get (row, "active")))
        {
          only = row;
          n++;
        }
    }
  if (n == 1)
    json_object_set (body, "scale", json_object_get (only, "id"));
  else if (n == 0)
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_ABSENT, _("no scale is bound; “guozhanctl devices add” binds one"));
  else
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("there are %u scales: say which with --scale NAME"), n);
  return n == 1;
}

static gboolean
fill_body (GuoCli *cli, json_t *body, const Options *options, GError **error)
{
  if (!guo_cli_put_lot (cli, body, options->lot, options->delivery, error)
      || !guo_cli_put_found (cli, body, "crate_type", "crate-type", options->crate_type, error)
      || !guo_cli_put_kg (body, "tare_mg", options->tare, error))
    return FALSE;
  json_object_set_new (body, "crates", json_integer (options->crates));
  if (options->below_min)
    json_object_set_new (body, "confirm_below_min", json_true ());
  if (options->typed == NULL)
    return put_scale (cli, body, options->scale, error);
  json_object_set_new (body, "typed", json_true ());
  guo_cli_put_text (body, "reason", options->reason);
  return guo_cli_put_kg (body, "gross_mg", options->typed, error)
         && guo_cli_approver (cli, options->approver, body, error);
}

static json_t *
record (GuoCli *cli, json_t *body, gint wait_s, GError **error)
{
  gint64 until_us = g_get_monotonic_time () + (gint64) wait_s * G_USEC_PER_SEC;
  json_t *answer = NULL;

  for (;;)
    {
      g_autoptr(GError) refusal = NULL;

      answer = guo_cli_post (cli, "/v1/weighings", json_deep_copy (body), &refusal);
      if (answer != NULL)
        return answer;
      if (!is_worth_waiting (refusal) || g_get_monotonic_time () >= until_us)
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return NULL;
        }
      g_usleep (RETRY_MS * 1000);
    }
}

int
guo_cli_weigh (GuoCli *cli, int argc, char **argv)
{
  g_auto(Options) o = { .crates = 1, .wait_s = 30 };
  const GOptionEntry entries[] = {
    { "delivery", 0, 0, G_OPTION_ARG_STRING, &o.delivery, N_("Delivery (its first lot)"), N_("NO") },
    { "lot", 0, 0, G_OPTION_ARG_STRING, &o.lot, N_("Lot"), N_("NO") },
    { "scale", 0, 0, G_OPTION_ARG_STRING, &o.scale, N_("Scale; not needed where there is one"), N_("NAME") },
    { "crate-type", 0, 0, G_OPTION_ARG_STRING, &o.crate_type, N_("Crate type, for its tare"), N_("NAME") },
    { "crates", 0, 0, G_OPTION_ARG_INT, &o.crates, N_("How many crates stand on the scale"), "N" },
    { "tare", 0, 0, G_OPTION_ARG_STRING, &o.tare, N_("Tare, where the table's is not meant"), "KG" },
    { "typed", 0, 0, G_OPTION_ARG_STRING, &o.typed, N_("Gross weight as typed; needs --reason and --approver"), "KG" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o.reason, N_("Why it is typed"), N_("TEXT") },
    { "approver", 0, 0, G_OPTION_ARG_STRING, &o.approver, N_("The supervisor; PIN asked, or $GUOZHAN_APPROVER_PIN"), N_("NAME") },
    { "wait", 0, 0, G_OPTION_ARG_INT, &o.wait_s, N_("Seconds to wait for a load that is new and stable (30)"), "S" },
    { "below-min", 0, 0, G_OPTION_ARG_NONE, &o.below_min, N_("Record although below the scale's Min"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  if (fill_body (cli, body, &o, &error))
    answer = record (cli, body, o.wait_s, &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, answer, guo_columns_weighings);
  return GUO_CLI_DONE;
}
