/* Saying that something does not count: the one event, and what its reason must say. Writer's thread. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/**
 * guo_void_check:
 * @call: a command whose body has a reason, and maybe text
 * @context: row with "void": what is to become void
 * @error: return location
 *
 * Returns: %FALSE with "already-void" or "reason-needed" (the reason "other" wants words)
 */
gboolean guo_void_check (GuoCall *call, json_t *context, GError **error);

/**
 * guo_void_is_own_last:
 * @call: a command
 * @id: what is to become void
 * @context: row with actor, last, state, no: of its delivery
 * @own: (out): whether the actor made it, and nothing of its kind came after it
 * @error: return location
 *
 * Returns: %FALSE with "delivery-closed"[no], or an error of the store
 */
gboolean guo_void_is_own_last (GuoCall *call, gint64 id, json_t *context, gboolean *own, GError **error);

/**
 * guo_void_append:
 * @call: a command whose body has a reason, and maybe text
 * @id: the first event of what does not count
 * @error: return location
 *
 * Returns: %FALSE with an error of the store
 */
gboolean guo_void_append (GuoCall *call, gint64 id, GError **error);

G_END_DECLS
