/* A batch report that somebody hands over for an open run. */
#include "station/bytes.h"
#include "station/grader-report.h"
#include "station/grader-settings.h"
#include "station/report-files.h"
#include "station/rules.h"
#include "station/run/judged.h"
#include "station/run/reports.h"
#include "station/run/run.h"
#include "station/station-private.h"

#define PROGUO_GRADER_REPORT_BY_HAND_MAX 100000
#define READ "_report" /* in the body: what was read of it before the writer's turn */

const GuoField guo_runs_import_fields[] = {
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 255 },
  { .name = "data", .type = GUO_FIELD_LONG, .need = GUO_FIELD_REQUIRED, .max = GUO_GRADER_REPORT_BY_HAND_MAX / 3 * 4 + 4 },
  { .name = "profile", .type = GUO_FIELD_LONG, .need = GUO_FIELD_REQUIRED, .max = PROGUO_GRADER_REPORT_BY_HAND_MAX },
  { .name = NULL },
};

static GBytes *
sent_file (GuoCall *call, GError **error)
{
  gsize size = 0;
  guint8 *bytes = guo_base64_decode (guo_field_text (call->body, "data"), &size);

  if (bytes != NULL && size <= GUO_GRADER_REPORT_BY_HAND_MAX)
    return g_bytes_new_take (bytes, size);
  g_free (bytes);
  guo_bad_field (error, "data", bytes == NULL ? "not base64, or empty" : "too long");
  return NULL;
}

static gboolean
check_new (json_t *known, GError **error)
{
  if (g_strcmp0 (guo_field_text (known, "state"), "bound") != 0)
    return TRUE;
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "report-bound",
                     json_pack ("{s:O, s:O}", "file", json_object_get (known, "file"), "no", json_object_get (known, "run_no")),
                     "the report is of run %s", guo_field_text (known, "run_no"));
}

static gboolean
keep (GuoCall *call, const GuoReportArrival *arrival, GError **error)
{
  return guo_report_files_keep (call->station->folder, arrival->sha256, arrival->bytes, arrival->profile, error);
}

/* One that waits is what it was read as when it came, whatever the profile is now. Where its file is gone this is it, if it is
 * read to the same sums. */
static gboolean
read_known (GuoCall *call, json_t *known, json_t *body, const GuoReportArrival *arrival, GuoReport **report, GError **error)
{
  g_autoptr(GError) why = NULL;
  GuoReport *kept = guo_report_files_read (call->station->folder, arrival->sha256, &why);

  if (kept != NULL)
    {
      guo_report_free (*report);
      *report = kept;
      return TRUE;
    }
  if (json_equal (json_object_get (known, "fruit"), json_object_get (body, "fruit"))
      && json_equal (json_object_get (known, "mass_mg"), json_object_get (body, "mass_mg")))
    return keep (call, arrival, error);
  return guo_report_refuse_file (arrival->file, why->message, error);
}

/* Reads, keeps and judges; notes what is said of it. */
static gboolean
take_in (GuoCall *call, json_t *run, const GuoReportArrival *arrival, GError **error)
{
  g_autoptr(GuoReport) report = NULL;
  json_t *body = guo_report_read_arrival (arrival, &report, error);
  g_autoptr(json_t) known = body != NULL ? guo_report_by_digest (call->db, arrival->sha256, error) : NULL;

  if (known == NULL || !check_new (known, error)
      || !(json_is_null (known) ? keep (call, arrival, error) : read_known (call, known, body, arrival, &report, error)))
    {
      json_decref (body);
      return FALSE;
    }
  guo_judged_lay (call, run, report, arrival->sha256);
  json_object_set_new (call->body, READ, body);
  return TRUE;
}

static gboolean
read_sent (GuoCall *call, json_t *run, GError **error)
{
  g_autoptr(GBytes) bytes = guo_report_check_run (call, run, error) ? sent_file (call, error) : NULL;
  g_autofree gchar *sha256 = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
  g_autoptr(GError) why = NULL;
  g_autofree gchar *profile = bytes != NULL ? guo_grader_profile_text (guo_field_text (call->body, "profile"), &why) : NULL;

  if (bytes == NULL)
    return FALSE;
  if (profile == NULL)
    return guo_bad_field (error, "profile", why->message);
  return take_in (call, run, &(GuoReportArrival) { 0, guo_field_text (call->body, "name"), bytes, sha256, profile }, error);
}

/* On the caller's thread. A run that is opened in the same batch is not there yet: then it is read on the writer's. */
gboolean
guo_runs_import_prepare (GuoCall *call, GError **error)
{
  g_autoptr(GError) why = NULL;
  g_autoptr(json_t) run = guo_run_open (call, &why);

  if (run != NULL)
    return read_sent (call, run, error);
  if (g_strcmp0 (guo_refusal_code (why), "not-found") == 0)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* A content that is known and waits is bound; one that is a run's is not taken again. */
static json_t *
bind_read (GuoCall *call, json_t *run, GuoJudged *judged, GError **error)
{
  json_t *body = json_object_get (call->body, READ);
  const gchar *sha256 = guo_field_text (body, "sha256");
  g_autoptr(GuoJudged) owned = judged;
  g_autoptr(json_t) known = guo_report_check_run (call, run, error) ? guo_report_by_digest (call->db, sha256, error) : NULL;
  gint64 id = guo_field_int (known, "id", 0);

  if (known == NULL || !check_new (known, error))
    return NULL;
  id = id == 0 ? guo_report_append_taken (call, body, 0, error) : id;
  return id >= 0 && guo_report_append_bound (call, id, run, g_steal_pointer (&owned), error)
           ? guo_call_row (call, "grade-report", "report", id, error)
           : NULL;
}

/* "run-closed"[no], "machine-counts"[no], "report-unreadable"[file, line, field, reason], "report-bound"[file, no] */
json_t *
guo_runs_import (GuoCall *call, GError **error)
{
  g_autoptr(json_t) run = guo_run_open (call, error);
  json_t *read = json_object_get (call->body, READ);
  g_autoptr(GuoJudged) judged = NULL;

  if (run != NULL && read == NULL && read_sent (call, run, error))
    read = json_object_get (call->body, READ);
  if (read == NULL)
    return NULL;
  if (run == NULL)
    {
      guo_judged_drop (call->station, guo_field_text (read, "sha256"));
      return NULL;
    }
  judged = guo_judged_take (call->station, guo_field_int (run, "id", 0), guo_field_text (read, "sha256"));
  return bind_read (call, run, g_steal_pointer (&judged), error);
}
