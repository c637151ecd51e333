/* A grade scheme's file, read and written where the person says; nothing waits. Main thread. */
#pragma once

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * GuoSchemeRead:
 * @owner: who asked; still alive
 * @text: of the file
 */
typedef void (*GuoSchemeRead) (GtkWidget *owner, const gchar *text);

/**
 * guo_scheme_file_load:
 * @owner: of the window
 * @desk: is told when the file cannot be read
 * @read: called with its text
 */
void guo_scheme_file_load (GtkWidget *owner, GuoDesk *desk, GuoSchemeRead read);

/**
 * guo_scheme_file_save:
 * @owner: of the window
 * @desk: is told how it went
 * @name: the file's name, to begin with
 * @text: what is written
 */
void guo_scheme_file_save (GtkWidget *owner, GuoDesk *desk, const gchar *name, const gchar *text);

G_END_DECLS
