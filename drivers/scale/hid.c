#include "drivers/scale/hid.h"

#include "drivers/hid/descriptor.h"
#include "drivers/scale/frame.h"

#include <glib/gi18n.h>

/* Data report, usage 32h; the layout is the descriptor's, usually (erjiang/usbscale usbscale.c):
 *
 *   0    1        2      3                    4 5
 *   03   status   unit   exponent, signed     weight, low byte first
 *
 * Status is the number of a usage from 71h, unit of one from 51h. The weight is unsigned: whether "under zero"
 * means minus this weight differs by maker, so it is never a weight. */
enum
{
  PAGE_SCALE = 0x8d,
  APPLICATION_SCALE = PAGE_SCALE << 16 | 0x20,
  USAGE_WEIGHT = 0x40,
  USAGE_SCALING = 0x41,
  USAGE_UNIT = 0x51,
  USAGE_STATUS = 0x71,
  USAGE_ZERO_SCALE = 0x80,
};

typedef enum
{
  STATUS_FAULT = 1,
  STATUS_STABLE_AT_ZERO = 2,
  STATUS_MOVING = 3,
  STATUS_STABLE = 4,
  STATUS_UNDER_ZERO = 5,
  STATUS_OVER_LIMIT = 6,
  STATUS_NEEDS_CALIBRATION = 7,
  STATUS_NEEDS_ZERO = 8,
} Status;

const GuoHidScaleLayout guo_hid_scale_usual_layout = {
  .report_id = 3,
  .len = 6,
  .status = 1,
  .unit = 2,
  .exponent = 3,
  .weight = 4,
  .weight_bytes = 2,
  .zero_id = 2,
  .zero_mask = 0x02,
};

/* Units by their number; those that are no unit of ours (ct, tael, grain, dwt, short ton, troy ounce) are refused. */
static gboolean
read_unit (guint8 number, GuoUnit *unit)
{
  static const GuoUnit units[] = {
    [1] = GUO_UNIT_MG, [2] = GUO_UNIT_G, [3] = GUO_UNIT_KG, [8] = GUO_UNIT_T, [11] = GUO_UNIT_OZ, [12] = GUO_UNIT_LB,
  };

  *unit = number < G_N_ELEMENTS (units) ? units[number] : GUO_UNIT_NONE;
  return *unit != GUO_UNIT_NONE;
}

static gboolean
read_weight (const guint8 *bytes, const GuoHidScaleLayout *layout, GuoReading *reading)
{
  reading->exponent = (gint8) bytes[layout->exponent];
  if (reading->exponent < -9 || reading->exponent > 9 || !read_unit (bytes[layout->unit], &reading->unit))
    return FALSE;
  for (guint i = layout->weight_bytes; i > 0; i--)
    reading->mantissa = reading->mantissa << 8 | bytes[layout->weight + i - 1];
  reading->has_value = TRUE;
  return TRUE;
}

static GuoDecodeStatus
read_report (const guint8 *bytes, const GuoHidScaleLayout *layout, GuoReading *out)
{
  GuoReading reading = { .stable = GUO_FLAG_ABSENT, .zero = GUO_FLAG_ABSENT };

  switch ((Status) bytes[layout->status])
    {
    case STATUS_FAULT:
    case STATUS_NEEDS_CALIBRATION:
    case STATUS_NEEDS_ZERO:
      return GUO_DECODE_SILENT;
    case STATUS_UNDER_ZERO:
    case STATUS_OVER_LIMIT:
      reading.overload = TRUE;
      break;
    case STATUS_STABLE_AT_ZERO:
    case STATUS_STABLE:
      reading.stable = GUO_FLAG_TRUE;
      reading.zero = bytes[layout->status] == STATUS_STABLE_AT_ZERO ? GUO_FLAG_TRUE : GUO_FLAG_FALSE;
      break;
    case STATUS_MOVING:
      reading.stable = GUO_FLAG_FALSE;
      break;
    default:
      return GUO_DECODE_SKIP;
    }
  if (!reading.overload && !read_weight (bytes, layout, &reading))
    return GUO_DECODE_SKIP;
  *out = reading;
  return GUO_DECODE_READING;
}

/* A report begins where its transfer begins: what does not is no frame, and nothing is searched for behind. */
static GuoDecodeResult
decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  const GuoHidScaleLayout *layout = config->report;
  GuoDecodeStatus status;

  if (len > 0 && layout->report_id != 0 && bytes[0] != layout->report_id)
    return GUO_SKIP (len);
  if (len < layout->len)
    return GUO_MORE;
  status = read_report (bytes, layout, out);
  return (GuoDecodeResult) { status, status == GUO_DECODE_SKIP ? len : layout->len };
}

