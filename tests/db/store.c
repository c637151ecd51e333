#include "tests/db/store.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

static void
open_both (Store *self)
{
  g_autoptr (GError) error = NULL;
  guint8 seed_bytes[crypto_sign_SEEDBYTES];
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 secret_key[crypto_sign_SECRETKEYBYTES];

  memset (seed_bytes, self->seed, sizeof seed_bytes);
  g_assert_cmpint (sodium_init (), >=, 0);
  crypto_sign_seed_keypair (public_key, secret_key, seed_bytes);
  self->db = guo_database_open (self->path, GUO_DATABASE_READ_WRITE, &error);
  g_assert_no_error (error);
  self->log = guo_log_open (self->db, secret_key, &error);
  g_assert_no_error (error);
}

Store *
store_new (guint8 seed)
{
  Store *self = g_new0 (Store, 1);

  self->folder = g_dir_make_tmp ("guo-store-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "station.db", NULL);
  self->seed = seed;
  self->day = "2026-07-16";
  self->season = 2026;
  open_both (self);
  return self;
}

void
store_reopen (Store *self)
{
  g_clear_pointer (&self->log, guo_log_free);
  g_clear_pointer (&self->db, guo_database_free);
  open_both (self);
}

void
store_free (Store *self)
{
  static const gchar *const tails[] = { "", "-wal", "-shm" };

  if (self == NULL)
    return;
  guo_log_free (self->log);
  guo_database_free (self->db);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree gchar *path = g_strconcat (self->path, tails[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

static json_t *
parse_part (GuoDatabase *db, const gchar *text, va_list *refs)
{
  g_autoptr (GString) whole = g_string_new (NULL);
  json_error_t where = { 0 };
  json_t *value;

  if (text == NULL || *text == '\0')
    return NULL;
  for (const gchar *p = text; *p != '\0'; p++)
    if (p[0] == '%' && p[1] == 'r')
      {
        g_autoptr (json_t) ref = guo_log_ref (db, va_arg (*refs, gint64), NULL);
        g_autofree gchar *name = json_dumps (ref, 0);

        g_string_append (whole, name);
        p++;
      }
    else
      g_string_append_c (whole, *p);
  value = json_loads (whole->str, 0, &where);
  if (value == NULL)
    g_error ("%s: %s", whole->str, where.text);
  return value;
}

gint64
store_append (Store *self,
              const gchar *type,
              const gchar *data,
              const gchar *grower,
              const gchar *trade,
              const gchar *house,
              ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GuoTransaction) tx = guo_transaction_begin (self->db, &error);
  va_list refs;
  gint64 n;

  va_start (refs, house);
  {
    g_autoptr (json_t) d = parse_part (self->db, data, &refs);
    g_autoptr (json_t) g = parse_part (self->db, grower, &refs);
    g_autoptr (json_t) t = parse_part (self->db, trade, &refs);
    g_autoptr (json_t) h = parse_part (self->db, house, &refs);
    const GuoEvent event = { type, self->day, self->season, d, g, t, h };

    n = guo_log_append (self->log, &event, &error);
  }
  va_end (refs);
  g_assert_no_error (error);
  g_assert_true (guo_transaction_commit (&tx, &error));
  return n;
}

void
store_refuse (
    Store *self, GuoDbError code, const gchar *type, const gchar *data, const gchar *grower)
{
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (GuoTransaction) tx = guo_transaction_begin (self->db, NULL);
  g_autoptr (json_t) d = data != NULL ? json_loads (data, JSON_ALLOW_NUL, NULL) : NULL;
  g_autoptr (json_t) g = grower != NULL ? json_loads (grower, JSON_ALLOW_NUL, NULL) : NULL;
  const GuoEvent event
      = { .type = type, .day = self->day, .season = self->season, .data = d, .grower = g };

  g_assert_cmpint (guo_log_append (self->log, &event, &error), ==, -1);
  g_assert_error (error, GUO_DB_ERROR, (gint)code);
}

json_t *
store_row (Store *self, const gchar *query, const gchar *params)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (json_t) values = params != NULL ? json_loads (params, 0, NULL) : NULL;
  json_t *row = guo_database_row (self->db, query, values, &error);

  g_assert_no_error (error);
  return row;
}

json_t *
store_rows (Store *self, const gchar *query, const gchar *params)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (json_t) values = params != NULL ? json_loads (params, 0, NULL) : NULL;
  json_t *rows = guo_database_rows (self->db, query, values, &error);

  g_assert_no_error (error);
  return rows;
}
