/* A sheet that is no case's label: the layout with its usual words, or rulers of its size, on a printer that is bound. */
#include "ui/designer/panel-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

static void
printed (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesigner *self = owner;

  if (answer != NULL)
    guo_desk_say (self->desk, _("✓ The sheet is with the printer"), NULL, FALSE);
}

static void
send (GuoDesigner *self, const gchar *printer, const gchar *what)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/printers/%s/sheet", printer);
  g_autofree gchar *file = self->design != NULL ? guo_design_file (self->design) : NULL;

  if (file != NULL)
    guo_act (GTK_WIDGET (self), self->desk, path, json_pack ("{s:s, s:s}", "file", file, "sheet", what), FALSE, printed, NULL);
}

static void
printer_chosen (GuoOptions *options, const gchar *printer, GuoDesigner *self)
{
  g_autofree gchar *id = g_strdup (printer);
  const gchar *what = g_object_get_data (G_OBJECT (options), "sheet");

  guo_sheet_close (GTK_WIDGET (self));
  send (self, id, what);
}

static void
ask_which (GuoDesigner *self, json_t *printers, const gchar *what)
{
  GtkWidget *options = guo_options_new (NULL);
  gsize i;
  json_t *printer;

  json_array_foreach (printers, i, printer)
    {
      g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (printer, "id"));

      guo_options_add (GUO_OPTIONS (options), id, guo_row_text (printer, "name"));
    }
  g_object_set_data (G_OBJECT (options), "sheet", (gpointer) what);
  g_signal_connect_object (options, "chosen", G_CALLBACK (printer_chosen), self, 0);
  guo_sheet_open (GTK_WIDGET (self), _("Which printer?"), options);
}

static void
devices_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesigner *self = owner;
  json_auto_t *printers = json_array ();
  gsize i;
  json_t *row;

  json_array_foreach (guo_row_list (answer, "rows"), i, row)
    if (strcmp (guo_row_text (row, "kind"), "printer") == 0 && guo_row_flag (row, "active"))
      json_array_append (printers, row);
  if (json_array_size (printers) == 0)
    guo_desk_say (self->desk, answer != NULL ? _("No printer is bound. Add one on the Devices page.") : error->message, NULL,
                  TRUE);
  else if (json_array_size (printers) > 1)
    ask_which (self, printers, data);
  else
    {
      g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (json_array_get (printers, 0), "id"));

      send (self, id, data);
    }
}

void
guo_designer_print_sample (GuoDesigner *self)
{
  guo_desk_send (self->desk, "GET", "/v1/devices", NULL, self, devices_arrived, (gpointer) "sample");
}

void
guo_designer_print_rulers (GuoDesigner *self)
{
  guo_desk_send (self->desk, "GET", "/v1/devices", NULL, self, devices_arrived, (gpointer) "rulers");
}
