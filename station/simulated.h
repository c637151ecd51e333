/* A crate on a simulated scale in simulated time: what a practice database is filled with. */
#pragma once

#include "station/error.h"

G_BEGIN_DECLS

/**
 * guo_simulated_note:
 * @device: row of a scale whose address is a simulator
 * @load_mg: what is put on it, milligrams, in whole grams
 * @error: return location
 *
 * The simulator's own bytes go through framer, decoder and scale state as those of a real scale do; only
 * the clock is one of our own, so that the seconds of settling cost no time. The scale that a face shows
 * is left alone.
 *
 * Returns: (transfer full): a note as guo_devices_settle() gives it; %NULL with an error of the driver
 */
json_t *guo_simulated_note (json_t *device, gint64 load_mg, GError **error);

G_END_DECLS
