/* HID POS scanners (usage page 0x8C, USB-IF HID Point of Sale Usage Tables 1.02): codes from input reports.
 *
 * Layouts differ from maker to maker; the report descriptor says which bytes are what:
 *   Access-IS, Honeywell: id 2, length, "]cm", 56 bytes of data, 2 of the maker, bit 0 of the last: more follows
 *   Microscan:            id 1, length, 62 bytes of data
 * One per device; one thread at a time.
 */
#pragma once

#include "drivers/error.h"
#include "drivers/hid/descriptor.h"
#include "drivers/scanner/text.h"

G_BEGIN_DECLS

/* Where in a report what stands; bytes from its front, the id included. 0: there is none. */
typedef struct
{
  guint8 report_id; /* 0: reports have no id, and begin with their first byte */
  guint length;     /* byte: how many of the data are used */
  guint aim;        /* three bytes: the identifier */
  guint data;       /* first byte of the data */
  guint data_bytes;
  guint more;       /* bit: the code goes on in the next report */
  gboolean has_length, has_aim, has_more;
} GuoPosLayout;

typedef struct
{
  GuoPosLayout layout;
  gboolean open; /* the next report is to go on */
  gchar aim[4];
  GuoScanText text;
} GuoPosReader;

/**
 * guo_pos_layout_read:
 * @descriptor: report descriptor
 * @len: its bytes
 * @out: (out): the layout of the report with scanned data
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT: the descriptor is broken, or no bar code scanner's
 */
gboolean guo_pos_layout_read (const guint8 *descriptor, gsize len, GuoPosLayout *out, GError **error);

/**
 * guo_pos_reader_init:
 * @self: a reader
 * @layout: copied
 */
void guo_pos_reader_init (GuoPosReader *self, const GuoPosLayout *layout);

/**
 * guo_pos_reader_push:
 * @self: a reader
 * @report: one input report
 * @len: its bytes
 * @func: told of what it completes
 * @user_data: for @func
 *
 * Reports of other ids, and answers about the scanner's settings (identifier ]X0), are no codes.
 */
void guo_pos_reader_push (GuoPosReader *self, const guint8 *report, gsize len, GuoScanFunc func, gpointer user_data);

/**
 * guo_pos_reader_flush:
 * @self: a reader that has been silent, or was lost
 * @func: told %GUO_SCAN_INCOMPLETE when the code was to go on
 * @user_data: for @func
 */
void guo_pos_reader_flush (GuoPosReader *self, GuoScanFunc func, gpointer user_data);

G_END_DECLS
