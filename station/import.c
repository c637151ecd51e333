#include "station/call.h"
#include "station/csv.h"
#include "station/rules.h"

#include <string.h>

#define CSV_MAX (4 * 1024 * 1024)
#define COLUMNS_MAX 12

const GuoField guo_import_fields[] = {
  { .name = "csv", .type = GUO_FIELD_LONG, .need = GUO_FIELD_REQUIRED, .max = CSV_MAX },
  { .name = "name", .type = GUO_FIELD_TEXT, .need = GUO_FIELD_OPTIONAL, .max = 255 },
  { .name = "dry_run", .type = GUO_FIELD_BOOL, .need = GUO_FIELD_OPTIONAL },
  { .name = NULL },
};

/* A column: its field, what people may call it, and whether a row needs it. */
typedef struct
{
  const gchar *field;
  const gchar *headers; /* comma separated, besides the field's own name */
  gboolean needed;
} Column;

typedef struct
{
  GuoCall *call;
  GuoCsv *csv;
  const Column *columns;
  gint places[COLUMNS_MAX]; /* of each column in the file; -1: absent */
  GHashTable *parties;      /* "cooperative's id/name" → id: cooperatives under 0 */
  GHashTable *villages;     /* name → id */
  GHashTable *products;     /* name → id */
  GHashTable *varieties;    /* "product's id/name" → id */
  GHashTable *plots;        /* "grower's id/name" → id */
} Import;

typedef gboolean (*RowFunc) (Import *self, const GuoCsvRow *row, GError **error);

static const Column cooperative_columns[] = {
  { "name", "名称,合作社", TRUE },
  { "name_en", "英文名", FALSE },
  { "code", "代码,编号", TRUE },
  { "village", "村,村名", FALSE },
  { "phone", "电话,手机", FALSE },
  { "address", "地址", FALSE },
  { .field = NULL },
};

static const Column grower_columns[] = {
  { "name", "姓名,农户", TRUE },
  { "cooperative", "合作社", TRUE },
  { "name_en", "英文名", FALSE },
  { "code", "代码,编号", FALSE },
  { "village", "村,村名", FALSE },
  { "phone", "电话,手机", FALSE },
  { "address", "地址", FALSE },
  { .field = NULL },
};

static const Column plot_columns[] = {
  { "cooperative", "合作社", TRUE },
  { "grower", "农户,姓名", TRUE },
  { "name", "地块,名称,plot", TRUE },
  { "area_mu", "亩,面积,面积(亩),亩数", TRUE },
  { "village", "村,村名", FALSE },
  { "product", "产品", FALSE },
  { "variety", "品种", FALSE },
  { .field = NULL },
};

static const Column product_columns[] = {
  { "name", "产品,名称,product", TRUE },
  { "name_en", "英文名", FALSE },
  { "kind", "类别,种类", TRUE },
  { "season_from", "产季起,产季", FALSE },
  { "variety", "品种", FALSE },
  { "variety_en", "品种英文名", FALSE },
  { .field = NULL },
};

static const struct
{
  const gchar *word;
  const gchar *kind;
} kind_words[] = {
  { "李", "plum" }, { "脆李", "plum" }, { "柑橘", "citrus" }, { "茶", "tea" }, { "茶叶", "tea" }, { "其他", "other" },
};

static gint
column_index (const Column *columns, const gchar *field)
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
  gint i = column_index (self->columns, field);
  gint place = i >= 0 ? self->places[i] : -1;

  return place >= 0 && *row->cells[place] != '\0' ? row->cells[place] : NULL;
}

static gboolean
refuse_cell (Import *self, const GuoCsvRow *row, const gchar *field, const gchar *reason, GError **error)
{
  gint i = column_index (self->columns, field);

  return guo_csv_refuse (self->csv, row->line, i >= 0 ? (guint) (self->places[i] + 1) : 0, reason, error);
}

static gint
find_column (const Column *columns, const gchar *header)
{
  for (gint i = 0; columns[i].field != NULL; i++)
    {
      g_auto(GStrv) names = g_strsplit (columns[i].headers, ",", -1);

      if (g_ascii_strcasecmp (columns[i].field, header) == 0
          || g_strv_contains ((const gchar *const *) names, header))
        return i;
    }
  return -1;
}

/* Names what stands there and what may. */
static gboolean
refuse_header (Import *self, gint at, GError **error)
{
  g_autoptr(GString) reason = g_string_new (NULL);

  g_string_printf (reason, "unknown column “%s”; there are “", self->csv->header[at]);
  for (gint i = 0; self->columns[i].field != NULL; i++)
    g_string_append_printf (reason, "%s%s", i > 0 ? ", " : "", self->columns[i].field);
  g_string_append (reason, "”");
  return guo_csv_refuse (self->csv, 1, (guint) (at + 1), reason->str, error);
}

