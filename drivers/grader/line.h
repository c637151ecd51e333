/* "guozhan line" 1: one text line a fruit, from a serial port or TCP (the sender listens on port 7801).
 *
 *   "$" body "*" CRC  CR | LF | CR LF
 *
 * Body: printable ASCII without "$" and "*" (fields.h). CRC: four hex digits, over the body (crc.h). At most 200 bytes
 * before the line end; everything outside is skipped; a "$" inside breaks the frame and begins another. The format
 * is our own: no maker speaks it.
 *
 * Pure: the result does not depend on how the bytes are cut; nothing is allocated after guo_grader_line_new(), and
 * the memory is the same after a year. One per port; one thread at a time.
 */
#pragma once

#include "drivers/grader/protocol.h"
#include "drivers/grader/tally.h"

G_BEGIN_DECLS

#define GUO_GRADER_LINE_MAX 200u /* bytes of a frame before its line end */
#define GUO_GRADER_LINE_PORT 7801

extern const GuoGraderProtocol guo_grader_line;

typedef struct _GuoGraderLine GuoGraderLine;

/**
 * guo_grader_line_new:
 * @books: (nullable): guo_grader_line_tally() of a stream that was heard before, copied: numbers and the open batch go
 *   on, so that what was missed meanwhile counts as lost; %NULL: a stream that is joined now, wherever it is
 * @listener: who listens; copied
 * @user_data: for @listener
 *
 * Returns: (transfer full): a reader
 */
GuoGraderLine *guo_grader_line_new (const GuoGraderTally *books, const GuoGraderListener *listener, gpointer user_data);

/**
 * guo_grader_line_free:
 * @self: (nullable): a reader
 */
void guo_grader_line_free (GuoGraderLine *self);

/**
 * guo_grader_line_push:
 * @self: a reader
 * @bytes: what was read
 * @len: how many
 *
 * Tells the listener of each record, batch and problem, in order, before this returns.
 */
void guo_grader_line_push (GuoGraderLine *self, const guint8 *bytes, gsize len);

/**
 * guo_grader_line_end:
 * @self: a reader
 *
 * Says that the input has ended or the link is lost: a frame that had begun is broken. Numbers and the open batch
 * stay; pushing may go on when the link is back.
 */
void guo_grader_line_end (GuoGraderLine *self);

/**
 * guo_grader_line_tally:
 * @self: a reader
 *
 * Returns: (transfer none): the books so far; valid until the next call
 */
const GuoGraderTally *guo_grader_line_tally (const GuoGraderLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoGraderLine, guo_grader_line_free)

G_END_DECLS
