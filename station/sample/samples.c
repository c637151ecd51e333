/* Samples of a lot, or of what comes off a run: what was measured and counted, judged at once by the scheme. */
#include "station/grading/lot-judge.h"
#include "station/rules.h"
#include "station/run/run.h"
#include "station/sample/hold.h"
#include "station/sample/measured.h"
#include "station/sample/quantity.h"
#include "station/sample/subject.h"
#include "station/sample/verdict.h"

#include <string.h>

#define READING_MAX ((gint64) 9000000000000000) /* numbers begin at milliseconds since 1970 */

static const GuoField count_fields[] = {
  { .name = "n", .type = GUO_FIELD_INT, .need = GUO_FIELD_REQUIRED, .min = 0, .max = GUO_SAMPLE_FRUIT_MAX },
  { .name = "mass_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = GUO_SAMPLE_MASS_MAX },
  { .name = NULL },
};

static const GuoField defect_fields[] = {
  { .name = "defect", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 60 },
  { .name = "n", .type = GUO_FIELD_INT, .need = GUO_FIELD_REQUIRED, .min = 0, .max = GUO_SAMPLE_FRUIT_MAX },
  { .name = "mass_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = GUO_SAMPLE_MASS_MAX },
  { .name = NULL },
};

static const GuoField class_fields[] = {
  { .name = "grade_class", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 40 },
  { .name = "n", .type = GUO_FIELD_INT, .need = GUO_FIELD_REQUIRED, .min = 0, .max = GUO_SAMPLE_FRUIT_MAX },
  { .name = "mass_mg", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = GUO_SAMPLE_MASS_MAX },
  { .name = NULL },
};

static const GuoField value_fields[] = {
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_REQUIRED, .min = 1, .max = 60 },
  { .name = "value", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 0, .max = GUO_QUANTITY_MAX },
  { .name = "device", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "reading", .type = GUO_FIELD_INT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = READING_MAX },
  { .name = NULL },
};

const GuoField guo_samples_fields[] = {
  { .name = "replaces", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "lot", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "run", .type = GUO_FIELD_ID, .need = GUO_FIELD_OPTIONAL },
  { .name = "grade_class", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .min = 1, .max = 40 },
  { .name = "values", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_OPTIONAL, .max = GUO_MEASUREMENTS_MAX, .fields = value_fields },
  { .name = "inspected", .type = GUO_FIELD_OBJECT, .need = GUO_FIELD_OPTIONAL, .fields = count_fields },
  { .name = "defects", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_OPTIONAL, .max = GUO_DEFECTS_MAX, .fields = defect_fields },
  { .name = "classes", .type = GUO_FIELD_ARRAY, .need = GUO_FIELD_OPTIONAL, .max = GUO_CLASSES_MAX + 1, .fields = class_fields },
  { .name = "text", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 200 },
  { .name = NULL },
};

json_t *
guo_samples_list (GuoCall *call, GError **error)
{
  return guo_call_list (call, "samples", "lot,run,limit,before", "", error);
}

static json_t *
sample_row (GuoCall *call, gint64 id, GError **error)
{
  return guo_call_row (call, "sample", "sample", id, error);
}

json_t *
guo_samples_show (GuoCall *call, GError **error)
{
  gint64 id = 0;

  return guo_call_param_id (call, "sample", &id, error) ? sample_row (call, id, error) : NULL;
}

/* @old: (out) (nullable): what is corrected. "not-found"[sample] */
static gboolean
find_old (GuoCall *call, json_t **old, GError **error)
{
  gint64 replaces = guo_field_int (call->body, "replaces", 0);

  *old = replaces != 0 ? sample_row (call, replaces, error) : NULL;
  return replaces == 0 || *old != NULL;
}

static json_t *
content_of (GuoCall *call)
{
  g_autoptr(json_t) content = json_object ();

  guo_call_merge (content, call->body, NULL, "values,inspected,defects,classes,text");
  return json_deep_copy (content); /* values are filled in, and the body stays what was sent */
}

/* Readings are filled in. Null where no scheme is known, or where it asks nothing. */
static json_t *
judge (GuoCall *call, const GuoSampleSubject *subject, json_t *old, json_t *content, GError **error)
{
  g_autofree gchar *day = guo_call_today (call, error);

  if (day == NULL || !guo_sample_check_names (subject->scheme, content, error)
      || !guo_sample_fill_readings (call, subject->scheme, old, json_object_get (content, "values"), error))
    return NULL;
  if (subject->scheme == NULL || subject->class_index >= subject->scheme->n_classes)
    return json_null ();
  return guo_sample_judge (subject->scheme, content, subject->class_index, guo_date_parse (day), error);
}

/* What would be said of it; nothing is recorded. "not-found"[lot, run], "bad-field", "sample-empty" */
json_t *
guo_samples_judge (GuoCall *call, GError **error)
{
  g_auto(GuoSampleSubject) subject = { 0 };
  g_autoptr(json_t) content = content_of (call);
  g_autoptr(json_t) old = NULL;
  json_t *judged = NULL;

  if (guo_sample_subject_read (call, call->body, &subject, error) && find_old (call, &old, error))
    judged = judge (call, &subject, old, content, error);
  return judged != NULL ? json_pack ("{s:o}", "judged", judged) : NULL;
}

static gint64
append (GuoCall *call, const GuoSampleSubject *subject, json_t *content, json_t *judged, GError **error)
{
  g_autoptr(json_t) grower = json_pack ("{s:s?, s:O}", "grade_class", subject->grade_class, "content", content);
  g_autoptr(json_t) house = json_pack ("{s:O, s:s?}", "judged", judged, "scheme_sha256", subject->sha256);
  gboolean simulated = FALSE;

  if (!guo_sample_refer_devices (call, json_object_get (content, "values"), &simulated, error)
      || !guo_call_set_ref (call, grower, "lot", subject->lot, error)
      || !guo_call_set_ref (call, grower, "run", subject->run, error))
    return -1;
  if (simulated)
    json_object_set_new (grower, "simulated", json_true ());
  return guo_call_append (call,
                          &(GuoFact) {
                            .type = "sample.measured",
                            .season = subject->season,
                            .replaces = guo_field_int (call->body, "replaces", 0),
                            .grower = json_incref (grower),
                            .house = json_incref (house),
                          },
                          error);
}

/* One hold a sample: what is corrected and still fails is held already. */
static gboolean
hold_failed (GuoCall *call, const GuoSampleSubject *subject, gint64 id, json_t *judged, GError **error)
{
  g_autoptr(json_t) params = json_pack ("{s:I}", "sample", (json_int_t) id);
  g_autoptr(json_t) standing = NULL, failed = NULL;
  GuoHoldScope scope = { .lot = subject->of_run ? 0 : subject->lot, .run = subject->of_run ? subject->run : 0,
                         .grade_class = subject->of_run ? subject->grade_class : NULL };

  if (g_strcmp0 (guo_field_text (judged, "state"), "failed") != 0)
    return TRUE;
  standing = guo_database_row (call->db, "hold-of-sample", params, error);
  if (standing == NULL || !json_is_null (standing))
    return standing != NULL;
  failed = guo_sample_failed (judged);
  return guo_hold_place (call, &scope, id, failed, "all", NULL, error) >= 0;
}

/* What is replaced: a sample stays with its fruit. "already-void", "supervisor-needed": it placed a hold; "bad-field" */
static gboolean
check_old (GuoCall *call, const GuoSampleSubject *subject, json_t *old, GError **error)
{
  if (old == NULL)
    return TRUE;
  if (guo_field_bool (old, "void"))
    return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "already-void", NULL, "this sample is void");
  if (guo_field_int (old, "lot", 0) != subject->lot || guo_field_int (old, "run", 0) != subject->run)
    return guo_bad_field (error, "lot", "a sample stays with its fruit");
  return guo_field_int (old, "hold", 0) == 0 || guo_is_supervised (call)
         || guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL, "it placed a hold");
}

