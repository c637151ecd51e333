#include "station/run/reports.h"

#include "station/grader-report.h"
#include "station/grader-settings.h"
#include "station/report-files.h"
#include "station/report-keeper.h"
#include "station/rules.h"
#include "station/run/fruit.h"
#include "station/run/run.h"
#include "station/station-private.h"

#include <string.h>

const GuoField guo_reports_bind_fields[] = {
  { .name = "run", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

static gboolean
refuse_line (const gchar *file, guint line, const gchar *field, const gchar *reason, GError **error)
{
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "report-unreadable",
                     json_pack ("{s:s, s:i, s:s, s:s}", "file", file, "line", (int) line, "field", field, "reason", reason),
                     "%s, line %u, %s: %s", file, line, field, reason);
}

gboolean
guo_report_refuse_file (const gchar *file, const gchar *reason, GError **error)
{
  return refuse_line (file, 0, "", reason, error);
}

gboolean
guo_report_refuse (const GuoReport *report, const gchar *file, GError **error)
{
  for (guint i = 0; i < report->problems->len; i++)
    {
      const GuoReportProblem *problem = &g_array_index (report->problems, GuoReportProblem, i);

      if (guo_report_is_error (problem->code))
        return refuse_line (file, problem->row, problem->field >= 0 ? guo_report_field_name (problem->field) : "",
                            guo_report_code_name (problem->code), error);
    }
  return guo_report_refuse_file (file, "bad_file", error);
}

json_t *
guo_report_read_arrival (const GuoReportArrival *arrival, GuoReport **out, GError **error)
{
  g_autoptr(GuoProfile) profile = guo_profile_parse (arrival->profile, strlen (arrival->profile), error);
  g_auto(GuoGraderReportSums) sums = { .batch = NULL };
  g_autoptr(GuoReport) report = NULL;
  g_autoptr(GError) fault = NULL;
  gsize len;
  const guint8 *bytes = g_bytes_get_data (arrival->bytes, &len);
  json_t *body;

  if (profile == NULL)
    return NULL;
  report = guo_report_read (bytes, len, profile);
  if (report->rejected)
    {
      guo_report_refuse (report, arrival->file, error);
      return NULL;
    }
  if (!guo_grader_report_check (report, &sums, &fault))
    {
      guo_report_refuse_file (arrival->file, fault->message, error);
      return NULL;
    }
  body = json_pack ("{s:s, s:s, s:I, s:s, s:s?, s:I, s:I, s:I, s:I}", "file", arrival->file, "sha256", arrival->sha256,
                    "bytes", (json_int_t) len, "profile", profile->name, "batch", sums.batch, "fruit",
                    (json_int_t) sums.fruit, "mass_mg", (json_int_t) sums.mass_mg, "lines",
                    (json_int_t) report->rows->len, "warnings", (json_int_t) report->problems->len);
  *out = g_steal_pointer (&report);
  return body;
}

json_t *
guo_run_reports (GuoCall *call, gint64 run, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I}", "run", (json_int_t) run);

  return guo_database_rows (call->db, "run-reports", params, error);
}

json_t *
guo_report_by_digest (GuoDatabase *db, const gchar *sha256, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:s}", "sha256", sha256);

  return guo_database_row (db, "grade-report-by-digest", params, error);
}

/* Its fruit would be counted twice. */
gboolean
guo_report_check_run (GuoCall *call, json_t *run, GError **error)
{
  gint64 machine = guo_field_int (run, "machine", 0);
  g_autoptr(json_t) device = machine != 0 ? guo_call_row (call, "device", "device", machine, error) : NULL;

  if (machine == 0 || guo_grader_speaks (device, GUO_GRADER_REPORTS))
    return TRUE;
  if (device == NULL)
    return FALSE;
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "machine-counts", json_pack ("{s:O}", "no", json_object_get (run, "no")),
                     "run %s is counted by its machine", guo_field_text (run, "no"));
}

typedef struct
{
  gint64 run;
  GuoJudged *judged; /* (nullable) */
} Fill;

static void
fill_free (gpointer data)
{
  Fill *self = data;

  guo_judged_free (self->judged);
  g_free (self);
}

static void
fill (GuoStation *station, gpointer data)
{
  const Fill *self = data;

  guo_run_fruit_fill (station, self->run, self->judged);
}

gboolean
guo_report_append_bound (GuoCall *call, gint64 report, json_t *run, GuoJudged *judged, GError **error)
{
  Fill *fruit = g_new (Fill, 1);
  g_autoptr(json_t) house = json_object ();

  *fruit = (Fill) { guo_field_int (run, "id", 0), judged };
  if (!guo_report_check_run (call, run, error) || !guo_call_set_ref (call, house, "report", report, error)
      || !guo_call_set_ref (call, house, "run", fruit->run, error)
      || guo_call_append (call,
                          &(GuoFact) {
                            .type = "grade_report.bound",
                            .season = (gint) guo_field_int (run, "season", 0),
                            .house = json_incref (house),
                          },
                          error)
           < 0)
    {
      fill_free (fruit);
      return FALSE;
    }
  guo_call_after (call, fill, fruit, fill_free);
  return TRUE;
}

