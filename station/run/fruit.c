#include "station/run/fruit.h"

#include "station/device-line.h"
#include "station/report-files.h"
#include "station/run/reports.h"
#include "station/run/run.h"
#include "station/station-private.h"

static gboolean
has_machine (json_t *run)
{
  return guo_field_int (run, "machine", 0) != 0;
}

static gboolean
is_in_state (json_t *run, const gchar *state)
{
  return g_strcmp0 (guo_field_text (run, "state"), state) == 0;
}

static GuoGraderRun *
make_run (GuoCall *call, json_t *row, GError **error)
{
  GuoScheme *scheme = guo_run_scheme (call, row, error);

  return scheme != NULL ? guo_grader_run_new (call->station->fruit, row, scheme, error) : NULL;
}

/* One that was opened by this very command is not among the graders' yet. */
static GuoGraderRun *
find_or_make (GuoCall *call, json_t *row, GError **error)
{
  GuoGraderRun *run = guo_graders_find_run (call->station->graders, guo_field_int (row, "id", 0));

  return run != NULL ? run : make_run (call, row, error);
}

/* A run has fruit of a machine, of reports, or none. */
static gboolean
set_reports (GuoCall *call, json_t *run, gboolean *filled, GError **error)
{
  json_t *reports = guo_run_reports (call, guo_field_int (run, "id", 0), error);

  if (reports == NULL)
    return FALSE;
  *filled = has_machine (run) || json_array_size (reports) > 0;
  json_object_set_new (run, "reports", reports);
  return TRUE;
}

gboolean
guo_run_set_fruit (GuoCall *call, json_t *run, GError **error)
{
  g_autoptr(GuoGraderRun) fruit = NULL;
  gboolean filled = FALSE;

  if (!set_reports (call, run, &filled, error))
    return FALSE;
  if (!filled || !is_in_state (run, "open"))
    return TRUE; /* as the statement has it */
  fruit = find_or_make (call, run, error);
  if (fruit == NULL)
    return FALSE;
  json_object_set_new (run, "fruit", guo_grader_run_json (fruit));
  guo_grader_run_set_now (fruit, run);
  return TRUE;
}

static void
release_run (gpointer run)
{
  guo_grader_run_unref (run);
}

static void
begin (GuoStation *station, gpointer run)
{
  guo_graders_open_run (station->graders, run);
}

gboolean
guo_run_fruit_begin (GuoCall *call, gint64 id, GError **error)
{
  g_autoptr(json_t) row = guo_run_row (call, id, error);
  GuoGraderRun *run;

  if (row == NULL || !has_machine (row))
    return row != NULL;
  run = make_run (call, row, error);
  if (run == NULL)
    return FALSE;
  guo_call_after (call, begin, run, release_run);
  return TRUE;
}

static gboolean
import_report (GuoCall *call, GuoGraderRun *run, const gchar *sha256, const GuoJudged *judged, GError **error)
{
  g_autoptr(GuoReport) report = NULL;

  if (judged != NULL && g_strcmp0 (judged->sha256, sha256) == 0)
    return guo_grader_run_attach (run, judged->fruits, sha256, error);
  report = guo_report_files_read (call->station->folder, sha256, error);
  return report != NULL && guo_grader_run_import (run, report, sha256, error);
}

/* Those whose fruit is not in the run yet. */
static gboolean
import_reports (GuoCall *call, GuoGraderRun *run, const GuoJudged *judged, GError **error)
{
  g_autoptr(json_t) reports = guo_run_reports (call, guo_grader_run_id (run), error);
  gsize i;
  json_t *row;

  json_array_foreach (reports, i, row)
    {
      const gchar *sha256 = guo_field_text (row, "sha256");

      if (guo_grader_run_has_report (run, sha256) || import_report (call, run, sha256, judged, error))
        continue;
      g_prefix_error (error, "report %s: ", guo_field_text (row, "file"));
      return FALSE;
    }
  return reports != NULL;
}

