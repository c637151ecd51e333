/* The words that stand in the templates, once more in C, so that xgettext finds them. A test holds both
 * lists against each other. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

extern const gchar *const guo_web_words[]; /* ended by NULL */

G_END_DECLS
