/* The contract of a small instrument for sample inspection (refractometer, calliper, force gauge): from the text between
 * two line ends, or between STX and CR, to what was measured. Pure functions and one constant row per format; no clock,
 * no allocation; any thread.
 *
 * The digits are kept as they were sent (mantissa and power of ten); nothing is floating point. What cannot be read is
 * told, not passed over: whoever just measured has to know.
 */
#pragma once

#include "drivers/error.h"

#include <glib.h>

G_BEGIN_DECLS

#define GUO_MEASURES_MAX 8u
#define GUO_INSTRUMENT_FRAME_MAX 96u /* bytes of the longest frame, PRM-100α, and to spare */

typedef enum
{
  GUO_QUANTITY_REFRACTIVE_INDEX,
  GUO_QUANTITY_BRIX,
  GUO_QUANTITY_CONCENTRATION, /* on a scale that was set on the instrument */
  GUO_QUANTITY_TEMPERATURE,
  GUO_QUANTITY_LENGTH,
  GUO_QUANTITY_FORCE,
} GuoMeasureQuantity;

/* NONE: the frame does not say it (a calliper's millimetre or inch), or the quantity has none. */
typedef enum
{
  GUO_MEASURE_NONE,
  GUO_MEASURE_BRIX,    /* % of mass */
  GUO_MEASURE_CELSIUS,
  GUO_MEASURE_NEWTON,
  GUO_MEASURE_KGF,     /* the weight of a kilogram, as the display says "kg" */
  GUO_MEASURE_GF,
  GUO_MEASURE_LBF,
  GUO_MEASURE_OZF,
} GuoMeasureUnit;

typedef enum
{
  GUO_RANGE_OK,
  GUO_RANGE_UNDER, /* mantissa and exponent mean nothing */
  GUO_RANGE_OVER,
} GuoMeasureRange;

typedef struct
{
  GuoMeasureQuantity quantity;
  guint number; /* of several alike, from 1; 0: the only one */
  GuoMeasureRange range;
  gint64 mantissa; /* digits as sent, sign included */
  gint exponent;   /* power of ten, -9 to 0 */
  GuoMeasureUnit unit;
} GuoMeasure;

typedef enum
{
  GUO_INSTRUMENT_READ,       /* the measures hold */
  GUO_INSTRUMENT_INCOMPLETE, /* it broke off: another frame began, silence, the end */
  GUO_INSTRUMENT_LENGTH,     /* longer or shorter than its format */
  GUO_INSTRUMENT_MALFORMED,  /* a character where there can be none, a field too few or too many */
  GUO_INSTRUMENT_ERROR,      /* whole: the instrument says that it could not measure */
} GuoInstrumentStatus;

typedef struct
{
  GuoInstrumentStatus status;
  guint n_measures; /* 0 unless READ */
  GuoMeasure measures[GUO_MEASURES_MAX];
  gint place;     /* channel, scale or display, as @place of the row says; -1: none */
  guint64 offset; /* byte of the stream where the frame began; set by the stream */
} GuoInstrumentReading;

/* Reads what lies between the ends of a frame; @out is zeroed but for @place. */
typedef GuoInstrumentStatus (*GuoInstrumentReadFunc) (const guint8 *text, gsize len, GuoInstrumentReading *out);

/* Makes the frame that a real one would send for what a person typed, "12.3 21.5". Returns: its length, 0 with
 * %GUO_DRIVER_ERROR_BAD_ARGUMENT. */
typedef gsize (*GuoInstrumentFrameFunc) (const gchar *typed, guint8 *out, gsize max, GError **error);

typedef struct
{
  const gchar *id;       /* "atago-cm-base": stable for ever */
  const gchar *name;     /* English, for people */
  const gchar *models;   /* makers and models known to speak it */
  const gchar *line;     /* usual line setting, "2400/7e1" */
  const gchar *verified; /* how verified: manual and page */
  GuoMeasureQuantity quantity; /* what it is bought for: BRIX, FORCE or LENGTH */
  guint8 start;          /* the byte that a frame begins with and CR ends; 0: a frame is a line that CR, LF or both end */
  gboolean asked;        /* any byte asks for a reading; it does not talk by itself */
  const gchar *place;    /* (nullable): what the number besides the measures is: "channel", "scale", "display" */
  GuoInstrumentReadFunc read;
  GuoInstrumentFrameFunc frame; /* for simulators */
} GuoInstrument;

/**
 * guo_instruments:
 *
 * Returns: (transfer none): all formats, ended by %NULL
 */
const GuoInstrument *const *guo_instruments (void);

/**
 * guo_instrument_find:
 * @id: "mitutoyo-usb"
 * @error: (nullable): return location
 *
 * Returns: (transfer none): the row, or %NULL with %GUO_DRIVER_ERROR_UNKNOWN_PROTOCOL, which lists those there are
 */
const GuoInstrument *guo_instrument_find (const gchar *id, GError **error);

/**
 * guo_instrument_status_name:
 * @status: a status
 *
 * Returns: (nullable): "incomplete", "length", "malformed", "instrument"; %NULL for %GUO_INSTRUMENT_READ
 */
const gchar *guo_instrument_status_name (GuoInstrumentStatus status);

/**
 * guo_quantity_name:
 * @quantity: a quantity
 *
 * Returns: "refractive-index", "brix", "concentration", "temperature", "length" or "force"
 */
const gchar *guo_quantity_name (GuoMeasureQuantity quantity);

/**
 * guo_measure_unit_name:
 * @unit: a unit
 *
 * Returns: (nullable): "Bx", "C", "N", "kg", "g", "lb" or "oz", of force where the quantity is; %NULL for none
 */
const gchar *guo_measure_unit_name (GuoMeasureUnit unit);

/**
 * guo_measure_range_name:
 * @range: a range
 *
 * Returns: "ok", "under" or "over"
 */
const gchar *guo_measure_range_name (GuoMeasureRange range);

/**
 * guo_measure_to_string:
 * @measure: a measure
 *
 * Returns: (transfer full) (nullable): the digits as sent, point included, leading zeros left out ("20.03", "-0.4");
 *   %NULL outside its range
 */
gchar *guo_measure_to_string (const GuoMeasure *measure);

G_END_DECLS
