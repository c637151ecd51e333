#include "ui/weigh/row.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/weigh/reasons.h"

#define TIME_AT 11      /* in an RFC 3339 text */
#define TIME_LENGTH 8

static GtkWidget *
cell (const gchar *text, const gchar *style, gfloat xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, style);
  return label;
}

static const gchar *
reason_word (const gchar *reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (guo_void_reasons); i++)
    if (strcmp (guo_void_reasons[i].code, reason) == 0)
      return _(guo_void_reasons[i].word);
  return reason;
}

static gchar *
detail_text (json_t *weighing, gboolean with_time)
{
  const gchar *at = guo_row_text (weighing, "at");

  if (guo_row_flag (weighing, "void"))
    return g_strdup (reason_word (guo_row_text (weighing, "void_reason")));
  if (strcmp (guo_row_text (weighing, "mode"), "typed") == 0)
    return g_strdup_printf ("✎ %s", _("Typed"));
  if (guo_row_flag (weighing, "below_min"))
    return g_strdup_printf ("▽ %s", _("Below Min"));
  if (!with_time || strlen (at) < TIME_AT + TIME_LENGTH)
    return g_strdup ("");
  return g_strndup (at + TIME_AT, TIME_LENGTH);
}

static GtkWidget *
void_key (json_t *weighing, const gchar *no)
{
  GtkWidget *key = gtk_button_new_with_label (_("Void"));
  g_autofree gchar *name = g_strdup_printf (_("Void crate %s"), no);

  gtk_widget_add_css_class (key, "row-button");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (key), "weighing.void-row");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (key), "x", guo_row_int (weighing, "id"));
  return key;
}

GtkWidget *
guo_weighing_row_new (json_t *weighing, gint decimals, gboolean with_time)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gboolean is_void = guo_row_flag (weighing, "void");
  g_autofree gchar *no = g_strdup_printf ("%d", (gint) guo_row_int (weighing, "no"));
  g_autofree gchar *net = guo_format_mass (guo_row_int (weighing, "net_mg"), decimals);
  g_autofree gchar *detail = detail_text (weighing, with_time);
  GtkWidget *detail_label = cell (detail, "row-detail", 0);

  gtk_label_set_ellipsize (GTK_LABEL (detail_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (detail_label, detail);
  gtk_widget_set_hexpand (detail_label, TRUE);
  gtk_box_append (GTK_BOX (box), cell (no, "row-no", 0));
  gtk_box_append (GTK_BOX (box), detail_label);
  gtk_box_append (GTK_BOX (box), cell (net, is_void ? "row-void" : "row-figure", 1));
  gtk_box_append (GTK_BOX (box), is_void ? cell (_("voided"), "row-voided", 0.5F)
                                         : void_key (weighing, no));
  gtk_widget_add_css_class (box, "weighing-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}
