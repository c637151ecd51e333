/* All that a recording of "guozhan line" holds, as one JSON object for people and programs.
 *
 *   {format, stream: {sender, version, lanes, outlets} | null, stats, batches: [...], outlets: {"1": {fruit, mass_mg}},
 *    problems: [{at_byte, code, ...}], records: [...]}
 *
 * More than %GUO_GRADER_DESCRIBED_RECORDS fruit: record_count, first_record and last_record in place of records. More
 * than %GUO_GRADER_DESCRIBED_PROBLEMS problems: the rest is counted in problems_left_out. One thread at a time.
 */
#pragma once

#include "drivers/grader/line.h"

#include <jansson.h>

G_BEGIN_DECLS

#define GUO_GRADER_DESCRIBED_RECORDS 40
#define GUO_GRADER_DESCRIBED_PROBLEMS 10000

typedef struct _GuoGraderDescription GuoGraderDescription;

/**
 * guo_grader_description_new:
 *
 * Returns: (transfer full): a description of nothing yet
 */
GuoGraderDescription *guo_grader_description_new (void);

/**
 * guo_grader_description_free:
 * @self: (nullable): a description
 */
void guo_grader_description_free (GuoGraderDescription *self);

/**
 * guo_grader_description_push:
 * @self: a description
 * @bytes: the next piece of the recording
 * @len: how many
 */
void guo_grader_description_push (GuoGraderDescription *self, const guint8 *bytes, gsize len);

/**
 * guo_grader_description_end:
 * @self: a description; nothing is pushed any more
 *
 * Returns: (transfer full): the object
 */
json_t *guo_grader_description_end (GuoGraderDescription *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoGraderDescription, guo_grader_description_free)

G_END_DECLS
