#include "db/fruit.h"

#include <sodium.h>
#include <string.h>

#define RECORDS_AT_ONCE 128

struct _GuoFruitDigest
{
  crypto_hash_sha256_state state;
};

const gchar *
guo_fruit_fault (const GuoFruit *fruit)
{
  if (fruit->mass_mg > GUO_FRUIT_MASS_MAX_MG)
    return "mass_mg";
  if (fruit->diameter_x10mm > GUO_FRUIT_DIAMETER_MAX_X10MM)
    return "diameter_x10mm";
  if (fruit->colour_permille > GUO_FRUIT_COLOUR_MAX_PERMILLE
      && fruit->colour_permille != GUO_FRUIT_NOT_MEASURED)
    return "colour_permille";
  if (fruit->brix_x10 > GUO_FRUIT_BRIX_MAX_X10 && fruit->brix_x10 != GUO_FRUIT_NOT_MEASURED)
    return "brix_x10";
  if (fruit->grade_class > GUO_FRUIT_CLASS_MAX && fruit->grade_class != GUO_FRUIT_BELOW)
    return "grade_class";
  return NULL;
}

GuoFruitDigest *
guo_fruit_digest_new (void)
{
  GuoFruitDigest *self = g_new0 (GuoFruitDigest, 1);

  crypto_hash_sha256_init (&self->state);
  crypto_hash_sha256_update (&self->state, (const guint8 *)GUO_FRUIT_DIGEST_HEAD,
                             strlen (GUO_FRUIT_DIGEST_HEAD));
  return self;
}

void
guo_fruit_digest_free (GuoFruitDigest *self)
{
  g_free (self);
}

static guint8 *
put (guint8 *at, guint32 value, guint bytes)
{
  for (guint i = bytes; i > 0; i--)
    *at++ = (guint8)(value >> (8 * (i - 1)));
  return at;
}

static guint8 *
put_fruit (guint8 *at, const GuoFruit *fruit)
{
  at = put (at, fruit->lane, 1);
  at = put (at, fruit->outlet, 1);
  at = put (at, fruit->grade_class, 1);
  at = put (at, fruit->size, 1);
  at = put (at, fruit->mass_mg, 4);
  at = put (at, fruit->diameter_x10mm, 2);
  at = put (at, fruit->colour_permille, 2);
  at = put (at, fruit->brix_x10, 2);
  at = put (at, fruit->defects, 2);
  return put (at, fruit->blemish_mm2, 4);
}

void
guo_fruit_digest_add (GuoFruitDigest *self, const GuoFruit *fruits, gsize n)
{
  guint8 bytes[RECORDS_AT_ONCE * GUO_FRUIT_DIGEST_RECORD];

  for (gsize done = 0; done < n;)
    {
      const gsize now = MIN (n - done, RECORDS_AT_ONCE);
      guint8 *at = bytes;

      for (gsize i = 0; i < now; i++)
        at = put_fruit (at, &fruits[done + i]);
      crypto_hash_sha256_update (&self->state, bytes, (gsize)(at - bytes));
      done += now;
    }
}

void
guo_fruit_digest_end (GuoFruitDigest *self, guint8 hash[GUO_HASH_SIZE])
{
  crypto_hash_sha256_final (&self->state, hash);
}
