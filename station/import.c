/* Lists from files: all of a file or nothing, and a rehearsal that tells every fault before. */
#include "station/bytes.h"
#include "station/call.h"
#include "station/import-file.h"
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

/* Things by name: "owner's id/name" → row; what this file made has _line, where it stands. */
typedef GHashTable Names;

typedef enum
{
  CHANGE_NEW,
  CHANGE_CHANGED,
  CHANGE_SAME, /* nothing is written for it */
  CHANGE_ERROR,
  CHANGES
} Change;

static const gchar *const change_words[CHANGES] = { "new", "changed", "same", "error" };

typedef struct
{
  GuoCall *call;
  const GuoImportKind *kind;
  gboolean dry_run;
  GuoCsv *csv;
  const gchar *encoding;
  gint places[GUO_IMPORT_COLUMNS_MAX]; /* of each column in the file; -1: absent */
  Names *parties;                      /* cooperatives under 0 */
  Names *villages;
  Names *products;
  Names *varieties;                    /* under their product */
  Names *plots;                        /* under their grower */
  gint64 id;                           /* of what the last row set */
  Change change;                       /* of it */
  guint counts[CHANGES];
  json_t *rows;                        /* the first, as they would be */
  json_t *errors;
} Import;

typedef gboolean (*RowFunc) (Import *self, const GuoCsvRow *row, GError **error);

static const struct
{
  const gchar *word;
  const gchar *kind;
} kind_words[] = {
  { "李", "plum" }, { "脆李", "plum" }, { "柑橘", "citrus" }, { "茶", "tea" }, { "茶叶", "tea" }, { "其他", "other" },
};

static gint
column_index (const GuoImportColumn *columns, const gchar *field)
{
  for (gint i = 0; columns[i].field != NULL; i++)
    if (g_str_equal (columns[i].field, field))
      return i;
  return -1;
}

/* The cell, or NULL where the column is absent or the cell is empty. */
static const gchar *
cell (Import *self, const GuoCsvRow *row, const gchar *field)
{
  gint i = column_index (self->kind->columns, field);
  gint place = i >= 0 ? self->places[i] : -1;

  return place >= 0 && *row->cells[place] != '\0' ? row->cells[place] : NULL;
}

static gboolean
refuse_cell (Import *self, const GuoCsvRow *row, const gchar *field, const gchar *reason, GError **error)
{
  gint i = column_index (self->kind->columns, field);

  return guo_csv_refuse (self->csv, row->line, i >= 0 ? (guint) (self->places[i] + 1) : 0, reason, error);
}

static gchar *
key_of (gint64 owner, const gchar *name)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%s", owner, name);
}

static json_t *
look_up (Names *names, gint64 owner, const gchar *name)
{
  g_autofree gchar *key = key_of (owner, name);

  return g_hash_table_lookup (names, key);
}

static gint64
id_of (Names *names, gint64 owner, const gchar *name)
{
  return guo_field_int (look_up (names, owner, name), "id", 0);
}

static void
remember (Names *names, gint64 owner, json_t *row)
{
  if (guo_field_text (row, "name") != NULL)
    g_hash_table_insert (names, key_of (owner, guo_field_text (row, "name")), json_incref (row));
}

static gboolean
remember_all (Import *self, Names *names, const gchar *statement, const gchar *owner, GError **error)
{
  g_autoptr(json_t) rows = guo_database_rows (self->call->db, statement, NULL, error);
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    remember (names, owner != NULL ? guo_field_int (row, owner, 0) : 0, row);
  return rows != NULL;
}

static gboolean
remember_products (Import *self, GError **error)
{
  g_autoptr(json_t) rows = guo_database_rows (self->call->db, "products", NULL, error);
  gsize i, k;
  json_t *row, *variety;

  json_array_foreach (rows, i, row)
    {
      remember (self->products, 0, row);
      json_array_foreach (json_object_get (row, "varieties"), k, variety)
        {
          json_object_set (variety, "product", json_object_get (row, "id"));
          remember (self->varieties, guo_field_int (row, "id", 0), variety);
        }
    }
  return rows != NULL;
}

/* Passes a refusal of a verb on as one of the file: the field becomes its column. */
static gboolean
refuse_row (Import *self, const GuoCsvRow *row, GError *failure, GError **error)
{
  const gchar *field = guo_field_text (guo_refusal_params (failure), "field");
  const gchar *reason = guo_field_text (guo_refusal_params (failure), "reason");

  if (failure->domain != GUO_STATION_ERROR)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  refuse_cell (self, row, field != NULL ? field : "", reason != NULL ? reason : failure->message, error);
  g_error_free (failure);
  return FALSE;
}

