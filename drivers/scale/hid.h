/* USB HID scales (USB-IF HID Point of Sale Usage Tables 1.02, weighing devices, usage page 0x8D): what a report
 * descriptor says, and the weight in a report. Pure; any thread. */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

/* Longest data report that is read. */
#define GUO_HID_SCALE_REPORT_MAX 16

/* Where in the data report what stands; bytes from its front, the id included. */
struct _GuoHidScaleLayout
{
  guint8 report_id; /* 0: reports have no id */
  guint len;        /* bytes up to the end of the last of them */
  guint status;
  guint unit;
  guint exponent;
  guint weight;
  guint weight_bytes; /* 2 or 4, low byte first */
  guint8 zero_id;     /* report that zeroes the scale; 0: there is none */
  guint8 zero_mask;   /* its first byte of data */
  gboolean zero_is_feature; /* a feature report, not an output report */
};

/* Report 3: id, status, unit, exponent, weight in two bytes; zeroed by bit 1 of report 2. */
extern const GuoHidScaleLayout guo_hid_scale_usual_layout;

/* The reports of one transfer; whoever delivers flushes behind each. */
extern const GuoScaleProtocol guo_scale_usb_hid;

/**
 * guo_hid_scale_layout_read:
 * @descriptor: report descriptor
 * @len: its bytes
 * @out: (out): the layout of the data report
 * @error: return location
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_BAD_ARGUMENT: the descriptor is broken, no scale's (a scale is found by
 *   this, not by its ids), or its fields are no whole bytes
 */
gboolean guo_hid_scale_layout_read (const guint8 *descriptor, gsize len, GuoHidScaleLayout *out, GError **error);

G_END_DECLS
