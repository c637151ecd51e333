/* Where the marks of a chart stand: rectangles, lines and texts, in the order in which they are drawn.
 *
 * Across, a place is a part of the width plus pixels: so one picture is drawn at any width on a web page
 * (nothing but bars and lines stretches). Down, it is pixels. Text has its own size always.
 */
#pragma once

#include <pango/pango.h>

#include "station/client/chart/chart.h"

G_BEGIN_DECLS

typedef enum
{
  GUO_CHART_INK_TEXT,
  GUO_CHART_INK_DIM,    /* text */
  GUO_CHART_INK_LINE,   /* grid, axis */
  GUO_CHART_INK_ACCENT, /* this season */
  GUO_CHART_INK_OTHER,  /* the season compared with */
} GuoChartInk;

/* How a rectangle is filled: told apart without colour. */
typedef enum
{
  GUO_CHART_FILL_SOLID,
  GUO_CHART_FILL_HATCH,  /* strokes rising to the right */
  GUO_CHART_FILL_LIGHT,  /* the ink at 38 %, with an edge */
  GUO_CHART_FILL_BACK,   /* strokes falling to the right */
  GUO_CHART_FILL_CROSS,  /* both */
  GUO_CHART_FILL_HOLLOW, /* the edge alone */
} GuoChartFill;

typedef enum
{
  GUO_CHART_MARK_RECT,
  GUO_CHART_MARK_LINE,
  GUO_CHART_MARK_TEXT,
} GuoChartMarkKind;

typedef struct
{
  gdouble part; /* of the width */
  gdouble px;
} GuoChartX;

typedef struct
{
  GuoChartMarkKind kind;
  GuoChartInk ink;
  GuoChartFill fill;    /* rect */
  GuoChartX x1, x2;     /* text: x1 */
  gdouble y1, y2;       /* text: y1, its baseline */
  gdouble thick;        /* line */
  PangoAlignment align; /* text */
  gboolean bold;
  gchar *text;          /* owned */
} GuoChartMark;

typedef struct
{
  gdouble width, height;
  gdouble font_px;
  PangoContext *context; /* that the texts were measured with */
  GArray *marks;         /* of GuoChartMark */
} GuoChartPicture;

/**
 * guo_chart_context:
 * @font_px: size of all text
 *
 * For surfaces that have none of their own (web, paper): hanzi in their Chinese shapes wherever it runs.
 *
 * Returns: (transfer full): a context of the calling thread
 */
PangoContext *guo_chart_context (gdouble font_px);

/**
 * guo_chart_warm:
 * @font_px: size of all text
 *
 * Has the calling thread find and load its fonts, which takes a third of a second: the first chart is then as quick as
 * the others.
 */
void guo_chart_warm (gdouble font_px);

/**
 * guo_chart_layout:
 * @chart: what to show
 * @context: font and size of all text
 * @width: px
 * @height: px; 0: as high as all rows need (days: 14 lines of text)
 * @fluid: no place across has pixels of its own: for a page that stretches it
 *
 * Returns: (transfer full): the picture
 */
GuoChartPicture *guo_chart_layout (const GuoChart *chart, PangoContext *context, gdouble width, gdouble height,
                                   gboolean fluid);

/**
 * guo_chart_picture_free:
 * @self: (nullable): a picture
 */
void guo_chart_picture_free (GuoChartPicture *self);

/**
 * guo_chart_picture_mark:
 * @self: a picture
 * @i: below @self->marks->len
 *
 * Returns: (transfer none): the mark
 */
const GuoChartMark *guo_chart_picture_mark (const GuoChartPicture *self, guint i);

/**
 * guo_chart_picture_x:
 * @self: a picture
 * @x: a place across
 *
 * Returns: the place at the picture's own width, px
 */
gdouble guo_chart_picture_x (const GuoChartPicture *self, GuoChartX x);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoChartPicture, guo_chart_picture_free)

G_END_DECLS
