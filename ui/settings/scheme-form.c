#include "ui/settings/scheme-form.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "station/client/scheme-note.h"
#include "ui/settings/lines.h"
#include "ui/settings/scheme-line.h"
#include "ui/settings/scheme-words.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/wrap.h"

struct _GuoSchemeForm
{
  GtkWidget  parent_instance;

  GtkBox    *box;
  GPtrArray *lines; /* GuoSchemeLine, borrowed */
  json_t    *form;
  gchar     *measured; /* (nullable): of the limit that had the focus last */
};

G_DEFINE_FINAL_TYPE (GuoSchemeForm, guo_scheme_form, GTK_TYPE_WIDGET)

static guint edited_signal;
static guint measured_signal;

static void
edited (GuoSchemeForm *self)
{
  g_signal_emit (self, edited_signal, 0);
}

/* The picture of the measurement whose limit has the focus is shown. */
static void
entered (GtkEventController *controller, GuoSchemeForm *self)
{
  const gchar *field = guo_scheme_line_measured (GUO_SCHEME_LINE (gtk_event_controller_get_widget (controller)));

  if (g_strcmp0 (field, self->measured) == 0)
    return;
  g_free (self->measured);
  self->measured = g_strdup (field);
  g_signal_emit (self, measured_signal, 0);
}

static void
watch (GuoSchemeForm *self, GtkWidget *line)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (entered), self, 0);
  gtk_widget_add_controller (line, focus);
}

static GtkWidget *
keep (GuoSchemeForm *self, GtkWidget *line, GtkBox *box)
{
  g_ptr_array_add (self->lines, line);
  g_signal_connect_object (line, "edited", G_CALLBACK (edited), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, line);
  return line;
}

static void
add_text (GuoSchemeForm *self, GtkBox *box, const gchar *at, json_t *row, const gchar *member, const gchar *label, const gchar *of)
{
  GtkWidget *line = guo_scheme_line_new_text (at, guo_row_has (row, member) ? guo_row_text (row, member) : "", label, of, FALSE);

  gtk_widget_set_hexpand (keep (self, line, box), TRUE);
}

/* Name, English name, and with @code the code, beside each other. */
static void
add_names (GuoSchemeForm *self, GtkBox *box, const gchar *at, json_t *row, gboolean code, const gchar *of)
{
  GtkBox *names = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  g_autofree gchar *zh = g_strconcat (at, "/name_zh", NULL), *en = g_strconcat (at, "/name_en", NULL);
  g_autofree gchar *code_at = g_strconcat (at, "/code", NULL);

  gtk_box_set_homogeneous (names, TRUE);
  add_text (self, names, zh, row, "name", _("Name"), of);
  add_text (self, names, en, row, "name_en", _("English name"), of);
  if (code)
    add_text (self, names, code_at, row, "code", _("Code"), of);
  gtk_box_append (box, GTK_WIDGET (names));
}

static void
add_limit (GuoSchemeForm *self, GtkBox *box, json_t *limit, const gchar *of)
{
  g_autofree gchar *label = guo_scheme_measured_words (self->form, guo_row_text (limit, "field"));

  watch (self, keep (self, guo_scheme_line_new_limit (limit, label, of), box));
}

/* "Tolerated, % by number", "… of rot" */
static void
add_tolerance (GuoSchemeForm *self, GtkBox *box, json_t *tolerance, const gchar *of)
{
  gboolean mass = strcmp (guo_row_text (tolerance, "by"), "mass") == 0;
  g_autofree gchar *at = g_strconcat (guo_row_text (tolerance, "at"), "/percent", NULL);
  g_autoptr(GString) label = g_string_new (mass ? _("Tolerated, % by mass") : _("Tolerated, % by number"));
  json_t *defect;
  gsize i;

  json_array_foreach (guo_row_list (tolerance, "of"), i, defect)
    g_string_append_printf (label, "%s%s", i == 0 ? " · " : ", ", json_string_value (defect));
  keep (self, guo_scheme_line_new_text (at, guo_row_text (tolerance, "percent"), label->str, of, TRUE), box);
}

