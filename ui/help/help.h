/* F1: a short text of the page that is open, and its keys as the page itself knows them.
 *
 * The texts are help/LANGUAGE/PAGE.md: a title, a paragraph, lines that begin with "- ".
 */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/**
 * guo_help_show:
 * @page: the page that is open
 * @name: its name in guo_pages()
 *
 * Opens the sheet; Esc closes it.
 */
void guo_help_show (GuoPage *page, const gchar *name);

G_END_DECLS
