/* Grade: lots go over the line, and what comes off it is weighed as lots of a class. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_TYPE_GRADE_PAGE (guo_grade_page_get_type ())
G_DECLARE_FINAL_TYPE (GuoGradePage, guo_grade_page, GUO, GRADE_PAGE, GtkWidget)

G_END_DECLS
