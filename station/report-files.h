/* Batch reports as they came, kept beside the log for as long as the station: FILE.d/reports/SHA256, and the profile that read
 * each in SHA256.json, since the machine's may be another one tomorrow. Any thread. */
#pragma once

#include "drivers/grader/report.h"

G_BEGIN_DECLS

/**
 * guo_report_files_keep:
 * @folder: FILE.d
 * @sha256: of @bytes
 * @bytes: the file
 * @profile: as JSON
 * @error: return location
 *
 * Returns: %FALSE with a #GFileError; after %TRUE both are on the disk
 */
gboolean guo_report_files_keep (const gchar *folder, const gchar *sha256, GBytes *bytes, const gchar *profile, GError **error);

/**
 * guo_report_files_read:
 * @folder: FILE.d
 * @sha256: of a report that was kept
 * @error: return location
 *
 * Returns: (transfer full): what it says; %NULL with a #GFileError where it is not there, or %GUO_DRIVER_ERROR_BAD_FILE
 *   where it is another than it was
 */
GuoReport *guo_report_files_read (const gchar *folder, const gchar *sha256, GError **error);

G_END_DECLS
