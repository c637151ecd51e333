/* One graded fruit, and the digest of a sequence of them. Pure: plain values, any thread.
 *
 * A season has 270 million: none is an event. They lie packed beside the log (fruit-store.h); the event that closes
 * their run carries their digest.
 */
#pragma once

#include "db/merkle.h"

G_BEGIN_DECLS

#define GUO_FRUIT_MASS_MAX_MG 5000000u
#define GUO_FRUIT_DIAMETER_MAX_X10MM 5000u
#define GUO_FRUIT_COLOUR_MAX_PERMILLE 1000u
#define GUO_FRUIT_BRIX_MAX_X10 600u
#define GUO_FRUIT_CLASS_MAX 30u
#define GUO_FRUIT_BELOW 255u          /* of grade_class: it is in no class */
#define GUO_FRUIT_NO_SIZE 255u        /* of size */
#define GUO_FRUIT_NOT_MEASURED 0xFFFFu /* of colour_permille and brix_x10 */

typedef struct
{
  guint32 mass_mg;         /* 1 to 5,000,000; 0: not weighed */
  guint32 blemish_mm2;     /* area of what is on the skin; what does not fit stays at G_MAXUINT32 */
  guint16 diameter_x10mm;  /* tenths of a millimetre, 1 to 5000; 0: not measured */
  guint16 colour_permille; /* of the surface, 0 to 1000, or NOT_MEASURED */
  guint16 brix_x10;        /* tenths of a degree, 0 to 600, or NOT_MEASURED */
  guint16 defects;         /* one bit each; which bit is which letter code is the caller's */
  guint8 lane;             /* any */
  guint8 outlet;           /* any; 0: recycled, or off the end */
  guint8 grade_class;      /* index in the grade scheme, 0 to 30, or BELOW */
  guint8 size;             /* index in the grade scheme, 0 to 254, or NO_SIZE */
} GuoFruit;

/**
 * guo_fruit_fault:
 * @fruit: a fruit
 *
 * Returns: (nullable) (transfer none): the first field out of its range, by its name above; %NULL: none
 */
const gchar *guo_fruit_fault (const GuoFruit *fruit);

/* SHA-256 over a sequence of fruits, in the order in which the machine told them. How they were cut into batches or
 * chunks does not matter. The bytes, which another program can make again:
 *
 *   "guozhan fruit 1\n"      16 bytes, once, also of an empty sequence
 *   then 20 bytes a fruit, numbers big-endian:
 *   offset  0  lane          1 byte
 *           1  outlet        1
 *           2  grade_class   1   255: below
 *           3  size          1   255: none
 *           4  mass          4   milligrams, 0: not weighed
 *           8  diameter      2   tenths of a millimetre, 0: not measured
 *          10  colour        2   per mille, FFFF: not measured
 *          12  Brix          2   tenths of a degree, FFFF: not measured
 *          14  defects       2   bit mask
 *          16  blemish area  4   mm²
 */
#define GUO_FRUIT_DIGEST_HEAD "guozhan fruit 1\n"
#define GUO_FRUIT_DIGEST_RECORD 20u

typedef struct _GuoFruitDigest GuoFruitDigest;

/**
 * guo_fruit_digest_new:
 *
 * Returns: (transfer full): the digest of no fruit yet
 */
GuoFruitDigest *guo_fruit_digest_new (void);

/**
 * guo_fruit_digest_free:
 * @self: (nullable): a digest
 */
void guo_fruit_digest_free (GuoFruitDigest *self);

/**
 * guo_fruit_digest_add:
 * @self: a digest
 * @fruits: (array length=n): the next of the sequence
 * @n: how many; any
 */
void guo_fruit_digest_add (GuoFruitDigest *self, const GuoFruit *fruits, gsize n);

/**
 * guo_fruit_digest_end:
 * @self: a digest; nothing is added any more
 * @hash: (out): 32 bytes
 */
void guo_fruit_digest_end (GuoFruitDigest *self, guint8 hash[GUO_HASH_SIZE]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoFruitDigest, guo_fruit_digest_free)

G_END_DECLS
