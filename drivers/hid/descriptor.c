#include "drivers/hid/descriptor.h"

#include <string.h>

#define USAGES_MAX 64
#define REPORTS_MAX 32
#define STACK_MAX 8
#define DESCRIPTOR_MAX 4096u
#define BITS_MAX 32u
#define COUNT_MAX 8192u

/* Items by tag and type, the size bits taken off (HID 1.11, 6.2.2.4 to 6.2.2.8). */
enum
{
  ITEM_INPUT = 0x80,
  ITEM_OUTPUT = 0x90,
  ITEM_FEATURE = 0xb0,
  ITEM_COLLECTION = 0xa0,
  ITEM_END_COLLECTION = 0xc0,
  ITEM_PAGE = 0x04,
  ITEM_MINIMUM = 0x14,
  ITEM_MAXIMUM = 0x24,
  ITEM_UNIT_EXPONENT = 0x54,
  ITEM_SIZE = 0x74,
  ITEM_ID = 0x84,
  ITEM_COUNT = 0x94,
  ITEM_PUSH = 0xa4,
  ITEM_POP = 0xb4,
  ITEM_USAGE = 0x08,
  ITEM_USAGE_MINIMUM = 0x18,
  ITEM_USAGE_MAXIMUM = 0x28,
  LONG_ITEM = 0xfe,
  COLLECTION_APPLICATION = 1,
};

typedef struct
{
  guint page, size, count, id;
  gint64 minimum, maximum;
  gint exponent;
} Globals;

typedef struct
{
  Globals now, stack[STACK_MAX];
  guint n_stack;
  guint usages[USAGES_MAX]; /* page << 16 | usage */
  guint n_usages, usage_minimum;
  guint depth, application, application_depth;
  guint bits[3][REPORTS_MAX]; /* input, output, feature, by slot: bits so far */
  guint ids[REPORTS_MAX];
  guint n_reports;

  GuoHidField *fields;
  gsize max, n_fields;
} Parser;

static gboolean
refuse (GError **error, gsize at, const gchar *what)
{
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "report descriptor, byte %" G_GSIZE_FORMAT ": %s",
               at, what);
  return FALSE;
}

static gint
slot_of (Parser *p, guint id)
{
  for (guint i = 0; i < p->n_reports; i++)
    if (p->ids[i] == id)
      return (gint) i;
  if (p->n_reports == REPORTS_MAX)
    return -1;
  p->ids[p->n_reports] = id;
  return (gint) p->n_reports++;
}

static void
add_usage (Parser *p, guint value, guint size)
{
  if (p->n_usages < USAGES_MAX)
    p->usages[p->n_usages++] = size == 4 ? value : p->now.page << 16 | value;
}

static void
add_range (Parser *p, guint last)
{
  for (guint usage = p->usage_minimum; usage <= last && p->n_usages < USAGES_MAX; usage++)
    p->usages[p->n_usages++] = p->now.page << 16 | usage;
}

static void
add_field (Parser *p, guint bit, guint count, guint usage, gboolean input, gboolean constant)
{
  if (p->n_fields == p->max)
    return;
  p->fields[p->n_fields++] = (GuoHidField) {
    .report_id = p->now.id, .application = p->application, .page = usage >> 16, .usage = usage & 0xffff,
    .bit = bit, .bits = p->now.size, .count = count, .minimum = p->now.minimum, .maximum = p->now.maximum,
    .exponent = p->now.exponent, .input = input, .constant = constant,
  };
}

/* A main item: each usage stands for one value, the last of them for those that are left. */
static gboolean
main_item (Parser *p, guint kind, guint flags, gsize at, GError **error)
{
  gint slot = slot_of (p, p->now.id);
  guint bit, left = p->now.count;

  if (slot < 0)
    return refuse (error, at, "too many reports");
  if (p->now.size > BITS_MAX || p->now.count > COUNT_MAX)
    return refuse (error, at, "a field that is too large");
  bit = p->bits[kind][slot] + (p->now.id != 0 ? 8 : 0);
  p->bits[kind][slot] += p->now.size * p->now.count;
  if (p->bits[kind][slot] > COUNT_MAX * 8)
    return refuse (error, at, "a report that is too large");
  for (guint i = 0; i < p->n_usages && left > 0; i++)
    {
      guint count = i + 1 < p->n_usages ? 1 : left;

      add_field (p, bit, count, p->usages[i], kind == 0, (flags & 1) != 0);
      bit += p->now.size * count;
      left -= count;
    }
  return TRUE;
}

static gint64
signed_value (guint32 value, guint size)
{
  if (size == 1)
    return (gint8) value;
  return size == 2 ? (gint16) value : (gint32) value;
}

