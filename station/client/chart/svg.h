/* A chart's picture as SVG: text stays text, so that the reader's own fonts show it, it can be selected, and
 * a season is some kilobytes. cairo's own SVG surface writes each glyph as an outline: ten times as much, and
 * no page could give it its colours. */
#pragma once

#include "station/client/chart/picture.h"

G_BEGIN_DECLS

/**
 * guo_chart_svg:
 * @picture: what to write; of a fluid layout: as wide as its place, heights in em
 * @fluid: whether the layout was a fluid one
 * @id: name of this chart on its page, for what it refers to in itself: "days"
 * @title: (nullable): what it shows, for those who do not see it
 * @out: the element is appended here
 *
 * Colours are classes: t text, d dim, l grid, a accent, o the other season. A page that holds the element
 * gives a, o and l fill and stroke, the others fill, g a stroke-width of 0 and l one of 1: there is no style
 * attribute, which a page's policy would forbid. guo_chart_svg_file() brings its own, light and dark.
 */
void guo_chart_svg (const GuoChartPicture *picture, gboolean fluid, const gchar *id, const gchar *title,
                    GString *out);

/**
 * guo_chart_svg_file:
 * @picture: of a layout that is not fluid
 * @title: (nullable): what it shows
 *
 * Returns: (transfer full): a whole file, with colours for light and dark
 */
gchar *guo_chart_svg_file (const GuoChartPicture *picture, const gchar *title);

G_END_DECLS
