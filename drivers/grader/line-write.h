/* Writes lines of "guozhan line" 1, as a sender does. Pure; any thread. */
#pragma once

#include "drivers/grader/line.h"

G_BEGIN_DECLS

#define GUO_GRADER_LINE_SIZE (GUO_GRADER_LINE_MAX + 2) /* with CR LF */

/**
 * guo_grader_line_write:
 * @record: any but of an unknown type; at_byte is not looked at
 * @out: (out caller-allocates): the line with CR LF, no NUL behind it
 * @error: return location
 *
 * Returns: bytes in @out; 0 with %GUO_DRIVER_ERROR_BAD_ARGUMENT where no reader would take the line: a value out of
 *   range (the message names it), a text that is not UTF-8, a line that is too long
 */
gsize guo_grader_line_write (const GuoGraderRecord *record, gchar out[GUO_GRADER_LINE_SIZE], GError **error);

G_END_DECLS
