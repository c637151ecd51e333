/* The language of a page. Main thread only: gettext's choice belongs to the process. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_web_language_choose:
 * @wished: (nullable): of the query, `lang=`; unknown = none
 * @accepted: (nullable): Accept-Language as sent, any bytes
 *
 * Returns: (transfer none): "zh-CN" or "en": the one wished, else the best accepted, else Chinese
 */
const gchar *guo_web_language_choose (const gchar *wished, const gchar *accepted);

/**
 * guo_web_language_use:
 * @language: from guo_web_language_choose()
 *
 * Turns gettext to @language from now on. The process must run in a UTF-8 locale (C.UTF-8 will do).
 */
void guo_web_language_use (const gchar *language);

G_END_DECLS