/* Runs a verb with a body made of the row. Returns the new or changed thing's id, 0 with an error. */
static gint64
run_verb (Import *self, const GuoCsvRow *row, const GuoField *fields, GuoVerbFunc func, json_t *body,
          GError **error)
{
  json_t *outer = self->call->body;
  g_autoptr(json_t) answer = NULL;
  GError *failure = NULL;

  if (guo_fields_check (body, fields, &failure))
    {
      self->call->body = body;
      answer = func (self->call, &failure);
      self->call->body = outer;
    }
  if (answer != NULL)
    return guo_field_int (answer, "id", 0);
  refuse_row (self, row, failure, error);
  return 0;
}

static void
copy_cells (Import *self, const GuoCsvRow *row, json_t *body, const gchar *fields)
{
  g_auto(GStrv) list = g_strsplit (fields, ",", -1);

  for (gchar **field = list; *field != NULL; field++)
    if (cell (self, row, *field) != NULL)
      json_object_set_new (body, *field, json_string (cell (self, row, *field)));
}

/* A needed cell that names something there is; @id is left 0 where an optional cell is empty. */
static gboolean
find_named (Import *self, const GuoCsvRow *row, const gchar *field, Names *table, gint64 owner, gint64 *id,
            GError **error)
{
  const gchar *name = cell (self, row, field);
  gint i = column_index (self->kind->columns, field);

  *id = name != NULL ? id_of (table, owner, name) : 0;
  if (name == NULL && self->kind->columns[i].needed)
    return refuse_cell (self, row, field, "empty", error);
  if (name != NULL && *id == 0)
    {
      g_autofree gchar *reason = g_strdup_printf ("there is no %s “%s”", field, name);

      return refuse_cell (self, row, field, reason, error);
    }
  return TRUE;
}

static void
set_id (json_t *body, const gchar *name, gint64 id)
{
  if (id != 0)
    json_object_set_new (body, name, json_integer (id));
}

static gboolean
holds_already (json_t *old, json_t *body)
{
  const gchar *name;
  json_t *value;

  json_object_foreach (body, name, value)
    if (!json_equal (json_object_get (old, name), value))
      return FALSE;
  return TRUE;
}

/* One thing by its name: made, brought up to date, or left as it is. @column: where the name stands. */
static gboolean
set_thing (Import *self, const GuoCsvRow *row, const gchar *column, Names *names, gint64 owner,
           const GuoField *fields, GuoVerbFunc func, json_t *body, GError **error)
{
  json_t *old = look_up (names, owner, guo_field_text (body, "name"));
  gint64 line = guo_field_int (old, "_line", 0);
  g_autoptr(json_t) known = NULL;

  if (line != 0 && names != self->products)
    {
      g_autofree gchar *reason = g_strdup_printf ("the same stands already in line “%" G_GINT64_FORMAT "”", line);

      return refuse_cell (self, row, column, reason, error);
    }
  self->change = old == NULL ? CHANGE_NEW : holds_already (old, body) ? CHANGE_SAME : CHANGE_CHANGED;
  self->id = guo_field_int (old, "id", 0);
  known = old != NULL ? json_copy (old) : json_object ();
  json_object_update (known, body);
  set_id (body, "replaces", self->id);
  if (self->change != CHANGE_SAME)
    self->id = run_verb (self, row, fields, func, body, error);
  if (self->id == 0)
    return FALSE;
  set_id (known, "id", self->id);
  json_object_set_new (known, "_line", json_integer (row->line));
  remember (names, owner, known);
  return TRUE;
}

static gboolean
need_name (Import *self, const GuoCsvRow *row, GError **error)
{
  return cell (self, row, "name") != NULL || refuse_cell (self, row, "name", "empty", error);
}

static gboolean
import_village (Import *self, const GuoCsvRow *row, GError **error)
{
  g_autoptr(json_t) body = json_object ();
  const gchar *altitude = cell (self, row, "altitude_m");
  gint64 m = 0;

  if (!need_name (self, row, error))
    return FALSE;
  if (altitude != NULL && !g_ascii_string_to_signed (altitude, 10, G_MININT32, G_MAXINT32, &m, NULL))
    return refuse_cell (self, row, "altitude_m", "not a whole number", error);
  copy_cells (self, row, body, "name,name_en,township,township_en,county,county_en");
  if (altitude != NULL)
    json_object_set_new (body, "altitude_m", json_integer (m));
  return set_thing (self, row, "name", self->villages, 0, guo_villages_fields, guo_villages_set, body, error);
}

