/* A ZIP container that a stranger sent, read from memory: nothing is unpacked to disk. Not thread safe.
 *
 * All names are looked at before anything is unpacked. What unpacks to more than the limits, whatever the container says
 * of itself, is refused while it is read (a "zip bomb").
 */
#pragma once

#include "drivers/error.h"

G_BEGIN_DECLS

#define GUO_ZIP_ENTRIES_MAX 2000u
#define GUO_ZIP_NAME_MAX 512u                             /* bytes */
#define GUO_ZIP_UNPACKED_MAX (G_GUINT64_CONSTANT (1) << 30) /* bytes, of all that is read */
#define GUO_ZIP_RATIO_MAX 200u                            /* unpacked to packed, once a MiB is unpacked */

typedef struct _GuoZip GuoZip;

/* Takes the next bytes of an entry; FALSE with an error ends the reading. */
typedef gboolean (*GuoZipFunc) (const guint8 *bytes, gsize len, gpointer user_data, GError **error);

/**
 * guo_zip_open:
 * @bytes: (array length=len): the container; must stay while it is used
 * @len: how many
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the container; %NULL with %GUO_DRIVER_ERROR_BAD_FILE: no ZIP, cut off, encrypted,
 *   too many entries, a name that leaves the container, or something in it that is no file
 */
GuoZip *guo_zip_open (const guint8 *bytes, gsize len, GError **error);

/**
 * guo_zip_free:
 * @self: (nullable): a container
 */
void guo_zip_free (GuoZip *self);

/**
 * guo_zip_has:
 * @self: a container
 * @name: of an entry, "xl/workbook.xml"
 *
 * Returns: whether there is one
 */
gboolean guo_zip_has (const GuoZip *self, const gchar *name);

/**
 * guo_zip_read:
 * @self: a container
 * @name: of an entry
 * @func: gets its bytes in pieces
 * @user_data: for @func
 * @error: return location
 *
 * The limits count over all that was read of @self.
 *
 * Returns: %FALSE with the error of @func, or %GUO_DRIVER_ERROR_BAD_FILE: no such entry, damaged, or beyond the limits
 */
gboolean guo_zip_read (GuoZip *self, const gchar *name, GuoZipFunc func, gpointer user_data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoZip, guo_zip_free)

G_END_DECLS
