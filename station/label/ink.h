/* What every paper of ours is drawn with: fonts as a printer's dots need them, QR modules, black or white.
 * Internal to station/label.
 */
#pragma once

#include "drivers/printer/bitmap.h"
#include "station/label/qr.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * guo_ink_context:
 * @fonts: (out): the font map that the context reads from; to be unreffed after it
 * @language: which shapes of hanzi: "zh-cn"
 *
 * Unhinted glyphs at the places where they belong: the same on a screen's and on a printer's dots.
 *
 * Returns: (transfer full): a context
 */
PangoContext *guo_ink_context (PangoFontMap **fonts, const gchar *language);

/**
 * guo_ink_qr:
 * @cr: where to; in black, or whatever the source is
 * @qr: a symbol
 * @left: of its first module
 * @top: of its first module
 * @module: side of one module
 *
 * As a stencil of one pixel a module: in a PDF a quarter of the work and a third of the bytes that squares
 * take, and as sharp at any size.
 */
void guo_ink_qr (cairo_t *cr, const GuoQr *qr, gdouble left, gdouble top, gdouble module);

/**
 * guo_ink_bitmap:
 * @cr: where to, a unit is a dot; in black, or whatever the source is
 * @dots: a picture
 * @left: of its first dot
 * @top: of its first dot
 *
 * Its black dots, each as it is, turned by quarters too.
 */
void guo_ink_bitmap (cairo_t *cr, const GuoBitmap *dots, gdouble left, gdouble top);

/**
 * guo_ink_threshold:
 * @surface: RGB24
 * @into: what is dark there becomes black here, from row @y on
 * @height: rows
 * @y: first row of @into
 */
void guo_ink_threshold (cairo_surface_t *surface, GuoBitmap *into, guint height, guint y);

G_END_DECLS
