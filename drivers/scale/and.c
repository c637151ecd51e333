#include "drivers/scale/and.h"

#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

/* A&D standard format (EK-L manual p.28, GC p.51):
 *
 *   ST US QT OL   [, OK HI LO --]   ,   sign   8 characters with the point, zero padded   unit, right in 3   CR LF
 *
 * ST stable, US moving, QT a stable count, OL out of range, whose digits are nines or old. The second group
 * comes from a comparator. */
enum
{
  HEAD_LEN = 2,
  STD_VALUE = 9, /* sign and digits */
  STD_UNIT = 3,
  STD_LEN = HEAD_LEN + 1 + STD_VALUE + STD_UNIT,
  COMPARED = 3,
};

static gboolean
begins (const guint8 *line, const gchar *text)
{
  return memcmp (line, text, strlen (text)) == 0;
}

static gsize
comparator_len (const guint8 *line, gsize len)
{
  static const gchar *const results[] = { ",OK", ",HI", ",LO", ",--" };

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    if (len == STD_LEN + COMPARED && begins (line + HEAD_LEN, results[i]))
      return COMPARED;
  return 0;
}

static GuoDecodeStatus
std_line (const guint8 *line, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .stable = GUO_FLAG_ABSENT, .zero = GUO_FLAG_ABSENT };
  gsize compared = comparator_len (line, len);
  const guint8 *value = line + HEAD_LEN + compared + 1;

  if (len != STD_LEN + compared || value[-1] != ',' || (value[0] != '+' && value[0] != '-'))
    return GUO_DECODE_SKIP;
  if (begins (line, "OL"))
    reading.overload = TRUE;
  else if (!guo_field_number (value, STD_VALUE, &reading)
           || !guo_field_unit (value + STD_VALUE, STD_UNIT, &reading.unit) || reading.unit == GUO_UNIT_NONE)
    return GUO_DECODE_SKIP;
  else if (begins (line, "ST") || begins (line, "QT") || begins (line, "US"))
    reading.stable = line[0] == 'U' ? GUO_FLAG_FALSE : GUO_FLAG_TRUE;
  else
    return GUO_DECODE_SKIP;
  *out = reading;
  return GUO_DECODE_READING;
}

static GuoDecodeResult
std_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return guo_line_decode (bytes, len, config, std_line, out);
}

static gsize
std_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  gchar sign = display->mantissa < 0 || display->underload ? '-' : '+';
  GuoDigits digits = { "999999.9" };

  if (!guo_display_out_of_range (display) && !guo_display_digits (display, STD_VALUE - 1, '0', FALSE, &digits))
    return 0;
  return guo_frame_printf (out, max, "%s,%c%s%3s\r\n",
                           guo_display_out_of_range (display) ? "OL" : display->stable ? "ST" : "US", sign,
                           digits.text, guo_unit_name (display->unit));
}

/* The indicators' line (AD-4329A p.43-46, AD-4401A p.53, AD-4404 p.80, AD-4406 p.45; CAS, KERN KXS, Liden B, Salter
 * S122, Vector, Triner, Gram, Dini Argeo, XK3102; captures of bgerp/PiCons):
 *
 *   ST US OL UL HD  ,  GS NT TR, or a letter and a blank  ,  sign or none, padding, digits  [blank or comma] unit  CR LF
 *
 * Padding is blanks or zeros, also between sign and digits; 18 bytes are typical. The decimal comma is a setting.
 * OL out of range, UL below it (Dini); HD a held display (AD-4406), whose digits are no weight of now. */
enum
{
  GS_KIND = 3,
  GS_REST = 6,
  GS_REST_MOST = 20,
};

static gboolean
gs_head (const guint8 *line, GuoReading *reading)
{
  static const gchar *const kinds[] = { "GS", "G ", "NT", "N ", "TR", "T " };
  gsize i = 0;

  while (i < G_N_ELEMENTS (kinds) && !begins (line + GS_KIND, kinds[i]))
    i++;
  if (i == G_N_ELEMENTS (kinds) || line[GS_KIND - 1] != ',' || line[GS_REST - 1] != ',')
    return FALSE;
  reading->kind = i < 2 ? GUO_READING_GROSS : i < 4 ? GUO_READING_NET : GUO_READING_TARE;
  reading->overload = begins (line, "OL") || begins (line, "UL");
  reading->stable = begins (line, "ST")                          ? GUO_FLAG_TRUE
                    : begins (line, "US") || begins (line, "HD") ? GUO_FLAG_FALSE
                                                                 : GUO_FLAG_ABSENT;
  return reading->overload || reading->stable != GUO_FLAG_ABSENT;
}

