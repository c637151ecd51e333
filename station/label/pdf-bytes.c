#include "station/label/pdf-bytes.h"

#include <cairo-pdf.h>

#define POINTS_PER_DOT (72 / 25.4 / GUO_PDF_DOTS_PER_MM)

struct _GuoPdfBytes
{
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

GuoPdfBytes *
guo_pdf_bytes_new (gdouble width, gdouble height)
{
  GuoPdfBytes *self = g_new0 (GuoPdfBytes, 1);

  self->bytes = g_byte_array_new ();
  self->surface = cairo_pdf_surface_create_for_stream (collect, self->bytes, width * POINTS_PER_DOT,
                                                       height * POINTS_PER_DOT);
  self->cr = cairo_create (self->surface);
  cairo_scale (self->cr, POINTS_PER_DOT, POINTS_PER_DOT);
  return self;
}

cairo_t *
guo_pdf_bytes_cairo (GuoPdfBytes *self)
{
  return self->cr;
}

GBytes *
guo_pdf_bytes_finish (GuoPdfBytes *self, GError **error)
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
  guo_pdf_bytes_free (self);
  return bytes;
}

void
guo_pdf_bytes_free (GuoPdfBytes *self)
{
  if (self == NULL)
    return;
  cairo_destroy (self->cr);
  cairo_surface_finish (self->surface);
  cairo_surface_destroy (self->surface);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_free (self);
}
