/* What the instruments measured, as the desk hears it. */
#pragma once

#include "ui/desk.h"

G_BEGIN_DECLS

/* A signal of the desk (gpointer json_t): what an instrument measured just now, or why it could not, as /v1/readings gives it;
 * each once. */
#define GUO_DESK_READING "reading"

/**
 * guo_desk_reading_of:
 * @self: the desk
 * @device: id of an instrument
 *
 * Returns: (transfer none) (nullable): its newest reading
 */
json_t *guo_desk_reading_of (GuoDesk *self, gint64 device);

G_END_DECLS
