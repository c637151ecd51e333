/* One delivery behind a cooperative's link, down to each crate. */
#include "station/web/view.h"
#include "station/web/words.h"

#define CRATES_A_PAGE 400

static const gchar *
reason_of (const gchar *code)
{
  static const struct
  {
    const gchar *code;
    const gchar *words;
  } reasons[] = {
    { "duplicate", N_("weighed twice") },     { "wrong-lot", N_("put to the wrong lot") },
    { "not-emptied", N_("scale not emptied") }, { "wrong-party", N_("put to the wrong grower") },
    { "other", N_("other reason") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].code, code))
      return _(reasons[i].words);
  return code;
}

static json_t *
crate_line (json_t *row)
{
  json_t *line = json_object ();
  gboolean gone = json_is_true (json_object_get (row, "void"));
  gboolean typed = g_str_equal (guo_view_text (row, "mode"), "typed");

  json_object_set_new (line, "no", json_integer (guo_view_number (row, "no")));
  json_object_set_new (line, "void", json_boolean (gone));
  json_object_set_new (line, "typed", json_boolean (typed));
  json_object_set (line, "simulated", json_object_get (row, "simulated"));
  if (guo_view_number (row, "crates") > 1)
    json_object_set_new (line, "several", json_integer (guo_view_number (row, "crates")));
  guo_view_take (line, "gross", guo_view_kg (guo_view_number (row, "gross_mg")));
  guo_view_take (line, "tare", guo_view_kg (guo_view_number (row, "tare_mg")));
  guo_view_take (line, "net", guo_view_kg (guo_view_number (row, "net_mg")));
  if (gone)
    guo_view_take (line, "why", g_strdup_printf (_("void: %s"), reason_of (guo_view_text (row, "void_reason"))));
  else if (typed && *guo_view_text (row, "reason") != '\0')
    guo_view_take (line, "why", g_strdup_printf (_("typed by hand: %s"), guo_view_text (row, "reason")));
  return line;
}

/* The store answers newest first; people count upwards. */
static void
put_crates (GuoView *view, json_t *model, gint64 delivery)
{
  gint64 before = guo_view_query_id (view, "before");
  g_autoptr(json_t) rows = guo_view_rows (view, "weighings",
                                          json_pack ("{s:I, s:i, s:o}", "delivery", (json_int_t) delivery,
                                                     "limit", CRATES_A_PAGE, "before",
                                                     before == 0 ? json_null () : json_integer (before)));
  gsize n = json_array_size (rows);
  json_t *lines = json_array ();

  for (gsize i = n; i > 0; i--)
    json_array_append_new (lines, crate_line (json_array_get (rows, i - 1)));
  json_object_set_new (model, "crates", json_pack ("{s:o}", "lines", lines));
  if (n == CRATES_A_PAGE)
    {
      g_autofree gchar *query = g_strdup_printf ("delivery=%" G_GINT64_FORMAT "&before=%" G_GINT64_FORMAT, delivery,
                                                 guo_view_number (json_array_get (rows, n - 1), "id"));

      guo_view_take (model, "older", guo_view_link (view, query));
    }
}

/* One line for each lot in the delivery: whose, from which plot, picked when, how much. */
static void
put_lots (const GuoView *view, json_t *model, json_t *delivery)
{
  json_t *lines = json_array ();
  json_t *lot;
  gsize i;

  json_array_foreach (json_object_get (delivery, "lots"), i, lot)
    {
      g_autofree gchar *picked = guo_view_day (guo_view_text (lot, "harvested_on"), FALSE);
      const gchar *plot = guo_view_name (view, lot, "plot_name");
      json_t *line = json_pack ("{s:s, s:s}", "no", guo_view_text (lot, "no"), "grower",
                                guo_view_name (view, lot, "grower_name"));

      guo_view_take (line, "plot", g_strdup (plot));
      if (*picked != '\0')
        guo_view_take (line, "picked", g_strdup_printf (_("picked %s"), picked));
      guo_view_take (line, "net", guo_view_kg (guo_view_number (lot, "net_mg")));
      json_array_append_new (lines, line);
    }
  json_object_set_new (model, "lots", json_pack ("{s:o}", "lines", lines));
}

static void
put_sum (json_t *model, json_t *delivery)
{
  json_t *total = json_object ();

  json_object_set_new (total, "crates", json_integer (guo_view_number (delivery, "crates")));
  guo_view_take (total, "gross", guo_view_kg (guo_view_number (delivery, "gross_mg")));
  guo_view_take (total, "tare", guo_view_kg (guo_view_number (delivery, "tare_mg")));
  guo_view_take (total, "net", guo_view_kg (guo_view_number (delivery, "net_mg")));
  json_object_set_new (model, "total", total);
}

json_t *
guo_delivery_page (GuoView *view, json_t *cooperative, gint64 id)
{
  g_autoptr(json_t) row = guo_view_row (view, "delivery", json_pack ("{s:I}", "id", (json_int_t) id));
  g_autofree gchar *day = guo_view_day (guo_view_text (row, "day"), FALSE);
  json_t *model;

  if (row == NULL || guo_view_number (row, "cooperative") != guo_view_number (cooperative, "id"))
    return NULL;
  model = json_pack ("{s:b}", "open", g_str_equal (guo_view_text (row, "state"), "open"));
  guo_view_take (model, "title", g_strdup_printf (_("Delivery %s"), guo_view_text (row, "no")));
  guo_view_take (model, "about", g_strdup_printf ("%s · %s", day, guo_view_fruit (view, row)));
  guo_view_take (model, "vehicle", g_strdup (guo_view_text (row, "vehicle")));
  guo_view_take (model, "back", guo_view_link (view, NULL));
  put_sum (model, row);
  put_lots (view, model, row);
  put_crates (view, model, id);
  return model;
}