/* Splits digits from the unit behind them, and takes the decimal comma for a point. */
static gboolean
gs_value (const guint8 *rest, gsize len, GuoReading *reading)
{
  guint8 text[GS_REST_MOST];
  gsize n = 0;

  while (n < len && !g_ascii_isalpha (rest[n]) && rest[n] != '%')
    {
      text[n] = rest[n] == ',' ? '.' : rest[n];
      n++;
    }
  if (!guo_field_unit (rest + n, len - n, &reading->unit))
    return FALSE;
  while (n > 0 && text[n - 1] == ' ')
    n--;
  if (n > 0 && rest[n - 1] == ',')
    n--;
  return guo_field_number (text, n, reading);
}

static GuoDecodeStatus
gs_line (const guint8 *line, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .zero = GUO_FLAG_ABSENT };

  if (len <= GS_REST || len > GS_REST + GS_REST_MOST || !gs_head (line, &reading))
    return GUO_DECODE_SKIP;
  if (!reading.overload && !gs_value (line + GS_REST, len - GS_REST, &reading))
    return GUO_DECODE_SKIP;
  if (line[0] == 'H')
    reading.has_value = FALSE;
  *out = reading;
  return GUO_DECODE_READING;
}

static GuoDecodeResult
gs_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return guo_line_decode (bytes, len, config, gs_line, out);
}

static gsize
gs_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits = { "        " };
  const gchar *state = display->overload ? "OL" : display->underload ? "UL" : display->stable ? "ST" : "US";

  if (!guo_display_out_of_range (display) && !guo_display_digits (display, 8, ' ', FALSE, &digits))
    return 0;
  return guo_frame_printf (out, max, "%s,%s,%c%s%2s\r\n", state, display->net ? "NT" : "GS",
                           display->mantissa < 0 ? '-' : '+', digits.text, guo_unit_name (display->unit));
}

/* The indicator sends a command back when it has done it. */
static gsize
gs_answer (const gchar *verb, const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  if (g_str_equal (verb, "zero"))
    return guo_frame_printf (out, max, "MZ\r\n");
  if (g_str_equal (verb, "tare"))
    return guo_frame_printf (out, max, "MT\r\n");
  if (g_str_equal (verb, "clear-tare"))
    return guo_frame_printf (out, max, "CT\r\n");
  return gs_frame (display, out, max);
}

static const GuoScaleVerb std_verbs[] = {
  { "ask", GUO_COMMAND_ASKS, "Q\r\n" },     { "ask-stable", GUO_COMMAND_ASKS, "S\r\n" },
  { "repeat", GUO_COMMAND_ACTS, "SIR\r\n" }, { "stop", GUO_COMMAND_ACTS, "C\r\n" },
  { "zero", GUO_COMMAND_ACTS, "R\r\n" },    { "print", GUO_COMMAND_ACTS, "PRT\r\n" },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

/* RG, RN: gross and net, whatever is shown. */
static const GuoScaleVerb gs_verbs[] = {
  { "ask", GUO_COMMAND_ASKS, "RW\r\n" },       { "ask-gross", GUO_COMMAND_ASKS, "RG\r\n" },
  { "ask-net", GUO_COMMAND_ASKS, "RN\r\n" },   { "zero", GUO_COMMAND_ACTS, "MZ\r\n" },
  { "tare", GUO_COMMAND_ACTS, "MT\r\n" },      { "clear-tare", GUO_COMMAND_ACTS, "CT\r\n" },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

const GuoScaleProtocol guo_scale_and_std = {
  .id = "and-std",
  .name = N_("A&D standard format"),
  .models = "A&D balances and bench scales: EK-L, GC, FG, AD-4212A",
  .line = "2400/7e1",
  .verified = "manuals EK-L p.28, GC p.51; command list of the AD-4212A",
  .max_frame = GUO_LINE_MAX,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .poll = GUO_POLL_LISTEN,
  .ask = "ask",
  .has_stable = TRUE,
  .has_unit = TRUE,
  .decode = std_decode,
  .verbs = std_verbs,
  .frame = std_frame,
};

const GuoScaleProtocol guo_scale_st_gs = {
  .id = "st-gs",
  .name = N_("\"ST,GS\" line"),
  .models = "A&D AD-4329A, AD-4401A, AD-4404, AD-4406; CAS \"AND 18\"; KERN KXS, KFB, GAB; Liden B; Salter S122; "
            "Vector, Triner, Gram, Dini Argeo; XK3102",
  .line = "9600/8n1",
  .verified = "manuals AD-4329A p.43, AD-4401A p.53, AD-4404 p.80, AD-4406 p.45; captures of bgerp/PiCons",
  .max_frame = GUO_LINE_MAX,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .poll = GUO_POLL_LISTEN,
  .ask = "ask",
  .has_stable = TRUE,
  .has_kind = TRUE,
  .has_unit = TRUE,
  .decode = gs_decode,
  .verbs = gs_verbs,
  .frame = gs_frame,
  .answer = gs_answer,
};
