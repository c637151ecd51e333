/* pack --delivery NO --plan NAME, or --class special --nominal 5: cases from a harvest lot, each with its serial and label. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gchar *delivery;
  gchar *plan;
  gchar *lot;
  gchar *grade_class;
  gchar *nominal;
  gchar *brand;
  gchar *gtin;
  gchar *scale;
  gchar *tare;
  gchar *typed;
  gchar *reason;
  gchar *approver;
  gchar *printer;
  gint count;
  gboolean part;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->delivery);
  g_free (options->plan);
  g_free (options->lot);
  g_free (options->grade_class);
  g_free (options->nominal);
  g_free (options->brand);
  g_free (options->gtin);
  g_free (options->scale);
  g_free (options->tare);
  g_free (options->typed);
  g_free (options->reason);
  g_free (options->approver);
  g_free (options->printer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
put_weight (GuoCli *cli, json_t *body, const Options *o, GError **error)
{
  guo_cli_put_text (body, "reason", o->reason);
  if (!guo_cli_put_found (cli, body, "scale", "scale", o->scale, error)
      || !guo_cli_put_kg (body, "tare_mg", o->tare, error) || !guo_cli_put_kg (body, "net_mg", o->typed, error)
      || !guo_cli_approver (cli, o->approver, body, error))
    return FALSE;
  if (o->scale == NULL && o->typed == NULL)
    json_object_set_new (body, "count", json_integer (o->count));
  return TRUE;
}

static json_t *
pack (GuoCli *cli, const Options *o, GError **error)
{
  json_auto_t *body = json_object ();

  guo_cli_put_text (body, "grade_class", o->grade_class);
  guo_cli_put_text (body, "gtin", o->gtin);
  if (o->part)
    json_object_set_new (body, "part", json_true ());
  if (!guo_cli_put_lot (cli, body, o->lot, o->delivery, error)
      || !guo_cli_put_found (cli, body, "plan", "pack-plan", o->plan, error)
      || !guo_cli_put_kg (body, "nominal_mg", o->nominal, error)
      || !guo_cli_put_found (cli, body, "brand", "brand", o->brand, error)
      || !guo_cli_put_found (cli, body, "printer", "printer", o->printer, error)
      || !put_weight (cli, body, o, error))
    return NULL;
  return guo_cli_post (cli, "/v1/cases", json_incref (body), error);
}

int
guo_cli_pack (GuoCli *cli, int argc, char **argv)
{
  static const GuoColumn columns[] = {
    { "serial", N_("Serial"), GUO_COLUMN_TEXT },
    { "net_mg", N_("Net kg"), GUO_COLUMN_KG },
    { "uri", N_("Address"), GUO_COLUMN_TEXT },
    { NULL, NULL, GUO_COLUMN_TEXT },
  };
  g_auto(Options) o = { .count = 1 };
  const GOptionEntry entries[] = {
    { "delivery", 0, 0, G_OPTION_ARG_STRING, &o.delivery, N_("Delivery (its first lot)"), N_("NO") },
    { "lot", 0, 0, G_OPTION_ARG_STRING, &o.lot, N_("Lot, harvested or graded"), N_("NO") },
    { "plan", 0, 0, G_OPTION_ARG_STRING, &o.plan, N_("Pack plan: class, content, brand, case and label are its"), N_("NAME") },
    { "part", 0, 0, G_OPTION_ARG_NONE, &o.part, N_("A part-full case, to be filled up later"), NULL },
    { "class", 0, 0, G_OPTION_ARG_STRING, &o.grade_class, N_("special, first, second, third, below, or a scheme's; of a graded lot its own"), N_("CLASS") },
    { "nominal", 0, 0, G_OPTION_ARG_STRING, &o.nominal, N_("Nominal net content"), "KG" },
    { "count", 0, 0, G_OPTION_ARG_INT, &o.count, N_("So many cases at nominal content"), "N" },
    { "brand", 0, 0, G_OPTION_ARG_STRING, &o.brand, N_("Brand"), N_("NAME") },
    { "gtin", 0, 0, G_OPTION_ARG_STRING, &o.gtin, N_("Item number, where the product's is not meant"), "GTIN" },
    { "scale", 0, 0, G_OPTION_ARG_STRING, &o.scale, N_("Check-weigh one case on this scale"), N_("NAME") },
    { "tare", 0, 0, G_OPTION_ARG_STRING, &o.tare, N_("Tare of the empty case"), "KG" },
    { "typed", 0, 0, G_OPTION_ARG_STRING, &o.typed, N_("Net weight as typed; needs --reason and --approver"), "KG" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o.reason, N_("Why it is typed"), N_("TEXT") },
    { "approver", 0, 0, G_OPTION_ARG_STRING, &o.approver, N_("The supervisor; PIN asked, or $GUOZHAN_APPROVER_PIN"), N_("NAME") },
    { "printer", 0, 0, G_OPTION_ARG_STRING, &o.printer, N_("Printer, where the first is not meant"), N_("NAME") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  answer = pack (cli, &o, &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, json_object_get (answer, "cases"), columns);
  return GUO_CLI_DONE;
}
