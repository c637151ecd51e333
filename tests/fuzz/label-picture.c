/* A PNG file for a label: refused with a reason, or a picture within its limits that comes out at any size. */
#include "tests/fuzz/fuzz.h"

#include "station/label/picture.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree gchar *text = g_base64_encode (data, size);
  const gchar *reason = NULL;
  g_autoptr(GuoLabelPicture) picture = guo_label_picture_new (text, &reason);

  g_assert_true ((picture == NULL) == (reason != NULL));
  if (picture == NULL)
    return 0;
  g_assert_cmpuint (size, <=, GUO_LABEL_PICTURE_BYTES);
  g_assert_cmpint (picture->width, >, 0);
  g_assert_cmpint (picture->width, <=, GUO_LABEL_PICTURE_SIDE);
  g_assert_cmpint (picture->height, >, 0);
  g_assert_cmpint (picture->height, <=, GUO_LABEL_PICTURE_SIDE);
  for (guint side = 1; side <= 64; side *= 4)
    {
      g_autoptr(GuoBitmap) dots = guo_label_picture_dots (picture, side, 65 - side, 1 + (gint) side, side % 16 == 0);

      g_assert_cmpuint (dots->width, ==, side);
      g_assert_cmpuint (dots->height, ==, 65 - side);
    }
  return 0;
}
