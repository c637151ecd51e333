/* Notices that the computer's clock was put back, and says so in the log: what carries a time after that
 * cannot be compared with what came before. Writer's thread.
 */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

#define GUO_CLOCK_STEP_US ((gint64) 60 * G_USEC_PER_SEC)

/**
 * guo_clock_watch:
 * @self: a station, before a command runs
 * @error: return location
 *
 * Compares wall and monotonic time with those of the last command; the first time with the last event of the
 * log (not in a practice database, whose times are simulated). A clock that went on while the computer slept
 * is no step: only one that is a minute or more behind is.
 *
 * Returns: %FALSE when the event clock.stepped could not be appended
 */
gboolean guo_clock_watch (GuoStation *self, GError **error);

G_END_DECLS
