/* share_mg() for SQL: the division of db/shares.h, so that a view divides as the rules do. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * guo_share_function_add:
 * @handle: a connection
 *
 * Makes share_mg (total, position, shares) known: @shares is an array of at most 1,000 integers as
 * json_group_array() writes it; the part of the one at
 * @position (from 0) is answered; of a negative total the parts are
 * negative. NULL when one of them is NULL, or when the position is not in the array.
 *
 * Returns: SQLite's result code
 */
int guo_share_function_add (sqlite3 *handle);

G_END_DECLS
