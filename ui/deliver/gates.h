/* Fruit that a gate holds back: a supervisor may let it in, and says why. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GuoGateReason:
 * @owner: who asked; still alive
 * @reason: why the fruit comes in all the same
 */
typedef void (*GuoGateReason) (GtkWidget *owner, const gchar *reason);

/**
 * guo_gates_ask:
 * @owner: a widget of the window
 * @sentence: what is in the way
 * @done: called with the reason; the PIN is asked for afterwards
 *
 * Esc: the fruit stays outside.
 */
void guo_gates_ask (GtkWidget *owner, const gchar *sentence, GuoGateReason done);

/**
 * guo_gates_stopped:
 * @code: of a refusal
 *
 * Returns: whether it is one of a gate
 */
gboolean guo_gates_stopped (const gchar *code);

G_END_DECLS
