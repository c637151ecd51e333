#include "ui/devices/ports.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/focus.h"

#define AGAIN_S 2
#define OTHER "other"

struct _GuoPorts
{
  GtkWidget  parent_instance;

  GuoDesk   *desk;
  gchar     *kind;
  GtkWidget *caption;
  GuoChoice *choice;
  GtkWidget *none;
  json_t    *rows; /* shown */
  guint      again;
};

G_DEFINE_FINAL_TYPE (GuoPorts, guo_ports, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
choose (GuoPorts *self)
{
  g_signal_emit (self, chosen_signal, 0);
}

static json_t *
usable (GuoPorts *self, json_t *all)
{
  json_t *rows = json_array (), *port;
  gsize i;

  json_array_foreach (all, i, port)
    if (strcmp (guo_row_text (port, "kind"), "serial") == 0 || strcmp (guo_row_text (port, "kind"), self->kind) == 0)
      json_array_append (rows, port);
  return rows;
}

static gboolean
is_there (json_t *rows, const gchar *name)
{
  gsize i;
  json_t *port;

  json_array_foreach (rows, i, port)
    if (g_strcmp0 (guo_row_text (port, "name"), name) == 0)
      return TRUE;
  return FALSE;
}

static void
show (GuoPorts *self)
{
  g_autofree gchar *chosen = g_strdup (guo_choice_get (self->choice));
  gboolean any = json_array_size (self->rows) > 0;
  gsize i;
  json_t *port;

  guo_choice_clear (self->choice);
  json_array_foreach (self->rows, i, port)
    {
      g_autofree gchar *word = g_strstrip (g_strdup_printf ("%s  %s", guo_row_text (port, "name"),
                                                            guo_row_text (port, "description")));

      guo_choice_add (self->choice, guo_row_text (port, "name"), word);
    }
  guo_choice_add (self->choice, OTHER, _("Another one"));
  if (!is_there (self->rows, chosen) && g_strcmp0 (chosen, OTHER) != 0)
    guo_choice_select (self->choice, any ? guo_row_text (json_array_get (self->rows, 0), "name") : NULL);
  else
    guo_choice_select (self->choice, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->choice), any);
  gtk_widget_set_visible (self->none, !any);
}

static void
arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPorts *self = owner;
  json_t *rows;

  if (answer == NULL)
    return;
  rows = usable (self, guo_row_list (answer, "rows"));
  if (json_equal (rows, self->rows))
    {
      json_decref (rows);
      return;
    }
  json_decref (self->rows);
  self->rows = rows;
  show (self);
  choose (self);
}

static gboolean
ask (gpointer user_data)
{
  GuoPorts *self = user_data;

  guo_desk_send (self->desk, "GET", "/v1/ports", NULL, self, arrived, NULL);
  return G_SOURCE_CONTINUE;
}

static void
mapped (GuoPorts *self)
{
  if (self->again == 0)
    self->again = g_timeout_add_seconds (AGAIN_S, ask, self);
  ask (self);
}

static void
unmapped (GuoPorts *self)
{
  g_clear_handle_id (&self->again, g_source_remove);
}

gchar *
guo_ports_address (GuoPorts *self)
{
  const gchar *name = guo_choice_get (self->choice);

  if (name == NULL || strcmp (name, OTHER) == 0)
    return NULL;
  return g_str_has_prefix (name, "usb:") ? g_strdup (name) : g_strdup_printf ("serial:%s", name);
}

const gchar *
guo_ports_language (GuoPorts *self)
{
  const gchar *name = guo_choice_get (self->choice);
  gsize i;
  json_t *port;

  json_array_foreach (self->rows, i, port)
    if (g_strcmp0 (guo_row_text (port, "name"), name) == 0)
      return guo_row_text (port, "language");
  return "";
}

static void
guo_ports_dispose (GObject *object)
{
  GuoPorts *self = GUO_PORTS (object);
  GtkWidget *child;

  unmapped (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->rows, json_decref);
  g_clear_pointer (&self->kind, g_free);
  G_OBJECT_CLASS (guo_ports_parent_class)->dispose (object);
}

static void
guo_ports_class_init (GuoPortsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_ports_dispose;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  chosen_signal = g_signal_new ("chosen", GUO_TYPE_PORTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
label_new (GuoPorts *self, const gchar *text, const gchar *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
guo_ports_init (GuoPorts *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  self->rows = json_array ();
  self->caption = label_new (self, _("Port"), "field-label");
  self->choice = g_object_new (GUO_TYPE_CHOICE, "visible", FALSE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Port"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->choice), GTK_WIDGET (self));
  g_signal_connect_object (self->choice, "chosen", G_CALLBACK (choose), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (mapped), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmapped), NULL);
}

GtkWidget *
guo_ports_new (GuoDesk *desk, const gchar *kind, const gchar *none)
{
  GuoPorts *self = g_object_new (GUO_TYPE_PORTS, NULL);

  self->desk = g_object_ref (desk);
  self->kind = g_strdup (kind);
  self->none = label_new (self, none, "why");
  return GTK_WIDGET (self);
}
