#include "ui/designer/ratio.h"

#include <string.h>

#define HEAD_BYTES 24 /* of a PNG file, to the end of its two sides */
#define HEAD_TEXT 32  /* the same in base 64 */
#define SIDE_MOST 20000

static gint
number_at (const guint8 *bytes)
{
  const guint32 number = (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];

  return (gint) CLAMP (number, 1, SIDE_MOST);
}

gboolean
guo_ratio_of (json_t *item, gint *width, gint *height)
{
  const gchar *png = json_string_value (json_object_get (item, "png"));
  g_autofree gchar *head = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize size = 0;

  if (png == NULL || strlen (png) < HEAD_TEXT)
    return FALSE;
  head = g_strndup (png, HEAD_TEXT);
  bytes = g_base64_decode (head, &size);
  if (size < HEAD_BYTES || memcmp (bytes + 12, "IHDR", 4) != 0)
    return FALSE;
  *width = number_at (bytes + 16);
  *height = number_at (bytes + 20);
  return TRUE;
}

void
guo_ratio_keep (json_t *item, const gchar *member)
{
  const gboolean wide = strcmp (member, "w") == 0;
  const json_int_t side = json_integer_value (json_object_get (item, member));
  gint width, height;

  if ((!wide && strcmp (member, "h") != 0) || !guo_ratio_of (item, &width, &height))
    return;
  json_object_set_new (item, wide ? "h" : "w",
                       json_integer (MAX (1, wide ? (side * height + width / 2) / width : (side * width + height / 2) / height)));
}

gboolean
guo_ratio_pull (json_t *item, gint w_by, gint h_by, gint most_w, gint most_h, gint *width, gint *most)
{
  gint points_w, points_h, by;

  if (!guo_ratio_of (item, &points_w, &points_h))
    return FALSE;
  by = ABS (w_by) >= ABS (h_by) ? w_by : h_by * points_w / points_h;
  if (by == 0 && h_by != 0) /* a tall one: its width still takes a step of the grid */
    by = h_by > 0 ? 1 : -1;
  *width = (gint) json_integer_value (json_object_get (item, "w")) + by;
  *most = (gint) MIN ((gint64) most_w, (gint64) most_h * points_w / points_h);
  return TRUE;
}
