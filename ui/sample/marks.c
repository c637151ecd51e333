#include "ui/sample/marks.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"

static const struct
{
  const gchar *state;
  const gchar *mark;
} marks[] = {
  { "passed", "✓" }, { "ok", "✓" }, { "failed", "▲" }, { "held", "■" },
};

const gchar *
guo_sample_mark (const gchar *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strcmp (marks[i].state, state) == 0)
      return marks[i].mark;
  return "○";
}

gchar *
guo_held_text (json_t *lot, const gchar *text)
{
  /* Translators: mark of a lot that is kept from going on */
  return guo_row_flag (lot, "held") ? g_strdup_printf (_("■ held · %s"), text) : g_strdup (text);
}
