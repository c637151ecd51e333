#include "drivers/instrument/atago.h"

#include "drivers/instrument/field.h"
#include "drivers/scale/frame.h"

#include <glib/gi18n.h>

/* Lines; no manual says what ends them.
 *
 *   PRM-2000α (manual p.19)    n,brix1,brix2,brix3,concentration,temperature,channel   1.34872,10.450,10.450,00.000,000000,020.03,1
 *   PRM-100α (manual p.22)     nD,brix,concentration1,...,concentration5,temperature,scale
 *   CM-BASEα(D) (manual p.13)  brix,temperature   12.3,21.5   LL.L,20.1 below -2.1   HH.H,19.9 above 33.6
 */
enum
{
  CM_LEAST = -21, /* 0.1 Bx */
  CM_MOST = 336,
  HIGHEST_INDEX = 999999,
};

static GuoInstrumentStatus
read_prm_2000 (const guint8 *text, gsize len, GuoInstrumentReading *out)
{
  GuoField fields[7];

  if (!guo_fields_split (text, len, fields, G_N_ELEMENTS (fields))
      || !guo_measure_read (&fields[0], GUO_QUANTITY_REFRACTIVE_INDEX, 0, GUO_MEASURE_NONE, out)
      || !guo_measure_read (&fields[1], GUO_QUANTITY_BRIX, 1, GUO_MEASURE_BRIX, out)
      || !guo_measure_read (&fields[2], GUO_QUANTITY_BRIX, 2, GUO_MEASURE_BRIX, out)
      || !guo_measure_read (&fields[3], GUO_QUANTITY_BRIX, 3, GUO_MEASURE_BRIX, out)
      || !guo_measure_read (&fields[4], GUO_QUANTITY_CONCENTRATION, 0, GUO_MEASURE_NONE, out)
      || !guo_measure_read (&fields[5], GUO_QUANTITY_TEMPERATURE, 0, GUO_MEASURE_CELSIUS, out)
      || !guo_place_read (&fields[6], out))
    return GUO_INSTRUMENT_MALFORMED;
  return GUO_INSTRUMENT_READ;
}

static GuoInstrumentStatus
read_prm_100 (const guint8 *text, gsize len, GuoInstrumentReading *out)
{
  GuoField fields[9];

  if (!guo_fields_split (text, len, fields, G_N_ELEMENTS (fields))
      || !guo_measure_read (&fields[0], GUO_QUANTITY_REFRACTIVE_INDEX, 0, GUO_MEASURE_NONE, out)
      || !guo_measure_read (&fields[1], GUO_QUANTITY_BRIX, 0, GUO_MEASURE_BRIX, out))
    return GUO_INSTRUMENT_MALFORMED;
  for (guint i = 1; i <= 5; i++)
    if (!guo_measure_read (&fields[1 + i], GUO_QUANTITY_CONCENTRATION, i, GUO_MEASURE_NONE, out))
      return GUO_INSTRUMENT_MALFORMED;
  if (!guo_measure_read (&fields[7], GUO_QUANTITY_TEMPERATURE, 0, GUO_MEASURE_CELSIUS, out)
      || !guo_place_read (&fields[8], out))
    return GUO_INSTRUMENT_MALFORMED;
  return GUO_INSTRUMENT_READ;
}

static GuoInstrumentStatus
read_cm_base (const guint8 *text, gsize len, GuoInstrumentReading *out)
{
  GuoField fields[2];
  gboolean under;
  gboolean over;

  if (!guo_fields_split (text, len, fields, G_N_ELEMENTS (fields)))
    return GUO_INSTRUMENT_MALFORMED;
  under = guo_line_is (fields[0].at, fields[0].len, "LL.L");
  over = guo_line_is (fields[0].at, fields[0].len, "HH.H");
  if (under || over)
    out->measures[out->n_measures++] = (GuoMeasure) { .quantity = GUO_QUANTITY_BRIX, .unit = GUO_MEASURE_BRIX,
                                                      .range = under ? GUO_RANGE_UNDER : GUO_RANGE_OVER };
  else if (!guo_measure_read (&fields[0], GUO_QUANTITY_BRIX, 0, GUO_MEASURE_BRIX, out))
    return GUO_INSTRUMENT_MALFORMED;
  if (!guo_measure_read (&fields[1], GUO_QUANTITY_TEMPERATURE, 0, GUO_MEASURE_CELSIUS, out))
    return GUO_INSTRUMENT_MALFORMED;
  return GUO_INSTRUMENT_READ;
}

