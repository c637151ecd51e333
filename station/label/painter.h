/* Paints a label: a layout and its data, at a printer's dots. What does not fit, has no glyph or no value
 * is an error before any paper. One painter belongs to one thread at a time.
 */
#pragma once

#include "drivers/printer/bitmap.h"
#include "station/label/layout.h"

G_BEGIN_DECLS

typedef struct _GuoLabelPainter GuoLabelPainter;

/**
 * guo_label_dots_per_mm:
 * @dpi: 203, 300 or 600
 *
 * Returns: 8, 12 or 24; 0: no printer of ours has that resolution
 */
guint guo_label_dots_per_mm (gint64 dpi);

/**
 * guo_label_painter_new:
 * @layout: (transfer none): outlives the painter
 * @dpi: 203, 300 or 600
 * @error: return location
 *
 * Returns: (transfer full): a painter; %NULL with %GUO_STATION_ERROR_BAD_FIELD (dpi)
 */
GuoLabelPainter *guo_label_painter_new (const GuoLabelLayout *layout, gint64 dpi, GError **error);

/**
 * guo_label_painter_free:
 * @self: (nullable): a painter
 */
void guo_label_painter_free (GuoLabelPainter *self);

/**
 * guo_label_paint:
 * @self: a painter
 * @data: object of strings by the layout's fields
 * @error: return location
 *
 * The same layout, data and fonts give the same dots.
 *
 * Returns: (transfer full): the label; %NULL with %GUO_STATION_ERROR_REFUSED and a code:
 *   "label-empty-field" (field), "label-missing-glyph" (field, character), "label-too-long" (field, text,
 *   needed_mm, available_mm), "label-digits-too-small", "label-qr-too-big", "label-overlap", "label-bad-code" (field,
 *   reason)
 */
GuoBitmap *guo_label_paint (GuoLabelPainter *self, json_t *data, GError **error);

/**
 * guo_label_paint_all:
 * @self: a painter
 * @data: object of strings by the layout's fields
 * @problems: (element-type GuoLabelProblem): each item that guo_label_paint() would refuse is added, in order
 *
 * For looking at, not for paper.
 *
 * Returns: (transfer full): the label with what could be drawn of it
 */
GuoBitmap *guo_label_paint_all (GuoLabelPainter *self, json_t *data, GPtrArray *problems);

/**
 * guo_label_png:
 * @picture: a label
 * @dpi: 203, 300 or 600: stands in the file, so that it prints in its true size
 *
 * Returns: (transfer full): a one-bit PNG
 */
GBytes *guo_label_png (const GuoBitmap *picture, gint64 dpi);

/* Labels as PDF, one a page in true size, of the same layout: text stays text, the QR one stencil. */
typedef struct _GuoLabelPdf GuoLabelPdf;

/**
 * guo_label_pdf_new:
 * @layout: (transfer none): outlives the file
 *
 * Returns: (transfer full): a file without pages
 */
GuoLabelPdf *guo_label_pdf_new (const GuoLabelLayout *layout);

/**
 * guo_label_pdf_add:
 * @self: a file
 * @data: as guo_label_paint()
 * @error: return location
 *
 * Returns: %FALSE as guo_label_paint(); the file is then of no use
 */
gboolean guo_label_pdf_add (GuoLabelPdf *self, json_t *data, GError **error);

/**
 * guo_label_pdf_finish:
 * @self: (transfer full): a file
 * @error: return location
 *
 * Returns: (transfer full): its bytes; %NULL with %GUO_STATION_ERROR_FAILED
 */
GBytes *guo_label_pdf_finish (GuoLabelPdf *self, GError **error);

/**
 * guo_label_pdf_free:
 * @self: (nullable): a file
 */
void guo_label_pdf_free (GuoLabelPdf *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoLabelPainter, guo_label_painter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoLabelPdf, guo_label_pdf_free)

G_END_DECLS