static gboolean
read_header (Import *self, GError **error)
{
  for (gint i = 0; i < COLUMNS_MAX; i++)
    self->places[i] = -1;
  for (gint at = 0; self->csv->header[at] != NULL; at++)
    {
      gint i = find_column (self->columns, self->csv->header[at]);

      if (i < 0)
        return refuse_header (self, at, error);
      if (self->places[i] >= 0)
        return guo_csv_refuse (self->csv, 1, (guint) (at + 1), "the column stands there twice", error);
      self->places[i] = at;
    }
  for (gint i = 0; self->columns[i].field != NULL; i++)
    if (self->columns[i].needed && self->places[i] < 0)
      {
        g_autofree gchar *reason = g_strdup_printf ("the column “%s” is missing", self->columns[i].field);

        return guo_csv_refuse (self->csv, 1, 0, reason, error);
      }
  return TRUE;
}

static gchar *
key_of (gint64 owner, const gchar *name)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%s", owner, name);
}

static gint64
look_up (GHashTable *table, gint64 owner, const gchar *name)
{
  g_autofree gchar *key = key_of (owner, name);
  const gint64 *id = g_hash_table_lookup (table, key);

  return id != NULL ? *id : 0;
}

static void
remember (GHashTable *table, gint64 owner, const gchar *name, gint64 id)
{
  g_hash_table_insert (table, key_of (owner, name), g_memdup2 (&id, sizeof id));
}