static gboolean
has_limit (json_t *class, const gchar *field)
{
  json_t *limit;
  gsize i;

  json_array_foreach (guo_row_list (class, "limits"), i, limit)
    if (strcmp (guo_row_text (limit, "field"), field) == 0)
      return TRUE;
  return FALSE;
}

/* A limit more: its place is the next in the list of its class. */
static void
more_clicked (GtkButton *key, GuoSchemeForm *self)
{
  GtkBox *box = g_object_get_data (G_OBJECT (key), "box");
  const gchar *at = g_object_get_data (G_OBJECT (key), "at"), *of = g_object_get_data (G_OBJECT (key), "of");
  const gchar *field = g_object_get_data (G_OBJECT (key), "field");
  guint n = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (box), "limits"));
  g_autofree gchar *where = g_strdup_printf ("%s/limits/%u", at, n), *label = guo_scheme_measured_words (self->form, field);
  json_auto_t *limit = json_pack ("{s:s, s:s}", "at", where, "field", field);
  GtkWidget *line = keep (self, guo_scheme_line_new_limit (limit, label, of), box);

  watch (self, line);
  g_object_set_data (G_OBJECT (box), "limits", GUINT_TO_POINTER (n + 1));
  gtk_widget_set_visible (GTK_WIDGET (key), FALSE);
  gtk_widget_grab_focus (line);
}

static void
add_more_key (GuoSchemeForm *self, GtkBox *keys, GtkBox *box, json_t *class, const gchar *field, const gchar *of)
{
  g_autofree gchar *label = guo_scheme_measured_words (self->form, field), *word = g_strdup_printf ("+ %s", label);
  g_autofree gchar *name = g_strdup_printf (_("%s: add a limit of %s"), of, label);
  GtkWidget *key = gtk_button_new_with_label (word);

  gtk_widget_add_css_class (key, "desk-key");
  gtk_accessible_update_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (key), "box", box);
  g_object_set_data_full (G_OBJECT (key), "at", g_strdup (guo_row_text (class, "at")), g_free);
  g_object_set_data_full (G_OBJECT (key), "of", g_strdup (of), g_free);
  g_object_set_data_full (G_OBJECT (key), "field", g_strdup (field), g_free);
  g_signal_connect_object (key, "clicked", G_CALLBACK (more_clicked), self, 0);
  gtk_box_append (keys, key);
}

static void
add_more_keys (GuoSchemeForm *self, GtkBox *box, json_t *class, const gchar *of)
{
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  json_t *field;
  gsize i;

  gtk_widget_set_layout_manager (keys, g_object_new (GUO_TYPE_WRAP, NULL));
  json_array_foreach (guo_row_list (self->form, "fields"), i, field)
    if (guo_row_flag (field, "fruit") && !has_limit (class, guo_row_text (field, "field")))
      add_more_key (self, GTK_BOX (keys), box, class, guo_row_text (field, "field"), of);
  gtk_box_append (self->box, keys);
}

static void
add_class (GuoSchemeForm *self, json_t *class)
{
  const gchar *name = guo_scheme_name (class), *of = *name != '\0' ? name : guo_row_text (class, "key");
  GtkBox *limits = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  json_t *row;
  gsize i;

  gtk_box_append (self->box, guo_sentence_new (of, "form-head"));
  add_names (self, self->box, guo_row_text (class, "at"), class, TRUE, of);
  json_array_foreach (guo_row_list (class, "limits"), i, row)
    add_limit (self, limits, row, of);
  g_object_set_data (G_OBJECT (limits), "limits", GUINT_TO_POINTER (i));
  gtk_box_append (self->box, GTK_WIDGET (limits));
  add_more_keys (self, self->box, class, of);
  json_array_foreach (guo_row_list (class, "lot_limits"), i, row)
    add_limit (self, self->box, row, of);
  json_array_foreach (guo_row_list (class, "tolerances"), i, row)
    add_tolerance (self, self->box, row, of);
}

