#include "ui/pack/case-ticks.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/pack/content.h"
#include "ui/pack/row.h"

struct _GuoCaseTicks
{
  GtkWidget parent_instance;

  GtkBox   *box;
  GtkLabel *none;
  GuoDesk  *desk;
  gchar    *state;
};

G_DEFINE_FINAL_TYPE (GuoCaseTicks, guo_case_ticks, GTK_TYPE_WIDGET)

static guint changed_signal;

gchar *
guo_cases_sum_text (guint n, gint64 mg)
{
  g_autofree gchar *grams = guo_content_grams (mg);

  return g_strdup_printf (ngettext ("%u case, %s g", "%u cases, %s g", n), n, grams);
}

GtkLabel *
guo_sums_new (GuoForm *form)
{
  GtkWidget *sums = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (sums), 0);
  gtk_label_set_wrap (GTK_LABEL (sums), TRUE);
  gtk_widget_add_css_class (sums, "sums");
  gtk_accessible_update_property (GTK_ACCESSIBLE (sums), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Sums"), -1);
  guo_form_add_foot (form, sums);
  return GTK_LABEL (sums);
}

json_t *
guo_cases_body (json_t *rows)
{
  json_t *body = json_array ();
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    json_array_append_new (body, json_pack ("{ss}", "serial", guo_row_text (row, "serial")));
  return body;
}

static GtkWidget *
first_tick (GuoCaseTicks *self)
{
  return gtk_widget_get_next_sibling (GTK_WIDGET (self->none));
}

static json_t *
row_of (GtkWidget *tick)
{
  return g_object_get_data (G_OBJECT (tick), "row");
}

static gboolean
guo_case_ticks_grab_focus (GtkWidget *widget)
{
  GtkWidget *first = first_tick (GUO_CASE_TICKS (widget));

  return first != NULL && gtk_widget_grab_focus (first);
}

static void
guo_case_ticks_dispose (GObject *object)
{
  GuoCaseTicks *self = GUO_CASE_TICKS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->state, g_free);
  G_OBJECT_CLASS (guo_case_ticks_parent_class)->dispose (object);
}

static void
guo_case_ticks_class_init (GuoCaseTicksClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_case_ticks_dispose;
  widget_class->grab_focus = guo_case_ticks_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", GUO_TYPE_CASE_TICKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guo_case_ticks_init (GuoCaseTicks *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->none = GTK_LABEL (gtk_label_new (_("Scan the first one.")));
  gtk_label_set_xalign (self->none, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->none), "dim");
  gtk_box_append (self->box, GTK_WIDGET (self->none));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

static void
ticked (GuoCaseTicks *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* "000128  5 050 g"; of a label what it was printed for. */
static gchar *
tick_text (json_t *pack_case)
{
  g_autofree gchar *no = guo_case_short_serial (guo_row_text (pack_case, "serial"));
  g_autofree gchar *grams = guo_content_grams (guo_row_int (pack_case, guo_row_has (pack_case, "net_mg") ? "net_mg" : "nominal_mg"));

  if (guo_row_flag (pack_case, "part"))
    return g_strdup_printf ("%s   ◐ %s g", no, grams);
  return guo_row_has (pack_case, "net_mg") ? g_strdup_printf ("%s   %s g", no, grams)
                                           : g_strdup_printf ("%s   %s g · %s", no, grams, guo_row_text (pack_case, "lot_no"));
}

static GtkWidget *
tick_new (GuoCaseTicks *self, json_t *pack_case)
{
  GtkWidget *tick = gtk_check_button_new ();
  g_autofree gchar *text = tick_text (pack_case);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (tick), label);
  gtk_widget_add_css_class (tick, "case-tick");
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (tick), "row", json_incref (pack_case), (GDestroyNotify) json_decref);
  g_signal_connect_object (tick, "toggled", G_CALLBACK (ticked), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->none), FALSE);
  return tick;
}

/* On a pallet it is not in anybody's hand. */
static gboolean
is_free (GuoCaseTicks *self, json_t *pack_case)
{
  return strcmp (guo_row_text (pack_case, "state"), self->state) == 0 && !guo_row_has (pack_case, "pallet");
}

