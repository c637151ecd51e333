#include "ui/settings/scheme-line.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/settings/lines.h"
#include "ui/settings/parse.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/in-sight.h"

#define NUMBER_CHARS 5
#define GAP_PX 8

/* A bound, or the one text of a line. */
typedef struct
{
  GtkEditable *entry;     /* NULL: there is no such bound here */
  GtkButton   *key;       /* (nullable): says whether the bound itself is in, and changes it */
  gchar       *was;       /* what the scheme has */
  const gchar *members[2]; /* in, out: "min", "over" */
  gboolean     out;
  gboolean     was_out;
} Cell;

struct _GuoSchemeLine
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkBox    *cells_box;
  GtkWidget *note;     /* what can be, and may not be meant */
  GtkWidget *refusal;
  gchar     *at;
  gchar     *measured; /* (nullable): what a limit is of */
  gchar     *field;    /* of a limit that is not in the scheme yet */
  Cell       cells[2];
};

G_DEFINE_FINAL_TYPE (GuoSchemeLine, guo_scheme_line, GTK_TYPE_WIDGET)

static guint edited_signal;

static void
edited (GuoSchemeLine *self)
{
  g_signal_emit (self, edited_signal, 0);
}

static const gchar *
cell_word (const Cell *cell)
{
  if (strcmp (cell->members[0], "min") == 0)
    return cell->out ? _("over") : _("at least");
  return cell->out ? _("under") : _("at most");
}

static void
show_word (Cell *cell)
{
  if (cell->key != NULL)
    gtk_button_set_label (cell->key, cell_word (cell));
}

static void
word_clicked (GuoSchemeLine *self, GtkButton *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
    if (self->cells[i].key == key)
      {
        self->cells[i].out = !self->cells[i].out;
        show_word (&self->cells[i]);
      }
  edited (self);
}

static void
add_entry (GuoSchemeLine *self, Cell *cell, const gchar *value, const gchar *name, gboolean number)
{
  GtkWidget *entry = gtk_entry_new ();

  cell->entry = GTK_EDITABLE (entry);
  cell->was = g_strdup (value != NULL ? value : "");
  gtk_editable_set_text (cell->entry, cell->was);
  gtk_editable_set_width_chars (cell->entry, NUMBER_CHARS);
  gtk_editable_set_max_width_chars (cell->entry, NUMBER_CHARS);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), number ? GTK_INPUT_PURPOSE_NUMBER : GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (edited), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->cells_box, entry);
}

static void
add_bound (GuoSchemeLine *self, guint side, json_t *limit, const gchar *label, const gchar *of)
{
  static const gchar *const members[][2] = { { "min", "over" }, { "max", "under" } };
  Cell *cell = &self->cells[side];
  gboolean out = guo_row_has (limit, members[side][1]);
  g_autofree gchar *name = g_strdup_printf (side == 0 ? _("%s, %s, from") : _("%s, %s, to"), of, label);
  g_autofree gchar *of_key = g_strdup_printf (_("%s: with the bound itself or without"), name);

  *cell = (Cell) { .members = { members[side][0], members[side][1] }, .out = out, .was_out = out,
                   .key = GTK_BUTTON (gtk_button_new ()) };
  gtk_widget_add_css_class (GTK_WIDGET (cell->key), "desk-key");
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->key), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, of_key, -1);
  g_signal_connect_object (cell->key, "clicked", G_CALLBACK (word_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->cells_box, GTK_WIDGET (cell->key));
  add_entry (self, cell, guo_row_has (limit, members[side][out]) ? guo_row_text (limit, members[side][out]) : "", name, TRUE);
  show_word (cell);
}

static const gchar *
op_word (const gchar *op)
{
  static const gchar *const words[][2] = { { ">=", N_("at least") }, { ">", N_("over") }, { "<=", N_("at most") }, { "<", N_("under") },
                                           { "=", N_("exactly") } };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i][0], op) == 0)
      return _(words[i][1]);
  return op;
}

/* ">= 42", as a file may write it too: its value can be changed. */
static void
add_value (GuoSchemeLine *self, json_t *limit, const gchar *label, const gchar *of)
{
  g_autofree gchar *name = g_strdup_printf (_("%s, %s, limit"), of, label);

  self->cells[0] = (Cell) { .members = { "value", "value" } };
  gtk_box_append (self->cells_box, gtk_label_new (op_word (guo_row_text (limit, "op"))));
  add_entry (self, &self->cells[0], guo_row_text (limit, "value"), name, TRUE);
}