/* What a person types: Brix and, behind a blank, the temperature; 20 degrees where it is left out. */
static gboolean
read_typed (const gchar *typed, guint decimals, gint64 most, gint64 *brix, guint temperature_decimals, gint64 *temperature,
            GError **error)
{
  g_auto(GStrv) words = g_strsplit (typed, " ", 2);

  if (words[0] == NULL)
    return guo_measure_typed ("", decimals, most, brix, error);
  return guo_measure_typed (words[0], decimals, most, brix, error)
         && guo_measure_typed (words[1] != NULL ? words[1] : "20", temperature_decimals,
                               temperature_decimals == 1 ? 999 : 9999, temperature, error);
}

/* As printf's "%06.2f" does it, in integers. Returns: @text. */
static const gchar *
digits (gint64 number, gint64 one, gint width, gint decimals, gchar *text, gsize max)
{
  g_snprintf (text, max, "%s%0*" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, number < 0 ? "-" : "",
              width - decimals - 1 - (number < 0 ? 1 : 0), ABS (number) / one, decimals, ABS (number) % one);
  return text;
}

/* A straight line through the table of sucrose is near enough for a simulator: 1.33299 at 0 Bx, 1.36384 at 20. */
static gint64
index_of (gint64 milli_brix)
{
  return CLAMP (133299 + milli_brix * 3085 / 20000, 0, HIGHEST_INDEX);
}

static gsize
frame_prm_2000 (const gchar *typed, guint8 *out, gsize max, GError **error)
{
  gchar n[16];
  gchar brix[16];
  gchar celsius[16];
  gint64 milli_brix;
  gint64 temperature;

  if (!read_typed (typed, 3, 99999, &milli_brix, 2, &temperature, error))
    return 0;
  digits (index_of (milli_brix), 100000, 7, 5, n, sizeof n);
  digits (milli_brix, 1000, 6, 3, brix, sizeof brix);
  digits (temperature, 100, 6, 2, celsius, sizeof celsius);
  return guo_frame_printf (out, max, "%s,%s,%s,00.000,000000,%s,1\r\n", n, brix, brix, celsius);
}

static gsize
frame_prm_100 (const gchar *typed, guint8 *out, gsize max, GError **error)
{
  gchar n[16];
  gchar brix[16];
  gchar celsius[16];
  gint64 centi_brix;
  gint64 temperature;

  if (!read_typed (typed, 2, 9999, &centi_brix, 1, &temperature, error))
    return 0;
  digits (index_of (centi_brix * 10), 100000, 7, 5, n, sizeof n);
  digits (centi_brix, 100, 5, 2, brix, sizeof brix);
  digits (temperature, 10, 4, 1, celsius, sizeof celsius);
  return guo_frame_printf (out, max, "%s,%s,00.00,00.00,00.00,00.00,00.00,%s,1\r\n", n, brix, celsius);
}

static gsize
frame_cm_base (const gchar *typed, guint8 *out, gsize max, GError **error)
{
  gchar brix[16];
  gchar celsius[16];
  gint64 deci_brix;
  gint64 temperature;

  if (!read_typed (typed, 1, 999, &deci_brix, 1, &temperature, error))
    return 0;
  digits (deci_brix, 10, 4, 1, brix, sizeof brix);
  digits (temperature, 10, 4, 1, celsius, sizeof celsius);
  return guo_frame_printf (out, max, "%s,%s\r\n", deci_brix < CM_LEAST ? "LL.L" : deci_brix > CM_MOST ? "HH.H" : brix,
                           celsius);
}

const GuoInstrument guo_instrument_atago_prm_2000 = {
  .id = "atago-prm-2000",
  .name = N_("Atago PRM-2000α in-line refractometer"),
  .models = "Atago PRM-2000α",
  .line = "9600/8o1",
  .verified = "manual PRM-2000α p.19; its line end unconfirmed",
  .quantity = GUO_QUANTITY_BRIX,
  .place = "channel",
  .read = read_prm_2000,
  .frame = frame_prm_2000,
};

const GuoInstrument guo_instrument_atago_prm_100 = {
  .id = "atago-prm-100",
  .name = N_("Atago PRM-100α in-line refractometer"),
  .models = "Atago PRM-100α",
  .line = "4800/8o1",
  .verified = "manual PRM-100α p.22; its line end unconfirmed",
  .quantity = GUO_QUANTITY_BRIX,
  .place = "scale",
  .read = read_prm_100,
  .frame = frame_prm_100,
};

const GuoInstrument guo_instrument_atago_cm_base = {
  .id = "atago-cm-base",
  .name = N_("Atago CM-BASEα refractometer"),
  .models = "Atago CM-BASEα, CM-BASEα(D)",
  .line = "2400/7e1",
  .verified = "manual CM-BASEα(D) p.13; its line end unconfirmed",
  .quantity = GUO_QUANTITY_BRIX,
  .read = read_cm_base,
  .frame = frame_cm_base,
};
