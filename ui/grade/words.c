#include "ui/grade/words.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/chart/amount.h"
#include "station/client/row.h"

static const struct
{
  const gchar *kind;
  const gchar *word;
} kinds[] = {
  { "below", N_("Below grade") },
  /* Translators: fruit that is taken out: rotten, hurt */
  { "cull", N_("Cull") },
  /* Translators: mass that is gone: water, fruit that fell */
  { "loss", N_("Loss") },
};

const gchar *
guo_grade_name (json_t *row)
{
  return guo_row_name (row, !g_str_has_prefix (g_get_language_names ()[0], "zh"));
}

const gchar *
guo_grade_class_word (json_t *classes, const gchar *kind, const gchar *key)
{
  gsize i;
  json_t *row;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return _(kinds[i].word);
  json_array_foreach (classes, i, row)
    if (strcmp (guo_row_text (row, "grade_class"), key) == 0)
      return *guo_grade_name (row) != '\0' ? guo_grade_name (row) : guo_row_text (row, "grade_class");
  return key;
}

gboolean
guo_grade_is_proportion (json_t *run)
{
  return strcmp (guo_row_text (json_array_get (guo_row_list (run, "shares"), 0), "basis"), "proportion") == 0;
}

static const gchar *
party_name (json_t *share)
{
  return guo_row_has (share, "cooperative_name") ? guo_row_text (share, "cooperative_name") : _("Graded before");
}

gchar *
guo_grade_parties (json_t *run)
{
  json_t *shares = guo_row_list (run, "shares"), *share;
  GString *text = g_string_new (NULL);
  gsize i;

  json_array_foreach (shares, i, share)
    {
      g_autofree gchar *part = guo_chart_share (guo_row_int (share, "in_mg"), guo_row_int (run, "in_mg"));

      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", party_name (share));
      if (json_array_size (shares) > 1)
        g_string_append_printf (text, " %s", part);
    }
  return g_string_free (text, FALSE);
}

gchar *
guo_grade_when (const gchar *at)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_iso8601 (at, NULL);
  g_autoptr(GDateTime) here = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return here != NULL ? g_date_time_format (here, "%Y-%m-%d %H:%M") : g_strdup ("");
}

gboolean
guo_grade_was_changed (json_t *lot)
{
  return guo_row_has (lot, "first_class") && strcmp (guo_row_text (lot, "first_class"), guo_row_text (lot, "grade_class")) != 0;
}

gchar *
guo_grade_change_text (json_t *lot)
{
  json_t *made = json_object_get (lot, "made");
  const gchar *kind = guo_row_text (made, "kind");
  const gchar *who = guo_row_text (made, guo_row_has (made, "approver_name") ? "approver_name" : "actor_name");
  g_autofree gchar *when = guo_grade_when (guo_row_text (made, "at"));

  if (strcmp (kind, "regrade") == 0)
    return g_strdup_printf (_("regraded %s by %s: %s"), when, who, guo_row_text (made, "reason"));
  if (strcmp (kind, "override") == 0)
    return g_strdup_printf (_("decided %s by %s: %s"), when, who, guo_row_text (made, "reason"));
  return g_strdup ("");
}
