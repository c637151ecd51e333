/* What a grading machine tells, fruit by fruit, and what becomes of it: plain values, any thread.
 *
 * Masses are milligrams, diameters tenths of a millimetre, colour is per mille of the surface, Brix tenths of a
 * degree; %GUO_GRADER_NONE where the machine measured nothing. The codes of defects belong to the grade scheme.
 */
#pragma once

#include "drivers/error.h"

G_BEGIN_DECLS

#define GUO_GRADER_NONE (-1)
#define GUO_GRADER_DEFECTS_MAX 8u
#define GUO_GRADER_OUTLETS 256u /* 0 to 255; 0: recycled, or off the end */
#define GUO_GRADER_TEXT_MAX 199u /* bytes of a text, UTF-8: a frame carries no more */

typedef struct
{
  gchar code[3];   /* a letter and a digit: "S2" */
  gint32 area_mm2; /* 0 to 99999, or NONE */
} GuoGraderDefect;

typedef struct
{
  gint32 lane;            /* 1 to 64 */
  gint32 cup;             /* 0 to 99999, or NONE */
  gint32 outlet;          /* 0 to 255 */
  gint64 mass_mg;         /* 1 to 5000000, or NONE */
  gint32 diameter_x10mm;  /* 1 to 5000, or NONE */
  gint32 colour_permille; /* 0 to 1000, or NONE */
  gint32 brix_x10;        /* 0 to 600, or NONE */
  guint n_defects;
  GuoGraderDefect defects[GUO_GRADER_DEFECTS_MAX]; /* in the order of the machine; a code may come twice */
} GuoGraderFruit;

typedef struct
{
  gchar sender[GUO_GRADER_TEXT_MAX + 1];
  gint32 version; /* 0 to 9999 */
  gint32 lanes;   /* 1 to 64 */
  gint32 outlets; /* 1 to 256 */
} GuoGraderStream;

typedef enum
{
  GUO_GRADER_START,       /* the sender was switched on: @stream */
  GUO_GRADER_BATCH_BEGIN, /* @batch: name and variety */
  GUO_GRADER_FRUIT,       /* @fruit */
  GUO_GRADER_BATCH_END,   /* @batch: name, what was sent */
  GUO_GRADER_HEARTBEAT,   /* @uptime_ms */
  GUO_GRADER_UNKNOWN,     /* of a type that we do not know; never told */
} GuoGraderType;

typedef struct
{
  GuoGraderType type;
  guint32 seq;     /* its number; of a heartbeat the last that was used */
  guint64 at_byte; /* offset of its frame in the stream */
  union
  {
    GuoGraderStream stream;
    GuoGraderFruit fruit;
    struct
    {
      gchar name[GUO_GRADER_TEXT_MAX + 1];
      gchar variety[GUO_GRADER_TEXT_MAX + 1]; /* "": not told */
      gint64 count;                           /* of the end: fruit sent */
      gint64 mass_mg;                         /* of the end: sum of their masses */
    } batch;
    gint64 uptime_ms;
  };
} GuoGraderRecord;

/* How a batch compares with what the sender declared at its end. */
typedef enum
{
  GUO_GRADER_OPEN,          /* it has not ended yet */
  GUO_GRADER_MATCH,         /* all fruit seen; the masses too, where every fruit was read and weighed */
  GUO_GRADER_LOST_EXPLAINS, /* fruit is missing, and no more than lines were lost */
  GUO_GRADER_MISMATCH,
  GUO_GRADER_NOT_CLOSED,    /* another batch came before its end */
} GuoGraderTotals;

typedef struct
{
  gchar name[GUO_GRADER_TEXT_MAX + 1];    /* as typed at the machine, no key: a batch may run twice */
  gchar variety[GUO_GRADER_TEXT_MAX + 1]; /* "": not told */
  guint32 seq;                            /* of its begin */
  guint64 at_byte;                        /* of its begin */
  gint64 fruit;                           /* accepted */
  gint64 unweighed;                       /* of these without a mass */
  gint64 mass_mg;                         /* of the weighed */
  gint64 rejected;                        /* fruit whose line could not be used */
  gint64 lost;                            /* lines that never came, whatever they were */
  gint64 declared_fruit;                  /* NONE before the end */
  gint64 declared_mass_mg;                /* NONE before the end */
  GuoGraderTotals totals;
} GuoGraderBatch;

typedef enum
{
  GUO_GRADER_BAD_CRC,
  GUO_GRADER_BROKEN_NO_CRC,           /* a line without star and four hex digits at its end */
  GUO_GRADER_BROKEN_BY_NEW_START,     /* another line began in it */
  GUO_GRADER_TOO_LONG,
  GUO_GRADER_INCOMPLETE_AT_END,       /* the input or the link ended in it */
  GUO_GRADER_LOST,                    /* @count lines before @next_seq */
  GUO_GRADER_DUPLICATE_OR_OLD,        /* @seq */
  GUO_GRADER_SENDER_RESTARTED,
  GUO_GRADER_BAD_FIELD,               /* @seq, @field: not written as it has to be */
  GUO_GRADER_OUT_OF_RANGE,            /* @seq, @field */
  GUO_GRADER_FIELD_COUNT,             /* @seq */
  GUO_GRADER_UNKNOWN_RECORD,          /* @text: its type */
  GUO_GRADER_FRUIT_OUTSIDE_BATCH,     /* @seq: counts at its outlet, in no batch */
  GUO_GRADER_BATCH_NOT_CLOSED,        /* @text: the batch */
  GUO_GRADER_BATCH_END_WITHOUT_BEGIN, /* @text: the batch */
  GUO_GRADER_TOTALS_DIFFER_LOST,      /* @text: the batch; @count fruit are missing */
  GUO_GRADER_TOTALS_MISMATCH,         /* @text: the batch; @count fruit seen, @declared sent */
} GuoGraderCode;

typedef struct
{
  GuoGraderCode code;
  guint64 at_byte;    /* offset of the frame in the stream */
  gint64 seq;         /* NONE where it could not be read, or is beside the point */
  const gchar *field; /* (nullable): constant, "mass_mg" */
  const gchar *text;  /* (nullable): valid while it is told */
  gint64 count;
  gint64 declared;
  guint32 next_seq;
} GuoGraderProblem;

/**
 * guo_grader_code_name:
 * @code: of a problem
 *
 * Returns: (transfer none): its name, stable for ever: "totals_differ_lost"
 */
const gchar *guo_grader_code_name (GuoGraderCode code);

/**
 * guo_grader_totals_name:
 * @totals: how a batch ended
 *
 * Returns: (transfer none): its name, stable for ever: "open", "match", "lost_explains", "mismatch", "not_closed"
 */
const gchar *guo_grader_totals_name (GuoGraderTotals totals);

G_END_DECLS
