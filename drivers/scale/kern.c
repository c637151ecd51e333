#include "drivers/scale/kern.h"

#include "drivers/scale/frame.h"

#include <glib/gi18n.h>
#include <string.h>

/* KERN EW/EG-N manual p.52, PES p.81, PNJ p.69:
 *
 *   + - or blank   7 (8) digits, blanks in front   unit in 2   S1   S2   CR LF
 *
 * S1 is the result of limits: L, G, H or blank. S2: S stable, U moving, E out of range, or blank. Verified
 * models put a slash before the last digit. Units that are no mass of ours (CT, OT, TL ...) are refused. */
enum
{
  K14_TAIL = 4, /* unit, S1, S2 */
  K14_LEAST = 1 + 7 + K14_TAIL,
  K14_MOST = 1 + 8 + K14_TAIL,
};

/* Copies the sign and digits without the slash before the last one. Returns: how many, 0 where the slash is
 * elsewhere. */
static gsize
drop_slash (const guint8 *line, gsize len, guint8 *text)
{
  const guint8 *slash = memchr (line, '/', len);

  memcpy (text, line, len);
  if (slash == NULL)
    return len;
  if (slash != line + len - 2)
    return 0;
  text[len - 2] = line[len - 1];
  return len - 1;
}

static GuoDecodeStatus
k14_line (const guint8 *line, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .stable = GUO_FLAG_ABSENT, .zero = GUO_FLAG_ABSENT };
  guint8 text[K14_MOST];
  const guint8 *tail = line + len - K14_TAIL;
  gsize n;

  if (guo_line_is (line, len, "A00") || guo_line_is (line, len, "E01"))
    return GUO_DECODE_SILENT;
  if (len < K14_LEAST || len > K14_MOST || strchr ("+- ", line[0]) == NULL || line[0] == '\0'
      || strchr ("LGH ", tail[2]) == NULL || tail[2] == '\0' || strchr ("SUE ", tail[3]) == NULL || tail[3] == '\0')
    return GUO_DECODE_SKIP;
  n = drop_slash (line, len - K14_TAIL, text);
  reading.overload = tail[3] == 'E';
  if (!reading.overload
      && (n == 0 || !guo_field_number (text, n, &reading) || !guo_field_unit (tail, 2, &reading.unit)
          || reading.unit == GUO_UNIT_NONE))
    return GUO_DECODE_SKIP;
  if (tail[3] == 'S' || tail[3] == 'U')
    reading.stable = tail[3] == 'S' ? GUO_FLAG_TRUE : GUO_FLAG_FALSE;
  *out = reading;
  return GUO_DECODE_READING;
}

static GuoDecodeResult
k14_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return guo_line_decode (bytes, len, config, k14_line, out);
}

static gsize
k14_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits = { "       " };
  gboolean outside = guo_display_out_of_range (display);

  if (!outside && !guo_display_digits (display, 7, '0', FALSE, &digits))
    return 0;
  return guo_frame_printf (out, max, "%c%s%2s %c\r\n", display->mantissa < 0 ? '-' : '+', digits.text,
                           guo_unit_name (display->unit), outside ? 'E' : display->stable ? 'S' : 'U');
}

/* KERN FKB manual p.37; capture of OpenTrickler issue 15:
 *
 *   value, right-aligned in 12   blank   unit in 3   CR LF      at rest
 *   value, right-aligned in 12   blank               CR LF      moving
 *   "       Error"                                   CR LF
 *
 * The second byte may be M. */
enum
{
  TWS_VALUE = 12,
  TWS_MOVING = TWS_VALUE + 1,
  TWS_REST = TWS_MOVING + 3,
  TWS_MARK = 1,
};

static GuoDecodeStatus
tws_line (const guint8 *line, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  GuoReading reading = { .zero = GUO_FLAG_ABSENT };
  guint8 text[TWS_VALUE];

  if (guo_line_is (line, len, "       Error"))
    return GUO_DECODE_SILENT;
  if ((len != TWS_MOVING && len != TWS_REST) || line[TWS_VALUE] != ' ')
    return GUO_DECODE_SKIP;
  memcpy (text, line, TWS_VALUE);
  if (text[TWS_MARK] == 'M')
    text[TWS_MARK] = ' ';
  if (!guo_field_number (text, TWS_VALUE, &reading) || !guo_field_unit (line + TWS_MOVING, len - TWS_MOVING, &reading.unit)
      || (reading.unit == GUO_UNIT_NONE) != (len == TWS_MOVING))
    return GUO_DECODE_SKIP;
  reading.stable = len == TWS_REST ? GUO_FLAG_TRUE : GUO_FLAG_FALSE;
  *out = reading;
  return GUO_DECODE_READING;
}

static GuoDecodeResult
tws_decode (const guint8 *bytes, gsize len, const GuoScaleConfig *config, GuoReading *out)
{
  return guo_line_decode (bytes, len, config, tws_line, out);
}

static gsize
tws_frame (const GuoScaleDisplay *display, guint8 *out, gsize max)
{
  GuoDigits digits;

  if (guo_display_out_of_range (display))
    return guo_frame_printf (out, max, "       Error\r\n");
  if (!guo_display_digits (display, TWS_VALUE, ' ', TRUE, &digits))
    return 0;
  if (!display->stable)
    return guo_frame_printf (out, max, "%s \r\n", digits.text);
  return guo_frame_printf (out, max, "%s %-3s\r\n", digits.text, guo_unit_name (display->unit));
}

static const GuoScaleVerb k14_verbs[] = {
  { "continuous", GUO_COMMAND_ACTS, "O1\r\n" },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

/* Without CR LF. */
static const GuoScaleVerb tws_verbs[] = {
  { "ask", GUO_COMMAND_ASKS, "w" },
  { "ask-stable", GUO_COMMAND_ASKS, "s" },
  { "tare", GUO_COMMAND_ACTS, "t" },
  { NULL, GUO_COMMAND_ASKS, NULL },
};

const GuoScaleProtocol guo_scale_kern_14 = {
  .id = "kern-14",
  .name = N_("KERN line of 14 or 15 bytes"),
  .models = "KERN EW, EG-N, PES, PNJ, EMB",
  .line = "1200/8n2",
  .verified = "manuals EW/EG-N p.52, PES p.81, PNJ p.69; libsigrok src/scale/kern.c agrees where it parses",
  .max_frame = GUO_LINE_MAX,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .has_stable = TRUE,
  .has_unit = TRUE,
  .decode = k14_decode,
  .verbs = k14_verbs,
  .frame = k14_frame,
};

const GuoScaleProtocol guo_scale_kern_tws = {
  .id = "kern-tws",
  .name = N_("KERN line of 15 or 18 bytes"),
  .models = "KERN FKB and others asked by s and w",
  .line = "9600/8n1",
  .verified = "manual FKB p.37; capture of OpenTrickler issue 15",
  .max_frame = GUO_LINE_MAX,
  .interval_us = 200 * G_TIME_SPAN_MILLISECOND,
  .poll = GUO_POLL_RATE,
  .ask = "ask",
  .has_stable = TRUE,
  .has_unit = TRUE,
  .decode = tws_decode,
  .verbs = tws_verbs,
  .frame = tws_frame,
};
