/* Packed fruits: what can be unpacked is fruit without a fault and packs to the same fruit again. An input is also taken
 * as what stands before the check sum: behind a wrong one nothing else would be reached. */
#include "tests/fuzz/fuzz.h"

#include "db/fruit-pack.h"

#include <string.h>
#include <zlib.h>

static void
unpack (const guint8 *bytes, gsize len)
{
  g_autofree GuoFruit *fruits = g_new0 (GuoFruit, GUO_FRUIT_PACK_MAX);
  g_autofree GuoFruit *back = g_new0 (GuoFruit, GUO_FRUIT_PACK_MAX);
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) packed = NULL;
  const guint n = guo_fruit_unpack (bytes, len, fruits, &error);

  g_assert_true ((n == 0) == (error != NULL));
  g_assert_cmpuint (n, <=, GUO_FRUIT_PACK_MAX);
  if (n == 0)
    {
      g_assert_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT);
      return;
    }
  for (guint i = 0; i < n; i++)
    g_assert_null (guo_fruit_fault (&fruits[i]));
  packed = guo_fruit_pack (fruits, n);
  g_assert_cmpuint (guo_fruit_unpack (packed->data, packed->len, back, &error), ==, n);
  g_assert_true (memcmp (fruits, back, n * sizeof *fruits) == 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree guint8 *checked = g_malloc (size + sizeof (guint32));
  const guint32 crc = GUINT32_TO_BE ((guint32)crc32 (0, data, (uInt)size));

  unpack (data, size);
  if (size > 0)
    memcpy (checked, data, size);
  memcpy (checked + size, &crc, sizeof crc);
  unpack (checked, size + sizeof crc);
  return 0;
}
