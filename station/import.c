/* Lists from files: all of a file or nothing, and a rehearsal that tells every fault before. */
#include "station/bytes.h"
#include "station/call.h"
#include "station/import-row.h"
#include "station/rules.h"

#include <string.h>

#define CSV_MAX (4 * 1024 * 1024)
#define SHOWN_MAX 200 /* rows and faults that an answer holds */

const GuoField guo_import_fields[] = {
  { .name = "csv", .type = GUO_FIELD_LONG, .need = GUO_FIELD_OPTIONAL, .max = CSV_MAX },
  { .name = "data", .type = GUO_FIELD_LONG, .need = GUO_FIELD_OPTIONAL, .max = 3 * CSV_MAX },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 255 },
  { .name = "dry_run", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

static const gchar *const change_words[GUO_IMPORT_CHANGES] = { "new", "changed", "same", "error" };

static void
note_row (GuoImport *self, const GuoCsvRow *row)
{
  json_t *cells;

  self->counts[self->change]++;
  if (json_array_size (self->rows) == SHOWN_MAX)
    return;
  cells = json_array ();
  for (gchar **text = row->cells; *text != NULL; text++)
    json_array_append_new (cells, json_string (*text));
  json_array_append_new (self->rows, json_pack ("{s:i, s:s, s:o}", "line", (int) row->line, "change",
                                                change_words[self->change], "cells", cells));
}

/* A rehearsal goes on behind a fault of the file; anything else ends it. */
static gboolean
note_fault (GuoImport *self, GError *fault, GError **error)
{
  json_t *params = guo_refusal_params (fault);
  json_t *item;

  if (!self->dry_run || json_object_get (params, "line") == NULL)
    {
      g_propagate_error (error, fault);
      return FALSE;
    }
  item = json_object ();
  guo_call_merge (item, params, NULL, "line,column,reason");
  json_array_append_new (self->errors, item);
  g_error_free (fault);
  return TRUE;
}

static gboolean
run_rows (GuoImport *self, GError **error)
{
  GuoImportRowFunc func = guo_import_row_func (self->kind);

  if (!guo_import_names_load (self, error))
    return FALSE;
  for (guint i = 0; i < self->csv->rows->len && json_array_size (self->errors) < SHOWN_MAX; i++)
    {
      GError *fault = NULL;

      if (!func (self, self->csv->rows->pdata[i], &fault))
        {
          if (!note_fault (self, fault, error))
            return FALSE;
          self->change = GUO_IMPORT_ERROR;
        }
      note_row (self, self->csv->rows->pdata[i]);
    }
  return TRUE;
}

/* A rehearsal is the real thing, undone. */
static gboolean
rehearse (GuoImport *self, GError **error)
{
  GuoCall *call = self->call;
  GuoTransaction *tx = guo_transaction_begin (call->db, error);
  gboolean good;

  if (tx == NULL)
    return FALSE;
  good = run_rows (self, error);
  guo_transaction_rollback (tx);
  guo_log_rolled_back (guo_station_log (call->station));
  call->first = 0;
  call->events = 0;
  return good;
}

static gboolean
refuse_bytes (const gchar *name, guint line, GError **error)
{
  const gchar *reason = "neither UTF-8 nor GB18030 text";

  return guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "bad-field",
                     json_pack ("{s:s, s:i, s:i, s:s}", "file", name, "line", (int) line, "column", 0, "reason", reason),
                     "%s, line %u: %s", name, line, reason);
}

static GuoCsv *
read_text (GuoImport *self, const gchar *name, const guint8 *bytes, gsize size, GError **error)
{
  guint line = 1;
  g_autofree gchar *text = guo_import_decode (bytes, size, &self->encoding, &line);

  if (text != NULL)
    return guo_csv_parse (name, text, error);
  refuse_bytes (name, line, error);
  return NULL;
}

static GuoCsv *
read_data (GuoImport *self, const gchar *name, const gchar *data, GError **error)
{
  gsize size = 0;
  g_autofree guint8 *bytes = guo_base64_decode (data, &size);

  if (bytes == NULL || size > CSV_MAX)
    {
      guo_bad_field (error, "data", bytes == NULL ? "not base64" : "too long");
      return NULL;
    }
  if (!guo_csv_is_workbook (bytes, size))
    return read_text (self, name, bytes, size, error);
  self->encoding = "XLSX";
  return guo_csv_parse_workbook (name, bytes, size, error);
}