gint64
guo_report_append_taken (GuoCall *call, json_t *body, gint64 machine, GError **error)
{
  g_autoptr(json_t) house = json_object ();

  guo_call_merge (house, body, NULL, "file,sha256,bytes,profile,batch,fruit,lines,warnings");
  json_object_set (house, "mg", json_object_get (body, "mass_mg"));
  if (!guo_call_set_ref (call, house, "machine", machine, error))
    return -1;
  return guo_call_append (call, &(GuoFact) { .type = "grade_report.taken", .house = json_incref (house) }, error);
}

/* A batch that ran twice is two runs. */
static gboolean
has_batch (json_t *reports, const gchar *batch)
{
  gsize i;
  json_t *row;

  json_array_foreach (reports, i, row)
    if (batch != NULL && g_strcmp0 (guo_field_text (row, "batch"), batch) == 0)
      return TRUE;
  return FALSE;
}

/* The open run that the batch names by its own number or by a lot's; without any name the machine's. *@run is 0 where there is
 * none: a person has to say. */
static gboolean
find_run (GuoCall *call, json_t *body, gint64 *run, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:O, s:O}", "batch", json_object_get (body, "batch"), "machine",
                                        json_object_get (body, "machine"));
  g_autoptr(json_t) named = guo_database_rows (call->db, "report-names", params, error);
  g_autoptr(json_t) machines = named != NULL ? guo_database_row (call->db, "machine-run", params, error) : NULL;
  gint64 open = 0;
  gsize i;
  json_t *row;

  *run = 0;
  if (machines == NULL)
    return FALSE;
  json_array_foreach (named, i, row)
    if (guo_field_bool (row, "open"))
      open = open == 0 ? guo_field_int (row, "id", 0) : -1;
  *run = json_array_size (named) > 0 ? MAX (open, 0) : guo_field_int (machines, "id", 0);
  return TRUE;
}

