#include "drivers/scanner/pos.h"

#include <string.h>

/* Usages of page 0x8C, and the byte count of the generic desktop page. */
enum
{
  PAGE_DESKTOP = 0x01,
  PAGE_SCANNER = 0x8c,
  BYTE_COUNT = 0x3b,
  IDENTIFIER_1 = 0xfb,
  DECODED_DATA = 0xfe,
  CONTINUED = 0xff,
};

static gboolean
is_usage (const GuoHidField *field, guint page, guint usage)
{
  return field->input && field->page == page && field->usage == usage;
}

static const GuoHidField *
find (const GuoHidField *fields, gsize n, guint report_id, guint page, guint usage)
{
  for (gsize i = 0; i < n; i++)
    if (is_usage (&fields[i], page, usage) && fields[i].report_id == report_id)
      return &fields[i];
  return NULL;
}

/* Data is the field of whole bytes that is widest: some makers have one usage for it many times. */
static const GuoHidField *
find_data (const GuoHidField *fields, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (is_usage (&fields[i], PAGE_SCANNER, DECODED_DATA) && fields[i].bits == 8 && fields[i].bit % 8 == 0)
      return &fields[i];
  return NULL;
}

gboolean
guo_pos_layout_read (const guint8 *descriptor, gsize len, GuoPosLayout *out, GError **error)
{
  GuoHidField fields[GUO_HID_FIELDS_MAX];
  gsize n = 0;
  const GuoHidField *data, *length, *aim, *more;

  if (!guo_hid_descriptor_read (descriptor, len, fields, G_N_ELEMENTS (fields), &n, error))
    return FALSE;
  data = find_data (fields, n);
  if (data == NULL)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
                   "the report descriptor has no decoded data of a bar code scanner (usage 8C:FE)");
      return FALSE;
    }
  length = find (fields, n, data->report_id, PAGE_DESKTOP, BYTE_COUNT);
  aim = find (fields, n, data->report_id, PAGE_SCANNER, IDENTIFIER_1);
  more = find (fields, n, data->report_id, PAGE_SCANNER, CONTINUED);
  *out = (GuoPosLayout) {
    .report_id = (guint8) data->report_id,
    .data = data->bit / 8,
    .data_bytes = data->count,
    .has_length = length != NULL && length->bits == 8,
    .has_aim = aim != NULL && aim->bits == 8,
    .has_more = more != NULL,
  };
  out->length = out->has_length ? length->bit / 8 : 0;
  out->aim = out->has_aim ? aim->bit / 8 : 0;
  out->more = out->has_more ? more->bit : 0;
  return TRUE;
}

void
guo_pos_reader_init (GuoPosReader *self, const GuoPosLayout *layout)
{
  memset (self, 0, sizeof *self);
  self->layout = *layout;
}

/* How many bytes of data are used; a report that does not say is filled up with zeros. */
static gsize
data_length (const GuoPosLayout *layout, const guint8 *report)
{
  gsize len = layout->data_bytes;

  if (layout->has_length)
    return report[layout->length];
  while (len > 0 && report[layout->data + len - 1] == 0)
    len--;
  return len;
}

static gboolean
fits (const GuoPosLayout *layout, gsize len)
{
  return len >= layout->data + layout->data_bytes && (!layout->has_length || len > layout->length)
         && (!layout->has_aim || len >= layout->aim + 3) && (!layout->has_more || len > layout->more / 8);
}

static void
read_aim (const GuoPosLayout *layout, const guint8 *report, gchar aim[4])
{
  memset (aim, 0, 4);
  if (layout->has_aim && report[layout->aim] == ']')
    memcpy (aim, report + layout->aim, 3);
}

void
guo_pos_reader_flush (GuoPosReader *self, GuoScanFunc func, gpointer user_data)
{
  if (!self->open)
    return;
  self->open = FALSE;
  guo_scan_text_fail (&self->text, GUO_SCAN_INCOMPLETE, func, user_data);
}

void
guo_pos_reader_push (GuoPosReader *self, const guint8 *report, gsize len, GuoScanFunc func, gpointer user_data)
{
  const GuoPosLayout *layout = &self->layout;
  gchar aim[4];
  gsize used;

  if (len == 0 || (layout->report_id != 0 && report[0] != layout->report_id))
    return;
  used = fits (layout, len) ? data_length (layout, report) : G_MAXSIZE;
  if (used > layout->data_bytes)
    {
      guo_pos_reader_flush (self, func, user_data);
      guo_scan_text_fail (&self->text, GUO_SCAN_MALFORMED, func, user_data);
      return;
    }
  read_aim (layout, report, aim);
  if (self->open && strcmp (aim, self->aim) != 0)
    guo_pos_reader_flush (self, func, user_data);
  if (strcmp (aim, "]X0") == 0)
    return;
  memcpy (self->aim, aim, sizeof aim);
  guo_scan_text_add (&self->text, report + layout->data, used);
  self->open = layout->has_more && (report[layout->more / 8] >> layout->more % 8 & 1) != 0;
  if (!self->open)
    guo_scan_text_tell (&self->text, layout->has_aim ? self->aim : NULL, func, user_data);
}
