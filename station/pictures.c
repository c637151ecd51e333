#include "station/pictures.h"

#include "station/bytes.h"
#include "station/call.h"
#include "station/rules.h"
#include "station/station-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define BASE64_MAX ((GUO_PICTURE_MAX + 2) / 3 * 4 + 1024) /* and some line breaks */
#define FOLDER "pictures"

const GuoField guo_pictures_fields[] = {
  { .name = "data", .type = GUO_FIELD_LONG, .need = GUO_FIELD_REQUIRED, .max = 4 * BASE64_MAX },
  { .name = NULL },
};

static gchar *
path_of (GuoStation *station, const gchar *sha256)
{
  return g_build_filename (station->folder, FOLDER, sha256, NULL);
}

GBytes *
guo_picture_load (GuoStation *station, const gchar *sha256, const gchar **type)
{
  g_autofree gchar *path = guo_picture_is_name (sha256) ? path_of (station, sha256) : NULL;
  g_autofree gchar *found = NULL;
  g_autofree gchar *digest = NULL;
  const gchar *kind;
  gsize size;

  if (path == NULL || !g_file_get_contents (path, &found, &size, NULL))
    return NULL;
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) found, size);
  kind = guo_picture_type ((const guint8 *) found, size);
  if (kind == NULL || strcmp (digest, sha256) != 0)
    return NULL;
  if (type != NULL)
    *type = kind;
  return g_bytes_new_take (g_steal_pointer (&found), size);
}

static gboolean
store_picture (GuoStation *station, const gchar *sha256, const guint8 *data, gsize size, GError **error)
{
  g_autofree gchar *folder = g_build_filename (station->folder, FOLDER, NULL);
  g_autofree gchar *path = path_of (station, sha256);
  g_autoptr(GError) fault = NULL;

  if (g_mkdir_with_parents (folder, 0770) == 0
      && g_file_set_contents_full (path, (const gchar *) data, (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &fault))
    return TRUE;
  return guo_refuse (error, GUO_STATION_ERROR_FAILED, "disk-read-only", NULL, "%s: %s", path,
                     fault != NULL ? fault->message : g_strerror (errno));
}

/* "bad-field": no base64, too large, no picture; "disk-read-only". Answers {sha256, type, bytes}. */
json_t *
guo_pictures_add (GuoCall *call, GError **error)
{
  gsize size = 0;
  g_autofree guint8 *data = guo_base64_decode (guo_field_text (call->body, "data"), &size);
  const gchar *type = data != NULL ? guo_picture_type (data, size) : NULL;
  g_autofree gchar *sha256 = NULL;

  if (data == NULL || size > GUO_PICTURE_MAX || type == NULL)
    {
      guo_bad_field (error, "data", data == NULL ? "not base64" : size > GUO_PICTURE_MAX
                                                                     ? "more than 40 KB"
                                                                     : "not a JPEG, PNG or WebP picture");
      return NULL;
    }
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
  if (!store_picture (call->station, sha256, data, size, error))
    return NULL;
  return json_pack ("{s:s, s:s, s:I}", "sha256", sha256, "type", type, "bytes", (json_int_t) size);
}

/* "not-found"[picture] */
json_t *
guo_pictures_show (GuoCall *call, GError **error)
{
  const gchar *sha256 = guo_field_text (call->params, "sha256");
  const gchar *type = NULL;
  g_autoptr(GBytes) picture = guo_picture_load (call->station, sha256, &type);

  if (picture != NULL)
    return guo_answer_bytes (type, picture);
  guo_call_not_found (error, "picture", json_string (sha256));
  return NULL;
}
