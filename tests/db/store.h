/* A store in a temporary folder, for the tests of db. */
#pragma once

#include "db/log.h"

typedef struct
{
  gchar *folder;
  gchar *path;
  guint8 seed;
  const gchar *day; /* of what is appended: 2026-07-16 until a test says otherwise */
  gint season;
  GuoDatabase *db;
  GuoLog *log;
} Store;

/* Opens an empty store whose key is made from @seed. */
Store *store_new (guint8 seed);
void store_free (Store *self);
/* Closes and opens the file again. */
void store_reopen (Store *self);

/* Appends one event in a transaction of its own; the parts are JSON texts, NULL or "" where absent.
 * "%r" in a part is replaced by the references given, in order. */
gint64 store_append (Store *self, const gchar *type, const gchar *data, const gchar *grower,
                     const gchar *trade, const gchar *house, ...);
/* The same, expected to be refused with @code. */
void store_refuse (Store *self, GuoDbError code, const gchar *type, const gchar *data, const gchar *grower);

/* One row or rows of a query, by parameters as JSON text. */
json_t *store_row (Store *self, const gchar *query, const gchar *params);
json_t *store_rows (Store *self, const gchar *query, const gchar *params);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Store, store_free)
