/* GS1-128 symbols through libzint: an element string as bars. Pure, any thread. */
#pragma once

#include "station/error.h"

G_BEGIN_DECLS

/* Widths of the narrowest bar (X) that must stay white on either side (GS1 General Specifications 5.4). */
#define GUO_GS1_128_QUIET 10
/* The widest X that GS1 allows, 0.001 mm. */
#define GUO_GS1_128_MOST_X 1016

typedef struct _GuoGs1128 GuoGs1128;

/**
 * guo_gs1_128_new:
 * @text: "(01)…(10)…" with AIs in brackets
 * @error: return location
 *
 * (02) and (37) may go without (00): the SSCC is then in another symbol of the same label.
 * FNC1 stands at the start and behind each value without predefined length that is not the last. A GTIN that means
 * something inside the centre alone (guo_gs1_is_internal()) is refused.
 *
 * Returns: (transfer full): a symbol; %NULL with %GUO_STATION_ERROR_BAD_FIELD ("bad-field", field "ai 01" …) when the
 *   element string is wrong, or has more than the 48 characters that a symbol may hold; or %GUO_STATION_ERROR_FAILED
 */
GuoGs1128 *guo_gs1_128_new (const gchar *text, GError **error);

/**
 * guo_gs1_128_free:
 * @self: (nullable): a symbol
 */
void guo_gs1_128_free (GuoGs1128 *self);

/**
 * guo_gs1_128_width:
 * @self: a symbol
 *
 * Returns: its width in X, without quiet zones
 */
guint guo_gs1_128_width (const GuoGs1128 *self);

/**
 * guo_gs1_128_is_black:
 * @self: a symbol
 * @x: from the left, below the width
 *
 * Returns: whether the bar there is black
 */
gboolean guo_gs1_128_is_black (const GuoGs1128 *self, guint x);

/**
 * guo_gs1_128_text:
 * @self: a symbol
 *
 * Returns: (transfer none): what people read below it: AIs in brackets
 */
const gchar *guo_gs1_128_text (const GuoGs1128 *self);

/**
 * guo_gs1_128_scanned:
 * @self: a symbol
 *
 * Returns: (transfer none): what a scanner makes of it: without the first FNC1, the others as 0x1D
 */
const gchar *guo_gs1_128_scanned (const GuoGs1128 *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoGs1128, guo_gs1_128_free)

G_END_DECLS
