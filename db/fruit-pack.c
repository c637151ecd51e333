#include "db/fruit-pack.h"

#include <string.h>
#include <zlib.h>

#define VERSION 1
#define HEAD_SIZE 3
#define CRC_SIZE 4
#define LEN_SIZE 4
#define PLANES_MAX 4
/* Of deflate: a column is small. What it looks back over, and how many symbols share a table: as many as a plane has. */
#define WINDOW_BITS 12
#define MEMORY_LEVEL 6

enum
{
  EVERY_SAME,
  BITS,
  DEFLATED,
};

typedef enum
{
  MASS,
  DIAMETER,
  COLOUR,
  BRIX,
  CLASS,
  SIZE,
  OUTLET,
  LANE,
  DEFECTS,
  BLEMISH,
  N_COLUMNS,
} ColumnId;

/* One column of a pack that is being written: value = base + step × number. */
typedef struct
{
  guint32 numbers[GUO_FRUIT_PACK_MAX];
  guint n;
  guint32 base;
  guint32 step;
  guint width; /* bits of the largest number; 0: all are the same */
} Column;

/* A pack that is being read. */
typedef struct
{
  const guint8 *at;
  gsize left;
} Reader;

static guint32
column_get (const GuoFruit *fruit, ColumnId id)
{
  switch (id)
    {
    case MASS:
      return fruit->mass_mg;
    case DIAMETER:
      return fruit->diameter_x10mm;
    case COLOUR:
      return fruit->colour_permille;
    case BRIX:
      return fruit->brix_x10;
    case CLASS:
      return fruit->grade_class;
    case SIZE:
      return fruit->size;
    case OUTLET:
      return fruit->outlet;
    case LANE:
      return fruit->lane;
    case DEFECTS:
      return fruit->defects;
    case BLEMISH:
      return fruit->blemish_mm2;
    case N_COLUMNS:
    default:
      g_return_val_if_reached (0);
    }
}