GtkWidget *
guo_case_ticks_new (GuoDesk *desk, json_t *cases, const gchar *state)
{
  GuoCaseTicks *self = g_object_new (GUO_TYPE_CASE_TICKS, NULL);
  gsize i;
  json_t *row;

  self->desk = g_object_ref (desk);
  self->state = g_strdup (state);
  json_array_foreach (cases, i, row)
    if (is_free (self, row))
      gtk_box_append (self->box, tick_new (self, row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Cases"), -1);
  return GTK_WIDGET (self);
}

/* Scans */

static void
refuse (GuoCaseTicks *self, json_t *pack_case)
{
  g_autofree gchar *no = guo_case_short_serial (guo_row_text (pack_case, "serial"));
  g_autofree gchar *text = NULL;

  if (guo_row_has (pack_case, "pallet"))
    text = g_strdup_printf (_("%s stands on pallet %s: take it off there first"), no, guo_row_text (pack_case, "pallet_no"));
  else if (strcmp (self->state, "reserved") == 0)
    text = g_strdup_printf (_("Label %s is on a case, or void: only labels without a case are listed here"), no);
  else
    text = g_strdup_printf (_("%s is not a packed case: it was opened, thrown away or void before"), no);
  guo_sounds_play (guo_desk_sounds (self->desk), GUO_SOUND_REFUSED);
  guo_desk_say (self->desk, text, NULL, TRUE);
}

static GtkWidget *
tick_of (GuoCaseTicks *self, const gchar *serial)
{
  for (GtkWidget *tick = first_tick (self); tick != NULL; tick = gtk_widget_get_next_sibling (tick))
    if (strcmp (guo_row_text (row_of (tick), "serial"), serial) == 0)
      return tick;
  return NULL;
}

static void
case_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoCaseTicks *self = owner;
  GtkWidget *tick = tick_of (self, guo_row_text (answer, "serial"));

  if (error != NULL)
    guo_desk_say (self->desk, error->message, NULL, TRUE);
  if (answer == NULL)
    return;
  if (!is_free (self, answer))
    {
      refuse (self, answer);
      return;
    }
  if (tick == NULL)
    {
      tick = tick_new (self, answer);
      gtk_box_insert_child_after (self->box, tick, GTK_WIDGET (self->none));
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), TRUE);
  gtk_widget_grab_focus (tick); /* in sight, whatever is scrolled */
}

static void
scanned (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GuoCaseTicks *self = user_data;
  g_autofree gchar *path = g_strdup_printf ("/v1/cases/%s", g_variant_get_string (parameter, NULL));

  guo_desk_send (self->desk, "GET", path, NULL, self, case_arrived, NULL);
}

static void
sent (GuoForm *form)
{
  g_signal_emit_by_name (form, "submitted");
}

/* What ui/scan/scans.c tells a sheet. */
static void
listen (GuoForm *form, GuoCaseTicks *self)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) send = g_simple_action_new ("send", NULL);
  g_autoptr(GSimpleAction) scan = g_simple_action_new ("scanned", G_VARIANT_TYPE_STRING);

  g_signal_connect_object (send, "activate", G_CALLBACK (sent), form, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (send));
  if (self != NULL)
    {
      g_signal_connect_object (scan, "activate", G_CALLBACK (scanned), self, 0);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (scan));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (form), "sheet", G_ACTION_GROUP (group));
}

void
guo_case_ticks_listen (GuoCaseTicks *self, GuoForm *form)
{
  listen (form, self);
}

void
guo_form_sent_by_scan (GuoForm *form)
{
  listen (form, NULL);
}

/* What is ticked */

json_t *
guo_case_ticks_get (GuoCaseTicks *self)
{
  json_t *rows = json_array ();

  for (GtkWidget *tick = first_tick (self); tick != NULL; tick = gtk_widget_get_next_sibling (tick))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)))
      json_array_append (rows, row_of (tick));
  return rows;
}

guint
guo_case_ticks_sum (GuoCaseTicks *self, gint64 *mg)
{
  json_auto_t *rows = guo_case_ticks_get (self);
  gsize i;
  json_t *row;

  *mg = 0;
  json_array_foreach (rows, i, row)
    *mg += guo_row_int (row, "net_mg");
  return (guint) json_array_size (rows);
}
