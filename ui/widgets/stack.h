/* Pages of which one is there, for the eye and for who has the screen read aloud. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * guo_stack_show:
 * @stack: its children have names
 * @name: which child
 *
 * The others are hidden, for a screen reader too.
 */
void guo_stack_show (GtkStack *stack, const gchar *name);

G_END_DECLS
