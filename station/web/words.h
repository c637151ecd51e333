/* The words of pages. Not GLib's macros: g_dgettext() decides once for the whole process whether to translate
 * at all, and a page in English may well be the first one drawn.
 */
#pragma once

#include <glib.h>
#include <libintl.h>

G_BEGIN_DECLS

#define _(words) dgettext (GETTEXT_PACKAGE, words)
#define N_(words) words

/* The words that stand in the templates, once more in C, so that xgettext finds them; ended by NULL. A test
 * holds both lists against each other. */
extern const gchar *const guo_web_words[];

G_END_DECLS
