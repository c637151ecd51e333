#include "station/label/painter.h"

#include "station/label/draw.h"

#include <cairo-pdf.h>

/* Modules are whole dots of this many a millimetre: a 203 dpi printer then gets them whole as well. */
#define DOTS_PER_MM 8
#define POINTS_PER_MM (72 / 25.4)

struct _GuoLabelPdf
{
  GuoLabelDrawing drawing;
  GByteArray *bytes;
  cairo_surface_t *surface;
  cairo_t *cr;
};

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GuoLabelPdf *
guo_label_pdf_new (const GuoLabelLayout *layout)
{
  GuoLabelPdf *self = g_new0 (GuoLabelPdf, 1);

  guo_label_drawing_init (&self->drawing, layout, DOTS_PER_MM);
  self->bytes = g_byte_array_new ();
  self->surface = cairo_pdf_surface_create_for_stream (collect, self->bytes, layout->width / 10.0 * POINTS_PER_MM,
                                                       layout->height / 10.0 * POINTS_PER_MM);
  self->cr = cairo_create (self->surface);
  cairo_scale (self->cr, POINTS_PER_MM / DOTS_PER_MM, POINTS_PER_MM / DOTS_PER_MM);
  return self;
}

gboolean
guo_label_pdf_add (GuoLabelPdf *self, json_t *data, GError **error)
{
  if (!guo_label_draw (&self->drawing, self->cr, data, error))
    return FALSE;
  cairo_show_page (self->cr);
  return TRUE;
}

GBytes *
guo_label_pdf_finish (GuoLabelPdf *self, GError **error)
{
  cairo_status_t status;
  GBytes *bytes = NULL;

  cairo_surface_finish (self->surface);
  status = cairo_surface_status (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
  else
    guo_refuse (error, GUO_STATION_ERROR_FAILED, "failed", NULL, "the PDF could not be written: %s",
                cairo_status_to_string (status));
  guo_label_pdf_free (self);
  return bytes;
}

void
guo_label_pdf_free (GuoLabelPdf *self)
{
  if (self == NULL)
    return;
  cairo_destroy (self->cr);
  cairo_surface_finish (self->surface);
  cairo_surface_destroy (self->surface);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  guo_label_drawing_clear (&self->drawing);
  g_free (self);
}
