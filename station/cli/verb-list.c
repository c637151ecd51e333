/* list KIND: what the station knows, as tables or one JSON object a line. */
#include "station/cli/columns.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const GuoColumn villages[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "township", N_("Township"), GUO_COLUMN_TEXT },
  { "county", N_("County"), GUO_COLUMN_TEXT },
  { "altitude_m", N_("Altitude m"), GUO_COLUMN_NUMBER },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn plots[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "grower_name", N_("Grower"), GUO_COLUMN_TEXT },
  { "area_m2", N_("Mu"), GUO_COLUMN_MU },
  { "variety_name", N_("Variety"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn products[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "name_en", N_("English name"), GUO_COLUMN_TEXT },
  { "kind", N_("Kind"), GUO_COLUMN_TEXT },
  { "season_from", N_("Season from"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn brands[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "owner", N_("Owner"), GUO_COLUMN_TEXT },
  { "gtin", N_("GTIN"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn crate_types[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "tare_mg", N_("Tare kg"), GUO_COLUMN_KG },
  { "tare_from", N_("In force from"), GUO_COLUMN_TEXT },
  { "active", N_("Active"), GUO_COLUMN_BOOLEAN },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn tares[] = {
  { "crate_type_name", N_("Name"), GUO_COLUMN_TEXT },
  { "tare_mg", N_("Tare kg"), GUO_COLUMN_KG },
  { "from", N_("In force from"), GUO_COLUMN_TEXT },
  { "actor_name", N_("Who"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn pack_plans[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "product_name", N_("Product"), GUO_COLUMN_TEXT },
  { "grade_class", N_("Class"), GUO_COLUMN_TEXT },
  { "size", N_("Size"), GUO_COLUMN_TEXT },
  { "nominal_mg", N_("Nominal kg"), GUO_COLUMN_KG },
  { "tare_mg", N_("Tare kg"), GUO_COLUMN_KG },
  { "layout", N_("Label"), GUO_COLUMN_TEXT },
  { "active", N_("Active"), GUO_COLUMN_BOOLEAN },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn pallets[] = {
  { "no", N_("No."), GUO_COLUMN_TEXT },
  { "sscc", N_("SSCC"), GUO_COLUMN_TEXT },
  { "state", N_("State"), GUO_COLUMN_TEXT },
  { "cases", N_("Cases"), GUO_COLUMN_NUMBER },
  { "net_mg", N_("Net kg"), GUO_COLUMN_KG },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn grade_schemes[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "scheme", N_("Scheme"), GUO_COLUMN_TEXT },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "version", N_("Version"), GUO_COLUMN_TEXT },
  { "product_name", N_("Product"), GUO_COLUMN_TEXT },
  { "active", N_("Active"), GUO_COLUMN_BOOLEAN },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn shipped_schemes[] = {
  { "shipped", N_("Scheme"), GUO_COLUMN_TEXT },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "name_en", N_("English name"), GUO_COLUMN_TEXT },
  { "version", N_("Version"), GUO_COLUMN_TEXT },
  { "classes", N_("Classes"), GUO_COLUMN_NUMBER },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn label_layouts[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "version", N_("Version"), GUO_COLUMN_NUMBER },
  { "purpose", N_("For"), GUO_COLUMN_TEXT },
  { "own", N_("Own"), GUO_COLUMN_BOOLEAN },
  { "active", N_("Active"), GUO_COLUMN_BOOLEAN },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn events[] = {
  { "id", N_("Id"), GUO_COLUMN_NUMBER },
  { "seq", N_("Index"), GUO_COLUMN_NUMBER },
  { "type", N_("Type"), GUO_COLUMN_TEXT },
  { "day", N_("Day"), GUO_COLUMN_TEXT },
  { "leaf", N_("Leaf"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

static const GuoColumn centre[] = {
  { "name", N_("Name"), GUO_COLUMN_TEXT },
  { "place", N_("Place"), GUO_COLUMN_TEXT },
  { "host", N_("Host"), GUO_COLUMN_TEXT },
  { "phone", N_("Phone"), GUO_COLUMN_TEXT },
  { "item_mode", N_("Item numbers"), GUO_COLUMN_TEXT },
  { NULL, NULL, GUO_COLUMN_TEXT },
};

typedef struct
{
  const gchar *name;
  const gchar *path;
  const GuoColumn *columns;
} Kind;

static const Kind kinds[] = {
  { "brands", "/v1/brands", brands },
  { "cases", "/v1/cases", guo_columns_cases },
  { "centre", "/v1/status", centre },
  { "cooperatives", "/v1/parties?kind=cooperative", guo_columns_parties },
  { "crate-types", "/v1/crate-types", crate_types },
  { "deductions", "/v1/deductions", guo_columns_deductions },
  { "crate-loans", "/v1/crate-loans", guo_columns_crate_loans },
  { "deliveries", "/v1/deliveries", guo_columns_deliveries },
  { "devices", "/v1/devices", guo_columns_devices },
  { "events", "/v1/events", events },
  { "grade-reports", "/v1/grade-reports", guo_columns_grade_reports },
  { "grade-runs", "/v1/grade-runs", guo_columns_grade_runs },
  { "grade-schemes", "/v1/grade-schemes", grade_schemes },
  { "growers", "/v1/parties?kind=grower", guo_columns_parties },
  { "inputs", "/v1/inputs", guo_columns_inputs },
  { "label-layouts", "/v1/label-layouts", label_layouts },
  { "links", "/v1/links", guo_columns_links },
  { "lots", "/v1/lots", guo_columns_lots },
  { "pack-plans", "/v1/pack-plans", pack_plans },
  { "pallets", "/v1/pallets", pallets },
  { "plots", "/v1/plots", plots },
  { "print-jobs", "/v1/print-jobs", guo_columns_print_jobs },
  { "products", "/v1/products", products },
  { "trucks", "/v1/vehicle-weighings", guo_columns_trucks },
  { "shipped-schemes", "/v1/grade-schemes/shipped", shipped_schemes },
  { "tares", "/v1/tares", tares },
  { "users", "/v1/users", guo_columns_users },
  { "varieties", "/v1/products", products },
  { "villages", "/v1/villages", villages },
  { "waiting-trucks", "/v1/vehicle-weighings?waiting=1", guo_columns_trucks },
  { "weighings", "/v1/weighings", guo_columns_weighings },
};

/* Narrowings of a list: what is typed, how the interface calls it, what kind of thing it names. */
static gchar *narrow[11];

static const struct
{
  const gchar *option;
  const gchar *key;
  const gchar *thing; /* (nullable): NULL: sent as typed */
  const gchar *help;
} narrowings[] = {
  { "cooperative", "cooperative", "cooperative", N_("Only of this cooperative") },
  { "grower", "grower", "grower", N_("Only of this grower") },
  { "delivery", "delivery", "delivery", N_("Only of this delivery") },
  { "lot", "lot", "lot", N_("Only of this lot") },
  { "day", "day", NULL, N_("Only of this day (YYYY-MM-DD)") },
  { "state", "state", NULL, N_("Only in this state (open, closed …)") },
  { "find", "q", NULL, N_("Only whose name or initials begin so") },
  { "limit", "limit", NULL, N_("At most so many") },
  { "before", "before", NULL, N_("Older than this id") },
  { "after", "after", NULL, N_("Events after this index") },
  { "all", "all", NULL, N_("1: those that are stopped or void too") },
};

static const Kind *
kind_of (const gchar *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}

static int
unknown_kind (const gchar *name)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", kinds[i].name);
  return guo_cli_fail (GUO_CLI_USAGE, _("list: “%s” is none of: %s"), name, text->str);
}

static gboolean
add_narrowings (GuoCli *cli, GString *path, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (narrowings); i++)
    {
      json_auto_t *row = NULL;
      g_autofree gchar *id = NULL;

      if (narrow[i] != NULL && narrowings[i].thing != NULL)
        {
          row = guo_cli_find (cli, narrowings[i].thing, narrow[i], error);
          if (row == NULL)
            return FALSE;
          id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_cli_id (row, "id"));
        }
      guo_cli_query (path, narrowings[i].key, id != NULL ? id : narrow[i]);
    }
  return TRUE;
}

static json_t *
varieties_of (json_t *products_rows)
{
  json_t *rows = json_array ();

  for (size_t i = 0; i < json_array_size (products_rows); i++)
    json_array_extend (rows, json_object_get (json_array_get (products_rows, i), "varieties"));
  return rows;
}

static json_t *
rows_of (GuoCli *cli, const Kind *kind, GError **error)
{
  g_autoptr(GString) path = g_string_new (kind->path);
  json_auto_t *answer = NULL;
  json_t *one = NULL;

  if (!add_narrowings (cli, path, error))
    return NULL;
  if (strcmp (kind->name, "centre") != 0)
    return guo_cli_rows_of (cli, path->str, error);
  answer = guo_cli_get (cli, error, "%s", path->str);
  one = json_object_get (answer, "centre");
  if (answer == NULL)
    return NULL;
  return json_is_object (one) ? json_pack ("[O]", one) : json_array ();
}

int
guo_cli_list (GuoCli *cli, int argc, char **argv)
{
  GOptionEntry entries[G_N_ELEMENTS (narrowings) + 1] = { 0 };
  g_autoptr(GError) error = NULL;
  json_auto_t *rows = NULL;
  const Kind *kind = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (narrowings); i++)
    entries[i] = (GOptionEntry) { narrowings[i].option, 0, 0, G_OPTION_ARG_STRING, &narrow[i], narrowings[i].help,
                                  N_("VALUE") };
  if (!guo_cli_options (cli, entries, &argc, &argv, 1, 1))
    return GUO_CLI_USAGE;
  kind = kind_of (argv[1]);
  if (kind == NULL)
    return unknown_kind (argv[1]);
  rows = rows_of (cli, kind, &error);
  if (rows != NULL && strcmp (kind->name, "varieties") == 0)
    {
      json_t *flat = varieties_of (rows);

      json_decref (rows);
      rows = flat;
    }
  if (rows == NULL)
    return guo_cli_fail_error (error);
  guo_cli_rows (cli, rows, kind->columns);
  return GUO_CLI_DONE;
}