/* A cooperative brings its village with it: the first list that a new centre reads. */
static gboolean
find_or_make_village (Import *self, const GuoCsvRow *row, gint64 *id, GError **error)
{
  const gchar *name = cell (self, row, "village");
  g_autoptr(json_t) body = NULL;

  *id = name != NULL ? id_of (self->villages, 0, name) : 0;
  if (name == NULL || *id != 0)
    return TRUE;
  body = json_pack ("{s:s}", "name", name);
  if (!set_thing (self, row, "village", self->villages, 0, guo_villages_fields, guo_villages_set, body, error))
    return FALSE;
  *id = self->id;
  return TRUE;
}

static gboolean
set_party (Import *self, const GuoCsvRow *row, const gchar *kind, gint64 cooperative, gint64 village,
           GError **error)
{
  g_autoptr(json_t) body = json_pack ("{s:s}", "kind", kind);

  copy_cells (self, row, body, "name,name_en,code,phone,address");
  set_id (body, "cooperative", cooperative);
  set_id (body, "village", village);
  return need_name (self, row, error)
         && set_thing (self, row, "name", self->parties, cooperative, guo_parties_fields, guo_parties_set, body,
                       error);
}

static gboolean
import_cooperative (Import *self, const GuoCsvRow *row, GError **error)
{
  gint64 village;

  return find_or_make_village (self, row, &village, error)
         && set_party (self, row, "cooperative", 0, village, error);
}

static gboolean
import_grower (Import *self, const GuoCsvRow *row, GError **error)
{
  gint64 village, cooperative;

  return find_named (self, row, "cooperative", self->parties, 0, &cooperative, error)
         && find_named (self, row, "village", self->villages, 0, &village, error)
         && set_party (self, row, "grower", cooperative, village, error);
}

static gboolean
import_plot (Import *self, const GuoCsvRow *row, GError **error)
{
  g_autoptr(json_t) body = json_object ();
  gint64 cooperative, grower, village, product, variety, m2;

  if (!find_named (self, row, "cooperative", self->parties, 0, &cooperative, error)
      || !find_named (self, row, "grower", self->parties, cooperative, &grower, error)
      || !find_named (self, row, "village", self->villages, 0, &village, error)
      || !find_named (self, row, "product", self->products, 0, &product, error)
      || !find_named (self, row, "variety", self->varieties, product, &variety, error)
      || !need_name (self, row, error))
    return FALSE;
  if (!guo_rules_area_m2 (cell (self, row, "area_mu"), &m2))
    return refuse_cell (self, row, "area_mu", "not a number of mu, 0.01 to 150,000", error);
  copy_cells (self, row, body, "name");
  set_id (body, "area_m2", m2);
  set_id (body, "grower", grower);
  set_id (body, "village", village);
  set_id (body, "product", product);
  set_id (body, "variety", variety);
  return set_thing (self, row, "name", self->plots, grower, guo_plots_fields, guo_plots_set, body, error);
}

static const gchar *
kind_of (const gchar *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kind_words); i++)
    if (g_strcmp0 (kind_words[i].word, word) == 0)
      return kind_words[i].kind;
  return word;
}

static gboolean
import_variety (Import *self, const GuoCsvRow *row, gint64 product, GError **error)
{
  const gchar *name = cell (self, row, "variety");
  const gchar *name_en = cell (self, row, "variety_en");
  Change of_product = self->change;
  g_autoptr(json_t) body = NULL;

  if (name == NULL)
    return TRUE;
  body = json_pack ("{s:I, s:s, s:s*}", "product", (json_int_t) product, "name", name, "name_en", name_en);
  if (!set_thing (self, row, "variety", self->varieties, product, guo_varieties_fields, guo_varieties_set, body,
                  error))
    return FALSE;
  if (self->change == CHANGE_SAME)
    self->change = of_product;
  return TRUE;
}

/* One row a variety: the product itself may stand in many rows. */
static gboolean
import_product (Import *self, const GuoCsvRow *row, GError **error)
{
  g_autoptr(json_t) body = json_object ();

  if (!need_name (self, row, error))
    return FALSE;
  copy_cells (self, row, body, "name,name_en,season_from");
  if (cell (self, row, "kind") != NULL)
    json_object_set_new (body, "kind", json_string (kind_of (cell (self, row, "kind"))));
  return set_thing (self, row, "name", self->products, 0, guo_products_fields, guo_products_set, body, error)
         && import_variety (self, row, self->id, error);
}

static const struct
{
  const gchar *kind;
  RowFunc run;
} row_funcs[] = {
  { "villages", import_village }, { "cooperatives", import_cooperative }, { "growers", import_grower },
  { "plots", import_plot },       { "products", import_product },
};