/* FALSE when the field cannot hold the value; whether a fruit may have it is asked once it is whole. */
static gboolean
column_set (GuoFruit *fruit, ColumnId id, guint64 value)
{
  switch (id)
    {
    case MASS:
      fruit->mass_mg = (guint32)value;
      return value <= G_MAXUINT32;
    case BLEMISH:
      fruit->blemish_mm2 = (guint32)value;
      return value <= G_MAXUINT32;
    case DIAMETER:
      fruit->diameter_x10mm = (guint16)value;
      return value <= G_MAXUINT16;
    case COLOUR:
      fruit->colour_permille = (guint16)value;
      return value <= G_MAXUINT16;
    case BRIX:
      fruit->brix_x10 = (guint16)value;
      return value <= G_MAXUINT16;
    case DEFECTS:
      fruit->defects = (guint16)value;
      return value <= G_MAXUINT16;
    case CLASS:
      fruit->grade_class = (guint8)value;
      return value <= G_MAXUINT8;
    case SIZE:
      fruit->size = (guint8)value;
      return value <= G_MAXUINT8;
    case OUTLET:
      fruit->outlet = (guint8)value;
      return value <= G_MAXUINT8;
    case LANE:
      fruit->lane = (guint8)value;
      return value <= G_MAXUINT8;
    case N_COLUMNS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
append_number (GByteArray *out, guint32 value, guint bytes)
{
  const guint32 wire = GUINT32_TO_BE (value);

  g_byte_array_append (out, (const guint8 *)&wire + sizeof wire - bytes, bytes);
}

static guint32
divisor (guint32 a, guint32 b)
{
  while (b != 0)
    {
      const guint32 rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

/* A machine that counts in whole grams leaves three digits of every mass without meaning: the step takes them out. */
static void
fill_column (Column *self, const GuoFruit *fruits, guint n, ColumnId id)
{
  guint32 largest = 0;

  self->n = n;
  self->base = G_MAXUINT32;
  self->step = 0;
  for (guint i = 0; i < n; i++)
    {
      self->numbers[i] = column_get (&fruits[i], id);
      self->base = MIN (self->base, self->numbers[i]);
    }
  for (guint i = 0; i < n; i++)
    {
      self->numbers[i] -= self->base;
      self->step = self->step == 1 ? 1 : divisor (self->numbers[i], self->step);
      largest = MAX (largest, self->numbers[i]);
    }
  self->width = self->step == 0 ? 0 : g_bit_storage (largest / self->step);
  for (guint i = 0; i < n && self->step > 1; i++)
    self->numbers[i] /= self->step;
}

static guint
planes_of (guint width)
{
  return (width + 7) / 8;
}

static gsize
size_of_bits (guint n, guint width)
{
  return ((gsize)n * width + 7) / 8;
}

static void
append_bits (GByteArray *out, const Column *self)
{
  guint64 waiting = 0;
  guint filled = 0;

  for (guint i = 0; i < self->n; i++)
    {
      waiting |= (guint64)self->numbers[i] << filled;
      for (filled += self->width; filled >= 8; filled -= 8, waiting >>= 8)
        append_number (out, (guint8)waiting, 1);
    }
  if (filled > 0)
    append_number (out, (guint8)waiting, 1);
}

/* Returns how many bytes there are in @out, 0 when @room is too small. */
static gsize
deflate_planes (z_stream *stream, const Column *self, guint8 *out, gsize room)
{
  guint8 bytes[GUO_FRUIT_PACK_MAX];
  const guint planes = planes_of (self->width);
  int status = deflateReset (stream);

  stream->next_out = out;
  stream->avail_out = (uInt)room;
  for (guint plane = 0; plane < planes && status == Z_OK; plane++)
    {
      for (guint i = 0; i < self->n; i++)
        bytes[i] = (guint8)(self->numbers[i] >> (8 * plane));
      stream->next_in = bytes;
      stream->avail_in = self->n;
      status = deflate (stream, plane + 1 == planes ? Z_FINISH : Z_NO_FLUSH);
    }
  return status == Z_STREAM_END ? stream->total_out : 0;
}

static void
append_column (GByteArray *out, z_stream *stream, const Column *self)
{
  guint8 deflated[GUO_FRUIT_PACK_MAX * PLANES_MAX];
  const gsize bits = size_of_bits (self->n, self->width);
  const gsize len = bits > LEN_SIZE ? deflate_planes (stream, self, deflated, bits - LEN_SIZE) : 0;

  append_number (out, self->width == 0 ? EVERY_SAME : len > 0 ? DEFLATED : BITS, 1);
  append_number (out, self->base, 4);
  if (self->width == 0)
    return;
  append_number (out, self->step, 4);
  append_number (out, len > 0 ? planes_of (self->width) : self->width, 1);
  if (len == 0)
    {
      append_bits (out, self);
      return;
    }
  append_number (out, (guint32)len, LEN_SIZE);
  g_byte_array_append (out, deflated, (guint)len);
}

GByteArray *
guo_fruit_pack (const GuoFruit *fruits, guint n)
{
  g_autofree Column *column = g_new (Column, 1);
  z_stream stream = { 0 };
  GByteArray *out;

  g_return_val_if_fail (n >= 1 && n <= GUO_FRUIT_PACK_MAX, NULL);

  /* Without memory for it nothing is deflated. */
  deflateInit2 (&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -WINDOW_BITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY);
  out = g_byte_array_new ();
  append_number (out, VERSION, 1);
  append_number (out, n, 2);
  for (ColumnId id = 0; id < N_COLUMNS; id++)
    {
      fill_column (column, fruits, n, id);
      append_column (out, &stream, column);
    }
  deflateEnd (&stream);
  append_number (out, (guint32)crc32 (0, out->data, out->len), CRC_SIZE);
  return out;
}

static gboolean
corrupt (GError **error, const gchar *why)
{
  g_set_error_literal (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT, why);
  return FALSE;
}

static gboolean
read_number (Reader *reader, guint bytes, guint32 *value, GError **error)
{
  if (reader->left < bytes)
    return corrupt (error, "the packed fruits end too early");
  *value = 0;
  for (guint i = 0; i < bytes; i++)
    *value = *value << 8 | *reader->at++;
  reader->left -= bytes;
  return TRUE;
}

static gboolean
read_bits (Reader *reader, guint32 *numbers, guint n, guint width, GError **error)
{
  const gsize len = size_of_bits (n, width);
  guint64 waiting = 0;
  guint filled = 0;

  if (width < 1 || width > 32)
    return corrupt (error, "numbers of 1 to 32 bits are expected");
  if (reader->left < len)
    return corrupt (error, "the packed fruits end too early");
  for (guint i = 0; i < n; i++)
    {
      for (; filled < width; filled += 8, reader->left--)
        waiting |= (guint64)*reader->at++ << filled;
      numbers[i] = (guint32)(waiting & ((G_GUINT64_CONSTANT (1) << width) - 1));
      waiting >>= width;
      filled -= width;
    }
  return waiting == 0 || corrupt (error, "what fills the last byte is not zero");
}

static gboolean
read_planes (Reader *reader, guint32 *numbers, guint n, guint planes, GError **error)
{
  guint8 bytes[GUO_FRUIT_PACK_MAX * PLANES_MAX + 1];
  guint32 len = 0;
  z_stream stream = { .next_out = bytes };
  int status;

  if (planes < 1 || planes > PLANES_MAX)
    return corrupt (error, "numbers of 1 to 4 bytes are expected");
  if (!read_number (reader, LEN_SIZE, &len, error))
    return FALSE;
  if (len > reader->left)
    return corrupt (error, "the packed fruits end too early");
  /* One byte more than is expected: a stream that holds more has not ended then. */
  stream.next_in = (z_const Bytef *)reader->at;
  stream.avail_in = len;
  stream.avail_out = n * planes + 1;
  status = inflateInit2 (&stream, -MAX_WBITS);
  if (status == Z_OK)
    status = inflate (&stream, Z_FINISH);
  inflateEnd (&stream);
  if (status != Z_STREAM_END || stream.avail_in != 0 || stream.total_out != (uLong)n * planes)
    return corrupt (error, "a column cannot be inflated");
  reader->at += len;
  reader->left -= len;
  memset (numbers, 0, n * sizeof *numbers);
  for (guint plane = 0; plane < planes; plane++)
    for (guint i = 0; i < n; i++)
      numbers[i] |= (guint32)bytes[plane * n + i] << (8 * plane);
  return TRUE;
}

static gboolean
read_column (Reader *reader, GuoFruit *fruits, guint n, ColumnId id, GError **error)
{
  guint32 numbers[GUO_FRUIT_PACK_MAX];
  guint32 method = 0;
  guint32 base = 0;
  guint32 step = 0;
  guint32 shape = 0;

  if (!read_number (reader, 1, &method, error) || !read_number (reader, 4, &base, error))
    return FALSE;
  if (method > DEFLATED)
    return corrupt (error, "a column is packed in an unknown way");
  if (method == EVERY_SAME)
    memset (numbers, 0, n * sizeof *numbers);
  else if (!read_number (reader, 4, &step, error) || !read_number (reader, 1, &shape, error)
           || !(method == BITS ? read_bits (reader, numbers, n, shape, error)
                               : read_planes (reader, numbers, n, shape, error)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!column_set (&fruits[i], id, base + (guint64)step * numbers[i]))
      return corrupt (error, "a value is too large for its field");
  return TRUE;
}

guint
guo_fruit_unpack (const guint8 *bytes, gsize len, GuoFruit *fruits, GError **error)
{
  Reader reader = { bytes, len };
  guint32 version = 0;
  guint32 n = 0;
  guint32 crc = 0;

  if (len < HEAD_SIZE + CRC_SIZE)
    return (guint)corrupt (error, "the packed fruits end too early");
  reader.at = bytes + len - CRC_SIZE;
  read_number (&reader, CRC_SIZE, &crc, NULL);
  if (crc != crc32 (0, bytes, (uInt)(len - CRC_SIZE)))
    return (guint)corrupt (error, "the check sum of the packed fruits does not match");
  reader = (Reader){ bytes, len - CRC_SIZE };
  read_number (&reader, 1, &version, NULL);
  read_number (&reader, 2, &n, NULL);
  if (version != VERSION)
    return (guint)corrupt (error, "fruits packed by a version that is not known");
  if (n < 1 || n > GUO_FRUIT_PACK_MAX)
    return (guint)corrupt (error, "1 to 4096 packed fruits are expected");
  for (ColumnId id = 0; id < N_COLUMNS; id++)
    if (!read_column (&reader, fruits, n, id, error))
      return 0;
  if (reader.left != 0)
    return (guint)corrupt (error, "there is more than the packed fruits");
  for (guint i = 0; i < n; i++)
    if (guo_fruit_fault (&fruits[i]) != NULL)
      {
        g_set_error (error, GUO_DB_ERROR, GUO_DB_ERROR_CORRUPT, "fruit %u: no fruit has such a %s", i,
                     guo_fruit_fault (&fruits[i]));
        return 0;
      }
  return n;
}
