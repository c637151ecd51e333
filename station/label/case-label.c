#include "station/label/case-label.h"

#include "station/label/case-data.h"
#include "station/label/painter.h"

#include <string.h>

static const gint64 resolutions[] = { 203, 300, 600 };

/* Fonts cost more to open than a label to paint: each thread keeps what it opened. */
typedef struct
{
  GuoLabelLayout *layout;
  GuoLabelPainter *painters[G_N_ELEMENTS (resolutions)];
} Painters;

static void
painters_free (gpointer data)
{
  Painters *self = data;

  for (gsize i = 0; i < G_N_ELEMENTS (resolutions); i++)
    guo_label_painter_free (self->painters[i]);
  guo_label_layout_free (self->layout);
  g_free (self);
}

static GPrivate of_thread = G_PRIVATE_INIT (painters_free);

static Painters *
thread_painters (GError **error)
{
  Painters *self = g_private_get (&of_thread);

  if (self == NULL)
    {
      self = g_new0 (Painters, 1);
      g_private_set (&of_thread, self);
    }
  if (self->layout == NULL)
    self->layout = guo_label_layout_builtin (GUO_CASE_LAYOUT, error);
  return self->layout != NULL ? self : NULL;
}

static GuoLabelPainter *
thread_painter (gint64 dpi, GError **error)
{
  Painters *self = thread_painters (error);

  if (self == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      if (resolutions[i] != dpi)
        continue;
      if (self->painters[i] == NULL)
        self->painters[i] = guo_label_painter_new (self->layout, dpi, error);
      return self->painters[i];
    }
  guo_bad_field (error, "dpi", "203, 300 or 600");
  return NULL;
}

GuoBitmap *
guo_case_label_paint (GuoStation *station, GuoDatabase *db, const gchar *serial, gint64 copy, gint64 dpi,
                      GError **error)
{
  GuoLabelPainter *painter = thread_painter (dpi, error);
  g_autoptr(json_t) data = painter != NULL ? guo_case_label_data (station, db, serial, copy, error) : NULL;

  return data != NULL ? guo_label_paint (painter, data, error) : NULL;
}

GBytes *
guo_case_label_pdf (GuoStation *station, GuoDatabase *db, const gchar *serial, gint64 copy, GError **error)
{
  Painters *self = thread_painters (error);
  g_autoptr(json_t) data = self != NULL ? guo_case_label_data (station, db, serial, copy, error) : NULL;
  g_autoptr(GuoLabelPdf) pdf = data != NULL ? guo_label_pdf_new (self->layout) : NULL;

  if (pdf == NULL || !guo_label_pdf_add (pdf, data, error))
    return NULL;
  return guo_label_pdf_finish (g_steal_pointer (&pdf), error);
}

gchar *
guo_case_label_sha256 (void)
{
  Painters *self = thread_painters (NULL);

  return self != NULL ? g_strdup (self->layout->sha256) : NULL;
}
