#include "station/import-row.h"

GuoImportNames *
guo_import_names_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_decref);
}

static gchar *
key_of (gint64 owner, const gchar *name)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%s", owner, name);
}

json_t *
guo_import_names_find (GuoImportNames *names, gint64 owner, const gchar *name)
{
  g_autofree gchar *key = key_of (owner, name);

  return g_hash_table_lookup (names, key);
}

void
guo_import_names_add (GuoImportNames *names, gint64 owner, json_t *row)
{
  if (guo_field_text (row, "name") != NULL)
    g_hash_table_insert (names, key_of (owner, guo_field_text (row, "name")), json_incref (row));
}

static gboolean
remember_all (GuoImport *self, GuoImportNames *names, const gchar *statement, const gchar *owner, GError **error)
{
  g_autoptr(json_t) rows = guo_database_rows (self->call->db, statement, NULL, error);
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    guo_import_names_add (names, owner != NULL ? guo_field_int (row, owner, 0) : 0, row);
  return rows != NULL;
}

static gboolean
remember_products (GuoImport *self, GError **error)
{
  g_autoptr(json_t) rows = guo_database_rows (self->call->db, "products", NULL, error);
  gsize i, k;
  json_t *row, *variety;

  json_array_foreach (rows, i, row)
    {
      guo_import_names_add (self->products, 0, row);
      json_array_foreach (json_object_get (row, "varieties"), k, variety)
        {
          json_object_set (variety, "product", json_object_get (row, "id"));
          guo_import_names_add (self->varieties, guo_field_int (row, "id", 0), variety);
        }
    }
  return rows != NULL;
}

gboolean
guo_import_names_load (GuoImport *self, GError **error)
{
  return remember_all (self, self->parties, "parties", "cooperative", error)
         && remember_all (self, self->villages, "villages", NULL, error)
         && remember_all (self, self->plots, "plots", "grower", error) && remember_products (self, error)
         && remember_all (self, self->brands, "brands", NULL, error)
         && remember_all (self, self->case_types, "crate-types", NULL, error)
         && remember_all (self, self->pack_plans, "pack-plans", NULL, error);
}
