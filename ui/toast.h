/* The toast: one event of now, for a few seconds, with the key that undoes it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_TYPE_TOAST (guo_toast_get_type ())
G_DECLARE_FINAL_TYPE (GuoToast, guo_toast, GUO, TOAST, GtkWidget)

/**
 * guo_toast_say:
 * @self: the toast
 * @text: one event, a sentence without markup
 * @action: (nullable): detailed action that undoes it
 * @fault: whether it was a refusal: stays longer
 */
void guo_toast_say (GuoToast *self, const gchar *text, const gchar *action, gboolean fault);

/**
 * guo_toast_set_narrow:
 * @self: the toast
 * @narrow: whether the key stands below the text
 */
void guo_toast_set_narrow (GuoToast *self, gboolean narrow);

G_END_DECLS
