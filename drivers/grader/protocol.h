/* One row of the table of what grading machines hand over (registry.h): a stream, a report, counters. */
#pragma once

#include "drivers/error.h"

G_BEGIN_DECLS

typedef struct
{
  const gchar *id;       /* "guozhan-line": stable for ever, stands in the log */
  const gchar *name;     /* English, for people */
  const gchar *models;   /* who speaks it */
  const gchar *line;     /* (nullable): usual line setting, "115200/8n1"; NULL: it comes otherwise */
  const gchar *verified; /* how verified */
  guint16 tcp_port;      /* usual port of the sender; 0: none */
  gboolean has_checksum;
  gboolean has_simulator;
} GuoGraderProtocol;

G_END_DECLS
