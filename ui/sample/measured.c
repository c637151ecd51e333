#include "ui/sample/measured.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "station/client/sample-text.h"
#include "ui/desk-readings.h"
#include "ui/sound/flash.h"
#include "ui/widgets/key.h"
#include "ui/widgets/reading.h"

/* A field that can be measured. */
typedef struct
{
  GtkLabel *mark;
  json_t   *reading; /* (nullable): what stands in the field */
  gchar    *text;    /* (nullable): as it was put there */
} Field;

struct _GuoMeasured
{
  GuoDesk    *desk;
  GuoForm    *form;
  json_t     *fields;
  GtkLabel   *told;  /* what came of the newest reading */
  GHashTable *marks; /* name → Field */
  gulong      handler;
};

static void
forget (Field *field)
{
  g_clear_pointer (&field->reading, json_decref);
  g_clear_pointer (&field->text, g_free);
}

static void
field_free (gpointer data)
{
  forget (data);
  g_free (data);
}

/* In sight whatever is scrolled, since the hands are at the instrument, not at the field. */
static void
tell (GuoMeasured *self, const gchar *text, gboolean refused)
{
  GtkWidget *label = GTK_WIDGET (self->told);

  gtk_label_set_label (self->told, text);
  gtk_widget_set_visible (label, TRUE);
  if (refused)
    gtk_widget_add_css_class (label, "failed");
  else
    gtk_widget_remove_css_class (label, "failed");
  guo_sounds_play (guo_desk_sounds (self->desk), refused ? GUO_SOUND_REFUSED : GUO_SOUND_SCAN);
  if (refused)
    guo_flash (gtk_widget_get_parent (GTK_WIDGET (self->form)), GUO_SOUND_REFUSED); /* for the tick the window does */
}

static void
tell_fault (GuoMeasured *self, json_t *reading)
{
  g_autofree gchar *why = guo_reading_text (reading);
  g_autofree gchar *text
    = g_strdup_printf (_("▲ %s: %s. Not taken; measure again."), guo_row_text (reading, "device_name"), why);

  tell (self, text, TRUE);
}

/* The field in focus; NULL: none of the form. */
static const gchar *
focused (GuoMeasured *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->form));
  const gchar *key = NULL;

  for (GtkWidget *at = root != NULL ? gtk_root_get_focus (root) : NULL; at != NULL && key == NULL && at != GTK_WIDGET (self->form);
       at = gtk_widget_get_parent (at))
    key = g_object_get_data (G_OBJECT (at), "key");
  return key;
}

static gboolean
fits (json_t *field, json_t *reading)
{
  if (guo_row_has (reading, "name"))
    return strcmp (guo_row_text (reading, "name"), guo_row_text (field, "name")) == 0;
  return strcmp (guo_row_text (reading, "unit"), guo_row_text (field, "unit")) == 0;
}

/* The field in focus where it is one that fits; else the first without a value; else the only one, which is measured again.
 * NULL: none, or not clear which. */
static json_t *
field_for (GuoMeasured *self, json_t *reading)
{
  const gchar *focus = focused (self);
  json_t *field, *empty = NULL, *only = NULL;
  guint n = 0;
  gsize i;

  json_array_foreach (self->fields, i, field)
    {
      if (!fits (field, reading))
        continue;
      if (g_strcmp0 (focus, guo_row_text (field, "name")) == 0)
        return field;
      if (empty == NULL && *guo_form_text (self->form, guo_row_text (field, "name")) == '\0')
        empty = field;
      only = field;
      n++;
    }
  if (empty != NULL)
    return empty;
  return n == 1 ? only : NULL;
}

static void
tell_homeless (GuoMeasured *self, json_t *reading)
{
  g_autofree gchar *value = guo_reading_text (reading);
  const gchar *device = guo_row_text (reading, "device_name");
  json_t *field;
  gboolean any = FALSE;
  gsize i;
  g_autofree gchar *text = NULL;

  json_array_foreach (self->fields, i, field)
    any = any || fits (field, reading);
  text = any ? g_strdup_printf (_("▲ %s: %s. Not taken: every field for it has a value. Go to the one that it replaces, and "
                                  "measure again."), device, value)
             : g_strdup_printf (_("▲ %s: %s. Not taken: this sample does not ask for it."), device, value);
  tell (self, text, TRUE);
}

static const gchar *
simulated_mark (json_t *reading)
{
  return guo_row_flag (reading, "simulated") ? _(" ▨ simulated") : "";
}

static void
show_mark (Field *field, const gchar *text)
{
  gtk_label_set_label (field->mark, text);
  gtk_widget_set_visible (GTK_WIDGET (field->mark), *text != '\0');
}