static gboolean
global_item (Parser *p, guint tag, guint32 value, guint size, gsize at, GError **error)
{
  switch (tag)
    {
    case ITEM_PAGE:
      p->now.page = value & 0xffff;
      break;
    case ITEM_MINIMUM:
      p->now.minimum = signed_value (value, size);
      break;
    case ITEM_MAXIMUM:
      /* makers write 255 as one byte: below a minimum of 0 it was meant unsigned */
      p->now.maximum = signed_value (value, size);
      if (p->now.maximum < p->now.minimum)
        p->now.maximum = value;
      break;
    case ITEM_UNIT_EXPONENT:
      p->now.exponent = (gint) (value & 0xf) - ((value & 0x8) != 0 ? 16 : 0);
      break;
    case ITEM_SIZE:
      p->now.size = value;
      break;
    case ITEM_COUNT:
      p->now.count = value;
      break;
    case ITEM_ID:
      if (value == 0 || value > 255)
        return refuse (error, at, "a report id that is not 1 to 255");
      p->now.id = value;
      break;
    case ITEM_PUSH:
      if (p->n_stack == STACK_MAX)
        return refuse (error, at, "too many states pushed");
      p->stack[p->n_stack++] = p->now;
      break;
    case ITEM_POP:
      if (p->n_stack == 0)
        return refuse (error, at, "a pop without a push");
      p->now = p->stack[--p->n_stack];
      break;
    default:
      break;
    }
  return TRUE;
}

static gboolean
begin_collection (Parser *p, guint32 kind)
{
  p->depth++;
  if (kind == COLLECTION_APPLICATION)
    {
      p->application = p->n_usages > 0 ? p->usages[p->n_usages - 1] : 0;
      p->application_depth = p->depth;
    }
  return TRUE;
}

static gboolean
end_collection (Parser *p, gsize at, GError **error)
{
  if (p->depth == 0)
    return refuse (error, at, "a collection that ends without a beginning");
  if (p->depth-- == p->application_depth)
    p->application = p->application_depth = 0;
  return TRUE;
}

static gboolean
take_main (Parser *p, guint tag, guint32 value, gsize at, GError **error)
{
  gboolean good = TRUE;

  if (tag == ITEM_COLLECTION)
    good = begin_collection (p, value);
  else if (tag == ITEM_END_COLLECTION)
    good = end_collection (p, at, error);
  else if (tag == ITEM_INPUT || tag == ITEM_OUTPUT || tag == ITEM_FEATURE)
    good = main_item (p, tag == ITEM_INPUT ? 0 : tag == ITEM_OUTPUT ? 1 : 2, value, at, error);
  p->n_usages = p->usage_minimum = 0;
  return good;
}

static gboolean
take_item (Parser *p, guint head, guint32 value, guint size, gsize at, GError **error)
{
  guint tag = head & 0xfc;

  switch (head >> 2 & 3)
    {
    case 0:
      return take_main (p, tag, value, at, error);
    case 1:
      return global_item (p, tag, value, size, at, error);
    case 2:
      if (tag == ITEM_USAGE)
        add_usage (p, value, size);
      else if (tag == ITEM_USAGE_MINIMUM)
        p->usage_minimum = value & 0xffff;
      else if (tag == ITEM_USAGE_MAXIMUM)
        add_range (p, value & 0xffff);
      return TRUE;
    default:
      return refuse (error, at, "an item of no known type");
    }
}

gboolean
guo_hid_descriptor_read (const guint8 *bytes, gsize len, GuoHidField *fields, gsize max, gsize *n_fields,
                         GError **error)
{
  Parser p = { .fields = fields, .max = max };
  gsize at = 0;

  *n_fields = 0;
  if (len > DESCRIPTOR_MAX)
    return refuse (error, DESCRIPTOR_MAX, "longer than 4096 bytes");
  while (at < len)
    {
      guint head = bytes[at];
      guint size = head == LONG_ITEM ? (at + 1 < len ? bytes[at + 1] + 2u : 0) : (head & 3) == 3 ? 4 : head & 3;
      guint32 value = 0;

      if (len - at <= size || (head == LONG_ITEM && size == 0))
        return refuse (error, at, "an item that is cut off");
      for (guint i = 0; head != LONG_ITEM && i < size; i++)
        value |= (guint32) bytes[at + 1 + i] << 8 * i;
      if (head != LONG_ITEM && !take_item (&p, head, value, size, at, error))
        return FALSE;
      at += 1 + size;
    }
  *n_fields = p.n_fields;
  return TRUE;
}
