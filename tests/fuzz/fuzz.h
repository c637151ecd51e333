/* The one function of a fuzz target, as libFuzzer and driver.c call it. */
#pragma once

#include <glib.h>

/**
 * LLVMFuzzerTestOneInput:
 * @data: the input
 * @size: its length
 *
 * Aborts when an invariant does not hold.
 *
 * Returns: 0
 */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
