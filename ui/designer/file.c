/* Layouts are fetched, kept, and stopped; what is not kept yet stays as a draft on this screen. */
#include "ui/designer/panel-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/widgets/form.h"
#include "ui/widgets/sheet.h"

#define LAYOUTS "/v1/label-layouts"
#define DRAFT_KEY "label-draft"      /* what the screen remembers: the layout, */
#define DRAFT_OF_KEY "label-draft-of" /* and which one it was */

static json_t *
row_named (GuoDesigner *self, const gchar *name)
{
  gsize i;
  json_t *row;

  json_array_foreach (self->rows, i, row)
    if (g_strcmp0 (guo_row_text (row, "name"), name) == 0)
      return row;
  return NULL;
}

static void
mark_layout (GuoDesigner *self)
{
  gsize i;
  json_t *row;

  json_array_foreach (self->rows, i, row)
    if (row == self->row)
      guo_picker_select (self->layouts, (gint64) i + 1, NULL);
}

/* An own one stands in place of the shipped one of its name, which cannot be had then but by stopping it. */
static void
fill_picker (GuoDesigner *self)
{
  json_auto_t *rows = json_array ();
  gsize i;
  json_t *row;

  json_array_foreach (self->rows, i, row)
    if (row_named (self, guo_row_text (row, "name")) == row)
      json_array_append_new (rows, json_pack ("{s:I, s:o}", "id", (json_int_t) i + 1, "name",
                                              guo_row_flag (row, "own")
                                                ? json_string (guo_row_text (row, "name"))
                                                : json_sprintf (_("%s (shipped)"), guo_row_text (row, "name"))));
  guo_picker_set_rows (self->layouts, rows);
}

/* What shipped layouts ask for, each field once: a new element may ask for the same. */
static void
collect_fields (GuoDesigner *self)
{
  gsize i, k;
  json_t *row, *field;

  json_decref (self->fields);
  self->fields = json_array ();
  json_array_foreach (self->rows, i, row)
    {
      json_auto_t *layout = json_loads (guo_row_text (row, "file"), 0, NULL);
      json_auto_t *known = json_object ();

      json_array_foreach (self->fields, k, field)
        json_object_set_new (known, guo_row_text (field, "name"), json_true ());
      json_array_foreach (json_object_get (layout, "fields"), k, field)
        if (!guo_row_flag (row, "own") && json_object_get (known, guo_row_text (field, "name")) == NULL)
          json_array_append (self->fields, field);
    }
}

void
guo_designer_open (GuoDesigner *self, json_t *row, const gchar *file)
{
  GuoDesign *design = guo_design_new (file);

  if (design == NULL)
    return;
  guo_design_canvas_show (self->canvas, design);
  guo_design_free (self->design);
  self->design = design;
  json_incref (row);
  json_decref (self->row);
  self->row = row;
  guo_designer_show (self);
}

static gboolean
open_draft (GuoDesigner *self)
{
  g_autofree gchar *draft = guo_screen_state_get (guo_desk_state (self->desk), DRAFT_KEY);
  g_autofree gchar *name = guo_screen_state_get (guo_desk_state (self->desk), DRAFT_OF_KEY);
  json_t *row = row_named (self, name);
  GuoDesign *before = self->design;

  if (draft == NULL || row == NULL)
    return FALSE;
  /* what differs from the kept one must be known as changed: begun with that, the draft is one step */
  guo_designer_open (self, row, guo_row_text (row, "file"));
  if (self->design == before || !guo_design_take_draft (self->design, draft))
    return FALSE;
  guo_designer_show (self);
  guo_desk_say (self->desk, _("What you had not saved is here again."), NULL, FALSE);
  return TRUE;
}

/* The row of before is another object now. */
static void
find_row_again (GuoDesigner *self)
{
  json_t *row = row_named (self, guo_row_text (self->row, "name"));

  if (row == NULL)
    return;
  json_incref (row);
  json_decref (self->row);
  self->row = row;
}

static void
rows_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesigner *self = owner;
  json_t *first;

  if (answer == NULL)
    return;
  json_decref (self->rows);
  self->rows = json_incref (guo_row_list (answer, "rows"));
  fill_picker (self);
  collect_fields (self);
  if (self->design != NULL)
    find_row_again (self);
  else if (!open_draft (self))
    {
      first = json_array_get (self->rows, 0);
      guo_designer_open (self, first, guo_row_text (first, "file"));
    }
  mark_layout (self);
}

