/* The language of a face: the one place for where the translations lie. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_language_set_up:
 *
 * Sets the process's locale from the environment and binds our text domain: translations come from
 * $GUOZHAN_LOCALE_DIR, else from the build tree that the program stands in, else from where they are
 * installed. Call it first thing in main(), before any thread.
 */
void guo_language_set_up (void);

G_END_DECLS
