/* Sizes for fingers are px in the style sheet, as on a panel of 0.252 mm a pixel. On a finer one they are
 * multiplied, so that the millimetres hold. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GUO_DRAWN_UM_PER_PX 252 /* the panel the sizes were drawn for: 15.6 inch, 1366 px */
#define GUO_CARD_WIDTH_UM 85600 /* ISO/IEC 7810 ID-1: a bank card */
#define GUO_CARD_HEIGHT_UM 53980

/**
 * guo_css_scaled:
 * @css: a style sheet
 * @percent: 100 leaves it as it is
 *
 * Returns: (transfer full): with each length in px multiplied
 */
gchar *guo_css_scaled (const gchar *css, gint percent);

/**
 * guo_scale_percent:
 * @um_per_px: micrometres a pixel; 0: not known
 * @width: of the screen, px; 0: not known
 * @height: of the screen, px; 0: not known
 *
 * Never smaller than drawn, never so large that a window of 1024 by 736 drawn px would not fit.
 *
 * Returns: percent, 100 to 250
 */
gint guo_scale_percent (gint um_per_px, gint width, gint height);

G_END_DECLS
