/* A small day: the calls that the operator's key takes, one after the other. */
#include "station/cli/demo.h"

enum
{
  CRATES_LEAST = 4,   /* of a delivery */
  CRATES_USUAL = 40,
  CASES_MOST = 20,    /* of a delivery; the rest of the fruit stays in its lot */
};

static guint
choose_product (GuoDemo *demo)
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
open_delivery (GuoDemo *demo, guint p, GError **error)
{
  guint c = demo->deliveries == 0 ? 0 : (guint) g_rand_int_range (demo->random, 0, GUO_DEMO_COOPERATIVES);
  guint g = demo->deliveries == 0 ? 0 : (guint) g_rand_int_range (demo->random, 0, (gint) demo->growers_each);
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
weigh_crate (GuoDemo *demo, gint64 lot, const GuoDemoProduct *product, GError **error)
{
  gint64 spread = product->crate_net_mg / GUO_DEMO_STEP_MG / 5;
  gint64 net = (product->crate_net_mg / GUO_DEMO_STEP_MG + g_rand_int_range (demo->random, (gint32) -spread, (gint32) spread)) * GUO_DEMO_STEP_MG;
  json_auto_t *answer = guo_cli_post (demo->cli, "/v1/weighings",
                                      json_pack ("{s:I,s:I,s:I,s:I}", "lot", (json_int_t) lot, "scale",
                                                 (json_int_t) demo->scale, "crate_type", (json_int_t) demo->crate,
                                                 "simulated_mg", (json_int_t) (net + GUO_DEMO_TARE_MG)), error);

  if (answer != NULL)
    guo_cli_progress_step (demo->progress, ++demo->crates_done);
  return answer != NULL;
}

static gboolean
pack_cases (GuoDemo *demo, gint64 lot, guint p, gint64 net_mg, GError **error)
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
deliver (GuoDemo *demo, guint crates, GError **error)
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
gboolean
guo_demo_work_a_day (GuoDemo *demo, guint crates, GError **error)
{
  guint usual = CLAMP (crates / 4, CRATES_LEAST, CRATES_USUAL);

  if (!guo_demo_log_in (demo, GUO_DEMO_OPERATOR, GUO_DEMO_OPERATOR_PIN, error))
    return FALSE;
  while (demo->crates_done < crates)
    {
      guint n = usual / 2 + (guint) g_rand_int_range (demo->random, 0, (gint32) usual);

      if (!deliver (demo, CLAMP (n, 1, crates - demo->crates_done), error))
        return FALSE;
    }
  return TRUE;
}

