#include "ui/deliver/open-list.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/widgets/tip.h"

#define DECIMALS 2

static GtkWidget *
label_new (const gchar *text, const gchar *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  guo_tip_when_cut (label, GTK_LABEL (label));
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
key_new (json_t *delivery, const gchar *who)
{
  gboolean open = strcmp (guo_row_text (delivery, "state"), "open") == 0;
  GtkWidget *key = gtk_button_new_with_label (open ? _("Weigh") : _("Reopen"));
  g_autofree gchar *name = g_strdup_printf (open ? _("Weigh on: %s") : _("Open again: %s"), who);

  gtk_widget_add_css_class (key, "row-button");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (key), "x", guo_row_int (delivery, "id"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (key), open ? "deliver.resume" : "deliver.reopen");
  return key;
}

static gchar *
detail_of (GuoDesk *desk, json_t *delivery)
{
  gint compact = guo_desk_compact (desk);
  gint crates = (gint) guo_row_int (delivery, "crates");
  g_autofree gchar *net = guo_desk_mass (desk, guo_row_int (delivery, "net_mg"), DECIMALS);

  if (compact > 1)
    return g_steal_pointer (&net);
  if (compact > 0)
    return g_strdup_printf ("%s  %s", guo_row_text (delivery, "no"), net);
  return g_strdup_printf (ngettext ("%s  %d crate  %s", "%s  %d crates  %s", (gulong) crates),
                          guo_row_text (delivery, "no"), crates, net);
}

GtkWidget *
guo_open_row_new (GuoDesk *desk, json_t *delivery)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  json_t *lot = json_array_get (guo_row_list (delivery, "lots"), 0);
  const gchar *grower = guo_row_text (lot, "grower_name");
  const gchar *who = *grower != '\0' ? grower : guo_row_text (delivery, "cooperative_name");
  g_autofree gchar *detail = detail_of (desk, delivery);
  g_autofree gchar *whole = g_strdup_printf ("%s  %s", guo_row_text (delivery, "no"), who);

  gtk_box_append (GTK_BOX (words), label_new (who, "row-name"));
  gtk_box_append (GTK_BOX (words), label_new (detail, "dim"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), key_new (delivery, whole));
  gtk_widget_add_css_class (box, "weighing-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  return row;
}