/* A machine that says fruit by fruit tells its run itself, twice a second. */
static void
publish_run (GuoStation *station, json_t *row, GuoGraderRun *run)
{
  g_autoptr(json_t) line = guo_grader_run_line (run, station->clock->monotonic_us (station->clock->user_data));
  g_autofree gchar *key = g_strdup_printf ("%" G_GINT64_FORMAT, guo_grader_run_id (run));

  guo_call_merge (line, NULL, row, "machine,machine_name");
  json_object_set_new (line, "state", json_string ("open"));
  json_object_set_new (line, "error", json_null ());
  guo_live_publish (station->live, "grade", key, json_dumps (line, JSON_COMPACT));
}

static gboolean
fill_run (GuoCall *call, json_t *row, const GuoJudged *judged, GError **error)
{
  g_autoptr(GuoGraderRun) run = guo_graders_find_run (call->station->graders, guo_field_int (row, "id", 0));

  if (run == NULL)
    {
      run = make_run (call, row, error);
      if (run == NULL)
        return FALSE;
      guo_graders_open_run (call->station->graders, run);
    }
  if (!import_reports (call, run, judged, error))
    return FALSE;
  publish_run (call->station, row, run);
  return TRUE;
}

void
guo_run_fruit_fill (GuoStation *station, gint64 id, const GuoJudged *judged)
{
  GuoCall call = { .station = station, .db = station->db };
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) row = guo_run_row (&call, id, &error);

  if (row == NULL || !fill_run (&call, row, judged, &error))
    g_message ("run %" G_GINT64_FORMAT " has not the fruit of its reports yet: %s", id, error->message);
}

static void
go_on (GuoStation *station, gpointer run)
{
  guo_grader_run_pause (run, FALSE);
}

gboolean
guo_run_fruit_stop (GuoCall *call, json_t *run, GError **error)
{
  g_autoptr(GuoGraderRun) filled = NULL;
  gboolean any = FALSE;

  if (!set_reports (call, run, &any, error))
    return FALSE;
  if (json_array_size (json_object_get (run, "reports")) > 0 && !fill_run (call, run, NULL, error))
    return FALSE; /* after a full disk, or a file that is gone */
  filled = guo_graders_find_run (call->station->graders, guo_field_int (run, "id", 0));
  if (filled == NULL)
    return TRUE;
  if (!guo_graders_pause_run (call->station->graders, filled, error))
    return FALSE;
  guo_call_undo (call, go_on, g_steal_pointer (&filled), release_run);
  return TRUE;
}

static void
seal (GuoStation *station, gpointer id)
{
  g_autoptr(GError) error = NULL;

  guo_graders_end_run (station->graders, *(gint64 *) id);
  if (!guo_fruit_store_seal (station->fruit, *(gint64 *) id, NULL, &error))
    g_message ("fruit of run %" G_GINT64_FORMAT " is not sealed: %s", *(gint64 *) id, error->message);
}

gboolean
guo_run_fruit_end (GuoCall *call, json_t *run, json_t *house, GError **error)
{
  gint64 id = guo_field_int (run, "id", 0), n = 0;
  json_t *fruit = json_object_get (run, "fruit");
  gint64 counted = guo_field_int (json_object_get (fruit, "counters"), "n", 0); /* by a PLC, which says no fruit */
  guint8 digest[GUO_HASH_SIZE];
  g_autofree gchar *hex = NULL;

  if (!json_is_object (fruit))
    return TRUE;
  if (!guo_fruit_store_digest (call->station->fruit, id, digest, &n, error))
    return FALSE;
  n += counted;
  if (n != guo_field_int (fruit, "n", -1))
    return guo_refuse (error, GUO_STATION_ERROR_FAILED, "failed", NULL,
                       "%" G_GINT64_FORMAT " fruits of run %s are stored, %" G_GINT64_FORMAT " were counted", n,
                       guo_field_text (run, "no"), guo_field_int (fruit, "n", -1));
  hex = guo_hex (digest, sizeof digest);
  json_object_set (house, "fruit", fruit);
  json_object_set_new (house, "fruit_file", json_pack ("{s:s, s:I}", "sha256", hex, "n",
                                                     (json_int_t) (n - counted)));
  guo_call_after (call, seal, g_memdup2 (&id, sizeof id), g_free);
  return TRUE;
}

