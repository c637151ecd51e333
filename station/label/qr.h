/* QR symbols through libqrencode: the smallest version that holds the text. Any thread. */
#pragma once

#include "station/error.h"

G_BEGIN_DECLS

/* Modules of white that must stay around a QR symbol (ISO/IEC 18004). */
#define GUO_QR_QUIET 4

typedef struct _GuoQr GuoQr;

/**
 * guo_qr_new:
 * @text: what it says
 * @error: return location
 *
 * Level M, digits and capitals packed where that makes it smaller.
 *
 * Returns: (transfer full): a symbol; %NULL with %GUO_STATION_ERROR_REFUSED ("label-qr-too-big") when no
 *   version holds it, or %GUO_STATION_ERROR_FAILED
 */
GuoQr *guo_qr_new (const gchar *text, GError **error);

/**
 * guo_qr_free:
 * @self: (nullable): a symbol
 */
void guo_qr_free (GuoQr *self);

/**
 * guo_qr_width:
 * @self: a symbol
 *
 * Returns: modules a side without quiet zone: 21, 25 … 177
 */
guint guo_qr_width (const GuoQr *self);

/**
 * guo_qr_is_black:
 * @self: a symbol
 * @x: module from the left, below the width
 * @y: module from the top, below the width
 *
 * Returns: whether the module is black
 */
gboolean guo_qr_is_black (const GuoQr *self, guint x, guint y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoQr, guo_qr_free)

G_END_DECLS
