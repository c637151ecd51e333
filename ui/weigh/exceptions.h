/* The day's exception report: all that was not plain weighing, with who did it, why, and who approved. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_TYPE_EXCEPTIONS_PAGE (guo_exceptions_page_get_type ())
G_DECLARE_FINAL_TYPE (GuoExceptionsPage, guo_exceptions_page, GUO, EXCEPTIONS_PAGE, GtkWidget)

G_END_DECLS
