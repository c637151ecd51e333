/* demo --crates N: fills a practice database with a day of the township, through the calls that the
 * operator's key takes; the same seed gives the same day.
 */
#include "station/cli/cli.h"
#include "station/cli/demo-data.h"
#include "station/station.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STEP_MG ((gint64) 50000)   /* e of the scale */
#define TARE_MG ((gint64) 1850000) /* of a blue crate */

enum
{
  CRATES_MOST = 1000,
  GROWERS_EACH = 3,
  CRATES_LEAST = 4,   /* of a delivery */
  CRATES_USUAL = 40,
  CASES_MOST = 20,    /* of a delivery; the rest of the fruit stays in its lot */
};

typedef struct
{
  GuoCli *cli;
  const gchar *printer; /* (nullable): address of a label printer; without one labels wait */
  GRand *random;
  GuoCliProgress *progress;
  gint64 products[GUO_DEMO_PRODUCTS];
  gint64 varieties[GUO_DEMO_PRODUCTS][2];
  guint n_varieties[GUO_DEMO_PRODUCTS];
  gint64 villages[GUO_DEMO_VILLAGES];
  gint64 cooperatives[GUO_DEMO_COOPERATIVES];
  gint64 growers[GUO_DEMO_COOPERATIVES][GROWERS_EACH];
  gint64 plots[GUO_DEMO_COOPERATIVES][GROWERS_EACH];
  gint64 brand;
  gint64 crate;
  gint64 scale;
  guint crates_done;
  guint deliveries;
  guint cases;
} Demo;

/* The id of what was made; 0 with an error. */
static gint64
make (Demo *demo, const gchar *path, json_t *body, GError **error)
{
  json_auto_t *answer = guo_cli_post (demo->cli, path, body, error);

  return guo_cli_id (answer, "id");
}

static gboolean
log_in (Demo *demo, const gchar *user, const gchar *pin, GError **error)
{
  json_auto_t *answer = guo_client_request (demo->cli->client, "POST", "/v1/login",
                                            json_pack ("{s:s,s:s}", "user", user, "pin", pin), NULL, error);

  if (answer == NULL)
    return FALSE;
  guo_client_set_token (demo->cli->client, guo_cli_text (answer, "token"));
  demo->cli->logged_in = TRUE;
  return TRUE;
}

static gboolean
make_users (Demo *demo, GError **error)
{
  return make (demo, "/v1/users", json_pack ("{s:s,s:s,s:s}", "name", GUO_DEMO_SUPERVISOR, "role", "supervisor", "pin",
                                             GUO_DEMO_SUPERVISOR_PIN), error) != 0
         && log_in (demo, GUO_DEMO_SUPERVISOR, GUO_DEMO_SUPERVISOR_PIN, error)
         && make (demo, "/v1/users", json_pack ("{s:s,s:s,s:s}", "name", GUO_DEMO_OPERATOR, "role", "operator", "pin",
                                                GUO_DEMO_OPERATOR_PIN), error) != 0;
}

static gboolean
make_centre (Demo *demo, GError **error)
{
  json_auto_t *answer = guo_cli_post (
    demo->cli, "/v1/centre",
    json_pack ("{s:s,s:s,s:s,s:s,s:s}", "name", GUO_DEMO_CENTRE, "name_en", "Futian Fruit Sorting Centre", "place",
               "重庆市巫山县双龙镇", "phone", "023-0000 0000", "item_mode", "internal"),
    error);

  return answer != NULL;
}

static gboolean
make_varieties (Demo *demo, guint p, GError **error)
{
  for (guint v = 0; guo_demo_products[p].varieties[v][0] != NULL; v++)
    {
      const gchar *const *names = guo_demo_products[p].varieties[v];

      demo->varieties[p][v] = make (demo, "/v1/varieties",
                                    json_pack ("{s:I,s:s,s:s}", "product", (json_int_t) demo->products[p], "name",
                                               names[0], "name_en", names[1]), error);
      if (demo->varieties[p][v] == 0)
        return FALSE;
      demo->n_varieties[p]++;
    }
  return TRUE;
}