static const GuoHidField *
find (const GuoHidField *fields, gsize n, guint usage, gboolean input)
{
  for (gsize i = 0; i < n; i++)
    if (fields[i].page == PAGE_SCALE && fields[i].usage == usage && fields[i].input == input)
      return &fields[i];
  return NULL;
}

static gboolean
is_byte_of (const GuoHidField *field, const GuoHidField *weight)
{
  return field != NULL && field->report_id == weight->report_id && field->bits == 8 && field->bit % 8 == 0;
}

gboolean
guo_hid_scale_layout_read (const guint8 *descriptor, gsize len, GuoHidScaleLayout *out, GError **error)
{
  GuoHidField fields[GUO_HID_FIELDS_MAX];
  const GuoHidField *weight, *status, *unit, *exponent, *zero;
  gsize n = 0;

  if (!guo_hid_descriptor_read (descriptor, len, fields, G_N_ELEMENTS (fields), &n, error))
    return FALSE;
  weight = find (fields, n, USAGE_WEIGHT, TRUE);
  status = find (fields, n, USAGE_STATUS, TRUE);
  unit = find (fields, n, USAGE_UNIT, TRUE);
  exponent = find (fields, n, USAGE_SCALING, TRUE);
  zero = find (fields, n, USAGE_ZERO_SCALE, FALSE);
  if (weight == NULL || weight->application != APPLICATION_SCALE || (weight->bits != 16 && weight->bits != 32)
      || weight->bit % 8 != 0 || !is_byte_of (status, weight) || !is_byte_of (unit, weight)
      || !is_byte_of (exponent, weight) || (weight->bit + weight->bits) / 8 > GUO_HID_SCALE_REPORT_MAX)
    {
      g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT,
                   "the report descriptor has no weight of a scale in whole bytes (usage 8D:40 and its status, unit, scaling)");
      return FALSE;
    }
  *out = (GuoHidScaleLayout) {
    .report_id = (guint8) weight->report_id,
    .len = MAX (MAX (weight->bit + weight->bits, exponent->bit + 8), MAX (status->bit, unit->bit) + 8) / 8,
    .status = status->bit / 8,
    .unit = unit->bit / 8,
    .exponent = exponent->bit / 8,
    .weight = weight->bit / 8,
    .weight_bytes = weight->bits / 8,
  };
  if (zero != NULL && zero->bits == 1 && zero->report_id != 0 && zero->bit < 16)
    {
      out->zero_id = (guint8) zero->report_id;
      out->zero_mask = (guint8) (1 << zero->bit % 8);
    }
  return out->len <= GUO_HID_SCALE_REPORT_MAX;
}

static gsize
frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  const GuoHidScaleLayout *usual = &guo_hid_scale_usual_layout;
  guint8 unit = display->unit == GUO_UNIT_KG ? 3 : display->unit == GUO_UNIT_G ? 2 : display->unit == GUO_UNIT_T ? 8 : 12;
  gboolean under = display->underload || display->mantissa < 0;
  guint weight = under || display->overload ? 0 : (guint) MIN (display->mantissa, G_MAXUINT16);

  if (max < usual->len || (!under && !display->overload && display->mantissa > G_MAXUINT16))
    return 0;
  out[0] = usual->report_id;
  out[usual->status] = display->overload                ? STATUS_OVER_LIMIT
                       : under                          ? STATUS_UNDER_ZERO
                       : !display->stable               ? STATUS_MOVING
                       : display->zero                  ? STATUS_STABLE_AT_ZERO
                                                        : STATUS_STABLE;
  out[usual->unit] = unit;
  out[usual->exponent] = (guint8) display->exponent;
  out[usual->weight] = (guint8) weight;
  out[usual->weight + 1] = (guint8) (weight >> 8);
  return usual->len;
}

static const GuoScaleVerb verbs[] = {
  { "zero", GUO_COMMAND_ACTS, "\x02\x02" },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

const GuoScaleProtocol guo_scale_usb_hid = {
  .id = "usb-hid-scale",
  .name = N_("USB HID scale"),
  .models = "DYMO M10, M25; Fairbanks SCB-R9000; Stamps.com; Mettler Toledo PS; Pitney Bowes: any HID scale (usage page 8D)",
  .line = "usb",
  .verified = "USB-IF HID Point of Sale Usage Tables 1.02; public captures of Stamps.com, Fairbanks and DYMO scales",
  .max_frame = GUO_HID_SCALE_REPORT_MAX,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .has_stable = TRUE,
  .has_unit = TRUE,
  .has_packets = TRUE,
  .decode = decode,
  .verbs = verbs,
  .frame = frame,
};
