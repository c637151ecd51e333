#include "ui/widgets/form.h"

#include "ui/widgets/focus.h"
#include "ui/widgets/key.h"

struct _GuoForm
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkBox    *fields;
  GtkLabel  *refusal;
  GtkWidget *send;
  GtkGrid   *cells;      /* (nullable): where fields go */
  guint      columns;
  guint      n_cells;
  GtkBox    *cell;       /* of the last field */
  GList     *widgets;    /* of fields, in order; each has "key" */
  gboolean   busy;
};

G_DEFINE_FINAL_TYPE (GuoForm, guo_form, GTK_TYPE_WIDGET)

static guint submitted_signal, edited_signal;

static void
edited (GuoForm *self)
{
  g_signal_emit (self, edited_signal, 0);
}

static void
submit (GuoForm *self)
{
  if (!self->busy)
    g_signal_emit (self, submitted_signal, 0);
}

/* Return goes on to the next field, and sends at the last. */
static void
entry_activated (GuoForm *self, GtkWidget *entry)
{
  GList *next = g_list_next (g_list_find (self->widgets, entry));

  while (next != NULL && !gtk_widget_get_visible (next->data))
    next = next->next;
  if (next != NULL)
    gtk_widget_grab_focus (next->data);
  else
    submit (self);
}

static gboolean
guo_form_grab_focus (GtkWidget *widget)
{
  GuoForm *self = GUO_FORM (widget);

  if (self->widgets != NULL && gtk_widget_grab_focus (self->widgets->data))
    return TRUE;
  return gtk_widget_grab_focus (self->send);
}

static void
guo_form_dispose (GObject *object)
{
  GuoForm *self = GUO_FORM (object);

  g_clear_pointer (&self->widgets, g_list_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_form_parent_class)->dispose (object);
}

static void
guo_form_class_init (GuoFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_form_dispose;
  widget_class->grab_focus = guo_form_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  submitted_signal = g_signal_new ("submitted", GUO_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  edited_signal = g_signal_new ("edited", GUO_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static GtkWidget *
sentence (const gchar *text, const gchar *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
guo_form_init (GuoForm *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->fields = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  gtk_widget_add_css_class (GTK_WIDGET (self->fields), "form-fields");
  self->refusal = GTK_LABEL (sentence ("", "refusal"));
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "form-scroll");
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->fields));
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->refusal));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
guo_form_new (const gchar *why, const gchar *word)
{
  GuoForm *self = g_object_new (GUO_TYPE_FORM, NULL);

  if (why != NULL)
    gtk_box_prepend (GTK_BOX (self->box), sentence (why, "why"));
  self->send = guo_key_new (word, NULL);
  gtk_widget_add_css_class (self->send, "primary");
  g_signal_connect_object (self->send, "clicked", G_CALLBACK (submit), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), self->send);
  return GTK_WIDGET (self);
}

static GtkBox *
next_cell (GuoForm *self)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_set_hexpand (cell, TRUE);
  gtk_widget_set_valign (cell, GTK_ALIGN_END); /* fields of a row stand on one line */
  gtk_grid_attach (self->cells, cell, (gint) (self->n_cells % self->columns), (gint) (self->n_cells / self->columns), 1, 1);
  self->n_cells++;
  return GTK_BOX (cell);
}

static void
append_field (GuoForm *self, GtkWidget *field, const gchar *key, const gchar *label)
{
  GtkWidget *caption = sentence (label, "field-label");

  g_object_set_data_full (G_OBJECT (field), "key", g_strdup (key), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->cell = self->cells != NULL ? next_cell (self) : self->fields;
  gtk_box_append (self->cell, caption);
  gtk_box_append (self->cell, field);
  g_object_bind_property (field, "visible", caption, "visible", G_BINDING_SYNC_CREATE);
  self->widgets = g_list_append (self->widgets, field);
}

void
guo_form_add_entry (GuoForm *self, const gchar *key, const gchar *label, GtkInputPurpose purpose,
                    const gchar *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), purpose);
  if (purpose == GTK_INPUT_PURPOSE_PIN)
    gtk_entry_set_visibility (GTK_ENTRY (entry), FALSE);
  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_connect_object (entry, "activate", G_CALLBACK (entry_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (edited), self, G_CONNECT_SWAPPED);
  append_field (self, entry, key, label);
}

GuoChoice *
guo_form_add_choice (GuoForm *self, const gchar *key, const gchar *label)
{
  GuoChoice *choice = g_object_new (GUO_TYPE_CHOICE, NULL);

  append_field (self, GTK_WIDGET (choice), key, label);
  return choice;
}

void
guo_form_add_widget (GuoForm *self, GtkWidget *widget)
{
  gtk_box_append (self->fields, widget);
}

void
guo_form_set_field_visible (GuoForm *self, const gchar *key, gboolean visible)
{
  for (GList *at = self->widgets; at != NULL; at = at->next)
    if (g_strcmp0 (g_object_get_data (at->data, "key"), key) == 0)
      gtk_widget_set_visible (at->data, visible);
}

void
guo_form_begin_cells (GuoForm *self, guint columns)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  self->cells = GTK_GRID (grid);
  self->columns = MAX (columns, 1);
  self->n_cells = 0;
  gtk_box_append (self->fields, grid);
}

GtkLabel *
guo_form_add_note (GuoForm *self)
{
  GtkWidget *note = sentence ("", "field-note");
  GtkWidget *field = gtk_widget_get_last_child (GTK_WIDGET (self->cell));

  gtk_widget_set_visible (note, FALSE);
  /* above it: whatever is scrolled into sight with the field has its note */
  gtk_box_insert_child_after (self->cell, note, gtk_widget_get_prev_sibling (field));
  return GTK_LABEL (note);
}

void
guo_form_add_foot (GuoForm *self, GtkWidget *widget)
{
  gtk_box_insert_child_after (GTK_BOX (self->box), widget, gtk_widget_get_prev_sibling (GTK_WIDGET (self->refusal)));
}

void
guo_form_set_text (GuoForm *self, const gchar *key, const gchar *text)
{
  for (GList *at = self->widgets; at != NULL; at = at->next)
    if (g_strcmp0 (g_object_get_data (at->data, "key"), key) == 0 && GTK_IS_EDITABLE (at->data))
      gtk_editable_set_text (at->data, text);
}

const gchar *
guo_form_text (GuoForm *self, const gchar *key)
{
  for (GList *at = self->widgets; at != NULL; at = at->next)
    {
      const gchar *text = NULL;

      if (g_strcmp0 (g_object_get_data (at->data, "key"), key) != 0)
        continue;
      if (GTK_IS_EDITABLE (at->data))
        text = gtk_editable_get_text (at->data);
      else
        text = guo_choice_get (at->data);
      return text != NULL ? text : "";
    }
  return "";
}

void
guo_form_refuse (GuoForm *self, const gchar *reason)
{
  gtk_label_set_label (self->refusal, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), reason != NULL);
}

void
guo_form_set_busy (GuoForm *self, gboolean busy)
{
  self->busy = busy;
  if (busy)
    {
      gtk_widget_add_css_class (self->send, "busy");
      guo_form_refuse (self, NULL);
    }
  else
    gtk_widget_remove_css_class (self->send, "busy");
}