static gboolean
make_products (Demo *demo, GError **error)
{
  for (guint p = 0; p < GUO_DEMO_PRODUCTS; p++)
    {
      const GuoDemoProduct *product = &guo_demo_products[p];

      demo->products[p] = make (demo, "/v1/products",
                                json_pack ("{s:s,s:s,s:s,s:s}", "name", product->name, "name_en", product->name_en,
                                           "kind", product->kind, "season_from", product->season_from), error);
      if (demo->products[p] == 0 || !make_varieties (demo, p, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_brand (Demo *demo, GError **error)
{
  json_t *licence = json_pack ("{s:s,s:s,s:s,s:s}", "number", "演示-2023-001", "holder", GUO_DEMO_CENTRE, "from",
                               "2023-07-01", "to", "2027-06-30");

  demo->brand = make (demo, "/v1/brands",
                      json_pack ("{s:s,s:s,s:s,s:s,s:s,s:I,s:s,s:o}", "name", "双龙脆李", "name_en",
                                 "Shuanglong Crisp Plum", "story", "海拔 400–800 米坡地，六月底到八月采。", "story_en",
                                 "Grown on slopes 400 to 800 m above the sea, picked from the end of June to August.",
                                 "owner", "双龙镇果业协会", "product", (json_int_t) demo->products[0], "mark",
                                 "地理标志 巫山脆李", "licence", licence), error);
  return demo->brand != 0;
}

static gboolean
make_crates (Demo *demo, GError **error)
{
  static const struct
  {
    const gchar *name;
    const gchar *name_en;
    gint64 tare_mg;
  } types[] = { { GUO_DEMO_CRATE, "Blue crate", TARE_MG }, { "白筐", "White crate", 2100000 },
                { "茶篓", "Tea basket", 600000 } };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gint64 id = make (demo, "/v1/crate-types",
                        json_pack ("{s:s,s:s,s:I}", "name", types[i].name, "name_en", types[i].name_en, "tare_mg",
                                   (json_int_t) types[i].tare_mg), error);

      if (id == 0)
        return FALSE;
      if (i == 0)
        demo->crate = id;
    }
  return TRUE;
}

static gboolean
make_devices (Demo *demo, GError **error)
{
  demo->scale = make (demo, "/v1/devices",
                      json_pack ("{s:s,s:s,s:s,s:s,s:I,s:I,s:s}", "name", GUO_DEMO_SCALE, "kind", "scale", "address",
                                 "sim:yaohua-tf0", "protocol", "yaohua-tf0", "max_mg", (json_int_t) 150000000, "e_mg",
                                 (json_int_t) STEP_MG, "unit", "kg"), error);
  return demo->scale != 0
         && (demo->printer == NULL
             || make (demo, "/v1/devices",
                      json_pack ("{s:s,s:s,s:s,s:s,s:i}", "name", GUO_DEMO_PRINTER, "kind", "printer", "address",
                                 demo->printer, "language", "zpl", "dpi", 203), error) != 0);
}

static gboolean
make_villages (Demo *demo, GError **error)
{
  for (guint i = 0; i < GUO_DEMO_VILLAGES; i++)
    {
      demo->villages[i] = make (demo, "/v1/villages",
                                json_pack ("{s:s,s:s,s:s,s:s,s:i}", "name", guo_demo_villages[i].name, "name_en",
                                           guo_demo_villages[i].name_en, "township", "双龙镇", "county", "巫山县",
                                           "altitude_m", guo_demo_villages[i].altitude_m), error);
      if (demo->villages[i] == 0)
        return FALSE;
    }
  return TRUE;
}

/* The k-th invented person; no name comes twice. */
static gchar *
person (guint k)
{
  guint surnames = g_strv_length ((gchar **) guo_demo_surnames);
  guint given = g_strv_length ((gchar **) guo_demo_given_names);

  return g_strconcat (guo_demo_surnames[k % surnames], guo_demo_given_names[k % given], NULL);
}

static gboolean
make_grower (Demo *demo, guint cooperative, guint g, GError **error)
{
  g_autofree gchar *name = person (cooperative * GROWERS_EACH + g);
  g_autofree gchar *plot = g_strdup_printf ("%d号地", g_rand_int_range (demo->random, 1, 10));
  g_autofree gchar *area = g_strdup_printf ("%d.%d", g_rand_int_range (demo->random, 1, 9),
                                            g_rand_int_range (demo->random, 0, 10));
  gint64 village = demo->villages[guo_demo_cooperatives[cooperative].village];
  gint64 grower = make (demo, "/v1/parties",
                        json_pack ("{s:s,s:s,s:I,s:I}", "kind", "grower", "name", name, "cooperative",
                                   (json_int_t) demo->cooperatives[cooperative], "village", (json_int_t) village), error);

  demo->growers[cooperative][g] = grower;
  if (grower == 0)
    return FALSE;
  demo->plots[cooperative][g] = make (demo, "/v1/plots",
                                      json_pack ("{s:I,s:s,s:s,s:I,s:I,s:I}", "grower", (json_int_t) grower, "name", plot,
                                                 "area_mu", area, "village", (json_int_t) village, "product",
                                                 (json_int_t) demo->products[0], "variety",
                                                 (json_int_t) demo->varieties[0][0]), error);
  return demo->plots[cooperative][g] != 0;
}

static gboolean
make_cooperatives (Demo *demo, GError **error)
{
  g_autoptr(GuoCliProgress) progress = guo_cli_progress_new (_("Cooperatives"), GUO_DEMO_COOPERATIVES);

  for (guint i = 0; i < GUO_DEMO_COOPERATIVES; i++)
    {
      const GuoDemoCooperative *it = &guo_demo_cooperatives[i];

      demo->cooperatives[i] = make (demo, "/v1/parties",
                                    json_pack ("{s:s,s:s,s:s,s:s,s:I}", "kind", "cooperative", "name", it->name, "name_en",
                                               it->name_en, "code", it->code, "village",
                                               (json_int_t) demo->villages[it->village]), error);
      for (guint g = 0; g < GROWERS_EACH; g++)
        if (demo->cooperatives[i] == 0 || !make_grower (demo, i, g, error))
          return FALSE;
      guo_cli_progress_step (progress, i + 1);
    }
  return TRUE;
}

static gboolean
make_master_data (Demo *demo, GError **error)
{
  return make_users (demo, error) && make_centre (demo, error) && make_products (demo, error)
         && make_brand (demo, error) && make_crates (demo, error) && make_villages (demo, error)
         && make_cooperatives (demo, error) && make_devices (demo, error);
}

static guint
choose_product (Demo *demo)
{
  gint at = g_rand_int_range (demo->random, 0, 100);
  guint p = 0;

  /* The first is what the township is known for; then each once, so that a small day shows them all. */
  if (demo->deliveries < GUO_DEMO_PRODUCTS)
    return demo->deliveries;
  while (p + 1 < GUO_DEMO_PRODUCTS && at >= (gint) guo_demo_products[p].share)
    at -= (gint) guo_demo_products[p++].share;
  return p;
}

static json_t *
open_delivery (Demo *demo, guint p, GError **error)
{
  guint c = demo->deliveries == 0 ? 0 : (guint) g_rand_int_range (demo->random, 0, GUO_DEMO_COOPERATIVES);
  guint g = demo->deliveries == 0 ? 0 : (guint) g_rand_int_range (demo->random, 0, GROWERS_EACH);
  guint v = demo->deliveries == 0 ? 0 : (guint) g_rand_int_range (demo->random, 0, (gint) demo->n_varieties[p]);
  g_autofree gchar *vehicle = g_strdup_printf ("渝F·%05d", g_rand_int_range (demo->random, 0, 100000));
  json_t *body = json_pack ("{s:I,s:I,s:I,s:s,s:[{s:I,s:I}],s:b}", "cooperative", (json_int_t) demo->cooperatives[c],
                            "product", (json_int_t) demo->products[p], "variety", (json_int_t) demo->varieties[p][v],
                            "vehicle", vehicle, "sources", "grower", (json_int_t) demo->growers[c][g], "plot",
                            (json_int_t) demo->plots[c][g], "certificate_received", TRUE);

  return guo_cli_post (demo->cli, "/v1/deliveries", body, error);
}

/* A crate of this product on the simulated scale, in steps of e. */
static gboolean
weigh_crate (Demo *demo, gint64 lot, const GuoDemoProduct *product, GError **error)
{
  gint64 spread = product->crate_net_mg / STEP_MG / 5;
  gint64 net = (product->crate_net_mg / STEP_MG + g_rand_int_range (demo->random, (gint32) -spread, (gint32) spread)) * STEP_MG;
  json_auto_t *answer = guo_cli_post (demo->cli, "/v1/weighings",
                                      json_pack ("{s:I,s:I,s:I,s:I}", "lot", (json_int_t) lot, "scale",
                                                 (json_int_t) demo->scale, "crate_type", (json_int_t) demo->crate,
                                                 "simulated_mg", (json_int_t) (net + TARE_MG)), error);

  if (answer != NULL)
    guo_cli_progress_step (demo->progress, ++demo->crates_done);
  return answer != NULL;
}

static gboolean
pack_cases (Demo *demo, gint64 lot, guint p, gint64 net_mg, GError **error)
{
  static const gchar *const classes[] = { "special", "first" };
  gint64 nominal = guo_demo_products[p].nominal_mg;
  gint64 most = MIN (net_mg * 6 / 10 / nominal, CASES_MOST);

  for (gsize i = 0; i < G_N_ELEMENTS (classes) && most >= 2; i++)
    {
      json_t *body = json_pack ("{s:I,s:s,s:I,s:I}", "lot", (json_int_t) lot, "grade_class", classes[i], "nominal_mg",
                                (json_int_t) nominal, "count", (json_int_t) (most / 2));
      json_auto_t *answer = NULL;

      if (p == 0)
        json_object_set_new (body, "brand", json_integer (demo->brand));
      answer = guo_cli_post (demo->cli, "/v1/cases", body, error);
      if (answer == NULL)
        return FALSE;
      demo->cases += (guint) json_array_size (json_object_get (answer, "cases"));
    }
  return TRUE;
}

static gboolean
deliver (Demo *demo, guint crates, GError **error)
{
  guint p = choose_product (demo);
  json_auto_t *delivery = open_delivery (demo, p, error);
  gint64 lot = guo_cli_id (json_array_get (json_object_get (delivery, "lots"), 0), "id");
  g_autofree gchar *path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT "/close", guo_cli_id (delivery, "id"));
  json_auto_t *closed = NULL;

  if (delivery == NULL)
    return FALSE;
  demo->deliveries++;
  for (guint i = 0; i < crates; i++)
    if (!weigh_crate (demo, lot, &guo_demo_products[p], error))
      return FALSE;
  closed = guo_cli_post (demo->cli, path, json_object (), error);
  return closed != NULL && pack_cases (demo, lot, p, guo_cli_id (closed, "net_mg"), error);
}

/* Lorries of about a quarter of the day at most, so that a small day has several too. */
static gboolean
work_a_day (Demo *demo, guint crates, GError **error)
{
  guint usual = CLAMP (crates / 4, CRATES_LEAST, CRATES_USUAL);

  if (!log_in (demo, GUO_DEMO_OPERATOR, GUO_DEMO_OPERATOR_PIN, error))
    return FALSE;
  while (demo->crates_done < crates)
    {
      guint n = usual / 2 + (guint) g_rand_int_range (demo->random, 0, (gint32) usual);

      if (!deliver (demo, CLAMP (n, 1, crates - demo->crates_done), error))
        return FALSE;
    }
  return TRUE;
}

/* Before anything is made: a practice database in which nobody works yet. */
static gboolean
check_station (GuoCli *cli, GError **error)
{
  json_auto_t *status = guo_cli_get (cli, error, "/v1/status");

  if (status == NULL)
    return FALSE;
  if (!json_is_true (json_object_get (status, "practice")))
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("this is no practice database; “guozhanctl init --practice” makes one"));
  else if (strcmp (guo_cli_text (status, "setup"), "empty") != 0)
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("this database is in use already; give another one with --db FILE"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
make_database (GuoCli *cli, GError **error)
{
  g_autofree gchar *path = guo_client_database_path (cli->db);
  g_autofree gchar *folder = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_mkdir_with_parents (folder, 0700);
  return guo_station_create (path, TRUE, error);
}

static void
report (const Demo *demo, json_t *link)
{
  g_print (_("%u crates of %u deliveries weighed, %u cases packed.\n"), demo->crates_done, demo->deliveries, demo->cases);
  g_print (_("Operator %s, PIN %s; supervisor %s, PIN %s.\n"), GUO_DEMO_OPERATOR, GUO_DEMO_OPERATOR_PIN,
           GUO_DEMO_SUPERVISOR, GUO_DEMO_SUPERVISOR_PIN);
  g_print (_("Page of %s: %s\n"), guo_demo_cooperatives[0].name, guo_cli_text (link, "url"));
}

static json_t *
run_demo (Demo *demo, guint crates, GError **error)
{
  if (!make_database (demo->cli, error) || !check_station (demo->cli, error) || !make_master_data (demo, error))
    return NULL;
  demo->progress = guo_cli_progress_new (_("Crates"), crates);
  if (!work_a_day (demo, crates, error) || !log_in (demo, GUO_DEMO_SUPERVISOR, GUO_DEMO_SUPERVISOR_PIN, error))
    return NULL;
  return guo_cli_post (demo->cli, "/v1/links", json_pack ("{s:I}", "party", (json_int_t) demo->cooperatives[0]), error);
}

int
guo_cli_demo (GuoCli *cli, int argc, char **argv)
{
  gint crates = 100;
  gint seed = 2023;
  g_autofree gchar *printer = NULL;
  const GOptionEntry entries[] = {
    { "crates", 0, 0, G_OPTION_ARG_INT, &crates, N_("How many crates to weigh, 1 to 1000 (100)"), "N" },
    { "printer", 0, 0, G_OPTION_ARG_STRING, &printer, N_("A label printer, as of “guozhanctl sim zpl”"), "tcp:HOST:PORT" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, N_("Another day: any number"), "N" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  Demo demo = { .cli = cli };
  json_auto_t *link = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  if (crates < 1 || crates > CRATES_MOST)
    return guo_cli_fail (GUO_CLI_USAGE, _("--crates is a number from 1 to %d"), CRATES_MOST);
  demo.printer = printer;
  demo.random = g_rand_new_with_seed ((guint32) seed);
  link = run_demo (&demo, (guint) crates, &error);
  guo_cli_progress_free (demo.progress);
  g_rand_free (demo.random);
  if (link == NULL)
    return guo_cli_fail_error (error);
  if (cli->json)
    {
      json_auto_t *answer = json_pack ("{s:i,s:i,s:i,s:O}", "crates", (int) demo.crates_done, "deliveries",
                                       (int) demo.deliveries, "cases", (int) demo.cases, "link", json_object_get (link, "url"));

      guo_cli_object (answer);
    }
  else
    report (&demo, link);
  return GUO_CLI_DONE;
}