static RowFunc
func_of (const GuoImportKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (row_funcs); i++)
    if (g_str_equal (row_funcs[i].kind, kind->kind))
      return row_funcs[i].run;
  return NULL;
}

static void
note_row (Import *self, const GuoCsvRow *row)
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
note_fault (Import *self, GError *fault, GError **error)
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
run_rows (Import *self, GError **error)
{
  RowFunc func = func_of (self->kind);

  if (!remember_all (self, self->parties, "parties", "cooperative", error)
      || !remember_all (self, self->villages, "villages", NULL, error)
      || !remember_all (self, self->plots, "plots", "grower", error) || !remember_products (self, error))
    return FALSE;
  for (guint i = 0; i < self->csv->rows->len && json_array_size (self->errors) < SHOWN_MAX; i++)
    {
      GError *fault = NULL;

      if (!func (self, self->csv->rows->pdata[i], &fault))
        {
          if (!note_fault (self, fault, error))
            return FALSE;
          self->change = CHANGE_ERROR;
        }
      note_row (self, self->csv->rows->pdata[i]);
    }
  return TRUE;
}

/* A rehearsal is the real thing, undone. */
static gboolean
rehearse (Import *self, GError **error)
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

/* The file's text, from csv or from data. */
static gchar *
text_of (Import *self, const gchar *name, GError **error)
{
  const gchar *csv = guo_field_text (self->call->body, "csv");
  const gchar *data = guo_field_text (self->call->body, "data");
  g_autofree guint8 *bytes = NULL;
  gchar *text = NULL;
  gsize size = 0;
  guint line = 1;

  if ((csv == NULL) == (data == NULL))
    {
      guo_bad_field (error, "csv", "either csv or data");
      return NULL;
    }
  if (csv != NULL)
    return guo_import_decode ((const guint8 *) csv, strlen (csv), &self->encoding, &line);
  bytes = guo_base64_decode (data, &size);
  if (bytes == NULL || size > CSV_MAX)
    {
      guo_bad_field (error, "data", bytes == NULL ? "not base64" : "too long");
      return NULL;
    }
  text = guo_import_decode (bytes, size, &self->encoding, &line);
  if (text == NULL)
    refuse_bytes (name, line, error);
  return text;
}

static gboolean
read_file (Import *self, GError **error)
{
  const gchar *said = guo_field_text (self->call->body, "name");
  const gchar *name = said != NULL ? said : self->kind->kind;
  g_autofree gchar *text = text_of (self, name, error);

  if (text == NULL)
    return FALSE;
  self->csv = guo_csv_parse (name, text, error);
  return self->csv != NULL && guo_import_places (self->kind, self->csv, self->places, error);
}

/* The fields in the file's order, and what the file calls them. */
static void
put_columns (Import *self, json_t *answer)
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
answer_of (Import *self)
{
  json_t *answer = json_pack ("{s:s, s:i, s:i, s:i, s:i, s:b, s:O, s:O}", "encoding",
                              self->encoding != NULL ? self->encoding : "", "total",
                              self->csv != NULL ? (int) self->csv->rows->len : 0, "new",
                              (int) self->counts[CHANGE_NEW], "changed", (int) self->counts[CHANGE_CHANGED], "same",
                              (int) self->counts[CHANGE_SAME], "dry_run", self->dry_run, "rows", self->rows, "errors",
                              self->errors);

  put_columns (self, answer);
  return answer;
}

static json_t *
run_file (Import *self, GError **error)
{
  GError *fault = NULL;

  if (!read_file (self, &fault))
    return note_fault (self, fault, error) ? answer_of (self) : NULL;
  if (!(self->dry_run ? rehearse : run_rows) (self, error))
    return NULL;
  return answer_of (self);
}

static Names *
names_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_decref);
}

/* "bad-field"[file, line, column, reason]: nothing of the file is taken then. A rehearsal answers what it found. */
json_t *
guo_import_run (GuoCall *call, GError **error)
{
  const gchar *kind = guo_field_text (call->params, "kind");
  g_autoptr(GHashTable) parties = names_new ();
  g_autoptr(GHashTable) villages = names_new ();
  g_autoptr(GHashTable) products = names_new ();
  g_autoptr(GHashTable) varieties = names_new ();
  g_autoptr(GHashTable) plots = names_new ();
  g_autoptr(json_t) rows = json_array ();
  g_autoptr(json_t) errors = json_array ();
  Import self = {
    .call = call, .kind = guo_import_kind (kind), .dry_run = guo_field_bool (call->body, "dry_run"),
    .parties = parties, .villages = villages, .products = products, .varieties = varieties, .plots = plots,
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
