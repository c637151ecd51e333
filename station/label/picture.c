#include "station/label/picture.h"

#include "station/bytes.h"

#include <cairo.h>
#include <string.h>

#define HEAD 24  /* bytes to the end of width and height: signature, length and name of IHDR, two numbers */
#define SIDE 8   /* dots of the pattern's side */

static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

/* The usual order of Bayer (1973): each dot of the pattern turns black as far as possible from those before. */
static const guint8 order[SIDE][SIDE] = {
  { 0, 32, 8, 40, 2, 34, 10, 42 },  { 48, 16, 56, 24, 50, 18, 58, 26 }, { 12, 44, 4, 36, 14, 46, 6, 38 },
  { 60, 28, 52, 20, 62, 30, 54, 22 }, { 3, 35, 11, 43, 1, 33, 9, 41 },  { 51, 19, 59, 27, 49, 17, 57, 25 },
  { 15, 47, 7, 39, 13, 45, 5, 37 }, { 63, 31, 55, 23, 61, 29, 53, 21 },
};

typedef struct
{
  const guint8 *at;
  gsize left;
} Reading;

static cairo_status_t
read_some (void *closure, unsigned char *into, unsigned int length)
{
  Reading *reading = closure;

  if (length > reading->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (into, reading->at, length);
  reading->at += length;
  reading->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static guint32
number_at (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* Before anything is unpacked: a small file may claim a picture of any size. NULL: it may be read. */
static const gchar *
refused (const guint8 *png, gsize size)
{
  if (size < HEAD || memcmp (png, signature, sizeof signature) != 0 || memcmp (png + 12, "IHDR", 4) != 0)
    return "no PNG picture";
  if (size > GUO_LABEL_PICTURE_BYTES)
    return "a picture of 64 KB at most is needed";
  if (number_at (png + 16) > GUO_LABEL_PICTURE_SIDE || number_at (png + 20) > GUO_LABEL_PICTURE_SIDE)
    return "a picture of 1200 × 1200 points at most is needed";
  return NULL;
}

/* Light of a point on white paper, by its colours' share in what an eye sees (ITU-R BT.601). Cairo's colours are already
 * multiplied by how opaque they are; RGB24 has no such byte. */
static guint8
ink_of (guint32 argb, gboolean has_alpha)
{
  const guint32 opaque = has_alpha ? argb >> 24 : 255;
  const guint32 light = (299 * (argb >> 16 & 255) + 587 * (argb >> 8 & 255) + 114 * (argb & 255) + 500) / 1000;

  return (guint8) (opaque - MIN (light, opaque));
}

static GuoLabelPicture *
take_ink (cairo_surface_t *surface)
{
  const gboolean has_alpha = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
  const guint8 *rows = cairo_image_surface_get_data (surface);
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  GuoLabelPicture *self = g_new0 (GuoLabelPicture, 1);

  self->width = cairo_image_surface_get_width (surface);
  self->height = cairo_image_surface_get_height (surface);
  self->stride = cairo_format_stride_for_width (CAIRO_FORMAT_A8, self->width);
  self->ink = g_malloc0 ((gsize) self->stride * (gsize) self->height);
  for (gint y = 0; y < self->height; y++)
    for (gint x = 0; x < self->width; x++)
      {
        guint32 argb;

        memcpy (&argb, rows + (gsize) y * stride + (gsize) x * 4, sizeof argb);
        self->ink[y * self->stride + x] = ink_of (argb, has_alpha);
      }
  return self;
}

GuoLabelPicture *
guo_label_picture_new (const gchar *base64, const gchar **reason)
{
  gsize size = 0;
  g_autofree guint8 *png = guo_base64_decode (base64, &size);
  Reading reading = { png, size };
  GuoLabelPicture *self = NULL;
  cairo_surface_t *surface;
  cairo_format_t format;

  *reason = png != NULL ? refused (png, size) : "no PNG picture";
  if (*reason != NULL)
    return NULL;
  surface = cairo_image_surface_create_from_png_stream (read_some, &reading);
  format = cairo_image_surface_get_format (surface);
  /* one of sixteen bits a colour comes in another format, and is none for a label */
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS
      && (format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24))
    self = take_ink (surface);
  else
    *reason = cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS ? "a PNG picture of 8 bits a colour is needed"
                                                                      : "the PNG picture is damaged";
  cairo_surface_destroy (surface);
  return self;
}

void
guo_label_picture_free (GuoLabelPicture *self)
{
  if (self == NULL)
    return;
  g_free (self->ink);
  g_free (self);
}

/* So large in grey: each dot is the mean of what it covers. */
static cairo_surface_t *
scaled (const GuoLabelPicture *self, guint width, guint height)
{
  cairo_surface_t *from = cairo_image_surface_create_for_data (self->ink, CAIRO_FORMAT_A8, self->width, self->height,
                                                               self->stride);
  cairo_surface_t *to = cairo_image_surface_create (CAIRO_FORMAT_A8, (int) width, (int) height);
  cairo_t *cr = cairo_create (to);

  cairo_scale (cr, width / (gdouble) self->width, height / (gdouble) self->height);
  cairo_set_source_surface (cr, from, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD); /* else the edges would fade */
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (from);
  cairo_surface_flush (to);
  return to;
}

/* @light: of 255 */
static gboolean
is_black (gint light, guint x, guint y, gint dark, gboolean dither)
{
  return dither ? light * 50 * 2 * SIDE * SIDE < (2 * order[y % SIDE][x % SIDE] + 1) * 255 * dark
                : light * 100 < dark * 255;
}

GuoBitmap *
guo_label_picture_dots (const GuoLabelPicture *self, guint width, guint height, gint dark, gboolean dither)
{
  GuoBitmap *dots = guo_bitmap_new (width, height);
  cairo_surface_t *grey = scaled (self, width, height);
  const guint8 *rows = cairo_image_surface_get_data (grey);
  const gsize stride = (gsize) cairo_image_surface_get_stride (grey);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      if (is_black (255 - rows[y * stride + x], x, y, dark, dither))
        guo_bitmap_set (dots, x, y);
  cairo_surface_destroy (grey);
  return dots;
}