/* Limits of every class, those of a fruit and those of the lot's sample. */
static void
add_shared (GuoSchemeForm *self, const gchar *member, const gchar *head)
{
  json_t *row;
  gsize i;

  if (json_array_size (guo_row_list (self->form, member)) == 0)
    return;
  gtk_box_append (self->box, guo_sentence_new (head, "form-head"));
  json_array_foreach (guo_row_list (self->form, member), i, row)
    add_limit (self, self->box, row, head);
}

static void
add_rest (GuoSchemeForm *self)
{
  g_autofree gchar *text
    = g_strdup_printf (_("Kept as they are in the scheme's file, and changed there: %d size codes, %d parts for outlets, %d "
                         "defects of an inspection."),
                       (gint) guo_row_int (self->form, "sizes"), (gint) guo_row_int (self->form, "parts"),
                       (gint) guo_row_int (self->form, "defects"));

  gtk_box_append (self->box, guo_sentence_new (text, "why"));
}

void
guo_scheme_form_show (GuoSchemeForm *self, json_t *form)
{
  json_t *class;
  gsize i;

  guo_box_empty (self->box);
  g_ptr_array_set_size (self->lines, 0);
  json_decref (self->form);
  self->form = json_incref (form);
  if (form == NULL)
    return;
  add_names (self, self->box, "", form, FALSE, NULL);
  json_array_foreach (guo_row_list (form, "classes"), i, class)
    add_class (self, class);
  add_shared (self, "limits", _("Every class"));
  add_shared (self, "lot_limits", _("The lot, by its sample"));
  add_rest (self);
}

json_t *
guo_scheme_form_changes (GuoSchemeForm *self)
{
  json_t *list = json_array ();

  for (guint i = 0; i < self->lines->len; i++)
    guo_scheme_line_changes (g_ptr_array_index (self->lines, i), list);
  return list;
}

gboolean
guo_scheme_form_refuse (GuoSchemeForm *self, const gchar *at, const gchar *reason)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->lines->len; i++)
    found = guo_scheme_line_refuse (g_ptr_array_index (self->lines, i), found ? NULL : at, reason) || found;
  return found;
}

static void
add_note (GuoSchemeForm *self, json_t *note)
{
  g_autofree gchar *text = guo_scheme_note_text (note), *marked = g_strconcat ("▲ ", text, NULL);

  for (guint i = 0; i < self->lines->len; i++)
    if (guo_scheme_line_note (g_ptr_array_index (self->lines, i), guo_row_text (note, "at"), marked))
      return;
}

void
guo_scheme_form_notes (GuoSchemeForm *self, json_t *notes)
{
  json_t *note;
  gsize i;

  for (guint k = 0; k < self->lines->len; k++)
    guo_scheme_line_note (g_ptr_array_index (self->lines, k), NULL, NULL);
  json_array_foreach (notes, i, note)
    add_note (self, note);
}

void
guo_scheme_form_focus_refused (GuoSchemeForm *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (guo_scheme_line_focus_refused (g_ptr_array_index (self->lines, i)))
      return;
}

const gchar *
guo_scheme_form_measured (GuoSchemeForm *self)
{
  return self->measured;
}

static gboolean
guo_scheme_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (GUO_SCHEME_FORM (widget)->box), GTK_DIR_TAB_FORWARD);
}

static void
guo_scheme_form_dispose (GObject *object)
{
  GuoSchemeForm *self = GUO_SCHEME_FORM (object);
  GtkWidget *box = (GtkWidget *) g_steal_pointer (&self->box);

  g_clear_pointer (&box, gtk_widget_unparent);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->form, json_decref);
  g_clear_pointer (&self->measured, g_free);
  G_OBJECT_CLASS (guo_scheme_form_parent_class)->dispose (object);
}

static void
guo_scheme_form_class_init (GuoSchemeFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_scheme_form_dispose;
  widget_class->grab_focus = guo_scheme_form_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  edited_signal = g_signal_new ("edited", GUO_TYPE_SCHEME_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  measured_signal = g_signal_new ("measured", GUO_TYPE_SCHEME_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guo_scheme_form_init (GuoSchemeForm *self)
{
  self->lines = g_ptr_array_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "form-fields");
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

GtkWidget *
guo_scheme_form_new (void)
{
  return g_object_new (GUO_TYPE_SCHEME_FORM, NULL);
}
