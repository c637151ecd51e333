/* A PDF file that grows in memory, its unit a dot at 203 dpi. Internal to station/label. */
#pragma once

#include "station/error.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Modules are whole dots of this many a millimetre: a 203 dpi printer then gets them whole as well. */
#define GUO_PDF_DOTS_PER_MM 8

typedef struct _GuoPdfBytes GuoPdfBytes;

/**
 * guo_pdf_bytes_new:
 * @width: of each page, dots
 * @height: of each page, dots
 *
 * Returns: (transfer full): a file without pages
 */
GuoPdfBytes *guo_pdf_bytes_new (gdouble width, gdouble height);

/**
 * guo_pdf_bytes_cairo:
 * @self: a file
 *
 * Returns: (transfer none): where to draw; cairo_show_page() ends a page
 */
cairo_t *guo_pdf_bytes_cairo (GuoPdfBytes *self);

/**
 * guo_pdf_bytes_finish:
 * @self: (transfer full): a file
 * @error: return location
 *
 * Returns: (transfer full): its bytes; %NULL with %GUO_STATION_ERROR_FAILED
 */
GBytes *guo_pdf_bytes_finish (GuoPdfBytes *self, GError **error);

/**
 * guo_pdf_bytes_free:
 * @self: (nullable): a file
 */
void guo_pdf_bytes_free (GuoPdfBytes *self);

G_END_DECLS
