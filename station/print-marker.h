/* A small file beside the log that says which label a printer is being sent: written before the first byte,
 * taken away once the log knows more. After a crash it is the one thing that tells "not begun" from "maybe".
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 job; /* n of print.queued */
  gint64 pos; /* place of the label in it */
} GuoPrintMarker;

/**
 * guo_print_marker_set:
 * @folder: FILE.d
 * @printer: n of device.bound
 * @label: what is about to be sent
 * @error: return location
 *
 * Returns: %FALSE with a #GFileError; %TRUE: it is on disk
 */
gboolean guo_print_marker_set (const gchar *folder, gint64 printer, const GuoPrintMarker *label, GError **error);

/**
 * guo_print_marker_get:
 * @folder: FILE.d
 * @printer: n of device.bound
 * @label: (out): what was being sent
 *
 * Returns: whether there is one
 */
gboolean guo_print_marker_get (const gchar *folder, gint64 printer, GuoPrintMarker *label);

/**
 * guo_print_marker_clear:
 * @folder: FILE.d
 * @printer: n of device.bound
 */
void guo_print_marker_clear (const gchar *folder, gint64 printer);

G_END_DECLS
