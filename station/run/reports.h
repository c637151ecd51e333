/* Batch reports of grading machines: known to the log by the digest of their file, whose fruit becomes a run's. */
#pragma once

#include "drivers/grader/report.h"
#include "station/call.h"
#include "station/run/judged.h"
#include "station/writer.h"

G_BEGIN_DECLS

/* A report that came and could be read. */
typedef struct
{
  gint64 machine;      /* n of device.bound; 0: by hand */
  const gchar *file;   /* its name, UTF-8 */
  GBytes *bytes;
  const gchar *sha256;
  const gchar *profile; /* as JSON */
} GuoReportArrival;

/**
 * guo_report_refuse_file:
 * @file: name of a report
 * @reason: what is wrong with it as a whole
 * @error: return location
 *
 * Returns: %FALSE with "report-unreadable"[file, line 0, field "", reason]
 */
gboolean guo_report_refuse_file (const gchar *file, const gchar *reason, GError **error);

/**
 * guo_report_refuse:
 * @report: one with errors
 * @file: its name
 * @error: return location
 *
 * Returns: %FALSE with "report-unreadable"[file, line, field, reason] of the first error
 */
gboolean guo_report_refuse (const GuoReport *report, const gchar *file, GError **error);

/**
 * guo_report_read_arrival:
 * @arrival: a file; any thread
 * @report: (out): what it says
 * @error: return location
 *
 * Returns: (transfer full): the body that makes it known, but for its machine; %NULL with "report-unreadable"[file, line,
 *   field, reason] or "bad-field"[profile]
 */
json_t *guo_report_read_arrival (const GuoReportArrival *arrival, GuoReport **report, GError **error);

/**
 * guo_report_by_digest:
 * @db: any connection
 * @sha256: of a file
 * @error: return location
 *
 * Returns: (transfer full): row of the statement `grade-report-by-digest`, JSON null where it is not known; %NULL with an error
 */
json_t *guo_report_by_digest (GuoDatabase *db, const gchar *sha256, GError **error);

/**
 * guo_report_check_run:
 * @call: a call
 * @run: row of a run
 * @error: return location
 *
 * Returns: %FALSE with "machine-counts"[no]: it has fruit otherwise than by reports
 */
gboolean guo_report_check_run (GuoCall *call, json_t *run, GError **error);

/**
 * guo_report_append_taken:
 * @call: a command
 * @body: of guo_report_read_arrival(); its file is kept
 * @machine: whose folder it came into; 0: by hand
 * @error: return location
 *
 * Returns: the report's n; -1 with an error of the store
 */
gint64 guo_report_append_taken (GuoCall *call, json_t *body, gint64 machine, GError **error);

/**
 * guo_report_append_bound:
 * @call: a command
 * @report: id
 * @run: row of an open run
 * @judged: (transfer full) (nullable): its fruit; %NULL: it is read once the command is durable
 * @error: return location
 *
 * Returns: %FALSE as guo_report_check_run(), or with an error of the store
 */
gboolean guo_report_append_bound (GuoCall *call, gint64 report, json_t *run, GuoJudged *judged, GError **error);

/**
 * guo_report_arrived:
 * @station: whose
 * @writer: of it
 * @arrival: a file that came into a folder
 * @error: return location
 *
 * Keeps the file and makes it known: joined to the run that it names, else to the open run of its machine; else it waits.
 * A content that is known already changes nothing. Blocks until it is durable; not on the writer's thread.
 *
 * Returns: %FALSE with "report-unreadable", or an error of the store or the disk: it may be tried again
 */
gboolean guo_report_arrived (GuoStation *station, GuoWriter *writer, const GuoReportArrival *arrival, GError **error);

/**
 * guo_run_reports:
 * @call: a call
 * @run: id of a run
 * @error: return location
 *
 * Returns: (transfer full): the reports that are bound to it, rows of the statement `run-reports`; %NULL with an error
 */
json_t *guo_run_reports (GuoCall *call, gint64 run, GError **error);

G_END_DECLS
