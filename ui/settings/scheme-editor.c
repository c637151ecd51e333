#include "ui/settings/scheme-editor.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "station/client/sentences.h"
#include "ui/act.h"
#include "ui/settings/scheme-file.h"
#include "ui/settings/scheme-form.h"
#include "ui/settings/scheme-trial.h"
#include "ui/settings/scheme-versions.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/key.h"
#include "ui/widgets/picker.h"

#define PREVIEW "/v1/grade-schemes/preview"
#define TRY_MS 250  /* after the last key */
#define SIDE_PX 340

struct _GuoSchemeEditor
{
  GtkWidget      parent_instance;

  GuoDesk       *desk;
  GtkWidget     *box;
  GtkWidget     *side;
  GtkBox        *head;      /* where the key that saves stands when there is little height */
  GtkBox        *keys;      /* where it stands else */
  GtkBox        *scrolled;  /* what of the side stands below the form when it is narrow */
  GtkBox        *side_box;
  GtkWidget     *rest;
  GtkWidget     *product_box;
  GtkLabel      *title;
  GtkWidget     *mark;
  GtkLabel      *version;
  GuoPicker     *product;
  GuoSchemeForm *form;
  GtkLabel      *refusal;
  GtkWidget     *stop_key;
  GtkWidget     *save_key;
  GuoSchemeTrial *trial;
  GtkBox        *versions;

  json_t        *row;
  gchar         *file;     /* loaded, not saved; NULL: the scheme as it is */
  guint          try_id;
  guint          asked;    /* which of several questions */
  gboolean       show;     /* the answer's form is to be shown */
  gboolean       busy;
};

G_DEFINE_FINAL_TYPE (GuoSchemeEditor, guo_scheme_editor, GTK_TYPE_WIDGET)

static guint left_signal;

static const gchar *
name_of (json_t *row)
{
  return guo_row_name (row, !g_str_has_prefix (g_get_language_names ()[0], "zh"));
}

static gboolean
is_active (GuoSchemeEditor *self)
{
  return !json_is_false (json_object_get (self->row, "active"));
}

static gboolean
is_product_changed (GuoSchemeEditor *self)
{
  return guo_picker_get (self->product) != guo_row_int (self->row, "product");
}

static gboolean
is_text_changed (GuoSchemeEditor *self)
{
  json_auto_t *changes = guo_scheme_form_changes (self->form);

  return self->file != NULL || json_array_size (changes) > 0;
}

gboolean
guo_scheme_editor_is_changed (GuoSchemeEditor *self)
{
  return self->row != NULL && (is_text_changed (self) || is_product_changed (self));
}

static void
refuse (GuoSchemeEditor *self, const gchar *reason)
{
  gtk_label_set_label (self->refusal, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), reason != NULL);
}

/* At the field whose place is told, else below the form; what and where in either case. */
static void
refuse_by (GuoSchemeEditor *self, const GError *error)
{
  const gchar *at = guo_row_text (guo_client_error_params (error), "field");
  g_autofree gchar *reason = guo_client_words (guo_row_text (guo_client_error_params (error), "reason"));

  if (guo_scheme_form_refuse (self->form, at, *reason != '\0' ? reason : error->message))
    refuse (self, NULL);
  else
    refuse (self, error->message);
}

static void
show_changed (GuoSchemeEditor *self)
{
  if (guo_scheme_editor_is_changed (self))
    gtk_widget_add_css_class (self->save_key, "primary");
  else
    gtk_widget_remove_css_class (self->save_key, "primary");
}

static void
show_head (GuoSchemeEditor *self, const gchar *next)
{
  const gchar *now = guo_row_text (self->row, "version");
  g_autofree gchar *day = g_strndup (guo_row_text (self->row, "since"), 10);
  g_autofree gchar *text = next != NULL && strcmp (next, now) != 0 && is_text_changed (self)
                             ? g_strdup_printf (_("Version %s since %s; saved, it becomes %s"), now, day, next)
                             : g_strdup_printf (_("Version %s since %s"), now, day);

  gtk_label_set_label (self->title, name_of (self->row));
  gtk_label_set_label (self->version, text);
  gtk_widget_set_visible (self->mark, !is_active (self));
  guo_key_set_word (GUO_KEY (self->stop_key), is_active (self) ? _("Stop using") : _("Use again"));
}

/* What the picture is of before any limit had the focus: what the best class is first asked for. */
static const gchar *
first_measured (json_t *form)
{
  json_t *class = json_array_get (guo_row_list (form, "classes"), 0);

  return guo_row_text (json_array_get (guo_row_list (class, "limits"), 0), "field");
}

static void
measured (GuoSchemeEditor *self)
{
  guo_scheme_trial_set_measured (self->trial, guo_scheme_form_measured (self->form));
}

