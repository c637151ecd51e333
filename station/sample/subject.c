#include "station/sample/subject.h"

#include "station/rules.h"
#include "station/run/run.h"

#include <string.h>

void
guo_sample_subject_clear (GuoSampleSubject *self)
{
  g_clear_pointer (&self->grade_class, g_free);
  g_clear_pointer (&self->no, g_free);
  g_clear_pointer (&self->scheme, guo_scheme_free);
  g_clear_pointer (&self->sha256, g_free);
}

static gboolean
take_scheme (GuoCall *call, json_t *row, const gchar *sha256, GuoSampleSubject *out, GError **error)
{
  g_autoptr(json_t) holder = json_pack ("{s:s, s:O?}", "scheme_sha256", sha256, "scheme_version", json_object_get (row, "scheme_version"));

  out->scheme = guo_run_scheme (call, holder, error);
  out->sha256 = g_strdup (sha256);
  return out->scheme != NULL;
}

/* A run's scheme judges whatever the day; of the product's own the first that holds today. */
static gboolean
find_scheme (GuoCall *call, json_t *lot, GuoSampleSubject *out, GError **error)
{
  g_autoptr(json_t) params
    = json_pack ("{s:O, s:O?}", "lot", json_object_get (lot, "id"), "product", json_object_get (lot, "product"));
  g_autoptr(json_t) rows = guo_database_rows (call->db, "sample-scheme", params, error);
  g_autofree gchar *day = rows != NULL ? guo_call_today (call, error) : NULL;
  gsize i;
  json_t *row;

  if (day == NULL)
    return FALSE;
  json_array_foreach (rows, i, row)
    {
      if (!take_scheme (call, row, guo_field_text (row, "sha256"), out, error))
        return FALSE;
      if (guo_field_bool (row, "own") || guo_scheme_is_valid_on (out->scheme, guo_date_parse (day)))
        return TRUE;
      g_clear_pointer (&out->scheme, guo_scheme_free);
      g_clear_pointer (&out->sha256, g_free);
    }
  return TRUE;
}

/* "bad-field": the lot is neither on the run nor came off it */
static gboolean
check_belongs (json_t *run, json_t *lot, GError **error)
{
  gint64 id = guo_field_int (lot, "id", 0);
  gsize i;
  json_t *feed;

  if (guo_field_int (lot, "run", 0) == guo_field_int (run, "id", 0))
    return TRUE;
  json_array_foreach (json_object_get (run, "feeds"), i, feed)
    if (guo_field_int (feed, "lot", 0) == id)
      return TRUE;
  return guo_bad_field (error, "lot", "not a lot of this run");
}

static gboolean
read_run (GuoCall *call, json_t *lot, GuoSampleSubject *out, GError **error)
{
  g_autoptr(json_t) run = guo_run_row (call, out->run, error);

  if (run == NULL || (lot != NULL && out->of_run && !check_belongs (run, lot, error)))
    return FALSE;
  out->season = (gint) guo_field_int (run, "season", 0);
  if (out->no == NULL)
    out->no = g_strdup (guo_field_text (run, "no"));
  return take_scheme (call, run, guo_field_text (run, "scheme_sha256"), out, error);
}

static gboolean
read_class (const gchar *named, json_t *lot, GuoSampleSubject *out, GError **error)
{
  const gchar *class = named != NULL ? named : guo_field_text (lot, "grade_class");
  gint index = out->scheme != NULL && class != NULL ? guo_scheme_class (out->scheme, class) : -1;

  out->class_index = out->scheme != NULL ? out->scheme->n_classes - 1 : 0;
  if (named != NULL && (index < 0 || index >= (gint) out->scheme->n_classes))
    return guo_bad_field (error, "grade_class", "not a class of the run's scheme");
  if (index >= 0)
    out->class_index = (guint) index;
  out->grade_class = index >= 0 ? g_strdup (guo_scheme_class_key (out->scheme, (guint) index)) : NULL;
  return TRUE;
}

gboolean
guo_sample_subject_read (GuoCall *call, json_t *body, GuoSampleSubject *out, GError **error)
{
  g_autoptr(json_t) lot = NULL;

  out->lot = guo_field_int (body, "lot", 0);
  out->run = guo_field_int (body, "run", 0);
  out->of_run = out->run != 0;
  if (out->lot == 0 && out->run == 0)
    return guo_bad_field (error, "lot", "missing");
  lot = out->lot != 0 ? guo_call_row (call, "run-lot", "lot", out->lot, error) : NULL;
  if (out->lot != 0 && lot == NULL)
    return FALSE;
  if (guo_field_bool (lot, "void"))
    return guo_call_not_found (error, "lot", json_integer (out->lot));
  out->no = g_strdup (guo_field_text (lot, "no"));
  out->season = (gint) guo_field_int (lot, "season", 0);
  if (out->run == 0)
    out->run = guo_field_int (lot, "run", 0);
  return (out->run != 0 ? read_run (call, lot, out, error) : find_scheme (call, lot, out, error))
         && read_class (guo_field_text (body, "grade_class"), lot, out, error);
}