static void
drop (GuoStation *station, gpointer id)
{
  g_autoptr(GuoGraderRun) run = guo_graders_find_run (station->graders, *(gint64 *) id);
  g_autoptr(GError) error = NULL;

  if (run != NULL)
    guo_grader_run_pause (run, TRUE);
  guo_graders_end_run (station->graders, *(gint64 *) id);
  if (!guo_fruit_store_drop (station->fruit, *(gint64 *) id, &error))
    g_message ("fruit of run %" G_GINT64_FORMAT " is not dropped: %s", *(gint64 *) id, error->message);
}

void
guo_run_fruit_drop (GuoCall *call, gint64 id)
{
  guo_call_after (call, drop, g_memdup2 (&id, sizeof id), g_free);
}

static gboolean
resume_run (GuoCall *call, json_t *row, GError **error)
{
  g_autoptr(GuoGraderRun) run = NULL;
  gboolean filled = FALSE;

  if (!set_reports (call, row, &filled, error) || !filled)
    return !filled;
  if (json_array_size (json_object_get (row, "reports")) > 0)
    return fill_run (call, row, NULL, error);
  run = make_run (call, row, error);
  if (run != NULL)
    guo_graders_open_run (call->station->graders, run);
  return run != NULL;
}

/* A run whose scheme cannot be read does not keep a station from opening. */
static void
resume_runs (GuoCall *call, json_t *rows)
{
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    {
      g_autoptr(GError) error = NULL;

      if (!resume_run (call, row, &error) && error != NULL)
        g_message ("run %s cannot go on with its machine: %s", guo_field_text (row, "no"), error->message);
    }
}

/* What the log says of a run whose fruit is not sealed: closed is sealed, open is let be, all else is dropped. */
static gboolean
settle_run (GuoStation *station, gint64 id, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I}", "id", (json_int_t) id);
  g_autoptr(json_t) row = guo_database_row (station->db, "grade-run", params, error);

  if (row == NULL)
    return FALSE;
  if (is_in_state (row, "open"))
    return TRUE;
  return is_in_state (row, "closed") ? guo_fruit_store_seal (station->fruit, id, NULL, error)
                                     : guo_fruit_store_drop (station->fruit, id, error);
}

static gboolean
settle_runs (GuoStation *station, GError **error)
{
  g_autoptr(GArray) runs = guo_fruit_store_list (station->fruit, error);

  for (guint i = 0; runs != NULL && i < runs->len; i++)
    {
      const GuoFruitRun *run = &g_array_index (runs, GuoFruitRun, i);

      if (!run->sealed && !settle_run (station, run->run, error))
        return FALSE;
    }
  return runs != NULL;
}

gboolean
guo_run_fruit_resume (GuoStation *station, gboolean made_anew, GError **error)
{
  g_autoptr(json_t) known = guo_database_row (station->db, "fruit-known", NULL, error);
  g_autoptr(json_t) params = json_pack ("{s:n, s:n, s:n, s:s}", "day", "before", "limit", "state", "open");
  g_autoptr(json_t) rows = known != NULL ? guo_database_rows (station->db, "grade-runs", params, error) : NULL;
  GuoCall call = { .station = station, .db = station->db };

  if (rows == NULL || !settle_runs (station, error))
    return FALSE;
  station->fruit_lost = made_anew && guo_field_bool (known, "known");
  if (station->fruit_lost)
    g_message ("%s.d/fruit.db is not there: the fruits of the runs that were closed are lost, their sums are not. Put it "
               "back from a backup", station->path);
  resume_runs (&call, rows);
  return TRUE;
}
