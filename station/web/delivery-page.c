/* One delivery behind a cooperative's link, down to each crate. */
#include "station/web/view.h"
#include "station/web/words.h"

#include "station/client/chart/amount.h"
#include "station/client/format.h"

#define CRATES_A_PAGE 400
#define DEDUCTIONS_MAX 200

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
    { "wrong-amount", N_("wrong figure") },   { "other", N_("other reason") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].code, code))
      return _(reasons[i].words);
  return code;
}

/* How a truck's figures come about: two weighings, and the crates on it. */
static gchar *
truck_words (json_t *row)
{
  gint64 first_mg = guo_view_number (row, "first_mg");
  gint64 second_mg = guo_view_number (row, "vehicle_mg");
  gint64 empties_mg = guo_view_number (row, "tare_mg") - MIN (first_mg, second_mg);
  g_autofree gchar *large = guo_view_kg (MAX (first_mg, second_mg));
  g_autofree gchar *small = guo_view_kg (MIN (first_mg, second_mg));
  g_autofree gchar *empties = guo_view_kg (empties_mg);

  if (empties_mg > 0)
    return g_strdup_printf (_("truck %s: loaded %s, empty %s, crates %s"), guo_view_text (row, "vehicle"), large, small,
                            empties);
  return g_strdup_printf (_("truck %s: loaded %s, empty %s"), guo_view_text (row, "vehicle"), large, small);
}

