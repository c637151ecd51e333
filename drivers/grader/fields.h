/* The fields of one line of "guozhan line" 1, behind the check. Pure; allocates nothing; any thread.
 *
 *   GS,seq,sender,version,lanes,outlets                                    the sender was switched on
 *   GB,seq,batch,variety                                                   a batch begins
 *   GF,seq,lane,cup,outlet,mass,diameter,colour,defects,brix               one fruit
 *   GE,seq,batch,count,mass                                                the batch ends
 *   GH,seq,uptime_ms                                                       heartbeat
 *
 * The format is our own. Numbers are decimal digits without sign and point; seq alone has no leading zeros. Texts are
 * UTF-8, percent-encoded (RFC 3986). Empty means not measured where the record says so, else it is a fault.
 */
#pragma once

#include "drivers/grader/record.h"

G_BEGIN_DECLS

/* The first fault of a line. */
typedef struct
{
  GuoGraderCode code;
  const gchar *field; /* (nullable): constant */
  gboolean has_seq;   /* the line's number could be read and is in the record */
  gchar type[16];     /* of an unknown record; what cannot be printed is "?" */
} GuoGraderFault;

/**
 * guo_grader_fields_read:
 * @body: what is between "$" and "*"
 * @len: how many bytes
 * @out: (out caller-allocates): the record; of one with a fault, type and, with has_seq, seq alone
 * @fault: (out caller-allocates): what is wrong, when %FALSE is returned
 *
 * Returns: whether the record is good
 */
gboolean guo_grader_fields_read (const gchar *body, gsize len, GuoGraderRecord *out, GuoGraderFault *fault);

G_END_DECLS
