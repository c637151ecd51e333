/* What a row of a list sets: the verbs that a person's form calls, with things found by their names. */
#include "station/client/format.h"
#include "station/import-row.h"
#include "station/rules.h"

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
cell (GuoImport *self, const GuoCsvRow *row, const gchar *field)
{
  gint i = column_index (self->kind->columns, field);
  gint place = i >= 0 ? self->places[i] : -1;

  return place >= 0 && *row->cells[place] != '\0' ? row->cells[place] : NULL;
}

static gboolean
refuse_cell (GuoImport *self, const GuoCsvRow *row, const gchar *field, const gchar *reason, GError **error)
{
  gint i = column_index (self->kind->columns, field);

  return guo_csv_refuse (self->csv, row->line, i >= 0 ? (guint) (self->places[i] + 1) : 0, reason, error);
}

static gint64
id_of (GuoImportNames *names, gint64 owner, const gchar *name)
{
  return guo_field_int (guo_import_names_find (names, owner, name), "id", 0);
}

/* Passes a refusal of a verb on as one of the file: the field becomes its column. */
static gboolean
refuse_row (GuoImport *self, const GuoCsvRow *row, GError *failure, GError **error)
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
run_verb (GuoImport *self, const GuoCsvRow *row, const GuoField *fields, GuoVerbFunc func, json_t *body,
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
copy_cells (GuoImport *self, const GuoCsvRow *row, json_t *body, const gchar *fields)
{
  g_auto(GStrv) list = g_strsplit (fields, ",", -1);

  for (gchar **field = list; *field != NULL; field++)
    if (cell (self, row, *field) != NULL)
      json_object_set_new (body, *field, json_string (cell (self, row, *field)));
}

/* A needed cell that names something there is; @id is left 0 where an optional cell is empty. */
static gboolean
find_named (GuoImport *self, const GuoCsvRow *row, const gchar *field, GuoImportNames *table, gint64 owner, gint64 *id,
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
set_thing (GuoImport *self, const GuoCsvRow *row, const gchar *column, GuoImportNames *names, gint64 owner,
           const GuoField *fields, GuoVerbFunc func, json_t *body, GError **error)
{
  json_t *old = guo_import_names_find (names, owner, guo_field_text (body, "name"));
  gint64 line = guo_field_int (old, "_line", 0);
  g_autoptr(json_t) known = NULL;

  if (line != 0 && names != self->products)
    {
      g_autofree gchar *reason = g_strdup_printf ("the same stands already in line “%" G_GINT64_FORMAT "”", line);

      return refuse_cell (self, row, column, reason, error);
    }
  self->change = old == NULL ? GUO_IMPORT_NEW : holds_already (old, body) ? GUO_IMPORT_SAME : GUO_IMPORT_CHANGED;
  self->id = guo_field_int (old, "id", 0);
  known = old != NULL ? json_copy (old) : json_object ();
  json_object_update (known, body);
  set_id (body, "replaces", self->id);
  if (self->change != GUO_IMPORT_SAME)
    self->id = run_verb (self, row, fields, func, body, error);
  if (self->id == 0)
    return FALSE;
  set_id (known, "id", self->id);
  json_object_set_new (known, "_line", json_integer (row->line));
  guo_import_names_add (names, owner, known);
  return TRUE;
}

static gboolean
need_name (GuoImport *self, const GuoCsvRow *row, GError **error)
{
  return cell (self, row, "name") != NULL || refuse_cell (self, row, "name", "empty", error);
}

static gboolean
import_village (GuoImport *self, const GuoCsvRow *row, GError **error)
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
find_or_make_village (GuoImport *self, const GuoCsvRow *row, gint64 *id, GError **error)
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
set_party (GuoImport *self, const GuoCsvRow *row, const gchar *kind, gint64 cooperative, gint64 village,
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
import_cooperative (GuoImport *self, const GuoCsvRow *row, GError **error)
{
  gint64 village;

  return find_or_make_village (self, row, &village, error)
         && set_party (self, row, "cooperative", 0, village, error);
}

static gboolean
import_grower (GuoImport *self, const GuoCsvRow *row, GError **error)
{
  gint64 village, cooperative;

  return find_named (self, row, "cooperative", self->parties, 0, &cooperative, error)
         && find_named (self, row, "village", self->villages, 0, &village, error)
         && set_party (self, row, "grower", cooperative, village, error);
}

static gboolean
import_plot (GuoImport *self, const GuoCsvRow *row, GError **error)
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
import_variety (GuoImport *self, const GuoCsvRow *row, gint64 product, GError **error)
{
  const gchar *name = cell (self, row, "variety");
  const gchar *name_en = cell (self, row, "variety_en");
  GuoImportChange of_product = self->change;
  g_autoptr(json_t) body = NULL;

  if (name == NULL)
    return TRUE;
  body = json_pack ("{s:I, s:s, s:s*}", "product", (json_int_t) product, "name", name, "name_en", name_en);
  if (!set_thing (self, row, "variety", self->varieties, product, guo_varieties_fields, guo_varieties_set, body,
                  error))
    return FALSE;
  if (self->change == GUO_IMPORT_SAME)
    self->change = of_product;
  return TRUE;
}

/* One row a variety: the product itself may stand in many rows. */
static gboolean
import_product (GuoImport *self, const GuoCsvRow *row, GError **error)
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

/* Kilograms or grams with decimals: milligrams. */
static gboolean
copy_mass (GuoImport *self, const GuoCsvRow *row, const gchar *field, const gchar *name, gint64 unit_mg, json_t *body, GError **error)
{
  const gchar *text = cell (self, row, field);
  gint64 mg = 0;

  if (text == NULL)
    return TRUE;
  if (!guo_parse_mass (text, &mg))
    return refuse_cell (self, row, field, "not a mass", error);
  json_object_set_new (body, name, json_integer (mg / (1000000 / unit_mg)));
  return TRUE;
}

static const gchar *
class_of (const gchar *word)
{
  static const gchar *const words[][2] = {
    { "特级", "special" }, { "一级", "first" }, { "二级", "second" }, { "三级", "third" }, { "级外", "below" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i][0], word) == 0)
      return words[i][1];
  return word;
}

static gboolean
import_pack_plan (GuoImport *self, const GuoCsvRow *row, GError **error)
{
  g_autoptr(json_t) body = json_object ();
  gint64 product, variety, brand, case_type;

  if (!need_name (self, row, error) || !find_named (self, row, "product", self->products, 0, &product, error)
      || !find_named (self, row, "variety", self->varieties, product, &variety, error)
      || !find_named (self, row, "brand", self->brands, 0, &brand, error)
      || !find_named (self, row, "case_type", self->case_types, 0, &case_type, error)
      || !copy_mass (self, row, "nominal_kg", "nominal_mg", 1000000, body, error)
      || !copy_mass (self, row, "spread_g", "spread_mg", 1000, body, error))
    return FALSE;
  copy_cells (self, row, body, "name,size,gtin,layout");
  if (cell (self, row, "grade_class") != NULL)
    json_object_set_new (body, "grade_class", json_string (class_of (cell (self, row, "grade_class"))));
  set_id (body, "product", product);
  set_id (body, "variety", variety);
  set_id (body, "brand", brand);
  set_id (body, "case_type", case_type);
  return set_thing (self, row, "name", self->pack_plans, 0, guo_pack_plans_fields, guo_pack_plans_set, body, error);
}

static const struct
{
  const gchar *kind;
  GuoImportRowFunc run;
} row_funcs[] = {
  { "villages", import_village }, { "cooperatives", import_cooperative }, { "growers", import_grower },
  { "plots", import_plot },       { "products", import_product },
  { "pack-plans", import_pack_plan },
};

GuoImportRowFunc
guo_import_row_func (const GuoImportKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (row_funcs); i++)
    if (g_str_equal (row_funcs[i].kind, kind->kind))
      return row_funcs[i].run;
  return NULL;
}