void
guo_designer_load (GuoDesigner *self)
{
  guo_desk_send (self->desk, "GET", LAYOUTS, NULL, self, rows_arrived, NULL);
}

void
guo_designer_keep_draft (GuoDesigner *self)
{
  const gboolean changed = self->design != NULL && guo_design_is_changed (self->design);
  g_autofree gchar *file = changed ? guo_design_file (self->design) : NULL;

  guo_screen_state_set (guo_desk_state (self->desk), DRAFT_KEY, file);
  guo_screen_state_set (guo_desk_state (self->desk), DRAFT_OF_KEY, changed ? guo_row_text (self->row, "name") : NULL);
}

void
guo_designer_discard (GuoDesigner *self)
{
  if (self->design == NULL)
    return;
  guo_designer_open (self, self->row, guo_row_text (self->row, "file"));
  guo_designer_keep_draft (self);
}

static void
saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesigner *self = owner;
  g_autofree gchar *text = NULL;

  if (answer == NULL)
    return;
  text = g_strdup_printf (_("✓ The layout “%s” is saved"), guo_row_text (answer, "name"));
  json_incref (answer);
  json_decref (self->row);
  self->row = answer;
  guo_design_set_head (self->design, "id", json_string (guo_row_text (answer, "name")));
  guo_design_saved (self->design);
  guo_designer_keep_draft (self);
  guo_desk_say (self->desk, text, NULL, FALSE);
  guo_designer_show_chosen (self);
  guo_designer_load (self);
}

static void
send (GuoDesigner *self, const gchar *name, gint64 replaces)
{
  json_auto_t *layout = json_deep_copy (guo_design_layout (self->design));
  g_autofree gchar *file = NULL;
  char *text;
  json_t *body;

  json_object_set_new (layout, "id", json_string (name));
  text = json_dumps (layout, JSON_INDENT (1));
  file = g_strdup (text);
  free (text);
  body = json_pack ("{s:s}", "file", file);
  if (replaces != 0)
    json_object_set_new (body, "replaces", json_integer (replaces));
  guo_act (GTK_WIDGET (self), self->desk, LAYOUTS, body, FALSE, saved, NULL);
}

void
guo_designer_save (GuoDesigner *self)
{
  if (self->design == NULL)
    return;
  if (guo_row_flag (self->row, "own"))
    send (self, guo_row_text (self->row, "name"), guo_row_int (self->row, "id"));
  else
    guo_designer_save_as (self);
}

/* The name of one of the centre's own is a new version of it. */
static void
named (GuoForm *form, GuoDesigner *self)
{
  g_autofree gchar *name = g_strstrip (g_strdup (guo_form_text (form, "name")));
  json_t *row = row_named (self, name);

  if (*name == '\0')
    guo_form_refuse (form, _("Give the layout a name."));
  else
    send (self, name, row != NULL && guo_row_flag (row, "own") ? guo_row_int (row, "id") : 0);
}

void
guo_designer_save_as (GuoDesigner *self)
{
  GtkWidget *form;

  if (self->design == NULL)
    return;
  form = guo_form_new (_("Under the name of a layout that comes with the program yours is printed in its place; under a new "
                         "one it can be chosen for a printer."), _("Save"));
  guo_form_add_entry (GUO_FORM (form), "name", _("Name of the layout"), GTK_INPUT_PURPOSE_FREE_FORM,
                      guo_row_text (self->row, "name"));
  g_signal_connect_object (form, "submitted", G_CALLBACK (named), self, 0);
  guo_sheet_open (GTK_WIDGET (self), _("Save as"), form);
}

static void
stopped (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesigner *self = owner;

  if (answer == NULL)
    return;
  guo_desk_say (self->desk, _("✓ The layout is not offered any more"), NULL, FALSE);
  guo_design_canvas_show (self->canvas, NULL);
  g_clear_pointer (&self->design, guo_design_free);
  guo_designer_keep_draft (self);
  guo_designer_load (self);
}

void
guo_designer_stop (GuoDesigner *self)
{
  if (self->design == NULL)
    return;
  if (!guo_row_flag (self->row, "own"))
    {
      guo_desk_say (self->desk, _("What comes with the program stays as it is."), NULL, TRUE);
      return;
    }
  guo_act (GTK_WIDGET (self), self->desk, LAYOUTS,
           json_pack ("{s:O, s:b}", "replaces", json_object_get (self->row, "id"), "active", 0), FALSE, stopped, NULL);
}
