/* What the preview is filled with: usual words, the longest, or one of the station's last cases or pallets; and at which
 * printer's dots. */
#include "ui/designer/panel-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"

#define LAST 40 /* cases or pallets offered */

static const gint64 resolutions[] = { 203, 300, 600 };

static gboolean
is_for_pallets (GuoDesigner *self)
{
  return strcmp (guo_row_text (self->row, "purpose"), "pallet") == 0;
}

/* Whether the station has real data for the layout at all. */
static gboolean
has_real (GuoDesigner *self)
{
  return is_for_pallets (self) || strcmp (guo_row_text (self->row, "purpose"), "case") == 0;
}

static json_t *
title_of (GuoDesigner *self, json_t *row)
{
  return is_for_pallets (self) ? json_sprintf ("%s · %s", guo_row_text (row, "no"), guo_row_text (row, "day"))
                               : json_sprintf ("%s · %s", guo_row_text (row, "serial"), guo_row_text (row, "lot_no"));
}

/* The rows are others each time; what was chosen of them is kept. */
static void
keep_real (GuoDesigner *self)
{
  gsize i;
  json_t *row;

  g_clear_pointer (&self->real_key, g_free);
  json_array_foreach (self->real_rows, i, row)
    if (guo_row_int (row, "id") == guo_picker_get (self->real))
      self->real_key = g_strdup (guo_row_text (row, "key"));
}

static void
preview_chosen (GuoDesigner *self)
{
  guo_picker_select (self->real, 0, NULL);
  guo_designer_preview (self);
}

static void
real_chosen (GuoDesigner *self)
{
  keep_real (self);
  guo_choice_select (self->data, self->real_key != NULL ? NULL : "sample");
  guo_designer_preview (self);
}

static void
real_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesigner *self = owner;
  json_auto_t *offered = json_array ();
  gsize i;
  json_t *row;

  if (answer == NULL)
    return;
  json_array_foreach (guo_row_list (answer, "rows"), i, row)
    json_array_append_new (offered,
                           json_pack ("{s:O, s:o, s:O}", "id", json_object_get (row, "id"), "name", title_of (self, row), "key",
                                      json_object_get (row, is_for_pallets (self) ? "sscc" : "serial")));
  json_decref (self->real_rows);
  self->real_rows = json_incref (offered);
  guo_picker_set_rows (self->real, offered);
}

/* Each time it is opened: cases are packed while somebody designs. */
static void
real_opened (GuoDesigner *self)
{
  g_autofree gchar *path = g_strdup_printf ("%s?limit=%d", is_for_pallets (self) ? "/v1/pallets" : "/v1/cases", LAST);

  guo_desk_send (self->desk, "GET", path, NULL, self, real_arrived, NULL);
}

void
guo_designer_data_show (GuoDesigner *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->real), self->row != NULL && has_real (self));
  guo_picker_select (self->real, 0, NULL);
  if (guo_choice_get (self->data) == NULL)
    guo_choice_select (self->data, "sample");
  guo_picker_set_none (self->real, is_for_pallets (self) ? _("A real pallet …") : _("A real case …"), _("None"));
}

void
guo_designer_data_put (GuoDesigner *self, json_t *body)
{
  const gchar *word = guo_choice_get (self->data);

  if (word == NULL && self->real_key != NULL)
    {
      word = is_for_pallets (self) ? "pallet" : "case";
      json_object_set_new (body, word, json_string (self->real_key));
    }
  json_object_set_new (body, "data", json_string (word != NULL ? word : "sample"));
  json_object_set_new (body, "dpi", json_integer (self->dpi));
}

static void
show_dpi (GuoDesigner *self)
{
  g_autofree gchar *word = g_strdup_printf (_("%d dpi"), (gint) self->dpi);

  gtk_button_set_label (GTK_BUTTON (self->dpi_key), word);
}

static void
set_dpi (GuoDesigner *self, gint64 dpi)
{
  self->dpi = dpi;
  show_dpi (self);
  guo_designer_preview (self);
}

static gint64
next_dpi (gint64 dpi)
{
  for (gsize i = 0; i + 1 < G_N_ELEMENTS (resolutions); i++)
    if (resolutions[i] == dpi)
      return resolutions[i + 1];
  return resolutions[0];
}

/* The printer that the layout is bound to, else the first that is bound. */
static json_t *
printer_of (json_t *rows, const gchar *layout)
{
  json_t *first = NULL, *row;
  gsize i;

  json_array_foreach (rows, i, row)
    {
      if (strcmp (guo_row_text (row, "kind"), "printer") != 0 || !guo_row_flag (row, "active"))
        continue;
      if (g_strcmp0 (guo_row_text (row, "label"), layout) == 0)
        return row;
      first = first != NULL ? first : row;
    }
  return first;
}

static void
devices_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesigner *self = owner;
  json_t *printer = printer_of (guo_row_list (answer, "rows"), guo_row_text (self->row, "name"));
  const gint64 dpi = guo_row_int (printer, "dpi");

  /* asked before the first drawing: what a person has chosen stays */
  if (dpi != 0 && !self->dpi_chosen && dpi != self->dpi)
    set_dpi (self, dpi);
}

void
guo_designer_data_ask_printer (GuoDesigner *self)
{
  guo_desk_send (self->desk, "GET", "/v1/devices", NULL, self, devices_arrived, NULL);
}

static void
dpi_clicked (GuoDesigner *self)
{
  self->dpi_chosen = TRUE;
  set_dpi (self, next_dpi (self->dpi));
}

static GtkWidget *
dpi_key_new (GuoDesigner *self)
{
  self->dpi_key = gtk_button_new ();
  gtk_widget_add_css_class (self->dpi_key, "desk-key");
  gtk_widget_set_tooltip_text (self->dpi_key, _("Dots of the printer"));
  g_signal_connect_object (self->dpi_key, "clicked", G_CALLBACK (dpi_clicked), self, G_CONNECT_SWAPPED);
  self->dpi = resolutions[0];
  show_dpi (self);
  return self->dpi_key;
}

void
guo_designer_data_add (GuoDesigner *self, GtkBox *bar)
{
  self->data = g_object_new (GUO_TYPE_CHOICE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->data), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Data shown"), -1);
  guo_choice_add (self->data, "sample", _("Usual words"));
  guo_choice_add (self->data, "longest", _("Longest name"));
  guo_choice_select (self->data, "sample");
  g_signal_connect_object (self->data, "chosen", G_CALLBACK (preview_chosen), self, G_CONNECT_SWAPPED);
  self->real = GUO_PICKER (guo_picker_new (_("Real data"), TRUE));
  gtk_widget_set_size_request (GTK_WIDGET (self->real), 160, -1);
  g_signal_connect_object (self->real, "opened", G_CALLBACK (real_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->real, "chosen", G_CALLBACK (real_chosen), self, G_CONNECT_SWAPPED);
  gtk_box_append (bar, GTK_WIDGET (self->data));
  gtk_box_append (bar, GTK_WIDGET (self->real));
  gtk_box_append (bar, dpi_key_new (self));
}
