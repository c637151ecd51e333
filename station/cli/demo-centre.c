/* The township of the demonstration: everything that has to be there before a crate is weighed. */
#include "station/cli/demo.h"

#include <glib/gi18n-lib.h>

static json_t *
make_at (GuoDemo *demo, const gchar *path, json_t *body, GError **error)
{
  json_auto_t *answer = NULL;

  if (demo->at == NULL)
    return guo_cli_post (demo->cli, path, body, error);
  answer = guo_cli_post (demo->cli, "/v1/batch",
                         json_pack ("{s:s,s:[{s:s,s:o}]}", "at", demo->at, "commands", "path", path, "body", body), error);
  return json_incref (json_array_get (json_object_get (answer, "answers"), 0));
}

gint64
guo_demo_make (GuoDemo *demo, const gchar *path, json_t *body, GError **error)
{
  json_auto_t *answer = make_at (demo, path, body, error);

  return guo_cli_id (answer, "id");
}

gboolean
guo_demo_log_in (GuoDemo *demo, const gchar *user, const gchar *pin, GError **error)
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
make_users (GuoDemo *demo, GError **error)
{
  if (guo_demo_make (demo, "/v1/users",
                     json_pack ("{s:s,s:s,s:s}", "name", GUO_DEMO_SUPERVISOR, "role", "supervisor", "pin",
                                GUO_DEMO_SUPERVISOR_PIN), error) == 0
      || !guo_demo_log_in (demo, GUO_DEMO_SUPERVISOR, GUO_DEMO_SUPERVISOR_PIN, error))
    return FALSE;
  demo->operator_id = guo_demo_make (demo, "/v1/users",
                                     json_pack ("{s:s,s:s,s:s}", "name", GUO_DEMO_OPERATOR, "role", "operator", "pin",
                                                GUO_DEMO_OPERATOR_PIN), error);
  return demo->operator_id != 0;
}

static gboolean
make_centre (GuoDemo *demo, GError **error)
{
  json_auto_t *answer = make_at (
    demo, "/v1/centre",
    json_pack ("{s:s,s:s,s:s,s:s,s:s}", "name", GUO_DEMO_CENTRE, "name_en", "Futian Fruit Sorting Centre", "place",
               "重庆市巫山县双龙镇", "phone", "023-0000 0000", "item_mode", "internal"),
    error);

  return answer != NULL;
}

static gboolean
make_varieties (GuoDemo *demo, guint p, GError **error)
{
  for (guint v = 0; guo_demo_products[p].varieties[v][0] != NULL; v++)
    {
      const gchar *const *names = guo_demo_products[p].varieties[v];

      demo->varieties[p][v] = guo_demo_make (demo, "/v1/varieties",
                                    json_pack ("{s:I,s:s,s:s}", "product", (json_int_t) demo->products[p], "name",
                                               names[0], "name_en", names[1]), error);
      if (demo->varieties[p][v] == 0)
        return FALSE;
      demo->n_varieties[p]++;
    }
  return TRUE;
}

