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
add_sentence (GuoDesigner *self, gchar *text, const gchar *style)
{
  gtk_box_append (self->findings, guo_sentence_new (text, style));
  g_free (text);
}

/* All names of the centre, when they were asked for: each that does not come out with its element. */
static void
show_names (GuoDesigner *self, json_t *names)
{
  const gint tried = (gint) guo_row_int (names, "tried"), faulty = (gint) guo_row_int (names, "faulty");
  gsize i;
  json_t *problem;

  if (faulty == 0)
    add_sentence (self, g_strdup_printf (ngettext ("✓ The centre's one name fits.", "✓ All %d names of the centre fit.",
                                                   (gulong) tried), tried), "dim");
  else
    add_sentence (self, g_strdup_printf (_("✗ %d of the centre's %d names do not fit:"), faulty, tried), "refusal");
  json_array_foreach (guo_row_list (names, "problems"), i, problem)
    gtk_box_append (self->findings, finding_new (self, problem));
  if ((gint) i < faulty)
    add_sentence (self, g_strdup_printf (_("… and %d more."), faulty - (gint) i), "dim");
}

/* The longest words are names too: what was said of one is not said again. */
static gboolean
is_said (json_t *names, json_t *problem)
{
  gsize i;
  json_t *said;

  json_array_foreach (guo_row_list (names, "problems"), i, said)
    if (guo_row_int (said, "item") == guo_row_int (problem, "item")
        && json_equal (json_object_get (said, "params"), json_object_get (problem, "params")))
      return TRUE;
  return FALSE;
}

static void
show_findings (GuoDesigner *self, json_t *answer)
{
  json_t *problems = guo_row_list (answer, "problems"), *names = json_object_get (answer, "names"), *problem;
  gsize i;

  guo_box_empty (self->findings);
  if (names != NULL)
    show_names (self, names);
  json_array_foreach (problems, i, problem)
    if (!is_said (names, problem))
      gtk_box_append (self->findings, finding_new (self, problem));
  if (i == 0)
    add_sentence (self, g_strdup_printf (_("✓ Everything comes out at %d dpi, and its codes read."),
                                         (gint) guo_row_int (answer, "dpi")), "dim");
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
    show_findings (self, answer);
  else
    say (self, error->message);
}

void
guo_designer_preview (GuoDesigner *self)
{
  g_autofree gchar *file = NULL;
  json_t *body;

  if (self->design == NULL)
    return;
  self->stale = self->asked;
  if (self->asked)
    return;
  self->asked = TRUE;
  file = guo_design_file (self->design);
  body = json_pack ("{s:s}", "file", file);
  guo_designer_data_put (self, body);
  guo_desk_send (self->desk, "POST", "/v1/label-layouts/preview",
                 body, self, arrived, NULL);
}