/* "not-found"[lot, run, sample], "bad-field", "sample-empty", "already-void", "supervisor-needed". What fails is held in the
 * same transaction. */
json_t *
guo_samples_record (GuoCall *call, GError **error)
{
  g_auto(GuoSampleSubject) subject = { 0 };
  g_autoptr(json_t) content = content_of (call);
  g_autoptr(json_t) judged = NULL, old = NULL;
  gint64 n, id;

  if (!guo_sample_subject_read (call, call->body, &subject, error) || !find_old (call, &old, error)
      || !check_old (call, &subject, old, error))
    return NULL;
  judged = judge (call, &subject, old, content, error);
  n = judged != NULL ? append (call, &subject, content, judged, error) : -1;
  id = guo_field_int (call->body, "replaces", n);
  return n >= 0 && hold_failed (call, &subject, id, judged, error) ? sample_row (call, id, error) : NULL;
}

/* A sample that placed a hold is voided by a supervisor, and its hold stays until it is released. "already-void",
 * "supervisor-needed", "not-found"[sample] */
json_t *
guo_samples_void (GuoCall *call, GError **error)
{
  g_autoptr(json_t) row = guo_samples_show (call, error);

  if (row == NULL)
    return NULL;
  if (guo_field_int (row, "hold", 0) == 0 || guo_is_supervised (call))
    return guo_rules_void_row (call, "sample", "sample", error);
  guo_refuse (error, GUO_STATION_ERROR_ROLE, "supervisor-needed", NULL, "it placed a hold");
  return NULL;
}
