/* What draw.c shares with the files that draw one kind of item each (draw-line.c, draw-rows.c, draw-codes.c, draw-picture.c). */
#pragma once

#include "station/label/draw.h"
#include "station/label/gs1-128.h"

G_BEGIN_DECLS

/* Where ink stands, in dots, and whose it is: two items must never touch. */
typedef struct
{
  gdouble left, top, right, bottom;
  const gchar *whose;
} GuoLabelArea;

/* One line that is about to be drawn, in dots. */
typedef struct
{
  const gchar *whose;  /* the layout's text, for messages */
  gdouble x, w;        /* the box */
  gdouble baseline;
  gdouble size;
  gdouble least_size;  /* 0: the size stays */
  gint squeeze;        /* percent */
  gint digit_height;   /* 0.1 mm */
  GuoLabelAlign align;
  gboolean bold;
  gboolean reverse;
  gboolean ellipsis;
} GuoLabelLine;

/**
 * guo_label_dots:
 * @self: a drawing
 * @tenths: 0.1 mm
 *
 * Returns: so many dots
 */
gdouble guo_label_dots (const GuoLabelDrawing *self, gint tenths);

/**
 * guo_label_whole_dots:
 * @self: a drawing
 * @tenths: 0.1 mm
 *
 * Edges of rules and bands stand on whole dots, so that they are equally thick everywhere.
 *
 * Returns: so many dots, rounded
 */
gdouble guo_label_whole_dots (const GuoLabelDrawing *self, gint tenths);

/**
 * guo_label_take_area:
 * @self: a drawing
 * @area: where ink was put, before the item is turned
 * @error: return location
 *
 * Returns: %FALSE with "label-overlap" when another item's ink is there, or when it is not on the paper
 */
gboolean guo_label_take_area (GuoLabelDrawing *self, const GuoLabelArea *area, GError **error);

/**
 * guo_label_set_text:
 * @self: a drawing
 * @line: whose size and weight
 * @text: what to set
 * @error: return location
 *
 * Sets @self->line, without limit of width.
 *
 * Returns: %FALSE with "label-missing-glyph"
 */
gboolean guo_label_set_text (GuoLabelDrawing *self, const GuoLabelLine *line, const gchar *text, GError **error);

/**
 * guo_label_text_width:
 * @self: a drawing, whose line is set
 *
 * Returns: width of the first line, dots
 */
gdouble guo_label_text_width (GuoLabelDrawing *self);

/**
 * guo_label_draw_line:
 * @self: a drawing
 * @cr: where to
 * @wanted: the line
 * @text: what it says
 * @error: return location
 *
 * Narrowed, then made smaller, then cut, as far as @wanted allows.
 *
 * Returns: %FALSE as guo_label_paint()
 */
gboolean guo_label_draw_line (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelLine *wanted, const gchar *text,
                              GError **error);

/**
 * guo_label_refuse_too_long:
 * @self: a drawing
 * @whose: the layout's text
 * @text: what does not fit
 * @needed: dots
 * @available: dots
 * @error: return location
 *
 * Returns: %FALSE, with "label-too-long"
 */
gboolean guo_label_refuse_too_long (const GuoLabelDrawing *self, const gchar *whose, const gchar *text, gdouble needed,
                                    gdouble available, GError **error);

/**
 * guo_label_refuse_empty:
 * @field: which has no value
 * @error: return location
 *
 * Returns: %FALSE, with "label-empty-field"
 */
gboolean guo_label_refuse_empty (const gchar *field, GError **error);

/**
 * guo_label_draw_text:
 * @self: a drawing
 * @cr: where to
 * @item: a text
 * @data: object of strings
 * @error: return location
 *
 * Returns: %FALSE as guo_label_paint()
 */
gboolean guo_label_draw_text (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data,
                              GError **error);

/**
 * guo_label_draw_voice_pick:
 * @self: a drawing
 * @cr: where to
 * @item: a voice pick code
 * @data: object of strings
 * @error: return location
 *
 * Returns: %FALSE as guo_label_paint()
 */
gboolean guo_label_draw_voice_pick (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data,
                                    GError **error);

/**
 * guo_label_draw_rows:
 * @self: a drawing
 * @cr: where to
 * @item: rows
 * @data: object of strings
 * @error: return location
 *
 * Returns: %FALSE as guo_label_paint()
 */
gboolean guo_label_draw_rows (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data,
                              GError **error);

/**
 * guo_label_draw_paragraph:
 * @self: a drawing
 * @cr: where to
 * @item: a paragraph
 * @data: object of strings
 * @error: return location
 *
 * Returns: %FALSE as guo_label_paint()
 */
gboolean guo_label_draw_paragraph (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data,
                                   GError **error);

/**
 * guo_label_draw_qr:
 * @self: a drawing
 * @cr: where to
 * @item: a QR
 * @data: object of strings
 * @error: return location
 *
 * Returns: %FALSE as guo_label_paint()
 */
gboolean guo_label_draw_qr (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data,
                            GError **error);

/**
 * guo_label_draw_gs1_128:
 * @self: a drawing
 * @cr: where to
 * @item: bars
 * @data: object of strings
 * @error: return location
 *
 * Returns: %FALSE as guo_label_paint()
 */
gboolean guo_label_draw_gs1_128 (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data,
                                 GError **error);

/**
 * guo_label_draw_picture:
 * @self: a drawing
 * @cr: where to
 * @item: a picture
 * @error: return location
 *
 * Returns: %FALSE as guo_label_take_area()
 */
gboolean guo_label_draw_picture (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, GError **error);

/**
 * guo_label_code_text:
 * @item: a QR or bars
 * @data: object of strings
 * @error: return location
 *
 * Returns: (transfer full): what the code shall say; %NULL with "label-empty-field"
 */
gchar *guo_label_code_text (const GuoLabelItem *item, json_t *data, GError **error);

/**
 * guo_label_bars:
 * @item: bars
 * @data: object of strings
 * @error: return location
 *
 * Returns: (transfer full): their symbol; %NULL with "label-empty-field", or "label-bad-code" (field, reason)
 */
GuoGs1128 *guo_label_bars (const GuoLabelItem *item, json_t *data, GError **error);

G_END_DECLS
