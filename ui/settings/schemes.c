#include "ui/settings/schemes.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/settings/panel.h"
#include "ui/settings/record-list.h"
#include "ui/settings/scheme-editor.h"
#include "ui/settings/scheme-file.h"
#include "ui/settings/unsaved.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/stack.h"

#define LIST "list"
#define EDITOR "editor"
#define LOAD "/load" /* no scheme is called so */

#define GUO_TYPE_SCHEMES (guo_schemes_get_type ())
G_DECLARE_FINAL_TYPE (GuoSchemes, guo_schemes, GUO, SCHEMES, GtkWidget)

struct _GuoSchemes
{
  GtkWidget        parent_instance;

  GuoDesk         *desk;
  GtkStack        *stack;
  GuoRecordList   *list;
  GuoSchemeEditor *editor;
};

static void guo_schemes_panel_init (GuoPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GuoSchemes, guo_schemes, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GUO_TYPE_PANEL, guo_schemes_panel_init))

static gboolean
is_editing (GuoSchemes *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), EDITOR) == 0;
}

static void
edit (GuoSchemes *self, json_t *row)
{
  guo_scheme_editor_edit (self->editor, row);
  guo_stack_show (self->stack, EDITOR);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
show_list (GtkWidget *widget, gpointer data)
{
  GuoSchemes *self = GUO_SCHEMES (widget);

  guo_stack_show (self->stack, LIST);
  guo_record_list_reload (self->list);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
left (GuoSchemes *self)
{
  guo_unsaved_ask (GTK_WIDGET (self), GUO_PANEL (self), show_list, NULL, NULL);
}

static void
taken (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSchemes *self = owner;
  g_autofree gchar *text = NULL;

  if (answer == NULL)
    return;
  text = g_strdup_printf (_("✓ Taken over: %s"), guo_row_text (answer, "name"));
  guo_desk_say (self->desk, text, NULL, FALSE);
  edit (self, answer);
}

static void
take (GuoSchemes *self, const gchar *member, const gchar *value)
{
  guo_act (GTK_WIDGET (self), self->desk, "/v1/grade-schemes", json_pack ("{s:s}", member, value), FALSE, taken, NULL);
}

static void
file_read (GtkWidget *owner, const gchar *text)
{
  take (GUO_SCHEMES (owner), "file", text);
}

static void
shipped_chosen (GuoOptions *options, const gchar *name, GuoSchemes *self)
{
  if (strcmp (name, LOAD) == 0)
    {
      guo_sheet_close (GTK_WIDGET (self));
      guo_scheme_file_load (GTK_WIDGET (self), self->desk, file_read);
    }
  else
    take (self, "shipped", name);
}

static void
shipped_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSchemes *self = owner;
  gboolean english = !g_str_has_prefix (g_get_language_names ()[0], "zh");
  GtkWidget *options;
  json_t *row;
  gsize i;

  if (answer == NULL)
    return;
  options = guo_options_new (_("Take over one that is shipped, and change it; or load one from a file."));
  json_array_foreach (guo_row_list (answer, "rows"), i, row)
    {
      gint n = (gint) guo_row_int (row, "classes");
      g_autofree gchar *detail = g_strdup_printf (ngettext ("%s · %d class", "%s · %d classes", (gulong) n),
                                                  guo_row_text (row, "version"), n);

      guo_options_add_detail (GUO_OPTIONS (options), guo_row_text (row, "shipped"), guo_row_name (row, english), detail);
    }
  guo_options_add (GUO_OPTIONS (options), LOAD, _("Load a file …"));
  g_signal_connect_object (options, "chosen", G_CALLBACK (shipped_chosen), self, 0);
  guo_sheet_open (GTK_WIDGET (self), _("Take over a scheme"), options);
}

static void
ask_shipped (GtkWidget *widget, gpointer data)
{
  guo_desk_send (GUO_SCHEMES (widget)->desk, "GET", "/v1/grade-schemes/shipped", NULL, widget, shipped_arrived, NULL);
}

static void
add (GuoSchemes *self)
{
  guo_unsaved_ask (GTK_WIDGET (self), GUO_PANEL (self), ask_shipped, NULL, NULL);
}

static void
guo_schemes_press (GuoPanel *panel, const gchar *key)
{
  GuoSchemes *self = GUO_SCHEMES (panel);

  if (strcmp (key, "add") == 0)
    add (self);
  else if (strcmp (key, "find") == 0 && !is_editing (self))
    guo_record_list_find (self->list);
  else if (is_editing (self))
    guo_scheme_editor_press (self->editor, key);
}

static gboolean
guo_schemes_is_changed (GuoPanel *panel)
{
  GuoSchemes *self = GUO_SCHEMES (panel);

  return is_editing (self) && guo_scheme_editor_is_changed (self->editor);
}

static void
guo_schemes_discard (GuoPanel *panel)
{
  guo_scheme_editor_discard (GUO_SCHEMES (panel)->editor);
}

static void
guo_schemes_reload (GuoPanel *panel)
{
  guo_record_list_reload (GUO_SCHEMES (panel)->list);
}

static void
guo_schemes_panel_init (GuoPanelInterface *iface)
{
  iface->press = guo_schemes_press;
  iface->is_changed = guo_schemes_is_changed;
  iface->discard = guo_schemes_discard;
  iface->reload = guo_schemes_reload;
}

static gboolean
guo_schemes_grab_focus (GtkWidget *widget)
{
  GuoSchemes *self = GUO_SCHEMES (widget);

  return gtk_widget_grab_focus (is_editing (self) ? GTK_WIDGET (self->editor) : GTK_WIDGET (self->list));
}

static void
guo_schemes_dispose (GObject *object)
{
  GuoSchemes *self = GUO_SCHEMES (object);
  GtkWidget *stack = (GtkWidget *) g_steal_pointer (&self->stack);

  g_clear_pointer (&stack, gtk_widget_unparent);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (guo_schemes_parent_class)->dispose (object);
}

static void
guo_schemes_class_init (GuoSchemesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_schemes_dispose;
  widget_class->grab_focus = guo_schemes_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
guo_schemes_init (GuoSchemes *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

static const GuoSection *
own_section (void)
{
  const GuoSection *section = guo_sections ();

  while (strcmp (section->id, "schemes") != 0)
    section++;
  return section;
}

GtkWidget *
guo_schemes_panel_new (GuoDesk *desk)
{
  GuoSchemes *self = g_object_new (GUO_TYPE_SCHEMES, NULL);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->desk = g_object_ref (desk);
  self->list = GUO_RECORD_LIST (guo_record_list_new (desk, own_section ()));
  self->editor = GUO_SCHEME_EDITOR (guo_scheme_editor_new (desk));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->list));
  gtk_stack_add_named (self->stack, card, LIST);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->editor), EDITOR);
  guo_stack_show (self->stack, LIST);
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (edit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "add", G_CALLBACK (add), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "left", G_CALLBACK (left), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