/* Whatever has to be said below the figures. */
static gchar *
crate_words (json_t *row)
{
  GString *words = g_string_new (NULL);

  if (json_is_integer (json_object_get (row, "vehicle_weighing")))
    {
      g_autofree gchar *truck = truck_words (row);

      g_string_append (words, truck);
    }
  else if (*guo_view_text (row, "pallet_type_name") != '\0')
    g_string_append_printf (words, _("on %s"), guo_view_text (row, "pallet_type_name"));
  if (json_is_true (json_object_get (row, "void")))
    g_string_append_printf (words, words->len > 0 ? " · %s: %s" : "%s: %s", _("void"),
                            reason_of (guo_view_text (row, "void_reason")));
  else if (g_str_equal (guo_view_text (row, "mode"), "typed") && *guo_view_text (row, "reason") != '\0')
    g_string_append_printf (words, words->len > 0 ? " · %s: %s" : "%s: %s", _("typed by hand"),
                            guo_view_text (row, "reason"));
  return g_string_free (words, FALSE);
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
  guo_view_take (line, "why", crate_words (row));
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

/* As what its lots were graded, a line each; where they ran with others it is a proportion, and the page says so. */
static void
put_classes (GuoView *view, json_t *model, gint64 delivery)
{
  g_autoptr(json_t) rows = guo_view_rows (view, "delivery-classes", json_pack ("{s:I}", "delivery", (json_int_t) delivery));
  json_t *lines = json_array (), *row, *part;
  gboolean proportion = FALSE;
  gint64 sum = 0;
  gsize i;

  json_array_foreach (rows, i, row)
    sum += guo_view_number (row, "net_mg");
  json_array_foreach (rows, i, row)
    {
      gboolean mixed = json_is_true (json_object_get (row, "proportion"));
      json_t *line = json_pack ("{s:s, s:s, s:b}", "class", guo_view_class (view, row), "no", guo_view_text (row, "lot_no"),
                                "proportion", mixed);

      proportion = proportion || mixed;
      guo_view_take (line, "share", guo_chart_share (guo_view_number (row, "net_mg"), sum));
      guo_view_take (line, "net", guo_view_kg (guo_view_number (row, "net_mg")));
      json_array_append_new (lines, line);
    }
  part = json_pack ("{s:o, s:b}", "lines", lines, "proportion", proportion);
  guo_view_take (part, "sum", guo_view_kg (sum));
  if (i > 0)
    json_object_set (model, "classes", part);
  json_decref (part);
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

static const gchar *
deduction_word (const gchar *code)
{
  static const struct
  {
    const gchar *code;
    const gchar *words;
  } reasons[] = {
    { "water", N_("Water") },       { "leaf", N_("Leaves and stems") },   { "damage", N_("Damaged fruit") },
    { "immature", N_("Unripe fruit") }, { "foreign", N_("Foreign matter") }, { "other", N_("Other deduction") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].code, code))
      return _(reasons[i].words);
  return code;
}

/* "1.5 %", or a mass. */
static gchar *
deduction_figure (json_t *said)
{
  g_autofree gchar *kg = NULL;
  gint64 ppm = guo_view_number (said, "ppm");
  gint decimals = ppm % 10000 == 0 ? 0 : ppm % 1000 == 0 ? 1 : ppm % 100 == 0 ? 2 : 4;

  if (g_str_equal (guo_view_text (said, "kind"), "percent"))
    {
      g_autofree gchar *percent = guo_format_mass (ppm * 100, decimals); /* millionths, as of a kilogram */

      return g_strconcat (percent, " %", NULL);
    }
  kg = guo_view_kg (guo_view_number (said, "mg"));
  return g_strconcat (kg, " kg", NULL);
}

/* Anybody can recompute it: the rule, the rounding, what stood there before, why it does not count. */
static json_t *
deduction_line (json_t *row)
{
  json_t *line = json_object ();
  json_t *was = json_object_get (row, "was");
  gboolean percent = g_str_equal (guo_view_text (row, "kind"), "percent");
  g_autofree gchar *figure = deduction_figure (row);
  g_autofree gchar *before = json_is_object (was) ? deduction_figure (was) : NULL;
  g_autofree gchar *step = guo_view_kg (guo_view_number (row, "round_mg"));

  json_object_set (line, "void", json_object_get (row, "void"));
  guo_view_take (line, "kg", guo_view_kg (guo_view_number (row, "deducted_mg")));
  if (percent)
    guo_view_take (line, "what", g_strdup_printf (_("%s %s, rounded to %s kg"),
                                                  deduction_word (guo_view_text (row, "reason")), figure, step));
  else
    guo_view_take (line, "what", g_strdup_printf ("%s %s", deduction_word (guo_view_text (row, "reason")), figure));
  guo_view_take (line, "lot", g_strdup (guo_view_text (row, "lot_no")));
  guo_view_take (line, "text", g_strdup (guo_view_text (row, "text")));
  if (before != NULL)
    guo_view_take (line, "was", g_strdup_printf (_("corrected, first %s"), before));
  if (json_is_true (json_object_get (row, "void")))
    guo_view_take (line, "why",
                   g_strdup_printf ("%s: %s", _("void"), reason_of (guo_view_text (row, "void_reason"))));
  return line;
}

static void
put_deductions (GuoView *view, json_t *model, json_t *delivery)
{
  g_autoptr(json_t) rows = guo_view_rows (view, "deductions",
                                          json_pack ("{s:O, s:i}", "delivery", json_object_get (delivery, "id"),
                                                     "limit", DEDUCTIONS_MAX));
  json_t *lines = json_array ();

  for (gsize i = json_array_size (rows); i > 0; i--)
    json_array_append_new (lines, deduction_line (json_array_get (rows, i - 1)));
  if (json_array_size (lines) > 0)
    {
      json_t *part = json_pack ("{s:O}", "lines", lines);

      guo_view_take (part, "sum", guo_view_kg (guo_view_number (delivery, "deduction_mg")));
      guo_view_take (part, "payable", guo_view_kg (guo_view_number (delivery, "payable_mg")));
      json_object_set_new (model, "deductions", part);
    }
  json_decref (lines);
}

/* Trucks that have only their first weighing: why the sum is not yet what it will be. */
static void
put_trucks (GuoView *view, json_t *model, gint64 delivery)
{
  g_autoptr(json_t) rows = guo_view_rows (view, "vehicle-weighings",
                                          json_pack ("{s:I, s:i}", "delivery", (json_int_t) delivery, "waiting", 1));
  json_t *lines = json_array ();
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    {
      g_autofree gchar *kg = guo_view_kg (guo_view_number (row, "mg"));

      json_array_append_new (lines, json_sprintf (_("truck %s: first weighing %s kg, the second is to come"),
                                                  guo_view_text (row, "vehicle"), kg));
    }
  if (i > 0)
    json_object_set (model, "trucks", lines);
  json_decref (lines);
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
  put_trucks (view, model, id);
  put_deductions (view, model, row);
  put_lots (view, model, row);
  put_classes (view, model, id);
  guo_delivery_samples (view, model, id);
  put_crates (view, model, id);
  return model;
}
