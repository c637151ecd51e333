/* A picture of a layout: the mark of a cooperative or of a certificate, kept in the layout's file as PNG, and what is black
 * of it at a printer's dots. Never changed once read; any thread may read it.
 */
#pragma once

#include "drivers/printer/bitmap.h"
#include "station/error.h"

G_BEGIN_DECLS

/* Of the PNG file, so that a layout with two of them is still one request. */
#define GUO_LABEL_PICTURE_BYTES (64 * 1024)

/* Points along the longer side: 50 mm of the finest printer (600 dpi). */
#define GUO_LABEL_PICTURE_SIDE 1200

typedef struct
{
  gint width;  /* points */
  gint height; /* points */
  gint stride; /* bytes per row */
  guint8 *ink; /* rows from the top: 0 white to 255 black; what is transparent is white */
} GuoLabelPicture;

/**
 * guo_label_picture_new:
 * @base64: a PNG file
 * @reason: (out): a sentence's end in English, when it cannot be used
 *
 * Returns: (transfer full): the picture; %NULL: no PNG file, damaged, more than %GUO_LABEL_PICTURE_BYTES or
 *   %GUO_LABEL_PICTURE_SIDE
 */
GuoLabelPicture *guo_label_picture_new (const gchar *base64, const gchar **reason);

/**
 * guo_label_picture_free:
 * @self: (nullable): a picture
 */
void guo_label_picture_free (GuoLabelPicture *self);

/**
 * guo_label_picture_dots:
 * @self: a picture
 * @width: dots, 1 to 16,384
 * @height: dots, 1 to 16,384
 * @dark: percent of light, 1 to 99: less is black
 * @dither: in an ordered pattern of eight by eight dots instead, which @dark makes lighter (below 50) or darker
 *
 * Returns: (transfer full): the picture so large, black or white
 */
GuoBitmap *guo_label_picture_dots (const GuoLabelPicture *self, guint width, guint height, gint dark, gboolean dither);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoLabelPicture, guo_label_picture_free)

G_END_DECLS