static gboolean
make_products (GuoDemo *demo, GError **error)
{
  for (guint p = 0; p < GUO_DEMO_PRODUCTS; p++)
    {
      const GuoDemoProduct *product = &guo_demo_products[p];

      demo->products[p] = guo_demo_make (demo, "/v1/products",
                                json_pack ("{s:s,s:s,s:s,s:s}", "name", product->name, "name_en", product->name_en,
                                           "kind", product->kind, "season_from", product->season_from), error);
      if (demo->products[p] == 0 || !make_varieties (demo, p, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_brand (GuoDemo *demo, GError **error)
{
  json_t *licence = json_pack ("{s:s,s:s,s:s,s:s}", "number", "演示-2023-001", "holder", GUO_DEMO_CENTRE, "from",
                               "2023-07-01", "to", "2027-06-30");

  demo->brand = guo_demo_make (demo, "/v1/brands",
                      json_pack ("{s:s,s:s,s:s,s:s,s:s,s:I,s:s,s:o}", "name", "双龙脆李", "name_en",
                                 "Shuanglong Crisp Plum", "story", "海拔 400–800 米坡地，六月底到八月采。", "story_en",
                                 "Grown on slopes 400 to 800 m above the sea, picked from the end of June to August.",
                                 "owner", "双龙镇果业协会", "product", (json_int_t) demo->products[0], "mark",
                                 "地理标志 巫山脆李", "licence", licence), error);
  return demo->brand != 0;
}

static gboolean
make_crates (GuoDemo *demo, GError **error)
{
  static const struct
  {
    const gchar *name;
    const gchar *name_en;
    gint64 tare_mg;
  } types[] = { { GUO_DEMO_CRATE, "Blue crate", GUO_DEMO_TARE_MG }, { "白筐", "White crate", 2100000 },
                { "茶篓", "Tea basket", GUO_DEMO_BASKET_MG } };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gint64 id = guo_demo_make (demo, "/v1/crate-types",
                        json_pack ("{s:s,s:s,s:I}", "name", types[i].name, "name_en", types[i].name_en, "tare_mg",
                                   (json_int_t) types[i].tare_mg), error);

      if (id == 0)
        return FALSE;
      if (i == 0)
        demo->crate = id;
      demo->basket = id; /* the last of them */
    }
  return TRUE;
}

static gint64
make_scale (GuoDemo *demo, const gchar *name, gint64 max_mg, gint64 e_mg, GError **error)
{
  return guo_demo_make (demo, "/v1/devices",
                        json_pack ("{s:s,s:s,s:s,s:s,s:I,s:I,s:s}", "name", name, "kind", "scale", "address",
                                   "sim:yaohua-tf0", "protocol", "yaohua-tf0", "max_mg", (json_int_t) max_mg, "e_mg",
                                   (json_int_t) e_mg, "unit", "kg"), error);
}

static gboolean
make_devices (GuoDemo *demo, GError **error)
{
  demo->scale = make_scale (demo, GUO_DEMO_SCALE, 150000000, GUO_DEMO_STEP_MG, error);
  if (demo->pallets)
    demo->floor_scale = make_scale (demo, GUO_DEMO_FLOOR_SCALE, 3000000000, GUO_DEMO_FLOOR_STEP_MG, error);
  return demo->scale != 0 && (!demo->pallets || demo->floor_scale != 0)
         && (demo->printer == NULL
             || guo_demo_make (demo, "/v1/devices",
                               json_pack ("{s:s,s:s,s:s,s:s,s:i}", "name", GUO_DEMO_PRINTER, "kind", "printer",
                                          "address", demo->printer, "language", "zpl", "dpi", 203), error) != 0);
}

static gboolean
make_villages (GuoDemo *demo, GError **error)
{
  for (guint i = 0; i < GUO_DEMO_VILLAGES; i++)
    {
      demo->villages[i] = guo_demo_make (demo, "/v1/villages",
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
make_grower (GuoDemo *demo, guint cooperative, guint g, GError **error)
{
  g_autofree gchar *name = person (cooperative * demo->growers_each + g);
  g_autofree gchar *plot = g_strdup_printf ("%d号地", g_rand_int_range (demo->random, 1, 10));
  g_autofree gchar *area = g_strdup_printf ("%d.%d", g_rand_int_range (demo->random, 1, 9),
                                            g_rand_int_range (demo->random, 0, 10));
  gint64 village = demo->villages[guo_demo_cooperatives[cooperative].village];
  gint64 grower = guo_demo_make (demo, "/v1/parties",
                        json_pack ("{s:s,s:s,s:I,s:I}", "kind", "grower", "name", name, "cooperative",
                                   (json_int_t) demo->cooperatives[cooperative], "village", (json_int_t) village), error);

  demo->growers[cooperative][g] = grower;
  if (grower == 0)
    return FALSE;
  demo->plots[cooperative][g] = guo_demo_make (demo, "/v1/plots",
                                      json_pack ("{s:I,s:s,s:s,s:I,s:I,s:I}", "grower", (json_int_t) grower, "name", plot,
                                                 "area_mu", area, "village", (json_int_t) village, "product",
                                                 (json_int_t) demo->products[0], "variety",
                                                 (json_int_t) demo->varieties[0][0]), error);
  return demo->plots[cooperative][g] != 0;
}

static gboolean
make_cooperatives (GuoDemo *demo, GError **error)
{
  g_autoptr(GuoCliProgress) progress = guo_cli_progress_new (_("Cooperatives"), GUO_DEMO_COOPERATIVES);

  for (guint i = 0; i < GUO_DEMO_COOPERATIVES; i++)
    {
      const GuoDemoCooperative *it = &guo_demo_cooperatives[i];

      demo->cooperatives[i] = guo_demo_make (demo, "/v1/parties",
                                    json_pack ("{s:s,s:s,s:s,s:s,s:I}", "kind", "cooperative", "name", it->name, "name_en",
                                               it->name_en, "code", it->code, "village",
                                               (json_int_t) demo->villages[it->village]), error);
      for (guint g = 0; g < demo->growers_each; g++)
        if (demo->cooperatives[i] == 0 || !make_grower (demo, i, g, error))
          return FALSE;
      guo_cli_progress_step (progress, i + 1);
    }
  return TRUE;
}

gboolean
guo_demo_make_centre (GuoDemo *demo, GError **error)
{
  return make_users (demo, error) && make_centre (demo, error) && make_products (demo, error)
         && make_brand (demo, error) && make_crates (demo, error) && make_villages (demo, error)
         && make_cooperatives (demo, error) && make_devices (demo, error);
}

