/* A strip of paper that grows downwards, line by line: what a roll printer takes, as a picture of its dots or
 * as a PDF page of that length. All sizes are dots at 203 dpi (8 a millimetre). One thread at a time.
 */
#pragma once

#include "drivers/printer/bitmap.h"
#include "station/label/layout.h"

G_BEGIN_DECLS

typedef struct _GuoPaper GuoPaper;

/* One of several texts on a line. What is too wide is narrowed to two thirds at most, then ends in "…". */
typedef struct
{
  gint x;
  gint w;
  GuoLabelAlign align;
  const gchar *text;  /* (nullable): nothing */
} GuoPaperCell;

/**
 * guo_paper_new:
 * @width: dots
 *
 * Returns: (transfer full): an empty strip
 */
GuoPaper *guo_paper_new (gint width);

/**
 * guo_paper_free:
 * @self: (nullable): a strip
 */
void guo_paper_free (GuoPaper *self);

/**
 * guo_paper_text:
 * @self: a strip
 * @size: em
 * @bold: whether it is
 * @align: of each line
 * @text: any length: goes on in further lines
 */
void guo_paper_text (GuoPaper *self, gint size, gboolean bold, GuoLabelAlign align, const gchar *text);

/**
 * guo_paper_cells:
 * @self: a strip
 * @size: em
 * @bold: whether they are
 * @struck: whether a line goes through them
 * @cells: texts of one line
 * @n: how many
 */
void guo_paper_cells (GuoPaper *self, gint size, gboolean bold, gboolean struck, const GuoPaperCell *cells, gsize n);

/**
 * guo_paper_band:
 * @self: a strip
 * @size: em
 * @text: in white on a black band across the strip
 */
void guo_paper_band (GuoPaper *self, gint size, const gchar *text);

/**
 * guo_paper_rule:
 * @self: a strip
 * @thick: dots
 */
void guo_paper_rule (GuoPaper *self, gint thick);

/**
 * guo_paper_gap:
 * @self: a strip
 * @dots: of white
 */
void guo_paper_gap (GuoPaper *self, gint dots);

/**
 * guo_paper_qr:
 * @self: a strip
 * @module: dots a module
 * @text: what it says
 * @error: return location
 *
 * In the middle, with its quiet zone.
 *
 * Returns: %FALSE as guo_qr_new(), or when it is wider than the strip ("label-qr-too-big")
 */
gboolean guo_paper_qr (GuoPaper *self, gint module, const gchar *text, GError **error);

/**
 * guo_paper_picture:
 * @self: a strip
 *
 * Returns: (transfer full): its dots
 */
GuoBitmap *guo_paper_picture (GuoPaper *self);

/**
 * guo_paper_pdf:
 * @self: a strip
 * @margin: dots of white at each side, beyond the strip's own width
 * @error: return location
 *
 * Returns: (transfer full): a page in true size: text stays text; %NULL with %GUO_STATION_ERROR_FAILED
 */
GBytes *guo_paper_pdf (GuoPaper *self, gint margin, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoPaper, guo_paper_free)

G_END_DECLS