static void
put (GuoMeasured *self, json_t *sought, json_t *reading)
{
  const gchar *name = guo_row_text (sought, "name"), *device = guo_row_text (reading, "device_name");
  Field *field = g_hash_table_lookup (self->marks, name);
  g_autofree gchar *value = guo_reading_figure (guo_row_int (reading, "value"));
  g_autofree gchar *at = guo_reading_time (reading);
  g_autofree gchar *mark = g_strdup_printf (_("⊙ %s, %s%s"), device, at, simulated_mark (reading));
  g_autofree gchar *told = g_strdup_printf (_("✓ %s measured at %s: %s %s %s%s"), device, at, guo_sample_title (sought), value,
                                            guo_row_text (reading, "unit"), simulated_mark (reading));
  gboolean here = g_strcmp0 (focused (self), name) == 0;

  guo_form_set_text (self->form, name, value); /* an edit: what stood there is forgotten */
  forget (field);
  field->reading = json_incref (reading);
  field->text = g_strdup (value);
  show_mark (field, mark);
  tell (self, told, FALSE);
  if (here) /* the next value is another one's, or is typed */
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self->form))), GTK_DIR_TAB_FORWARD);
}

static void
heard (GuoDesk *desk, json_t *reading, gpointer user_data)
{
  GuoMeasured *self = user_data;
  json_t *field = field_for (self, reading);

  if (guo_row_has (reading, "fault"))
    tell_fault (self, reading);
  else if (field == NULL)
    tell_homeless (self, reading);
  else
    put (self, field, reading);
}

/* Whether there is anything that could have measured: where nobody can but type, "typed" would say nothing. */
static gboolean
has_instrument (GuoDesk *desk)
{
  const gchar *key;
  json_t *line;

  json_object_foreach (guo_desk_devices (desk), key, line)
    if (strcmp (guo_row_text (line, "kind"), "instrument") == 0)
      return TRUE;
  return FALSE;
}

static void
asked (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer == NULL)
    tell (data, error->message, TRUE);
}

/* What it answers is heard as any other reading. */
static void
ask (GtkWidget *key, GuoMeasured *self)
{
  guo_desk_send (self->desk, "POST", g_object_get_data (G_OBJECT (key), "path"), json_object (), self->form, asked, self);
}

/* A key for each that measures only when it is asked. */
static void
add_keys (GuoMeasured *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  const gchar *id;
  json_t *line;

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  json_object_foreach (guo_desk_devices (self->desk), id, line)
    {
      g_autofree gchar *word = g_strdup_printf (_("Measure: %s"), guo_row_text (line, "name"));
      GtkWidget *key;

      if (!guo_row_flag (line, "asked"))
        continue;
      key = guo_key_new (word, NULL);
      gtk_widget_set_focus_on_click (key, FALSE);
      g_object_set_data_full (G_OBJECT (key), "path", g_strdup_printf ("/v1/devices/%s/measure", id), g_free);
      g_signal_connect (key, "clicked", G_CALLBACK (ask), self);
      gtk_box_append (GTK_BOX (box), key);
    }
  gtk_widget_set_visible (box, gtk_widget_get_first_child (box) != NULL);
  guo_form_add_widget (self->form, box); /* in front of the fields: they can be scrolled, it need not be */
}

static void
add_told (GuoMeasured *self)
{
  GtkWidget *label = gtk_label_new (_("Press the key of the instrument: what it measures stands in its field."));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "field-note");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Instrument"), -1);
  gtk_widget_set_visible (label, has_instrument (self->desk));
  self->told = GTK_LABEL (label);
  guo_form_add_foot (self->form, label);
}

GuoMeasured *
guo_measured_new (GuoDesk *desk, GuoForm *form, json_t *fields)
{
  GuoMeasured *self = g_new0 (GuoMeasured, 1);

  self->desk = desk;
  self->form = form;
  self->fields = fields;
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, field_free);
  add_keys (self);
  add_told (self);
  self->handler = g_signal_connect (desk, GUO_DESK_READING, G_CALLBACK (heard), self);
  return self;
}

void
guo_measured_free (GuoMeasured *self)
{
  if (self == NULL)
    return;
  g_signal_handler_disconnect (self->desk, self->handler);
  g_hash_table_unref (self->marks);
  g_free (self);
}

void
guo_measured_add_mark (GuoMeasured *self, const gchar *name)
{
  Field *field = g_new0 (Field, 1);

  field->mark = guo_form_add_note (self->form);
  g_hash_table_insert (self->marks, g_strdup (name), field);
}

void
guo_measured_check (GuoMeasured *self)
{
  GHashTableIter iter;
  gpointer name, data;

  g_hash_table_iter_init (&iter, self->marks);
  while (g_hash_table_iter_next (&iter, &name, &data))
    {
      Field *field = data;
      const gchar *text = guo_form_text (self->form, name);

      if (field->text != NULL && strcmp (text, field->text) == 0)
        continue;
      forget (field);
      show_mark (field, *text != '\0' && has_instrument (self->desk) ? _("✎ typed") : "");
    }
}

gboolean
guo_measured_put (GuoMeasured *self, const gchar *name, json_t *into)
{
  Field *field = g_hash_table_lookup (self->marks, name);

  if (field == NULL || field->reading == NULL)
    return FALSE;
  json_array_append_new (into, json_pack ("{s:s, s:O, s:O}", "name", name, "device", json_object_get (field->reading, "device"),
                                          "reading", json_object_get (field->reading, "n")));
  return TRUE;
}
