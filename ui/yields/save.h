/* A file of the station saved where the person says: asks for the place, fetches, writes, tells. */
#pragma once

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * guo_yields_save:
 * @page: whose file it is; the question is closed when it is disposed of
 * @desk: what is told
 * @path: path and query of the file
 * @name: proposed
 */
void guo_yields_save (GtkWidget *page, GuoDesk *desk, const gchar *path, const gchar *name);

/**
 * guo_yields_save_end:
 * @page: of guo_yields_save()
 *
 * Closes the question where it is still open.
 */
void guo_yields_save_end (GtkWidget *page);

G_END_DECLS
