#include "station/label/read-back.h"

#include "station/label/draw-private.h"
#include "station/label/painter.h"

#include <string.h>
#include <zbar.h>

#define Y800 (0x59 | 0x38 << 8 | 0x30 << 16 | 0x30 << 24) /* "Y800": a byte of grey a dot */
#define GS1 (1u << ZBAR_MOD_GS1)

/* Part of a picture, dots. */
typedef struct
{
  gint x, y, w, h;
} Box;

/* Where the item's code stands when it is turned around its corner. */
static Box
box_of (const GuoLabelItem *item, gint dots_per_mm)
{
  const gint x = item->x * dots_per_mm / 10, y = item->y * dots_per_mm / 10, w = item->w * dots_per_mm / 10;
  const gint h = item->kind == GUO_LABEL_QR ? w : item->h * dots_per_mm / 10;

  switch (item->rotate)
    {
    case 90:
      return (Box) { x - h, y, h, w };
    case 180:
      return (Box) { x - w, y - h, w, h };
    case 270:
      return (Box) { x, y - w, h, w };
    default:
      return (Box) { x, y, w, h };
    }
}

/* What of the box is on the paper. */
static Box
on_paper (const Box *box, const GuoBitmap *picture)
{
  const gint left = MAX (box->x, 0), top = MAX (box->y, 0);

  return (Box) { left, top, MIN (box->x + box->w, (gint) picture->width) - left,
                 MIN (box->y + box->h, (gint) picture->height) - top };
}

/* The box in bytes of grey, for zbar_image_free_data(). */
static guint8 *
cut_out (const GuoBitmap *picture, const Box *box)
{
  guint8 *grey = malloc ((gsize) box->w * (gsize) box->h);

  for (gint y = 0; y < box->h; y++)
    for (gint x = 0; x < box->w; x++)
      grey[(gsize) y * (gsize) box->w + (gsize) x]
        = guo_bitmap_get (picture, (guint) (box->x + x), (guint) (box->y + y)) ? 0 : 255;
  return grey;
}

static zbar_image_scanner_t *
scanner_for (GuoLabelItemKind kind, gint dots_per_mm)
{
  const zbar_symbol_type_t type = kind == GUO_LABEL_QR ? ZBAR_QRCODE : ZBAR_CODE128;
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();

  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, type, ZBAR_CFG_ENABLE, 1);
  /* Bars are the same all along: a line a millimetre is enough. The marks of a QR are looked for in every line. */
  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, kind == GUO_LABEL_QR ? 1 : dots_per_mm);
  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, kind == GUO_LABEL_QR ? 1 : dots_per_mm);
  return scanner;
}

static gboolean
says (const zbar_image_t *image, const gchar *expected, gboolean gs1)
{
  const gsize len = strlen (expected);

  for (const zbar_symbol_t *at = zbar_image_first_symbol (image); at != NULL; at = zbar_symbol_next (at))
    if (zbar_symbol_get_data_length (at) == len && memcmp (zbar_symbol_get_data (at), expected, len) == 0
        && ((zbar_symbol_get_modifiers (at) & GS1) != 0) == gs1)
      return TRUE;
  return FALSE;
}

static gboolean
box_says (const GuoBitmap *picture, const GuoLabelItem *item, gint dots_per_mm, const gchar *expected)
{
  const Box whole = box_of (item, dots_per_mm), box = on_paper (&whole, picture);
  zbar_image_scanner_t *scanner;
  zbar_image_t *image;
  gboolean good;

  if (box.w <= 0 || box.h <= 0)
    return FALSE;
  scanner = scanner_for (item->kind, dots_per_mm);
  image = zbar_image_create ();
  zbar_image_set_format (image, Y800);
  zbar_image_set_size (image, (unsigned) box.w, (unsigned) box.h);
  zbar_image_set_data (image, cut_out (picture, &box), (gsize) box.w * (gsize) box.h, zbar_image_free_data);
  good = zbar_scan_image (scanner, image) > 0 && says (image, expected, item->kind == GUO_LABEL_GS1_128);
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
  return good;
}

gboolean
guo_label_read_back_item (const GuoLabelItem *item, json_t *data, const GuoBitmap *picture, gint64 dpi, GError **error)
{
  g_autoptr(GuoGs1128) bars = NULL;
  g_autofree gchar *text = NULL;

  if ((item->kind != GUO_LABEL_QR && item->kind != GUO_LABEL_GS1_128) || !guo_label_item_wanted (item, data))
    return TRUE;
  if (item->kind == GUO_LABEL_GS1_128)
    bars = guo_label_bars (item, data, error);
  else
    text = guo_label_code_text (item, data, error);
  if (bars == NULL && text == NULL)
    return FALSE;
  if (box_says (picture, item, (gint) guo_label_dots_per_mm (dpi), bars != NULL ? guo_gs1_128_scanned (bars) : text))
    return TRUE;
  return guo_refuse (error, GUO_STATION_ERROR_REFUSED, "label-unreadable",
                     json_pack ("{s:s, s:I, s:s}", "field", item->text, "dpi", (json_int_t) dpi, "text", bars != NULL ? guo_gs1_128_text (bars) : text),
                     "label: at %" G_GINT64_FORMAT " dpi the code of %s cannot be read from the picture: “%s”", dpi, item->text,
                     bars != NULL ? guo_gs1_128_text (bars) : text);
}

gboolean
guo_label_read_back (const GuoLabelLayout *layout, json_t *data, const GuoBitmap *picture, gint64 dpi, GError **error)
{
  for (guint i = 0; i < layout->items->len; i++)
    if (!guo_label_read_back_item (g_ptr_array_index (layout->items, i), data, picture, dpi, error))
      return FALSE;
  return TRUE;
}
