/* A folder that a machine, or a person with a memory stick, puts reports into; often a network share.
 *
 * A file is taken when its size and time of change have stayed for 5 s and it can be opened; each content is told once, by its
 * SHA-256, whatever the file is called. Nothing is deleted or moved. Not thread safe: it lives in one thread, and blocks it
 * while it reads: a share that does not answer wants a thread of its own.
 */
#pragma once

#include "drivers/error.h"

G_BEGIN_DECLS

#define GUO_FOLDER_STEADY_US (5 * G_USEC_PER_SEC)
#define GUO_FOLDER_BYTES_MAX (256u * 1024 * 1024) /* of a file */

typedef struct _GuoFolder GuoFolder;

typedef struct
{
  const gchar *name;   /* within the folder, in the file system's encoding */
  GBytes *bytes;
  const gchar *sha256; /* lower case hex */
} GuoFolderFile;

/* What a folder tells; neither may free it. */
typedef struct
{
  /* A content that was not told before; the callee refs the bytes if it keeps them. */
  void (*file) (const GuoFolderFile *file, gpointer user_data);
  /* (nullable): @name cannot be read, or with %NULL the folder: told once each time it begins. @error: %GUO_DRIVER_ERROR_ABSENT,
   * %GUO_DRIVER_ERROR_DENIED, %GUO_DRIVER_ERROR_BUSY, %GUO_DRIVER_ERROR_RANGE (too large); %NULL: it can be read again. */
  void (*fault) (const gchar *name, const GError *error, gpointer user_data);
} GuoFolderEvents;

/**
 * guo_folder_new:
 * @path: the folder; it need not be there yet
 * @events: what to tell; must stay
 * @user_data: for them
 *
 * Returns: (transfer full): a folder that nobody looks into yet
 */
GuoFolder *guo_folder_new (const gchar *path, const GuoFolderEvents *events, gpointer user_data);

/**
 * guo_folder_free:
 * @self: (nullable): a folder
 */
void guo_folder_free (GuoFolder *self);

/**
 * guo_folder_know:
 * @self: a folder
 * @sha256: of a content that need not be told: it was read before this program began
 */
void guo_folder_know (GuoFolder *self, const gchar *sha256);

/**
 * guo_folder_look:
 * @self: a folder
 * @now_us: monotonic time, microseconds
 *
 * Looks once at every file and tells what is ready. Names that begin with a dot or ~$ are what other programs are still at
 * work with and are left out, as are empty files and what is no file.
 *
 * Returns: how many files are not steady yet, or could not be opened
 */
guint guo_folder_look (GuoFolder *self, gint64 now_us);

/**
 * guo_folder_start:
 * @self: a folder
 *
 * Looks by itself from now on, in the thread's main context: when the system tells of a change, each second while a file is
 * not steady, and every 10 seconds all the same, because network shares tell nothing.
 */
void guo_folder_start (GuoFolder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoFolder, guo_folder_free)

G_END_DECLS
