/* Pictures of brands: files beside the database, named by the SHA-256 of their bytes.
 *
 * A picture is public and never changes: another one has another name. Any thread.
 */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

#define GUO_PICTURE_MAX 40960 /* bytes: what a page may load late (interface.md 5) */
#define GUO_PICTURE_NAME_LEN 64

/**
 * guo_picture_type:
 * @data: (array length=size): a file's bytes
 * @size: how many
 *
 * Looks at the first bytes alone.
 *
 * Returns: (transfer none) (nullable): "image/jpeg", "image/png" or "image/webp"; %NULL: none of them
 */
const gchar *guo_picture_type (const guint8 *data, gsize size);

/**
 * guo_picture_is_name:
 * @sha256: any text
 *
 * Returns: whether it is 64 hexadecimal digits in lower case
 */
gboolean guo_picture_is_name (const gchar *sha256);

/**
 * guo_picture_load:
 * @station: a station
 * @sha256: any text
 * @type: (out) (optional): its type, as guo_picture_type()
 *
 * A file whose bytes do not have this digest any more is not answered.
 *
 * Returns: (transfer full) (nullable): the picture; %NULL: there is none of this name
 */
GBytes *guo_picture_load (GuoStation *station, const gchar *sha256, const gchar **type);

G_END_DECLS
