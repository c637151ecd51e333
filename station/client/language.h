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

/**
 * guo_language_choose:
 * @language: (nullable): "zh_CN" or "en"; %NULL: what the environment says
 *
 * From here on sentences are in @language; what was asked for before stays as it is. The numbers and the sort
 * order of the locale do not change. Main thread; programs started later inherit it.
 */
void guo_language_choose (const gchar *language);

G_END_DECLS