static void
answered (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSchemeEditor *self = owner;

  if (GPOINTER_TO_UINT (data) != self->asked || self->row == NULL)
    return;
  if (answer == NULL)
    {
      guo_scheme_trial_refuse (self->trial);
      refuse_by (self, error);
      return;
    }
  guo_scheme_form_refuse (self->form, NULL, NULL);
  refuse (self, NULL);
  if (self->show)
    guo_scheme_form_show (self->form, json_object_get (answer, "form"));
  guo_scheme_form_notes (self->form, guo_row_list (answer, "notes"));
  if (guo_scheme_form_measured (self->form) == NULL)
    guo_scheme_trial_set_measured (self->trial, first_measured (json_object_get (answer, "form")));
  self->show = FALSE;
  guo_scheme_trial_show (self->trial, answer);
  show_head (self, guo_row_text (json_object_get (answer, "form"), "version"));
}

static json_t *
question (GuoSchemeEditor *self)
{
  return json_pack ("{s:I, s:s*, s:o}", "scheme", guo_row_int (self->row, "id"), "file", self->file, "changes",
                    self->show ? json_array () : guo_scheme_form_changes (self->form));
}

static void
ask (GuoSchemeEditor *self)
{
  g_clear_handle_id (&self->try_id, g_source_remove);
  if (self->row == NULL)
    return;
  self->asked++;
  guo_desk_send (self->desk, "POST", PREVIEW, question (self), self, answered, GUINT_TO_POINTER (self->asked));
}

static gboolean
try_now (gpointer user_data)
{
  GuoSchemeEditor *self = user_data;

  self->try_id = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
edited (GuoSchemeEditor *self)
{
  show_changed (self);
  g_clear_handle_id (&self->try_id, g_source_remove);
  self->try_id = g_timeout_add (TRY_MS, try_now, self);
}

void
guo_scheme_editor_edit (GuoSchemeEditor *self, json_t *row)
{
  json_incref (row);
  json_decref (self->row);
  self->row = row;
  g_clear_pointer (&self->file, g_free);
  guo_scheme_form_show (self->form, NULL);
  guo_picker_select (self->product, guo_row_int (row, "product"), guo_row_text (row, "product_name"));
  refuse (self, NULL);
  self->show = TRUE;
  show_head (self, NULL);
  show_changed (self);
  ask (self);
  guo_scheme_versions_fill (self->versions, self->desk, guo_row_int (row, "id"));
}

void
guo_scheme_editor_discard (GuoSchemeEditor *self)
{
  if (self->row != NULL)
    guo_scheme_editor_edit (self, self->row);
}

static void
set_done (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSchemeEditor *self = owner;
  g_autofree gchar *text = NULL;
  json_auto_t *kept = json_incref (answer);

  self->busy = FALSE;
  if (answer == NULL)
    {
      refuse_by (self, error);
      return;
    }
  text = g_strdup_printf (_("✓ Saved: %s, version %s"), name_of (answer), guo_row_text (answer, "version"));
  guo_desk_say (self->desk, text, NULL, FALSE);
  guo_scheme_editor_edit (self, kept);
}

static void
set (GuoSchemeEditor *self, json_t *body)
{
  self->busy = TRUE;
  json_object_set_new (body, "replaces", json_integer (guo_row_int (self->row, "id")));
  guo_act_in_form (GTK_WIDGET (self), self->desk, "/v1/grade-schemes", body, set_done, NULL);
}

static void
add_product (GuoSchemeEditor *self, json_t *body)
{
  if (is_product_changed (self) && guo_picker_get (self->product) != 0)
    json_object_set_new (body, "product", json_integer (guo_picker_get (self->product)));
}

/* The text that the station makes of what was typed is what is set. */
static void
made (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoSchemeEditor *self = owner;
  json_t *body;

  self->busy = FALSE;
  if (answer == NULL)
    {
      refuse_by (self, error);
      guo_scheme_form_focus_refused (self->form);
      return;
    }
  body = json_pack ("{s:O}", "file", json_object_get (answer, "file"));
  add_product (self, body);
  set (self, body);
}

static void
save (GuoSchemeEditor *self)
{
  json_t *body;

  if (self->row == NULL || self->busy || !guo_scheme_editor_is_changed (self))
    return;
  if (is_text_changed (self))
    {
      self->busy = TRUE;
      guo_desk_send (self->desk, "POST", PREVIEW, question (self), self, made, NULL);
      return;
    }
  body = json_object ();
  add_product (self, body);
  set (self, body);
}

static void
stop (GuoSchemeEditor *self)
{
  if (self->row != NULL && !self->busy)
    set (self, json_pack ("{s:b}", "active", !is_active (self)));
}

static void
file_read (GtkWidget *owner, const gchar *text)
{
  GuoSchemeEditor *self = GUO_SCHEME_EDITOR (owner);

  if (self->row == NULL)
    return;
  g_free (self->file);
  self->file = g_strdup (text);
  self->show = TRUE;
  show_changed (self);
  ask (self);
}

static void
load_clicked (GuoSchemeEditor *self)
{
  guo_scheme_file_load (GTK_WIDGET (self), self->desk, file_read);
}

static void
write_clicked (GuoSchemeEditor *self)
{
  g_autofree gchar *name = g_strdup_printf ("%s-%s.json", guo_row_text (self->row, "scheme"), guo_row_text (self->row, "version"));

  guo_scheme_file_save (GTK_WIDGET (self), self->desk, name, guo_row_text (self->row, "file"));
}

static void
back_clicked (GuoSchemeEditor *self)
{
  g_signal_emit (self, left_signal, 0);
}

void
guo_scheme_editor_press (GuoSchemeEditor *self, const gchar *key)
{
  if (strcmp (key, "save") == 0)
    save (self);
  else if (strcmp (key, "stop") == 0)
    stop (self);
}

static void
products_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    guo_picker_set_rows (GUO_SCHEME_EDITOR (owner)->product, guo_row_list (answer, "rows"));
}

