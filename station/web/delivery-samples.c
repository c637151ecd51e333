/* What was measured of a delivery's fruit, against which limits, and what is held of it: for its cooperative. Who took a
 * sample or released a hold is told by what they are, not by name. */
#include "station/web/view.h"
#include "station/web/words.h"

#include "station/client/sample-text.h"

#include <string.h>

/* "QS-0716-01", "R-0716-01 · Extra" */
static gchar *
scope_of (const GuoView *view, json_t *row)
{
  const gchar *run = guo_view_text (row, "run_no");

  if (*run == '\0')
    return g_strdup (guo_view_text (row, "lot_no"));
  return *guo_view_text (row, "class") != '\0' ? g_strdup_printf ("%s · %s", run, guo_view_class (view, row)) : g_strdup (run);
}

static gchar *
day_of (json_t *row, const gchar *key)
{
  g_autofree gchar *day = g_strndup (guo_view_text (row, key), strlen ("YYYY-MM-DD"));

  return guo_view_day (day, FALSE);
}

/* "9.8", "3 / 50"; by mass in kilograms. */
static gchar *
value_of (json_t *result)
{
  gint64 found = guo_view_number (result, "found"), inspected = guo_view_number (result, "inspected");
  gboolean mass = g_str_equal (guo_view_text (result, "by"), "mass");
  g_autofree gchar *part = mass ? guo_view_kg (found) : guo_view_count (found);
  g_autofree gchar *whole = mass ? guo_view_kg (inspected) : guo_view_count (inspected);
  const gchar *kind = guo_view_text (result, "kind");

  if (g_str_equal (kind, "limit"))
    return guo_sample_value (result);
  if (g_str_equal (guo_view_text (result, "state"), "missing") || g_str_equal (kind, "season"))
    return g_strdup ("–");
  return g_strconcat (part, " / ", whole, mass ? " kg" : "", NULL);
}

static const gchar *
title_of (const GuoView *view, json_t *result)
{
  const gchar *title = guo_view_name (view, result, "title"), *kind = guo_view_text (result, "kind");

  if (*title != '\0')
    return title;
  return g_str_equal (kind, "season")  ? _("day of the year")
         : g_str_equal (kind, "worse") ? _("fruit not even of the next class") : _("fruit not of the class");
}

static json_t *
result_line (const GuoView *view, json_t *result)
{
  const gchar *state = guo_view_text (result, "state");
  json_t *line = json_pack ("{s:s, s:s}", "what", title_of (view, result), "mark",
                            g_str_equal (state, "ok") ? "✓" : g_str_equal (state, "failed") ? "▲" : "–");

  guo_view_take (line, "limit", guo_sample_limit (result));
  guo_view_take (line, "found", value_of (result));
  return line;
}

static const gchar *
state_word (const gchar *state)
{
  static const struct { const gchar *state, *word; } words[] = {
    { "passed", N_("✓ passed") }, { "failed", N_("▲ failed") }, { "incomplete", N_("incomplete") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].state, state))
      return _(words[i].word);
  return _("not judged");
}

static json_t *
sample_of (const GuoView *view, json_t *row)
{
  g_autofree gchar *scope = scope_of (view, row);
  g_autofree gchar *day = day_of (row, "at");
  json_t *sample = json_object (), *lines = json_array (), *result;
  gsize i;

  json_array_foreach (json_object_get (json_object_get (row, "judged"), "results"), i, result)
    json_array_append_new (lines, result_line (view, result));
  guo_view_take (sample, "title", g_strdup_printf ("%s · %s · %s", scope, day, state_word (guo_view_text (row, "state"))));
  json_object_set_new (sample, "lines", lines);
  return sample;
}

/* "soluble solids 9.8, limit ≥ 10 °Bx"; or the words of the person who placed it. */
static gchar *
why_of (const GuoView *view, json_t *row)
{
  json_t *failed = json_object_get (row, "failed"), *result;
  g_autoptr(GString) why = g_string_new (NULL);
  gsize i;

  json_array_foreach (failed, i, result)
    {
      g_autofree gchar *value = value_of (result);
      g_autofree gchar *limit = guo_sample_limit (result);

      if (why->len > 0)
        g_string_append (why, _("; "));
      g_string_append_printf (why, _("%s %s, limit %s"), title_of (view, result), value, limit);
    }
  return why->len > 0 ? g_string_free (g_steal_pointer (&why), FALSE) : g_strdup (guo_view_text (row, "reason"));
}

static json_t *
hold_of (const GuoView *view, json_t *row)
{
  json_t *line = json_object ();
  g_autofree gchar *scope = scope_of (view, row);
  g_autofree gchar *since = day_of (row, "at");
  g_autofree gchar *until = day_of (row, "released_at");
  g_autofree gchar *why = why_of (view, row);

  guo_view_take (line, "what", g_strdup_printf (_("■ %s held since %s: %s"), scope, since, why));
  if (g_str_equal (guo_view_text (row, "state"), "released")) /* the station lets nobody else release */
    {
      guo_view_take (line, "what", g_strdup_printf (_("%s held on %s: %s"), scope, since, why));
      guo_view_take (line, "released", g_strdup_printf (_("✓ released on %s by a supervisor of the sorting centre: %s"), until,
                                                        guo_view_text (row, "release_reason")));
    }
  return line;
}

void
guo_delivery_samples (GuoView *view, json_t *model, gint64 delivery)
{
  g_autoptr(json_t) samples = guo_view_rows (view, "web-delivery-samples", json_pack ("{s:I}", "delivery", (json_int_t) delivery));
  g_autoptr(json_t) holds = guo_view_rows (view, "web-delivery-holds", json_pack ("{s:I}", "delivery", (json_int_t) delivery));
  json_t *list = json_array (), *lines = json_array (), *row;
  gsize i;

  json_array_foreach (samples, i, row)
    json_array_append_new (list, sample_of (view, row));
  json_array_foreach (holds, i, row)
    json_array_append_new (lines, hold_of (view, row));
  if (json_array_size (list) > 0)
    json_object_set_new (model, "samples", json_pack ("{s:O}", "list", list));
  if (json_array_size (lines) > 0)
    json_object_set_new (model, "holds", json_pack ("{s:O}", "lines", lines));
  json_decref (list);
  json_decref (lines);
}
