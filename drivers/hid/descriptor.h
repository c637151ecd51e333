/* Report descriptors of USB HID devices (Device Class Definition for HID 1.11, 6.2.2): which bits of a report are
 * what. Pure: no allocation; any thread. */
#pragma once

#include "drivers/error.h"

G_BEGIN_DECLS

#define GUO_HID_FIELDS_MAX 128

/* One usage, or one array of equal ones. */
typedef struct
{
  guint report_id;   /* 0: the device has one report only, without an id */
  guint application; /* page << 16 | usage of the collection it stands in: 0x8c0002 a bar code scanner */
  guint page;
  guint usage;
  guint bit;         /* from the front of the report, its id included */
  guint bits;        /* of one value */
  guint count;       /* values behind each other */
  gint64 minimum;    /* logical */
  gint64 maximum;
  gint exponent;     /* of the unit, -8 to 7 */
  gboolean input;    /* FALSE: output or feature */
  gboolean constant; /* padding */
} GuoHidField;

/**
 * guo_hid_descriptor_read:
 * @bytes: report descriptor
 * @len: its bytes, at most 4096
 * @fields: (out caller-allocates): what was found, in order
 * @max: room in @fields; what is beyond is left out
 * @n_fields: (out): how many are in @fields
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT; the message names the byte
 */
gboolean guo_hid_descriptor_read (const guint8 *bytes, gsize len, GuoHidField *fields, gsize max, gsize *n_fields,
                                  GError **error);

G_END_DECLS
