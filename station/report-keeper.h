/* Keeps a thread for each folder that reports of a grading machine come into. Any thread. */
#pragma once

#include "station/writer.h"

G_BEGIN_DECLS

typedef struct _GuoReportKeeper GuoReportKeeper;

/**
 * guo_report_keeper_start:
 * @station: whose devices
 * @writer: of it; outlives the keeper
 */
void guo_report_keeper_start (GuoStation *station, GuoWriter *writer);

/**
 * guo_report_keeper_stop:
 * @station: whose; every thread has ended when this returns
 */
void guo_report_keeper_stop (GuoStation *station);

/**
 * guo_report_keeper_sync:
 * @station: whose; before the start nothing happens
 * @rows: (array of objects): every device as the statement `devices` gives it
 */
void guo_report_keeper_sync (GuoStation *station, json_t *rows);

/**
 * guo_report_keeper_unreadable:
 * @station: whose
 *
 * Returns: (transfer full): files that lie in a folder and cannot be read, oldest first: [{machine, machine_name, file, at,
 *   reason, line, field, text}]; line 0 and field "" where it is the file as a whole
 */
json_t *guo_report_keeper_unreadable (GuoStation *station);

G_END_DECLS