static void
picker_opened (GuoSchemeEditor *self)
{
  guo_desk_send (self->desk, "GET", "/v1/products", NULL, self, products_arrived, NULL);
}

static void
move (GtkWidget *widget, GtkBox *to)
{
  GtkWidget *from = gtk_widget_get_parent (widget);

  if (from == GTK_WIDGET (to))
    return;
  g_object_ref (widget);
  gtk_box_remove (GTK_BOX (from), widget);
  gtk_box_append (to, widget);
  g_object_unref (widget);
}

/* Where both do not stand beside each other, the height is the form's: one key goes into its head, the other below it, and of
 * the side only what the form is edited for stays in sight. */
static void
lay_out (GuoSchemeEditor *self)
{
  gboolean narrow = guo_desk_compact (self->desk) > 0;

  move (self->stop_key, narrow ? GTK_BOX (self->rest) : self->keys);
  move (self->save_key, narrow ? self->head : self->keys);
  gtk_widget_set_valign (self->save_key, narrow ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  gtk_widget_set_visible (GTK_WIDGET (self->keys), !narrow);
  move (self->rest, narrow ? self->scrolled : self->side_box);
  guo_scheme_trial_set_compact (self->trial, narrow);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->side), narrow);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->side, narrow ? -1 : SIDE_PX, -1);
  gtk_widget_set_vexpand (self->side, !narrow);
}

static gboolean
guo_scheme_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GUO_SCHEME_EDITOR (widget)->product));
}

static void
guo_scheme_editor_dispose (GObject *object)
{
  GuoSchemeEditor *self = GUO_SCHEME_EDITOR (object);

  g_clear_handle_id (&self->try_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->row, json_decref);
  g_clear_pointer (&self->file, g_free);
  G_OBJECT_CLASS (guo_scheme_editor_parent_class)->dispose (object);
}

static void
guo_scheme_editor_class_init (GuoSchemeEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_scheme_editor_dispose;
  widget_class->grab_focus = guo_scheme_editor_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  left_signal = g_signal_new ("left", GUO_TYPE_SCHEME_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (GUO_TYPE_SCHEME_FORM);
  g_type_ensure (GUO_TYPE_SCHEME_TRIAL);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/settings/scheme-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, box);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, side);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, head);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, keys);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, side_box);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, rest);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, product_box);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, title);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, mark);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, version);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, form);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, refusal);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, stop_key);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, save_key);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, trial);
  gtk_widget_class_bind_template_child (widget_class, GuoSchemeEditor, versions);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, edited);
  gtk_widget_class_bind_template_callback (widget_class, measured);
  gtk_widget_class_bind_template_callback (widget_class, stop);
  gtk_widget_class_bind_template_callback (widget_class, save);
  gtk_widget_class_bind_template_callback (widget_class, load_clicked);
  gtk_widget_class_bind_template_callback (widget_class, write_clicked);
}

static gboolean
escape_pressed (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  back_clicked (GUO_SCHEME_EDITOR (widget));
  return TRUE;
}

static void
guo_scheme_editor_init (GuoSchemeEditor *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_pressed, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->product = GUO_PICKER (guo_picker_new (_("Product"), FALSE));
  g_signal_connect_object (self->product, "opened", G_CALLBACK (picker_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->product, "chosen", G_CALLBACK (show_changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->product_box), GTK_WIDGET (self->product));
}

GtkWidget *
guo_scheme_editor_new (GuoDesk *desk)
{
  GuoSchemeEditor *self = g_object_new (GUO_TYPE_SCHEME_EDITOR, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "layout", G_CALLBACK (lay_out), self, G_CONNECT_SWAPPED);
  lay_out (self);
  return GTK_WIDGET (self);
}
