/* What grader-port.c and its live lines share; nobody else includes this. */
#pragma once

#include "drivers/grader/line.h"
#include "drivers/transport.h"
#include "station/grader-place.h"
#include "station/grader-port.h"

G_BEGIN_DECLS

struct _GuoGraderPort
{
  gatomicrefcount refs;
  json_t *row;
  gchar *key;          /* of its live lines */
  gchar *place;        /* file: up to where the machine was heard */
  GuoGraderHouse house;
  GuoTransport *transport; /* (nullable): not started, or an address that cannot be read */
  GThread *writer;     /* (nullable) */

  GMutex flushing;     /* one flush at a time; guards what follows; locked before @lock */
  GuoGraderHeard saved;
  GuoGraderHeard taken; /* with the batch that is to be written */

  GMutex lock;         /* guards what follows */
  GCond wake;
  GuoGraderLine *line;
  guint32 epoch;
  GuoGraderRun *run;   /* (nullable) */
  gint64 resumed;      /* run that was being filled when the station stopped; 0: none, or it has its notes */
  GuoGraderNotes notes; /* of it */
  gint64 at_us;        /* of the bytes that are being read */
  gint64 outside;      /* fruit of no run */
  gboolean fresh;      /* the link was opened and no good line came yet */
  gint64 anew_at;      /* offset of a line that is far in the past; -1: none */
  GuoTransportState link;
  GError *link_error;  /* (nullable) */
  GError *write_error; /* (nullable): why fruit waits */
  guint64 told_records;
  gint64 told_us;
  gboolean hurry;      /* a batch has ended */
  gboolean ending;
};

G_END_DECLS
