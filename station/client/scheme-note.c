#include "station/client/scheme-note.h"

#include "station/client/row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const gchar *
guo_unit_word (const gchar *unit)
{
  static const gchar *const words[][2] = { { "percent", "%" }, { "permille", "‰" }, { "mm2", "mm²" }, { "cm2", "cm²" },
                                           { "um", "µm" },     { "brix", "°Bx" } };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i][0], unit) == 0)
      return words[i][1];
  return unit;
}

static const gchar *
class_word (json_t *row)
{
  const gchar *name = guo_row_name (row, !g_str_has_prefix (g_get_language_names ()[0], "zh"));

  return *name != '\0' ? name : guo_row_text (row, "grade_class");
}

/* "65 to under 70 mm" */
static gchar *
range_text (json_t *note)
{
  const gchar *from = guo_row_text (note, "from"), *to = guo_row_text (note, "to"), *unit = guo_unit_word (guo_row_text (note, "unit"));
  gboolean from_in = guo_row_flag (note, "from_in"), to_in = guo_row_flag (note, "to_in");
  GString *text = g_string_new (NULL);

  if (strcmp (from, to) == 0)
    g_string_append (text, from);
  else if (from_in && to_in)
    g_string_append_printf (text, _("%s to %s"), from, to);
  else if (from_in)
    g_string_append_printf (text, _("%s to under %s"), from, to);
  else if (to_in)
    g_string_append_printf (text, _("over %s to %s"), from, to);
  else
    g_string_append_printf (text, _("over %s to under %s"), from, to);
  if (*unit != '\0')
    g_string_append_printf (text, " %s", unit);
  return g_string_free (text, FALSE);
}

gchar *
guo_scheme_note_text (json_t *note)
{
  g_autofree gchar *range = range_text (note);
  const gchar *better = class_word (json_object_get (note, "better")), *worse = class_word (json_object_get (note, "worse"));

  if (strcmp (guo_row_text (note, "kind"), "gap") == 0)
    /* Translators: values between two classes: "over 65 to under 70 mm" */
    return g_strdup_printf (_("no class takes %s"), range);
  /* Translators: "42 mm", class, class, the first class again: it is the better one */
  return g_strdup_printf (_("%s is in %s and in %s: %s has it"), range, better, worse, better);
}
