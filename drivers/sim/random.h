/* The random numbers of simulators: the same seed gives the same numbers on every machine. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * guo_sim_random_begin:
 * @seed: any number
 *
 * Returns: the state to begin with
 */
static inline guint32
guo_sim_random_begin (guint32 seed)
{
  return seed * 2654435761u | 1;
}

/**
 * guo_sim_random:
 * @state: what goes on from number to number (xorshift)
 *
 * Returns: the next number
 */
static inline guint32
guo_sim_random (guint32 *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

G_END_DECLS
