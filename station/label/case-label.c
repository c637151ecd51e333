#include "station/label/case-label.h"

#include "station/label/case-data.h"
#include "station/label/pallet-data.h"
#include "station/label/painter.h"
#include "station/label/read-back.h"

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

static void
table_free (gpointer data)
{
  g_hash_table_unref (data);
}

static GPrivate of_thread = G_PRIVATE_INIT (table_free);

static Painters *
thread_painters (const gchar *id, GError **error)
{
  GHashTable *table = g_private_get (&of_thread);
  GuoLabelLayout *layout;
  Painters *self;

  if (table == NULL)
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, painters_free);
      g_private_set (&of_thread, table);
    }
  self = g_hash_table_lookup (table, id);
  layout = self == NULL ? guo_label_layout_builtin (id, error) : NULL;
  if (layout == NULL)
    return self;
  self = g_new0 (Painters, 1);
  self->layout = layout;
  g_hash_table_insert (table, g_strdup (id), self);
  return self;
}

static GuoLabelPainter *
thread_painter (const gchar *layout, gint64 dpi, GError **error)
{
  Painters *self = thread_painters (layout, error);

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

static json_t *
data_of (GuoStation *station, GuoDatabase *db, const gchar *serial, gint64 copy, const gchar *layout, GError **error)
{
  return strcmp (layout, GUO_PALLET_LAYOUT) == 0 ? guo_pallet_label_data (station, db, serial, copy, error)
                                                  : guo_case_label_data (station, db, serial, copy, error);
}

GuoBitmap *
guo_case_label_paint (GuoStation *station, GuoDatabase *db, const gchar *serial, gint64 copy, const gchar *layout,
                      gint64 dpi, GError **error)
{
  GuoLabelPainter *painter = thread_painter (layout, dpi, error);
  g_autoptr(json_t) data = painter != NULL ? data_of (station, db, serial, copy, layout, error) : NULL;
  g_autoptr(GuoBitmap) picture = data != NULL ? guo_label_paint (painter, data, error) : NULL;

  /* About as long as painting takes: a code that no scanner reads must not be found by the buyer. */
  if (picture == NULL || !guo_label_read_back (thread_painters (layout, NULL)->layout, data, picture, dpi, error))
    return NULL;
  return g_steal_pointer (&picture);
}

GBytes *
guo_case_label_pdf (GuoStation *station, GuoDatabase *db, const gchar *serial, gint64 copy, const gchar *layout,
                    GError **error)
{
  Painters *self = thread_painters (layout, error);
  g_autoptr(json_t) data = self != NULL ? data_of (station, db, serial, copy, layout, error) : NULL;
  g_autoptr(GuoLabelPdf) pdf = data != NULL ? guo_label_pdf_new (self->layout) : NULL;

  if (pdf == NULL || !guo_label_pdf_add (pdf, data, error))
    return NULL;
  return guo_label_pdf_finish (g_steal_pointer (&pdf), error);
}

gchar *
guo_case_label_sha256 (const gchar *layout)
{
  Painters *self = thread_painters (layout, NULL);

  return self != NULL ? g_strdup (self->layout->sha256) : NULL;
}
