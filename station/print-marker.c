#include "station/print-marker.h"

#include <glib/gstdio.h>
#include <stdio.h>

static gchar *
marker_path (const gchar *folder, gint64 printer)
{
  g_autofree gchar *name = g_strdup_printf ("printing-%" G_GINT64_FORMAT, printer);

  return g_build_filename (folder, name, NULL);
}

gboolean
guo_print_marker_set (const gchar *folder, gint64 printer, const GuoPrintMarker *label, GError **error)
{
  g_autofree gchar *path = marker_path (folder, printer);
  g_autofree gchar *text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", label->job, label->pos);

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

gboolean
guo_print_marker_get (const gchar *folder, gint64 printer, GuoPrintMarker *label)
{
  g_autofree gchar *path = marker_path (folder, printer);
  g_autofree gchar *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL)
         && sscanf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, &label->job, &label->pos) == 2;
}

void
guo_print_marker_clear (const gchar *folder, gint64 printer)
{
  g_autofree gchar *path = marker_path (folder, printer);

  g_unlink (path);
}
