/* What a backup has besides the database and the fruit: a folder laid out as FILE.d, with batch reports, pictures, and how far
 * grading machines were read. A file that is named by its digest never changes, so that it gets a second name where the disk
 * can do that, and is copied elsewhere. Any thread, beside a running station. */
#pragma once

#include "db/database.h"

G_BEGIN_DECLS

/**
 * guo_backup_files_copy:
 * @folder: FILE.d
 * @log: the copy of the database that this belongs to
 * @to: a folder; what is there is removed first
 * @n: (out): how many files it has then
 * @error: return location
 *
 * Every report is read anew. One that the log names and that no fruit is stored of has to be there; another that is gone or
 * damaged is left out with a message, as is a picture.
 *
 * Returns: %FALSE with "failed": names the report and what is wrong with it, or the file that cannot be written
 */
gboolean guo_backup_files_copy (const gchar *folder, GuoDatabase *log, const gchar *to, guint *n, GError **error);

/**
 * guo_backup_files_remove:
 * @path: what guo_backup_files_copy() made; absent is no error
 */
void guo_backup_files_remove (const gchar *path);

G_END_DECLS
