#include "station/label/painter.h"

#include "station/label/draw.h"
#include "station/label/pdf-bytes.h"

struct _GuoLabelPdf
{
  GuoLabelDrawing drawing;
  GuoPdfBytes *file;
};

GuoLabelPdf *
guo_label_pdf_new (const GuoLabelLayout *layout)
{
  GuoLabelPdf *self = g_new0 (GuoLabelPdf, 1);

  guo_label_drawing_init (&self->drawing, layout, GUO_PDF_DOTS_PER_MM);
  self->file = guo_pdf_bytes_new (layout->width * GUO_PDF_DOTS_PER_MM / 10.0,
                                  layout->height * GUO_PDF_DOTS_PER_MM / 10.0);
  return self;
}

gboolean
guo_label_pdf_add (GuoLabelPdf *self, json_t *data, GError **error)
{
  cairo_t *cr = guo_pdf_bytes_cairo (self->file);

  if (!guo_label_draw (&self->drawing, cr, data, error))
    return FALSE;
  cairo_show_page (cr);
  return TRUE;
}

GBytes *
guo_label_pdf_finish (GuoLabelPdf *self, GError **error)
{
  GBytes *bytes = guo_pdf_bytes_finish (g_steal_pointer (&self->file), error);

  guo_label_pdf_free (self);
  return bytes;
}

void
guo_label_pdf_free (GuoLabelPdf *self)
{
  if (self == NULL)
    return;
  guo_pdf_bytes_free (self->file);
  guo_label_drawing_clear (&self->drawing);
  g_free (self);
}
