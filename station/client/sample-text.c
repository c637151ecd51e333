#include "station/client/sample-text.h"

#include "station/client/format.h"
#include "station/client/row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DECIMALS 2
#define NOTHING "–"


static const struct
{
  const gchar *state;
  const gchar *word;
} states[] = {
  { "passed", N_("passed") },
  { "failed", N_("failed") },
  { "incomplete", N_("incomplete") },
  { "unjudged", N_("no scheme") },
  /* TRANSLATORS: a limit holds */
  { "ok", N_("holds") },
  /* TRANSLATORS: of a limit: nothing was sampled for it */
  { "missing", N_("not sampled") },
  { "held", N_("held") },
  { "released", N_("released") },
  { "void", N_("void") },
};

const gchar *
guo_sample_title (json_t *row)
{
  const gchar *english = guo_row_text (row, "title_en"), *title = guo_row_text (row, "title");

  if (g_str_equal (guo_row_text (row, "kind"), "season"))
    return _("day of the year");
  if (g_str_has_prefix (g_get_language_names ()[0], "zh") || *english == '\0')
    english = title;
  if (*english != '\0')
    return english;
  return g_str_equal (guo_row_text (row, "kind"), "worse") ? _("fruit not even of the next class") : _("fruit not of the class");
}

gchar *
guo_sample_figure (const gchar *decimal)
{
  const gchar *point = decimal != NULL ? strchr (decimal, '.') : NULL;

  if (point == NULL || strlen (point + 1) <= DECIMALS)
    return g_strdup (decimal != NULL ? decimal : NOTHING);
  return g_strndup (decimal, (gsize) (point - decimal) + 1 + DECIMALS);
}

static gboolean
is_limit (json_t *result)
{
  return g_str_equal (guo_row_text (result, "kind"), "limit");
}

static const gchar *
sign_of (json_t *result)
{
  const gchar *op = guo_row_text (result, "op");

  return g_str_equal (op, ">=") ? "≥" : g_str_equal (op, "<=") ? "≤" : op;
}

static gchar *
miss (const gchar *op, const gchar *title, const gchar *value, const gchar *bound)
{
  /* TRANSLATORS: what was measured, the value, the limit: “soluble solids 9.8 is under 10” */
  if (g_str_equal (op, ">="))
    return g_strdup_printf (_("%s %s is under %s"), title, value, bound);
  if (g_str_equal (op, ">"))
    return g_strdup_printf (_("%s %s is not over %s"), title, value, bound);
  if (g_str_equal (op, "<="))
    return g_strdup_printf (_("%s %s is over %s"), title, value, bound);
  return g_strdup_printf (_("%s %s is not under %s"), title, value, bound);
}

static gchar *
figure_of (json_t *result, const gchar *key)
{
  return guo_row_has (result, key) ? guo_sample_figure (guo_row_text (result, key)) : g_strdup (NOTHING);
}

gchar *
guo_sample_limit (json_t *result)
{
  g_autofree gchar *bound = figure_of (result, is_limit (result) ? "bound" : "allowed_percent");
  const gchar *unit = guo_row_text (result, "unit");

  if (g_str_equal (guo_row_text (result, "kind"), "season"))
    return g_strdup (NOTHING);
  if (is_limit (result))
    return g_strdup_printf ("%s %s%s%s", sign_of (result), bound, *unit != '\0' ? " " : "", unit);
  return g_strdup_printf ("≤ %s %%", bound);
}

static gchar *
share_of (json_t *result)
{
  gint64 found = guo_row_int (result, "found"), inspected = guo_row_int (result, "inspected");

  g_autofree gchar *part = NULL, *whole = NULL;

  if (g_str_equal (guo_row_text (result, "by"), "mass"))
    {
      part = guo_format_mass (found, 2);
      whole = guo_format_mass (inspected, 2);
      return g_strdup_printf (_("%s of %s kg"), part, whole);
    }
  part = g_strdup_printf ("%" G_GINT64_FORMAT, found);
  whole = g_strdup_printf ("%" G_GINT64_FORMAT, inspected);
  return g_strdup_printf (_("%s of %s fruit"), part, whole);
}

gchar *
guo_sample_value (json_t *result)
{
  if (g_str_equal (guo_row_text (result, "state"), "missing") || g_str_equal (guo_row_text (result, "kind"), "season"))
    return g_strdup (NOTHING);
  return is_limit (result) ? figure_of (result, "value") : share_of (result);
}

gchar *
guo_sample_result (json_t *result)
{
  const gchar *title = guo_sample_title (result);
  g_autofree gchar *value = NULL, *bound = NULL;

  if (g_str_equal (guo_row_text (result, "kind"), "season"))
    return g_strdup (_("the class is not given on this day"));
  value = is_limit (result) ? figure_of (result, "value") : share_of (result);
  bound = figure_of (result, is_limit (result) ? "bound" : "allowed_percent");
  if (is_limit (result))
    {
      g_autofree gchar *with_unit = g_strdup_printf ("%s %s", bound, guo_row_text (result, "unit"));

      return miss (guo_row_text (result, "op"), title, value, g_strchomp (with_unit));
    }
  /* TRANSLATORS: a defect, how many of how many, the percentage allowed */
  return g_strdup_printf (_("%s: %s, more than %s %%"), title, value, bound);
}

const gchar *
guo_sample_state (const gchar *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].state, state))
      return _(states[i].word);
  return state;
}

gchar *
guo_sample_hold (json_t *hold)
{
  json_t *failed = guo_row_list (hold, "failed"), *result;
  g_autoptr(GString) why = g_string_new (NULL);
  gsize i;

  if (json_array_size (failed) == 0)
    return g_strdup (guo_row_text (hold, "reason"));
  json_array_foreach (failed, i, result)
    {
      g_autofree gchar *text = guo_sample_result (result);

      g_string_append_printf (why, "%s%s", i > 0 ? _("; ") : "", text);
    }
  return g_string_free (g_steal_pointer (&why), FALSE);
}