/* "38 to under 42" */
static gchar *
limit_words (json_t *limit)
{
  GString *text = g_string_new (NULL);
  static const struct
  {
    const gchar *member;
    const gchar *word;
  } parts[] = { { "min", N_("at least %s") }, { "over", N_("over %s") }, { "max", N_("at most %s") }, { "under", N_("under %s") },
                { "value", "%s" } };

  if (guo_row_has (limit, "op"))
    g_string_append_printf (text, "%s ", op_word (guo_row_text (limit, "op")));
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (guo_row_has (limit, parts[i].member))
      {
        g_auto(GStrv) around = g_strsplit (_(parts[i].word), "%s", 2);

        g_string_append_printf (text, "%s%s%s%s", i > 0 && text->len > 0 && i < 4 ? ", " : "", around[0],
                                guo_row_text (limit, parts[i].member), around[1]);
      }
  g_string_append (text, _(" · only on some days: changed in the file"));
  return g_string_free (text, FALSE);
}

GtkWidget *
guo_scheme_line_new_limit (json_t *limit, const gchar *label, const gchar *of)
{
  GuoSchemeLine *self = g_object_new (GUO_TYPE_SCHEME_LINE, NULL);

  gtk_box_prepend (GTK_BOX (self->box), guo_sentence_new (label, "field-label"));
  self->at = g_strdup (guo_row_text (limit, "at"));
  self->measured = g_strdup (guo_row_text (limit, "field"));
  if (guo_row_flag (limit, "dated"))
    {
      g_autofree gchar *words = limit_words (limit);

      gtk_box_append (self->cells_box, guo_sentence_new (words, "fact"));
    }
  else if (guo_row_has (limit, "op"))
    add_value (self, limit, label, of);
  else
    {
      if (!guo_row_has (limit, "min") && !guo_row_has (limit, "over") && !guo_row_has (limit, "max")
          && !guo_row_has (limit, "under"))
        self->field = g_strdup (guo_row_text (limit, "field"));
      add_bound (self, 0, limit, label, of);
      add_bound (self, 1, limit, label, of);
    }
  return GTK_WIDGET (self);
}

GtkWidget *
guo_scheme_line_new_text (const gchar *at, const gchar *value, const gchar *label, const gchar *of, gboolean number)
{
  GuoSchemeLine *self = g_object_new (GUO_TYPE_SCHEME_LINE, NULL);
  g_autofree gchar *name = of != NULL ? g_strdup_printf ("%s, %s", of, label) : g_strdup (label);

  gtk_box_prepend (GTK_BOX (self->box), guo_sentence_new (label, "field-label"));
  self->at = g_strdup (at);
  add_entry (self, &self->cells[0], value, name, number);
  return GTK_WIDGET (self);
}

/* What was typed, full-width digits folded, a comma as a point. */
static gchar *
typed (const Cell *cell)
{
  return cell->entry != NULL ? guo_parse_fold (gtk_editable_get_text (cell->entry)) : g_strdup ("");
}

static void
add_change (json_t *list, const gchar *at, const gchar *member, const gchar *value)
{
  g_autofree gchar *where = member != NULL ? g_strdup_printf ("%s/%s", at, member) : g_strdup (at);

  json_array_append_new (list, json_pack ("{s:s, s:s*}", "at", where, "value", *value != '\0' ? value : NULL));
}

static void
add_new_limit (GuoSchemeLine *self, json_t *list)
{
  json_t *change = json_pack ("{s:s, s:s}", "at", self->at, "field", self->field);

  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
    {
      g_autofree gchar *value = typed (&self->cells[i]);

      if (*value != '\0')
        json_object_set_new (change, self->cells[i].members[self->cells[i].out], json_string (value));
    }
  if (json_object_size (change) > 2)
    json_array_append (list, change);
  json_decref (change);
}

static void
add_cell (GuoSchemeLine *self, const Cell *cell, json_t *list)
{
  g_autofree gchar *value = typed (cell);
  gboolean had = *cell->was != '\0', has = *value != '\0';

  if (strcmp (value, cell->was) == 0 && (cell->out == cell->was_out || !has))
    return;
  if (had && (!has || cell->out != cell->was_out) && cell->members[0] != NULL)
    add_change (list, self->at, cell->members[cell->was_out], "");
  if (has)
    add_change (list, self->at, cell->members[cell->out], value);
  else if (cell->members[0] == NULL)
    add_change (list, self->at, NULL, "");
}