static gboolean
remember_all (Import *self, GHashTable *table, const gchar *statement, const gchar *owner, GError **error)
{
  g_autoptr(json_t) rows = guo_database_rows (self->call->db, statement, NULL, error);
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    if (guo_field_text (row, "name") != NULL)
      remember (table, owner != NULL ? guo_field_int (row, owner, 0) : 0, guo_field_text (row, "name"),
                guo_field_int (row, "id", 0));
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
      gint64 product = guo_field_int (row, "id", 0);

      if (guo_field_text (row, "name") != NULL)
        remember (self->products, 0, guo_field_text (row, "name"), product);
      json_array_foreach (json_object_get (row, "varieties"), k, variety)
        if (guo_field_text (variety, "name") != NULL)
          remember (self->varieties, product, guo_field_text (variety, "name"), guo_field_int (variety, "id", 0));
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
find_named (Import *self, const GuoCsvRow *row, const gchar *field, GHashTable *table, gint64 owner, gint64 *id,
            GError **error)
{
  const gchar *name = cell (self, row, field);
  gint i = column_index (self->columns, field);

  *id = name != NULL ? look_up (table, owner, name) : 0;
  if (name == NULL && self->columns[i].needed)
    return refuse_cell (self, row, field, "empty", error);
  if (name != NULL && *id == 0)
    {
      g_autofree gchar *reason = g_strdup_printf ("there is no %s “%s”", field, name);

      return refuse_cell (self, row, field, reason, error);
    }
  return TRUE;
}

/* A cooperative brings its village with it: the first list that a new centre reads. */
static gboolean
find_or_make_village (Import *self, const GuoCsvRow *row, gint64 *id, GError **error)
{
  const gchar *name = cell (self, row, "village");
  g_autoptr(json_t) body = NULL;

  *id = name != NULL ? look_up (self->villages, 0, name) : 0;
  if (name == NULL || *id != 0)
    return TRUE;
  body = json_pack ("{s:s}", "name", name);
  *id = run_verb (self, row, guo_villages_fields, guo_villages_set, body, error);
  if (*id != 0)
    remember (self->villages, 0, name, *id);
  return *id != 0;
}

static void
set_id (json_t *body, const gchar *name, gint64 id)
{
  if (id != 0)
    json_object_set_new (body, name, json_integer (id));
}

/* A name that is there already is brought up to date. */
static gboolean
set_party (Import *self, const GuoCsvRow *row, const gchar *kind, gint64 cooperative, gint64 village,
           GError **error)
{
  g_autoptr(json_t) body = json_pack ("{s:s}", "kind", kind);
  const gchar *name = cell (self, row, "name");
  gint64 id;

  copy_cells (self, row, body, "name,name_en,code,phone,address");
  set_id (body, "cooperative", cooperative);
  set_id (body, "village", village);
  if (name == NULL)
    return refuse_cell (self, row, "name", "empty", error);
  set_id (body, "replaces", look_up (self->parties, cooperative, name));
  id = run_verb (self, row, guo_parties_fields, guo_parties_set, body, error);
  if (id != 0)
    remember (self->parties, cooperative, name, id);
  return id != 0;
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
  const gchar *name = cell (self, row, "name");
  gint64 cooperative, grower, village, product, variety, id;

  if (!find_named (self, row, "cooperative", self->parties, 0, &cooperative, error)
      || !find_named (self, row, "grower", self->parties, cooperative, &grower, error)
      || !find_named (self, row, "village", self->villages, 0, &village, error)
      || !find_named (self, row, "product", self->products, 0, &product, error)
      || !find_named (self, row, "variety", self->varieties, product, &variety, error))
    return FALSE;
  if (name == NULL)
    return refuse_cell (self, row, "name", "empty", error);
  copy_cells (self, row, body, "name,area_mu");
  set_id (body, "grower", grower);
  set_id (body, "village", village);
  set_id (body, "product", product);
  set_id (body, "variety", variety);
  set_id (body, "replaces", look_up (self->plots, grower, name));
  id = run_verb (self, row, guo_plots_fields, guo_plots_set, body, error);
  if (id != 0)
    remember (self->plots, grower, name, id);
  return id != 0;
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
  g_autoptr(json_t) body = NULL;
  gint64 id;

  if (name == NULL)
    return TRUE;
  body = json_pack ("{s:I, s:s, s:s*}", "product", (json_int_t) product, "name", name, "name_en", name_en);
  set_id (body, "replaces", look_up (self->varieties, product, name));
  id = run_verb (self, row, guo_varieties_fields, guo_varieties_set, body, error);
  if (id != 0)
    remember (self->varieties, product, name, id);
  return id != 0;
}

/* One row a variety: the product itself may stand in many rows. */
static gboolean
import_product (Import *self, const GuoCsvRow *row, GError **error)
{
  g_autoptr(json_t) body = json_object ();
  const gchar *name = cell (self, row, "name");
  gint64 id;

  if (name == NULL)
    return refuse_cell (self, row, "name", "empty", error);
  copy_cells (self, row, body, "name,name_en,season_from");
  if (cell (self, row, "kind") != NULL)
    json_object_set_new (body, "kind", json_string (kind_of (cell (self, row, "kind"))));
  set_id (body, "replaces", look_up (self->products, 0, name));
  id = run_verb (self, row, guo_products_fields, guo_products_set, body, error);
  if (id == 0)
    return FALSE;
  remember (self->products, 0, name, id);
  return import_variety (self, row, id, error);
}

static const struct
{
  const gchar *kind;
  const Column *columns;
  RowFunc run;
} imports[] = {
  { "cooperatives", cooperative_columns, import_cooperative },
  { "growers", grower_columns, import_grower },
  { "plots", plot_columns, import_plot },
  { "products", product_columns, import_product },
};

static gboolean
run_rows (Import *self, RowFunc func, GError **error)
{
  if (!read_header (self, error) || !remember_all (self, self->parties, "parties", "cooperative", error)
      || !remember_all (self, self->villages, "villages", NULL, error)
      || !remember_all (self, self->plots, "plots", "grower", error) || !remember_products (self, error))
    return FALSE;
  for (guint i = 0; i < self->csv->rows->len; i++)
    if (!func (self, self->csv->rows->pdata[i], error))
      return FALSE;
  return TRUE;
}

static GHashTable *
name_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static gboolean
run_file (GuoCall *call, GuoCsv *csv, const Column *columns, RowFunc func, GError **error)
{
  g_autoptr(GHashTable) parties = name_table ();
  g_autoptr(GHashTable) villages = name_table ();
  g_autoptr(GHashTable) products = name_table ();
  g_autoptr(GHashTable) varieties = name_table ();
  g_autoptr(GHashTable) plots = name_table ();
  Import self = {
    .call = call, .csv = csv, .columns = columns, .parties = parties, .villages = villages,
    .products = products, .varieties = varieties, .plots = plots,
  };

  return run_rows (&self, func, error);
}

/* A rehearsal is the real thing, undone. */
static gboolean
rehearse (GuoCall *call, GuoCsv *csv, const Column *columns, RowFunc func, GError **error)
{
  GuoTransaction *tx = guo_transaction_begin (call->db, error);
  gboolean good;

  if (tx == NULL)
    return FALSE;
  good = run_file (call, csv, columns, func, error);
  guo_transaction_rollback (tx);
  guo_log_rolled_back (guo_station_log (call->station));
  call->first = 0;
  call->events = 0;
  return good;
}

/* Excel marks UTF-8 with a byte order mark. */
static const gchar *
skip_mark (const gchar *text)
{
  return g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
}

/* "bad-field"[file, line, column, reason]: nothing of the file is taken then. */
json_t *
guo_import_run (GuoCall *call, GError **error)
{
  const gchar *kind = guo_field_text (call->params, "kind");
  const gchar *name = guo_field_text (call->body, "name");
  gboolean dry_run = guo_field_bool (call->body, "dry_run");
  g_autoptr(GuoCsv) csv = NULL;
  gsize i = 0;

  while (i < G_N_ELEMENTS (imports) && g_strcmp0 (imports[i].kind, kind) != 0)
    i++;
  if (i == G_N_ELEMENTS (imports))
    {
      guo_call_not_found (error, "import", json_string (kind != NULL ? kind : ""));
      return NULL;
    }
  csv = guo_csv_parse (name != NULL ? name : kind, skip_mark (guo_field_text (call->body, "csv")), error);
  if (csv == NULL)
    return NULL;
  if (!(dry_run ? rehearse : run_file) (call, csv, imports[i].columns, imports[i].run, error))
    return NULL;
  return json_pack ("{s:I, s:b}", "rows", (json_int_t) csv->rows->len, "dry_run", dry_run);
}
