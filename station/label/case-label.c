#include "station/label/case-label.h"

#include "station/label/case-data.h"
#include "station/label/find.h"
#include "station/label/pallet-label.h"
#include "station/label/painter.h"
#include "station/label/read-back.h"

#include <string.h>

#define KEPT_MOST 16 /* layouts of one thread: more were made and changed since it began */

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

/* By the digest of the layout's text: the centre may change its own at any time. */
static Painters *
thread_painters (GuoDatabase *db, const gchar *id, GError **error)
{
  GHashTable *table = g_private_get (&of_thread);
  g_autofree gchar *text = guo_label_layout_text (db, id, error);
  g_autofree gchar *digest = text != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1) : NULL;
  GuoLabelLayout *layout;
  Painters *self;

  if (text == NULL)
    return NULL;
  if (table == NULL)
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, painters_free);
      g_private_set (&of_thread, table);
    }
  self = g_hash_table_lookup (table, digest);
  layout = self == NULL ? guo_label_layout_parse (text, error) : NULL;
  if (layout == NULL)
    return self;
  if (g_hash_table_size (table) >= KEPT_MOST)
    g_hash_table_remove_all (table);
  self = g_new0 (Painters, 1);
  self->layout = layout;
  g_hash_table_insert (table, g_steal_pointer (&digest), self);
  return self;
}

static GuoLabelPainter *
painter_of (Painters *self, gint64 dpi, GError **error)
{
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
data_of (GuoStation *station, GuoDatabase *db, const gchar *serial, gint64 copy, const GuoLabelLayout *layout, GError **error)
{
  return strcmp (guo_label_layout_purpose (layout), "pallet") == 0 ? guo_pallet_label_read (station, db, serial, copy, error)
                                                                   : guo_case_label_data (station, db, serial, copy, error);
}

GuoBitmap *
guo_case_label_paint (GuoStation *station, GuoDatabase *db, const gchar *serial, gint64 copy, const gchar *layout,
                      gint64 dpi, GError **error)
{
  Painters *self = thread_painters (db, layout, error);
  GuoLabelPainter *painter = self != NULL ? painter_of (self, dpi, error) : NULL;
  g_autoptr(json_t) data = painter != NULL ? data_of (station, db, serial, copy, self->layout, error) : NULL;
  g_autoptr(GuoBitmap) picture = data != NULL ? guo_label_paint (painter, data, error) : NULL;

  /* About as long as painting takes: a code that no scanner reads must not be found by the buyer. */
  if (picture == NULL || !guo_label_read_back (self->layout, data, picture, dpi, error))
    return NULL;
  return g_steal_pointer (&picture);
}

GBytes *
guo_case_label_pdf (GuoStation *station, GuoDatabase *db, const gchar *serial, gint64 copy, const gchar *layout,
                    GError **error)
{
  Painters *self = thread_painters (db, layout, error);
  g_autoptr(json_t) data = self != NULL ? data_of (station, db, serial, copy, self->layout, error) : NULL;
  g_autoptr(GuoLabelPdf) pdf = data != NULL ? guo_label_pdf_new (self->layout) : NULL;

  if (pdf == NULL || !guo_label_pdf_add (pdf, data, error))
    return NULL;
  return guo_label_pdf_finish (g_steal_pointer (&pdf), error);
}

gchar *
guo_case_label_sha256 (GuoDatabase *db, const gchar *layout, GError **error)
{
  Painters *self = thread_painters (db, layout, error);

  return self != NULL ? g_strdup (self->layout->sha256) : NULL;
}
