/* One row of a file at a time, between the reader of files and the verbs: what both halves of an import share.
 * Private to station/import*.c. */
#pragma once

#include "station/call.h"
#include "station/import-file.h"

G_BEGIN_DECLS

/* Things by name: "owner's id/name" → row; what this file made has _line, where it stands. */
typedef GHashTable GuoImportNames;

typedef enum
{
  GUO_IMPORT_NEW,
  GUO_IMPORT_CHANGED,
  GUO_IMPORT_SAME, /* nothing is written for it */
  GUO_IMPORT_ERROR,
  GUO_IMPORT_CHANGES
} GuoImportChange;

typedef struct
{
  GuoCall *call;
  const GuoImportKind *kind;
  gboolean dry_run;
  GuoCsv *csv;
  const gchar *encoding;
  gint places[GUO_IMPORT_COLUMNS_MAX]; /* of each column in the file; -1: absent */
  GuoImportNames *parties;             /* cooperatives under 0 */
  GuoImportNames *villages;
  GuoImportNames *products;
  GuoImportNames *varieties;           /* under their product */
  GuoImportNames *plots;               /* under their grower */
  GuoImportNames *brands;
  GuoImportNames *case_types;
  GuoImportNames *pack_plans;
  gint64 id;                           /* of what the last row set */
  GuoImportChange change;              /* of it */
  guint counts[GUO_IMPORT_CHANGES];
  json_t *rows;                        /* the first, as they would be */
  json_t *errors;
} GuoImport;

typedef gboolean (*GuoImportRowFunc) (GuoImport *self, const GuoCsvRow *row, GError **error);

/**
 * guo_import_row_func:
 * @kind: of the file
 *
 * Returns: what sets one row of it; its faults are "bad-field"[file, line, column, reason]
 */
GuoImportRowFunc guo_import_row_func (const GuoImportKind *kind);

/**
 * guo_import_names_new:
 *
 * Returns: (transfer full): an empty table
 */
GuoImportNames *guo_import_names_new (void);

/**
 * guo_import_names_load:
 * @self: its tables are filled with what the station knows
 * @error: return location
 *
 * Returns: %FALSE when the database cannot be read
 */
gboolean guo_import_names_load (GuoImport *self, GError **error);

/**
 * guo_import_names_find:
 * @names: a table
 * @owner: id of the thing it belongs to, or 0
 * @name: to look for
 *
 * Returns: (transfer none) (nullable): its row
 */
json_t *guo_import_names_find (GuoImportNames *names, gint64 owner, const gchar *name);

/**
 * guo_import_names_add:
 * @names: a table
 * @owner: id of the thing it belongs to, or 0
 * @row: a row with a name; it takes the place of one of that name
 */
void guo_import_names_add (GuoImportNames *names, gint64 owner, json_t *row);

G_END_DECLS
