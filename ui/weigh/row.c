#include "ui/weigh/row.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/weigh/reasons.h"
#include "ui/widgets/tip.h"

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

gchar *
guo_weighing_time_text (const gchar *at)
{
  return at != NULL && strlen (at) >= TIME_AT + TIME_LENGTH ? g_strndup (at + TIME_AT, TIME_LENGTH)
                                                            : g_strdup ("");
}

static gboolean
has_warning (json_t *weighing, const gchar *code)
{
  gsize i;
  json_t *warning;

  json_array_foreach (guo_row_list (weighing, "warnings"), i, warning)
    if (g_strcmp0 (json_string_value (warning), code) == 0
        || strcmp (guo_row_text (warning, "code"), code) == 0)
      return TRUE;
  return FALSE;
}

static gchar *
detail_text (json_t *weighing, gboolean with_time)
{
  gint crates = (gint) guo_row_int (weighing, "crates");

  if (guo_row_flag (weighing, "void"))
    return g_strdup (reason_word (guo_row_text (weighing, "void_reason")));
  if (strcmp (guo_row_text (weighing, "mode"), "typed") == 0)
    return g_strdup_printf ("✎ %s", with_time ? _("Typed") : "");
  if (guo_row_flag (weighing, "below_min"))
    return g_strdup_printf ("▽ %s", with_time ? _("Below Min") : "");
  if (has_warning (weighing, "same-vehicle"))
    return g_strdup_printf ("▲ %s", with_time ? _("Same truck") : "");
  if (guo_row_int (weighing, "vehicle_weighing") != 0)
    return g_strdup_printf ("⇄ %s", guo_row_text (weighing, "vehicle"));
  if (crates > 1 && !with_time)
    return g_strdup_printf ("×%d", crates);
  if (crates > 1)
    return g_strdup_printf (ngettext ("%d crate", "%d crates", (gulong) crates), crates);
  return with_time ? guo_weighing_time_text (guo_row_text (weighing, "at")) : g_strdup ("");
}

static void
keep_id (GtkWidget *row, json_t *json)
{
  gint64 *id = g_new (gint64, 1);

  *id = guo_row_int (json, "id");
  g_object_set_data_full (G_OBJECT (row), GUO_WEIGHING_ROW_ID, id, g_free);
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
guo_weighing_row_new (json_t *weighing, gint decimals, GuoMassUnit unit, gboolean with_time)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gboolean is_void = guo_row_flag (weighing, "void");
  g_autofree gchar *no = g_strdup_printf ("%d", (gint) guo_row_int (weighing, "no"));
  g_autofree gchar *net = guo_format_figure (guo_row_int (weighing, "net_mg"), decimals, unit);
  g_autofree gchar *detail = detail_text (weighing, with_time);
  g_autofree gchar *name = NULL;
  GtkWidget *detail_label = cell (detail, "row-detail", 0);

  gtk_label_set_ellipsize (GTK_LABEL (detail_label), PANGO_ELLIPSIZE_END);
  guo_tip_when_cut (detail_label, GTK_LABEL (detail_label));
  gtk_widget_set_hexpand (detail_label, TRUE);
  gtk_box_append (GTK_BOX (box), cell (no, "row-no", 0));
  gtk_box_append (GTK_BOX (box), detail_label);
  gtk_box_append (GTK_BOX (box), cell (net, is_void ? "row-void" : "row-figure", 1));
  gtk_box_append (GTK_BOX (box), is_void ? cell (_("voided"), "row-voided", 0.5F)
                                         : void_key (weighing, no));
  gtk_widget_add_css_class (box, "weighing-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  keep_id (row, weighing);
  name = g_strdup_printf ("%s, %s %s, %s", no, net, guo_mass_unit_word (unit), detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/* "13:41 · 22 min ago", else "22 min ago" */
static gchar *
waited_text (json_t *truck, gboolean with_time)
{
  g_autoptr(GDateTime) at = g_date_time_new_from_iso8601 (guo_row_text (truck, "at"), NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree gchar *time = guo_weighing_time_text (guo_row_text (truck, "at"));
  gint minutes = (gint) (at != NULL ? MAX (g_date_time_difference (now, at), 0) / G_TIME_SPAN_MINUTE : 0);
  g_autofree gchar *age = minutes < 120 ? g_strdup_printf (_("%d min ago"), minutes)
                                        : g_strdup_printf (_("%d h ago"), minutes / 60);

  return with_time ? g_strdup_printf ("%.5s · %s", time, age) : g_steal_pointer (&age);
}

/* The plate has a line of its own: by it the driver is called. */
GtkWidget *
guo_truck_row_new (json_t *truck, gint decimals, GuoMassUnit unit, gboolean with_time)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const gchar *vehicle = guo_row_text (truck, "vehicle");
  GtkWidget *vehicle_label = cell (*vehicle != '\0' ? vehicle : guo_row_text (truck, "delivery_no"),
                                   "row-no", 0);
  g_autofree gchar *mass = guo_format_figure (guo_row_int (truck, "mg"), decimals, unit);
  g_autofree gchar *waited = waited_text (truck, with_time);
  GtkWidget *waited_label = cell (waited, "row-age", 0);
  g_autofree gchar *name = g_strdup_printf (_("Truck %s, first weighing %s %s, %s"), vehicle, mass,
                                            guo_mass_unit_word (unit), waited);

  gtk_label_set_ellipsize (GTK_LABEL (vehicle_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (waited_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (waited_label, TRUE);
  gtk_box_append (GTK_BOX (below), waited_label);
  gtk_box_append (GTK_BOX (below), cell (mass, "row-figure", 1));
  gtk_box_append (GTK_BOX (box), vehicle_label);
  gtk_box_append (GTK_BOX (box), below);
  gtk_widget_add_css_class (box, "weighing-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  keep_id (row, truck);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}
