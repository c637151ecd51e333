/* The fruits of a station's runs, in a file of their own beside the database: packed, append-only, some four to nine
 * bytes each. A run is a number of the caller's, 1 to 2^63 - 1; nothing has to be said before its first fruit. The event
 * that closes a run carries its digest (fruit.h), so that the log vouches for the file.
 *
 * Every function may be called from any thread at any time but guo_fruit_store_free(). Writers wait for each other;
 * readers see one state, wait for nobody, and nobody waits for them.
 *
 * The file names a run only by its number. Who copies both for a backup copies the database first: then the copy has
 * every fruit that the copied log names.
 */
#pragma once

#include "db/fruit.h"

G_BEGIN_DECLS

#define GUO_FRUIT_BATCH_ID_SIZE 16

typedef struct _GuoFruitStore GuoFruitStore;

/* What the store knows of a run. */
typedef struct
{
  gint64 run;
  gint64 n;                      /* fruits */
  gint64 mass_mg;                /* of those that were weighed */
  gboolean sealed;
  guint8 digest[GUO_HASH_SIZE];  /* of a sealed run; zeros before */
} GuoFruitRun;

/**
 * GuoFruitFunc:
 * @fruits: (array length=n): the next of the run, in order; valid during the call
 * @n: 1 to 4096
 * @first: how many came before
 * @user_data: of the caller
 * @error: return location
 *
 * Returns: %FALSE with @error set to end the reading
 */
typedef gboolean (*GuoFruitFunc) (const GuoFruit *fruits, guint n, gint64 first, gpointer user_data, GError **error);

/**
 * guo_fruit_store_open:
 * @path: file name; made, readable by its owner only, when absent
 * @made_anew: (out) (optional): the file was empty or absent. Beside a log that knows runs this means: it was lost
 * @error: return location
 *
 * One process at a time (the daemon's lock sees to it).
 *
 * Returns: (transfer full): the store; %NULL as guo_database_open()
 */
GuoFruitStore *guo_fruit_store_open (const gchar *path, gboolean *made_anew, GError **error);

/**
 * guo_fruit_store_free:
 * @self: (nullable): a store that no other thread uses any more
 */
void guo_fruit_store_free (GuoFruitStore *self);

/**
 * guo_fruit_store_append:
 * @self: a store
 * @run: of which
 * @batch: (nullable) (array fixed-size=16): a name that the caller gave to these fruits, unique in the whole store
 * @fruits: (array length=n): the next of the run, in order
 * @n: how many; a second's worth (360) is as good as thousands
 * @again: (out) (optional): this batch was there already; nothing was changed
 * @error: return location
 *
 * When it returns %TRUE the fruits are on disk (synchronous=FULL), all of them; after an error or a power cut none, or
 * all with the batch's name: append it again.
 *
 * Returns: %FALSE with %GUO_DB_ERROR_CONSTRAINT (a fruit's field out of its range, a sealed run, a batch that came
 *   before with other fruits or for another run), %GUO_DB_ERROR_FULL, %GUO_DB_ERROR_READ_ONLY, %GUO_DB_ERROR_CORRUPT
 */
gboolean guo_fruit_store_append (GuoFruitStore *self, gint64 run, const guint8 *batch, const GuoFruit *fruits, gsize n,
                                 gboolean *again, GError **error);

/**
 * guo_fruit_store_seal:
 * @self: a store
 * @run: which; one without fruit is sealed empty
 * @out: (out) (optional): the run as it will stay
 * @error: return location
 *
 * Reads the run once (a million fruits: some tenths of a second), while other appends wait. Nothing can be appended
 * afterwards, nothing removed. A run that is sealed already stays as it is: whoever was interrupted seals again.
 *
 * Returns: %FALSE with a #GuoDbError
 */
gboolean guo_fruit_store_seal (GuoFruitStore *self, gint64 run, GuoFruitRun *out, GError **error);

/**
 * guo_fruit_store_drop:
 * @self: a store
 * @run: one that was given up; an unknown one is no error
 * @error: return location
 *
 * Removes its fruits and the names of its batches.
 *
 * Returns: %FALSE with %GUO_DB_ERROR_CONSTRAINT: the run is sealed
 */
gboolean guo_fruit_store_drop (GuoFruitStore *self, gint64 run, GError **error);

/**
 * guo_fruit_store_find:
 * @self: a store
 * @run: which
 * @out: (out caller-allocates): what is known of it; of an unknown run its number and zeros
 * @error: return location
 *
 * Returns: %FALSE with a #GuoDbError
 */
gboolean guo_fruit_store_find (GuoFruitStore *self, gint64 run, GuoFruitRun *out, GError **error);

/**
 * guo_fruit_store_list:
 * @self: a store
 * @error: return location
 *
 * Returns: (transfer full) (element-type GuoFruitRun): every run, by number; %NULL with a #GuoDbError
 */
GArray *guo_fruit_store_list (GuoFruitStore *self, GError **error);

/**
 * guo_fruit_store_read:
 * @self: a store
 * @run: which; an unknown one has no fruits
 * @func: called with chunk after chunk; may append to this store
 * @user_data: for @func
 * @error: return location
 *
 * One state of the run, whatever is appended meanwhile; in memory is one chunk.
 *
 * Returns: %FALSE with the error of @func, or %GUO_DB_ERROR_CORRUPT: names the run and the fruit at which the damaged
 *   chunk begins. Chunks before it were given to @func
 */
gboolean guo_fruit_store_read (GuoFruitStore *self, gint64 run, GuoFruitFunc func, gpointer user_data, GError **error);

/**
 * guo_fruit_store_digest:
 * @self: a store
 * @run: which
 * @digest: (out): computed from the fruits that are stored now (fruit.h)
 * @n: (out) (optional): how many they are
 * @error: return location
 *
 * Returns: %FALSE as guo_fruit_store_read()
 */
gboolean guo_fruit_store_digest (GuoFruitStore *self, gint64 run, guint8 digest[GUO_HASH_SIZE], gint64 *n,
                                 GError **error);

/**
 * guo_fruit_store_check_run:
 * @self: a store
 * @run: which
 * @error: return location
 *
 * Reads every fruit; compares number, mass and, of a sealed run, the digest.
 *
 * Returns: %FALSE with %GUO_DB_ERROR_CORRUPT
 */
gboolean guo_fruit_store_check_run (GuoFruitStore *self, gint64 run, GError **error);

/**
 * guo_fruit_store_check:
 * @self: a store
 * @error: return location
 *
 * SQLite's own quick check of the file, then guo_fruit_store_check_run() of every run: reads the whole file.
 *
 * Returns: %FALSE with %GUO_DB_ERROR_CORRUPT: the first fault
 */
gboolean guo_fruit_store_check (GuoFruitStore *self, GError **error);

/**
 * guo_fruit_store_copy:
 * @self: a store
 * @path: a file that is absent or empty
 * @error: return location
 *
 * Writes one consistent state, while appends go on.
 *
 * Returns: %FALSE as guo_database_copy(); the file is removed then
 */
gboolean guo_fruit_store_copy (GuoFruitStore *self, const gchar *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoFruitStore, guo_fruit_store_free)

G_END_DECLS
