/* Backups made while the station works: one state of the whole database in a file of its own, opened and
 * hashed anew before it counts; beside it the fruit and the files that its log names. On a thread of its own: nobody who weighs waits for it. */
#pragma once

#include "db/fruit-store.h"
#include "station/clock.h"

#include <jansson.h>

G_BEGIN_DECLS

typedef struct _GuoBackups GuoBackups;

/**
 * guo_backups_new:
 * @database: its path
 * @folder: FILE.d: copies go to its folder "backups", what is known of the last one to "backup.json". Each copy of the database,
 *   20260716-093000.db, gets a folder 20260716-093000.d with reports, pictures and places of this one (backup-files.h)
 * @clock: must outlive it
 *
 * Returns: (transfer full): nothing is under way
 */
GuoBackups *guo_backups_new (const gchar *database, const gchar *folder, const GuoClock *clock);

/**
 * guo_backups_set_fruit:
 * @self: the backups, before the first is started
 * @store: must outlive it: each copy of the database, 20260716-093000.db, gets one of this beside it, 20260716-093000.fruit
 */
void guo_backups_set_fruit (GuoBackups *self, GuoFruitStore *store);

/**
 * guo_backups_free:
 * @self: (nullable): waits for a backup that is under way
 */
void guo_backups_free (GuoBackups *self);

/**
 * guo_backups_start:
 * @self: the backups
 *
 * Any thread. One is made at a time; with one under way, that one is the answer.
 */
void guo_backups_start (GuoBackups *self);

/**
 * guo_backups_last:
 * @self: the backups
 *
 * Any thread.
 *
 * Returns: (transfer full): {at, path, bytes, fruit_path, fruit_bytes, files_path, files, verified, reason}, JSON null when none was ever tried
 */
json_t *guo_backups_last (GuoBackups *self);

/**
 * guo_backups_running:
 * @self: the backups
 *
 * Returns: whether one is under way
 */
gboolean guo_backups_running (GuoBackups *self);

G_END_DECLS
