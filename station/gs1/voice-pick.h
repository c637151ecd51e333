/* Voice pick code of the Produce Traceability Initiative: four digits that a picker reads aloud. Pure, any thread. */
#pragma once

#include "station/error.h"

G_BEGIN_DECLS

typedef struct
{
  guint16 crc;    /* CRC-16/ARC of GTIN, lot and date */
  gchar code[5];  /* its last four digits, "6359" */
  gchar small[3]; /* the first two of them, printed small: "63" */
  gchar large[3]; /* the last two, printed big: "59" */
} GuoVoicePick;

/**
 * guo_voice_pick:
 * @gtin: 8, 12, 13 or 14 digits; fewer than 14 get zeros on the left. The check digit is not looked at: codes of
 *   wrong numbers are in print
 * @lot: 1 to 20 characters of GS1 set 82
 * @date: (nullable): YYMMDD, where a date is part of the label's code
 * @out: (out): the code
 * @error: return location
 *
 * The CRC (x^16 + x^15 + x^2 + 1, reflected, from 0) is taken of the characters alone: no AIs, no blanks
 * (PTI Best Practice, voice pick code).
 *
 * Returns: %FALSE with %GUO_STATION_ERROR_BAD_FIELD: field "gtin", "lot" or "date"
 */
gboolean guo_voice_pick (const gchar *gtin, const gchar *lot, const gchar *date, GuoVoicePick *out, GError **error);

G_END_DECLS
