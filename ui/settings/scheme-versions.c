#include "ui/settings/scheme-versions.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/settings/lines.h"

static void
arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GtkBox *box = owner;
  json_t *row;
  gsize i;

  if (answer == NULL)
    return;
  guo_box_empty (box);
  gtk_box_append (box, guo_sentence_new (_("Versions"), "form-head"));
  json_array_foreach (guo_row_list (answer, "rows"), i, row)
    {
      g_autofree gchar *day = g_strndup (guo_row_text (row, "at"), 10);
      g_autofree gchar *text = g_strdup_printf ("%s · %s · %s", guo_row_text (row, "version"), day, guo_row_text (row, "actor_name"));

      gtk_box_append (box, guo_sentence_new (text, "dim"));
    }
}

void
guo_scheme_versions_fill (GtkBox *box, GuoDesk *desk, gint64 id)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/grade-schemes/%" G_GINT64_FORMAT "/versions", id);

  guo_box_empty (box);
  guo_desk_send (desk, "GET", path, NULL, box, arrived, NULL);
}