static gboolean
read_file (GuoImport *self, GError **error)
{
  const gchar *said = guo_field_text (self->call->body, "name");
  const gchar *name = said != NULL ? said : self->kind->kind;
  const gchar *csv = guo_field_text (self->call->body, "csv");
  const gchar *data = guo_field_text (self->call->body, "data");

  if ((csv == NULL) == (data == NULL))
    return guo_bad_field (error, "csv", "either csv or data");
  self->csv = csv != NULL ? read_text (self, name, (const guint8 *) csv, strlen (csv), error)
                          : read_data (self, name, data, error);
  return self->csv != NULL && guo_import_places (self->kind, self->csv, self->places, error);
}

/* The fields in the file's order, and what the file calls them. */
static void
put_columns (GuoImport *self, json_t *answer)
{
  json_t *columns = json_array ();
  json_t *headers = json_array ();

  for (gint at = 0; self->csv != NULL && self->csv->header[at] != NULL; at++)
    {
      const gchar *field = "";

      for (gint i = 0; self->kind->columns[i].field != NULL; i++)
        if (self->places[i] == at)
          field = self->kind->columns[i].field;
      json_array_append_new (columns, json_string (field));
      json_array_append_new (headers, json_string (self->csv->header[at]));
    }
  json_object_set_new (answer, "columns", columns);
  json_object_set_new (answer, "headers", headers);
}

static json_t *
answer_of (GuoImport *self)
{
  json_t *answer = json_pack ("{s:s, s:i, s:i, s:i, s:i, s:b, s:O, s:O}", "encoding",
                              self->encoding != NULL ? self->encoding : "", "total",
                              self->csv != NULL ? (int) self->csv->rows->len : 0, "new",
                              (int) self->counts[GUO_IMPORT_NEW], "changed", (int) self->counts[GUO_IMPORT_CHANGED], "same",
                              (int) self->counts[GUO_IMPORT_SAME], "dry_run", self->dry_run, "rows", self->rows, "errors",
                              self->errors);

  put_columns (self, answer);
  return answer;
}

static json_t *
run_file (GuoImport *self, GError **error)
{
  GError *fault = NULL;

  if (!read_file (self, &fault))
    return note_fault (self, fault, error) ? answer_of (self) : NULL;
  if (!(self->dry_run ? rehearse : run_rows) (self, error))
    return NULL;
  return answer_of (self);
}

/* "bad-field"[file, line, column, reason]: nothing of the file is taken then. A rehearsal answers what it found. */
json_t *
guo_import_run (GuoCall *call, GError **error)
{
  const gchar *kind = guo_field_text (call->params, "kind");
  g_autoptr(GHashTable) parties = guo_import_names_new ();
  g_autoptr(GHashTable) villages = guo_import_names_new ();
  g_autoptr(GHashTable) products = guo_import_names_new ();
  g_autoptr(GHashTable) varieties = guo_import_names_new ();
  g_autoptr(GHashTable) plots = guo_import_names_new ();
  g_autoptr(GHashTable) brands = guo_import_names_new ();
  g_autoptr(GHashTable) case_types = guo_import_names_new ();
  g_autoptr(GHashTable) pack_plans = guo_import_names_new ();
  g_autoptr(json_t) rows = json_array ();
  g_autoptr(json_t) errors = json_array ();
  GuoImport self = {
    .call = call, .kind = guo_import_kind (kind), .dry_run = guo_field_bool (call->body, "dry_run"),
    .parties = parties, .villages = villages, .products = products, .varieties = varieties, .plots = plots, .brands = brands, .case_types = case_types,
    .pack_plans = pack_plans,
    .rows = rows, .errors = errors,
  };
  json_t *answer = NULL;

  if (self.kind == NULL)
    guo_call_not_found (error, "import", json_string (kind != NULL ? kind : ""));
  else
    answer = run_file (&self, error);
  guo_csv_free (self.csv);
  return answer;
}

/* lang=en: columns by their English names */
json_t *
guo_import_sample (GuoCall *call, GError **error)
{
  const gchar *kind = guo_field_text (call->params, "kind");
  const GuoImportKind *found = guo_import_kind (kind);
  g_autofree gchar *text = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (found == NULL)
    {
      guo_call_not_found (error, "import", json_string (kind != NULL ? kind : ""));
      return NULL;
    }
  text = guo_import_template (found, g_strcmp0 (guo_field_text (call->params, "lang"), "en") == 0);
  bytes = g_bytes_new (text, strlen (text));
  return guo_answer_bytes ("text/csv; charset=utf-8", bytes);
}
