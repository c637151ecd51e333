/* The table of what grading machines hand over: streams, reports, counters. Constant; any thread. */
#pragma once

#include "drivers/grader/protocol.h"

G_BEGIN_DECLS

/**
 * guo_grader_protocols:
 *
 * Returns: (transfer none): %NULL-terminated array of every protocol that is built in
 */
const GuoGraderProtocol *const *guo_grader_protocols (void);

/**
 * guo_grader_protocol_find:
 * @id: a protocol id
 *
 * Returns: (transfer none) (nullable): the protocol
 */
const GuoGraderProtocol *guo_grader_protocol_find (const gchar *id);

G_END_DECLS