void
guo_scheme_line_changes (GuoSchemeLine *self, json_t *list)
{
  if (self->field != NULL)
    add_new_limit (self, list);
  else
    for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
      if (self->cells[i].entry != NULL)
        add_cell (self, &self->cells[i], list);
}

const gchar *
guo_scheme_line_measured (GuoSchemeLine *self)
{
  return self->measured;
}

static gboolean
is_cell_changed (const Cell *cell)
{
  g_autofree gchar *value = typed (cell);

  return cell->entry != NULL && (strcmp (value, cell->was) != 0 || (*value != '\0' && cell->out != cell->was_out));
}

/* @member: of the limit, where one is told; else what was changed is what is wrong, both where that says nothing. */
static gboolean
is_cell_wrong (GuoSchemeLine *self, const Cell *cell, const gchar *member)
{
  gboolean one = is_cell_changed (&self->cells[0]) != is_cell_changed (&self->cells[1]);

  if (cell->members[0] != NULL && *member != '\0')
    return strcmp (member, cell->members[0]) == 0 || strcmp (member, cell->members[1]) == 0;
  return !one || is_cell_changed (cell);
}

/* Returns: whether @at is this line; then @member is what follows it */
static gboolean
is_here (GuoSchemeLine *self, const gchar *at, const gchar **member)
{
  gsize length = strlen (self->at);

  if (at == NULL || strncmp (at, self->at, length) != 0 || (at[length] != '\0' && at[length] != '/'))
    return FALSE;
  *member = at[length] == '/' ? at + length + 1 : "";
  return TRUE;
}

gboolean
guo_scheme_line_refuse (GuoSchemeLine *self, const gchar *at, const gchar *reason)
{
  const gchar *member = "";
  gboolean here = reason != NULL && is_here (self, at, &member);

  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
    if (self->cells[i].entry != NULL && here && is_cell_wrong (self, &self->cells[i], member))
      gtk_widget_add_css_class (GTK_WIDGET (self->cells[i].entry), "refused");
    else if (self->cells[i].entry != NULL)
      gtk_widget_remove_css_class (GTK_WIDGET (self->cells[i].entry), "refused");
  if (here && strcmp (gtk_label_get_label (GTK_LABEL (self->refusal)), reason) != 0)
    guo_bring_in_sight (GTK_WIDGET (self));
  gtk_label_set_label (GTK_LABEL (self->refusal), here ? reason : "");
  gtk_widget_set_visible (self->refusal, here);
  return here;
}

gboolean
guo_scheme_line_note (GuoSchemeLine *self, const gchar *at, const gchar *text)
{
  const gchar *member;

  if (at != NULL && !is_here (self, at, &member))
    return FALSE;
  gtk_label_set_label (GTK_LABEL (self->note), at != NULL ? text : "");
  gtk_widget_set_visible (self->note, at != NULL);
  return at != NULL;
}

gboolean
guo_scheme_line_focus_refused (GuoSchemeLine *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
    if (self->cells[i].entry != NULL && gtk_widget_has_css_class (GTK_WIDGET (self->cells[i].entry), "refused"))
      {
        guo_bring_in_sight (GTK_WIDGET (self)); /* typed in again, it may have been scrolled away */
        return gtk_widget_grab_focus (GTK_WIDGET (self->cells[i].entry));
      }
  return FALSE;
}

static gboolean
guo_scheme_line_grab_focus (GtkWidget *widget)
{
  GuoSchemeLine *self = GUO_SCHEME_LINE (widget);

  return self->cells[0].entry != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->cells[0].entry));
}

static void
guo_scheme_line_dispose (GObject *object)
{
  GuoSchemeLine *self = GUO_SCHEME_LINE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
    g_clear_pointer (&self->cells[i].was, g_free);
  g_clear_pointer (&self->at, g_free);
  g_clear_pointer (&self->measured, g_free);
  g_clear_pointer (&self->field, g_free);
  G_OBJECT_CLASS (guo_scheme_line_parent_class)->dispose (object);
}

static void
guo_scheme_line_class_init (GuoSchemeLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_scheme_line_dispose;
  widget_class->grab_focus = guo_scheme_line_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  edited_signal = g_signal_new ("edited", GUO_TYPE_SCHEME_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guo_scheme_line_init (GuoSchemeLine *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->cells_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP_PX));
  self->refusal = guo_sentence_new (NULL, "refusal");
  gtk_widget_set_visible (self->refusal, FALSE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->cells_box));
  self->note = guo_sentence_new (NULL, "scheme-note");
  gtk_widget_set_visible (self->note, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->note);
  gtk_box_append (GTK_BOX (self->box), self->refusal);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
