/* A chart's picture on a cairo surface: the window, paper. */
#pragma once

#include <cairo.h>

#include "station/client/chart/picture.h"

G_BEGIN_DECLS

typedef struct
{
  gdouble red, green, blue; /* 0 to 1 */
} GuoChartColour;

/* The tokens that a chart is drawn with. Texts stand on the surface: 7:1 or more; bars and lines 3:1. */
typedef struct
{
  GuoChartColour text, dim, line, accent;
} GuoChartTokens;

/**
 * guo_chart_tokens_print:
 *
 * Returns: (transfer none): black, greys and the accent, on white paper
 */
const GuoChartTokens *guo_chart_tokens_print (void);

/**
 * guo_chart_paint:
 * @picture: what to draw
 * @tokens: colours
 * @cr: where; the picture's upper left corner is at the origin
 * @snap: edges of bars stand on whole units of @cr, for screens
 */
void guo_chart_paint (const GuoChartPicture *picture, const GuoChartTokens *tokens, cairo_t *cr, gboolean snap);

G_END_DECLS
