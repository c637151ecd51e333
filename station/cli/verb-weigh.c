/* weigh --delivery NO: records what stands on the scale as soon as it is stable: crates, a pallet of them, a truck
 * in two weighings; --typed for a supervisor. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { RETRY_MS = 100 };

typedef struct
{
  gchar *delivery;
  gchar *lot;
  gchar *scale;
  gchar *crate_type;
  gchar *pallet;
  gchar *truck;
  gchar *vehicle;
  gchar *tare;
  gchar *typed;
  gchar *reason;
  gchar *approver;
  gint crates;
  gint wait_s;
  gboolean below_min;
  gboolean repeat;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->delivery);
  g_free (options->lot);
  g_free (options->scale);
  g_free (options->crate_type);
  g_free (options->pallet);
  g_free (options->truck);
  g_free (options->vehicle);
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
is_truck (const Options *options, const gchar *which)
{
  return g_strcmp0 (options->truck, which) == 0;
}

/* The one truck of this lot that waits, or the one with this plate. */
static gboolean
put_waiting (GuoCli *cli, json_t *body, const gchar *vehicle, GError **error)
{
  json_auto_t *rows = guo_cli_rows_of (cli, "/v1/vehicle-weighings?waiting=1", error);
  json_t *found = NULL;
  guint n = 0;

  if (rows == NULL)
    return FALSE;
  for (size_t i = 0; i < json_array_size (rows); i++)
    {
      json_t *row = json_array_get (rows, i);

      if (guo_cli_id (row, "lot") != guo_cli_id (body, "lot")
          || (vehicle != NULL && strcmp (guo_cli_text (row, "vehicle"), vehicle) != 0))
        continue;
      found = row;
      n++;
    }
  if (n == 1)
    json_object_set (body, "vehicle_weighing", json_object_get (found, "id"));
  else if (n == 0)
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED,
                 _("no truck of this lot waits; “guozhanctl list waiting-trucks” lists those that do"));
  else
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("%u trucks wait: say which with --vehicle PLATE"), n);
  return n == 1;
}

/* What is counted on the scale. A truck is its fruit alone unless crates are told. */
static gboolean
put_crates (GuoCli *cli, json_t *body, const Options *options, GError **error)
{
  if (is_truck (options, "first"))
    {
      guo_cli_put_text (body, "vehicle", options->vehicle);
      return TRUE;
    }
  if (options->crates >= 0)
    json_object_set_new (body, "crates", json_integer (options->crates));
  return guo_cli_put_found (cli, body, "crate_type", "crate-type", options->crate_type, error)
         && guo_cli_put_found (cli, body, "pallet_type", "crate-type", options->pallet, error)
         && guo_cli_put_kg (body, "tare_mg", options->tare, error)
         && (options->truck == NULL || put_waiting (cli, body, options->vehicle, error));
}

static gboolean
put_load (GuoCli *cli, json_t *body, const Options *options, GError **error)
{
  const gboolean first = is_truck (options, "first");

  if (options->below_min)
    json_object_set_new (body, "confirm_below_min", json_true ());
  if (options->repeat)
    json_object_set_new (body, "confirm_repeat", json_true ());
  if (options->typed == NULL)
    return put_scale (cli, body, options->scale, error);
  if (!first)
    json_object_set_new (body, "typed", json_true ());
  guo_cli_put_text (body, "reason", options->reason);
  return guo_cli_put_kg (body, first ? "mg" : "gross_mg", options->typed, error)
         && guo_cli_approver (cli, options->approver, body, error);
}

static gboolean
fill_body (GuoCli *cli, json_t *body, const Options *options, GError **error)
{
  if (options->truck != NULL && !is_truck (options, "first") && !is_truck (options, "second"))
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("--truck is “first” or “second”, not “%s”"), options->truck);
      return FALSE;
    }
  return guo_cli_put_lot (cli, body, options->lot, options->delivery, error)
         && put_crates (cli, body, options, error) && put_load (cli, body, options, error);
}

