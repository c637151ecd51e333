/* What would come out: the station draws the layout as it is now, and says what is wrong with which element. */
#include "ui/designer/panel-private.h"

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "station/client/sentences.h"
#include "ui/designer/words.h"
#include "ui/settings/lines.h"

static void
go_to (GtkButton *button, GuoDesigner *self)
{
  if (self->design == NULL)
    return;
  guo_design_choose (self->design, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "item")));
  guo_designer_show_chosen (self);
}

/* The element's name is the key to it. */
static GtkWidget *
finding_new (GuoDesigner *self, json_t *problem)
{
  const gint item = (gint) guo_row_int (problem, "item");
  g_autofree gchar *title = guo_element_title (guo_design_item (self->design, item));
  g_autofree gchar *sentence = guo_client_sentence (guo_row_text (problem, "code"), json_object_get (problem, "params"));
  g_autofree gchar *text = g_strdup_printf (_("%s: %s"), title, sentence != NULL ? sentence : guo_row_text (problem, "message"));
  GtkWidget *button = gtk_button_new (), *label = guo_sentence_new (text, "refusal");

  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "link-key");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data (G_OBJECT (button), "item", GINT_TO_POINTER (item));
  g_signal_connect_object (button, "clicked", G_CALLBACK (go_to), self, 0);
  return button;
}

static void
show_findings (GuoDesigner *self, json_t *problems)
{
  gsize i;
  json_t *problem;

  guo_box_empty (self->findings);
  json_array_foreach (problems, i, problem)
    gtk_box_append (self->findings, finding_new (self, problem));
  if (i == 0)
    gtk_box_append (self->findings, guo_sentence_new (_("✓ Everything comes out, and its codes read."), "dim"));
}

static void
say (GuoDesigner *self, const gchar *why)
{
  guo_box_empty (self->findings);
  gtk_box_append (self->findings, guo_sentence_new (why, "refusal"));
}

static GdkTexture *
texture_of (json_t *answer)
{
  gsize size = 0;
  g_autofree guchar *png = g_base64_decode (guo_row_text (answer, "png"), &size);
  g_autoptr(GBytes) bytes = g_bytes_new (png, size);

  return gdk_texture_new_from_bytes (bytes, NULL);
}

static void
arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesigner *self = owner;
  g_autoptr(GdkTexture) picture = answer != NULL ? texture_of (answer) : NULL;

  self->asked = FALSE;
  if (self->design == NULL)
    return;
  if (self->stale) /* what came is of before */
    {
      guo_designer_preview (self);
      return;
    }
  guo_design_canvas_set_picture (self->canvas, picture, json_object_get (answer, "problems"));
  if (answer != NULL)
    show_findings (self, guo_row_list (answer, "problems"));
  else
    say (self, error->message);
}

void
guo_designer_preview (GuoDesigner *self)
{
  g_autofree gchar *file = NULL;

  if (self->design == NULL)
    return;
  self->stale = self->asked;
  if (self->asked)
    return;
  self->asked = TRUE;
  file = guo_design_file (self->design);
  guo_desk_send (self->desk, "POST", "/v1/label-layouts/preview",
                 json_pack ("{s:s, s:s, s:i}", "file", file, "data", guo_choice_get (self->data), "dpi", 203), self, arrived,
                 NULL);
}
