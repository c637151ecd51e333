#include "ui/weigh/slip.h"

#include <glib/gi18n.h>

#include "ui/widgets/focus.h"
#include "ui/widgets/key.h"
#include "ui/widgets/sheet.h"

#define PAPER_MM 80.0
#define DOTS_A_MM 8.0
#define READABLE 432    /* px: three quarters of the paper's dots; hanzi of 18 px */

struct _GuoSlip
{
  GtkWidget   parent_instance;

  GuoDesk    *desk;
  GtkWidget  *box;
  GtkWidget  *scrolled;
  GtkPicture *picture;
  GtkLabel   *message;
  GtkWidget  *print_key;
  GtkWidget  *save_key;
  GtkWidget  *done_key;
  GdkTexture *texture;
  gint64      delivery;
  gchar      *no;
  GFile      *file;       /* that is being written */
};

G_DEFINE_FINAL_TYPE (GuoSlip, guo_slip, GTK_TYPE_WIDGET)

static gchar *
path_of (GuoSlip *self, const gchar *suffix)
{
  return g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT "/slip.%s", self->delivery, suffix);
}

static void
picture_arrived (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GuoSlip) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = guo_client_fetch_finish (GUO_CLIENT (source), result, &error);

  if (bytes != NULL)
    self->texture = gdk_texture_new_from_bytes (bytes, &error);
  gtk_label_set_label (self->message, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), error != NULL);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (self->texture));
}

/* Printing */

static gdouble
height_mm (GuoSlip *self)
{
  return gdk_texture_get_height (self->texture) / DOTS_A_MM;
}

static void
draw_page (GtkPrintOperation *operation, GtkPrintContext *context, gint page, GuoSlip *self)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  gint width = gdk_texture_get_width (self->texture), height = gdk_texture_get_height (self->texture);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  gdouble scale = MIN (gtk_print_context_get_width (context) / width,
                       gtk_print_context_get_height (context) / height);

  gdk_texture_download (self->texture, cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  /* dots stay dots: a code must be read from the paper */
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
}

static void
print_clicked (GuoSlip *self)
{
  g_autoptr(GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr(GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr(GError) error = NULL;
  GtkPaperSize *paper;

  if (self->texture == NULL)
    return;
  paper = gtk_paper_size_new_custom ("guozhan-slip", _("Slip 80 mm"), PAPER_MM, height_mm (self),
                                     GTK_UNIT_MM);
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_MM);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_job_name (operation, self->no);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page), self, 0);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    guo_desk_say (self->desk, error->message, NULL, TRUE);
}

/* Saving */

static void
paper_arrived (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GuoSlip) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = guo_client_fetch_finish (GUO_CLIENT (source), result, &error);
  g_autofree gchar *name = g_file_get_parse_name (self->file);
  g_autofree gchar *text = g_strdup_printf (_("✓ Saved: %s"), name);

  if (bytes != NULL)
    g_file_replace_contents (self->file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL,
                             FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error);
  guo_desk_say (self->desk, error != NULL ? error->message : text, NULL, error != NULL);
}

static void
file_chosen (GtkNativeDialog *dialog, gint response, GuoSlip *self)
{
  g_autofree gchar *path = path_of (self, "pdf");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_clear_object (&self->file);
      self->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      guo_client_fetch_async (guo_desk_client (self->desk), path, NULL, paper_arrived, g_object_ref (self));
    }
  g_object_unref (dialog);
}

static void
save_clicked (GuoSlip *self)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Save the slip"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _("Save"), _("Cancel"));
  g_autofree gchar *name = g_strdup_printf ("%s.pdf", self->no);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
done_clicked (GuoSlip *self)
{
  gboolean work = guo_desk_delivery (self->desk) != NULL;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  guo_sheet_close (window);
  if (!work)
    gtk_widget_activate_action (window, "win.page", "s", "deliver");
}

static gboolean
guo_slip_grab_focus (GtkWidget *widget)
{
  GuoSlip *self = GUO_SLIP (widget);

  return gtk_widget_grab_focus (gtk_widget_get_visible (self->print_key) ? self->print_key : self->done_key);
}

static void
guo_slip_dispose (GObject *object)
{
  GuoSlip *self = GUO_SLIP (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->texture);
  g_clear_object (&self->file);
  g_clear_pointer (&self->no, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_slip_parent_class)->dispose (object);
}

static void
guo_slip_class_init (GuoSlipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GUO_TYPE_KEY);
  G_OBJECT_CLASS (klass)->dispose = guo_slip_dispose;
  widget_class->grab_focus = guo_slip_grab_focus;
  widget_class->focus = guo_focus_inner;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/guozhan/Guozhan/weigh/slip.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoSlip, box);
  gtk_widget_class_bind_template_child (widget_class, GuoSlip, picture);
  gtk_widget_class_bind_template_child (widget_class, GuoSlip, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GuoSlip, message);
  gtk_widget_class_bind_template_child (widget_class, GuoSlip, print_key);
  gtk_widget_class_bind_template_child (widget_class, GuoSlip, save_key);
  gtk_widget_class_bind_template_child (widget_class, GuoSlip, done_key);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, done_clicked);
}

static void
guo_slip_init (GuoSlip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
guo_slip_new (GuoDesk *desk, gint64 delivery, const gchar *no, gboolean issued)
{
  GuoSlip *self = g_object_new (GUO_TYPE_SLIP, NULL);
  g_autofree gchar *path = NULL;

  self->desk = g_object_ref (desk);
  self->delivery = delivery;
  self->no = g_strdup (no);
  gtk_widget_set_visible (self->print_key, issued);
  gtk_widget_set_visible (self->save_key, issued);
  /* once it is issued nobody weighs: the sheet may stand over the weight */
  if (issued)
    gtk_widget_set_size_request (self->scrolled, READABLE, -1);
  path = path_of (self, "png");
  guo_client_fetch_async (guo_desk_client (desk), path, NULL, picture_arrived, g_object_ref (self));
  return GTK_WIDGET (self);
}
