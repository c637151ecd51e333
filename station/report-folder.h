/* One folder that a grading machine's reports come into, watched on a thread of its own: a share may not answer. What can be
 * read becomes known to the log; what cannot stays where it is and is named. */
#pragma once

#include "station/writer.h"

G_BEGIN_DECLS

typedef struct _GuoReportFolder GuoReportFolder;

/**
 * guo_report_folder_new:
 * @station: whose
 * @writer: of it
 * @row: the machine, as the statement `devices` gives it
 *
 * Returns: (transfer full): a folder; nothing is watched yet
 */
GuoReportFolder *guo_report_folder_new (GuoStation *station, GuoWriter *writer, json_t *row);

/**
 * guo_report_folder_free:
 * @self: (nullable): a folder that was stopped, or never started
 */
void guo_report_folder_free (GuoReportFolder *self);

/**
 * guo_report_folder_start:
 * @self: a folder; watched from here on
 */
void guo_report_folder_start (GuoReportFolder *self);

/**
 * guo_report_folder_stop:
 * @self: a folder; its thread has ended when this returns. Not on the writer's thread
 */
void guo_report_folder_stop (GuoReportFolder *self);

/**
 * guo_report_folder_unreadable:
 * @self: a folder; any thread
 * @list: what guo_report_keeper_unreadable() says of it is appended
 */
void guo_report_folder_unreadable (GuoReportFolder *self, json_t *list);

G_END_DECLS