static void
show_warnings (json_t *answer)
{
  json_t *warnings = json_object_get (answer, "warnings");

  for (size_t i = 0; i < json_array_size (warnings); i++)
    {
      json_t *warning = json_array_get (warnings, i);

      if (guo_cli_id (warning, "no") > 0)
        g_printerr (_("The same vehicle weighed the same before: No. %d, %s\n"), (int) guo_cli_id (warning, "no"),
                    guo_cli_text (warning, "at"));
      else
        g_printerr (_("The same vehicle weighed the same before: %s\n"), guo_cli_text (warning, "at"));
    }
}

static json_t *
record (GuoCli *cli, const gchar *path, json_t *body, gint wait_s, GError **error)
{
  gint64 until_us = g_get_monotonic_time () + (gint64) wait_s * G_USEC_PER_SEC;
  json_t *answer = NULL;

  for (;;)
    {
      g_autoptr(GError) refusal = NULL;

      answer = guo_cli_post (cli, path, json_deep_copy (body), &refusal);
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
  g_auto(Options) o = { .crates = -1, .wait_s = 30 };
  const GOptionEntry entries[] = {
    { "delivery", 0, 0, G_OPTION_ARG_STRING, &o.delivery, N_("Delivery (its first lot)"), N_("NO") },
    { "lot", 0, 0, G_OPTION_ARG_STRING, &o.lot, N_("Lot"), N_("NO") },
    { "scale", 0, 0, G_OPTION_ARG_STRING, &o.scale, N_("Scale; not needed where there is one"), N_("NAME") },
    { "crate-type", 0, 0, G_OPTION_ARG_STRING, &o.crate_type, N_("Crate type, for its tare"), N_("NAME") },
    { "crates", 0, 0, G_OPTION_ARG_INT, &o.crates, N_("How many crates stand on the scale; 0: loose fruit (1, on a truck 0)"), "N" },
    { "pallet", 0, 0, G_OPTION_ARG_STRING, &o.pallet, N_("Pallet under the crates, for its tare"), N_("NAME") },
    { "truck", 0, 0, G_OPTION_ARG_STRING, &o.truck, N_("A truck's first weighing, or its second"), "first|second" },
    { "vehicle", 0, 0, G_OPTION_ARG_STRING, &o.vehicle, N_("The truck's plate, where the delivery's is not meant"), N_("PLATE") },
    { "tare", 0, 0, G_OPTION_ARG_STRING, &o.tare, N_("Tare, where the table's is not meant"), "KG" },
    { "typed", 0, 0, G_OPTION_ARG_STRING, &o.typed, N_("Gross weight as typed; needs --reason and --approver"), "KG" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o.reason, N_("Why it is typed"), N_("TEXT") },
    { "approver", 0, 0, G_OPTION_ARG_STRING, &o.approver, N_("The supervisor; PIN asked, or $GUOZHAN_APPROVER_PIN"), N_("NAME") },
    { "wait", 0, 0, G_OPTION_ARG_INT, &o.wait_s, N_("Seconds to wait for a load that is new and stable (30)"), "S" },
    { "below-min", 0, 0, G_OPTION_ARG_NONE, &o.below_min, N_("Record although below the scale's Min"), NULL },
    { "repeat", 0, 0, G_OPTION_ARG_NONE, &o.repeat, N_("It is not the load that was recorded before the station stopped"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *body = json_object ();
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  if (fill_body (cli, body, &o, &error))
    answer = record (cli, is_truck (&o, "first") ? "/v1/vehicle-weighings" : "/v1/weighings", body, o.wait_s, &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  show_warnings (answer);
  guo_cli_rows (cli, answer, is_truck (&o, "first") ? guo_columns_trucks : guo_columns_weighings);
  return GUO_CLI_DONE;
}
