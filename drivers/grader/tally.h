/* The books of a stream of fruit: which numbers were seen, which batch is open, what fell out where.
 *
 * Plain data of a fixed size, so that endless input needs no more memory, and a station may keep a copy and go on
 * from it after a restart. Zero is a stream of which nothing was heard: it may be joined in the middle.
 */
#pragma once

#include "drivers/grader/fields.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 records;       /* good ones */
  guint64 bad_crc;
  guint64 broken;        /* frames that were cut, too long, or without a check */
  guint64 lost;          /* numbers that never came */
  guint64 duplicates;    /* numbers of the past, dropped */
  guint64 rejected;      /* good frames with a bad field or of an unknown type */
  guint64 skipped_bytes; /* outside frames; CR and LF are not counted */
} GuoGraderCounts;

typedef struct
{
  gint64 fruit;
  gint64 mass_mg; /* of the weighed */
} GuoGraderOutlet;

typedef struct
{
  guint64 bytes;     /* heard so far: the offset of the next */
  gboolean known;    /* a number was seen, @next_seq is expected */
  guint32 next_seq;
  gboolean has_stream;
  GuoGraderStream stream; /* as the last start told */
  gboolean batch_open;
  GuoGraderBatch batch;
  GuoGraderCounts counts;
  GuoGraderOutlet outlets[GUO_GRADER_OUTLETS]; /* since the books were begun, fruit outside batches too */
} GuoGraderTally;

/* Who listens; each may be %NULL. What is passed is valid during the call. */
typedef struct
{
  void (*record) (const GuoGraderRecord *record, gpointer user_data); /* each good one, in order */
  void (*batch) (const GuoGraderBatch *batch, gpointer user_data);    /* ended, behind the record that ended it;
                                                                       * not closed: before the next one's begin */
  void (*problem) (const GuoGraderProblem *problem, gpointer user_data);
} GuoGraderListener;

/**
 * guo_grader_tally_add:
 * @self: the books
 * @record: of a frame whose check was right
 * @fault: (nullable): what is wrong with it: the record is counted, and not told
 * @listener: who listens
 * @user_data: for @listener
 */
void guo_grader_tally_add (GuoGraderTally *self, const GuoGraderRecord *record, const GuoGraderFault *fault,
                           const GuoGraderListener *listener, gpointer user_data);

G_END_DECLS