static gboolean
join (GuoCall *call, gint64 report, GError **error)
{
  gint64 id = 0;
  g_autoptr(json_t) run = NULL;
  g_autoptr(json_t) reports = NULL;

  if (!find_run (call, call->body, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  run = guo_run_row (call, id, error);
  reports = run != NULL ? guo_run_reports (call, id, error) : NULL;
  if (reports == NULL)
    return FALSE;
  if (has_batch (reports, guo_field_text (call->body, "batch")) || !guo_report_check_run (call, run, NULL))
    return TRUE;
  return guo_report_append_bound (call, report, run,
                                  guo_judged_take (call->station, id, guo_field_text (call->body, "sha256")), error);
}

/* The station's own act: in no table, so that no face can ask for it. */
static json_t *
take_run (GuoCall *call, GError **error)
{
  g_autoptr(json_t) known = guo_report_by_digest (call->db, guo_field_text (call->body, "sha256"), error);
  gint64 report;

  if (known == NULL || !json_is_null (known))
    return g_steal_pointer (&known);
  report = guo_report_append_taken (call, call->body, guo_field_int (call->body, "machine", 0), error);
  return report >= 0 && join (call, report, error) ? guo_call_row (call, "grade-report", "report", report, error) : NULL;
}

static const GuoVerb take_verb = {
  .method = "POST", .path = "grade-report", .kind = GUO_VERB_COMMAND, .role = GUO_ROLE_NOBODY, .run = take_run,
};

/* The run that the writer will most likely join it to. */
static void
judge_ahead (GuoStation *station, json_t *body, const GuoReport *report)
{
  g_autoptr(GuoDatabase) db = guo_database_open (station->path, GUO_DATABASE_READ_ONLY, NULL);
  GuoCall call = { .station = station, .db = db, .body = body };
  gint64 id = 0;
  g_autoptr(json_t) run = db != NULL && find_run (&call, body, &id, NULL) && id != 0 ? guo_run_row (&call, id, NULL) : NULL;

  if (run != NULL)
    guo_judged_lay (&call, run, report, guo_field_text (body, "sha256"));
}

gboolean
guo_report_arrived (GuoStation *station, GuoWriter *writer, const GuoReportArrival *arrival, GError **error)
{
  const GuoActor actor = { .client = "guozhand" };
  g_autoptr(GuoReport) report = NULL;
  json_t *body = guo_report_read_arrival (arrival, &report, error);
  gboolean done;

  if (body == NULL)
    return FALSE;
  json_object_set_new (body, "machine", json_integer (arrival->machine));
  if (!guo_report_files_keep (station->folder, arrival->sha256, arrival->bytes, arrival->profile, error))
    {
      json_decref (body);
      return FALSE;
    }
  judge_ahead (station, body, report);
  done = guo_writer_ask (writer, &take_verb, &actor, body, error);
  guo_judged_drop (station, arrival->sha256);
  return done;
}

json_t *
guo_reports_list (GuoCall *call, GError **error)
{
  g_autoptr(json_t) answer = guo_call_list (call, "grade-reports", "limit,before", "day,state", error);

  if (answer != NULL)
    json_object_set_new (answer, "unreadable", guo_report_keeper_unreadable (call->station));
  return g_steal_pointer (&answer);
}

static json_t *
report_row (GuoCall *call, GError **error)
{
  gint64 id = 0;

  return guo_call_param_id (call, "report", &id, error) ? guo_call_row (call, "grade-report", "report", id, error) : NULL;
}

/* "report-bound"[file, no] */
static json_t *
waiting_report (GuoCall *call, GError **error)
{
  g_autoptr(json_t) report = report_row (call, error);

  if (report == NULL || g_strcmp0 (guo_field_text (report, "state"), "waiting") == 0)
    return g_steal_pointer (&report);
  if (g_strcmp0 (guo_field_text (report, "state"), "void") == 0)
    guo_refuse (error, GUO_STATION_ERROR_REFUSED, "already-void", NULL, "it is void already");
  else
    guo_refuse (error, GUO_STATION_ERROR_REFUSED, "report-bound",
                json_pack ("{s:O, s:O}", "file", json_object_get (report, "file"), "no", json_object_get (report, "run_no")),
                "the report is of run %s", guo_field_text (report, "run_no"));
  return NULL;
}

/* "not-found"[run]: the lot is on no line */
static json_t *
run_of_lot (GuoCall *call, gint64 lot, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I}", "lot", (json_int_t) lot);
  g_autoptr(json_t) found = guo_database_row (call->db, "lot-run-open", params, error);

  if (found == NULL)
    return NULL;
  if (!json_is_null (found))
    return guo_run_row (call, guo_field_int (found, "id", 0), error);
  guo_call_not_found (error, "run", json_integer (lot));
  return NULL;
}

static json_t *
run_to_fill (GuoCall *call, GError **error)
{
  gint64 run = guo_field_int (call->body, "run", 0), lot = guo_field_int (call->body, "lot", 0);
  g_autoptr(json_t) row = NULL;

  if ((run != 0) == (lot != 0))
    {
      guo_bad_field (error, "run", "either a run or a lot");
      return NULL;
    }
  row = run != 0 ? guo_run_row (call, run, error) : run_of_lot (call, lot, error);
  if (row == NULL || g_strcmp0 (guo_field_text (row, "state"), "open") == 0)
    return g_steal_pointer (&row);
  guo_refuse (error, GUO_STATION_ERROR_REFUSED, "run-closed", json_pack ("{s:O}", "no", json_object_get (row, "no")),
              "run %s is closed", guo_field_text (row, "no"));
  return NULL;
}

/* On the caller's thread. What cannot be bound the writer refuses, but for a file that is not what it was.
 * "report-unreadable"[file, line, field, reason] */
gboolean
guo_reports_bind_prepare (GuoCall *call, GError **error)
{
  g_autoptr(json_t) row = waiting_report (call, NULL);
  g_autoptr(json_t) run = row != NULL ? run_to_fill (call, NULL) : NULL;
  const gchar *sha256 = guo_field_text (row, "sha256");
  g_autoptr(GuoReport) report = NULL;
  g_autoptr(GError) why = NULL;

  if (run == NULL)
    return TRUE;
  report = guo_report_files_read (call->station->folder, sha256, &why);
  if (report == NULL)
    return guo_report_refuse_file (guo_field_text (row, "file"), why->message, error);
  guo_judged_lay (call, run, report, sha256);
  return TRUE;
}

/* "report-bound"[file, no], "run-closed"[no], "machine-counts"[no], "not-found"[report, run] */
json_t *
guo_reports_bind (GuoCall *call, GError **error)
{
  g_autoptr(json_t) report = waiting_report (call, error);
  g_autoptr(json_t) run = report != NULL ? run_to_fill (call, error) : NULL;
  const gchar *sha256 = guo_field_text (report, "sha256");
  gint64 id = guo_field_int (report, "id", 0);
  GuoJudged *judged = run != NULL ? guo_judged_take (call->station, guo_field_int (run, "id", 0), sha256) : NULL;

  if (report != NULL && run == NULL)
    guo_judged_drop (call->station, sha256);
  return run != NULL && guo_report_append_bound (call, id, run, judged, error)
           ? guo_call_row (call, "grade-report", "report", id, error)
           : NULL;
}

/* Somebody's trial, or another centre's: it waits no more. "report-bound"[file, no] */
json_t *
guo_reports_void (GuoCall *call, GError **error)
{
  g_autoptr(json_t) report = waiting_report (call, error);
  gint64 id = guo_field_int (report, "id", 0);

  return report != NULL && guo_call_void (call, id, guo_field_text (call->body, "reason"), error)
           ? guo_call_row (call, "grade-report", "report", id, error)
           : NULL;
}
