/* The picture of a brand: chosen from a file, made smaller until a phone on a slow line may load it, kept
 * by the station under its SHA-256. Main thread. */
#pragma once

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_PICTURE_MOST (40 * 1024) /* bytes */

#define GUO_TYPE_SETTINGS_PICTURE (guo_settings_picture_get_type ())
G_DECLARE_FINAL_TYPE (GuoSettingsPicture, guo_settings_picture, GUO, SETTINGS_PICTURE, GtkWidget)

/* Signals:
 *   "edited" (): another picture was chosen and the station has it, or it was taken away
 */

/**
 * guo_settings_picture_new:
 * @desk: the desk
 *
 * Returns: (transfer floating): no picture
 */
GtkWidget *guo_settings_picture_new (GuoDesk *desk);

/**
 * guo_settings_picture_show:
 * @self: the picture
 * @sha256: (nullable): 64 hex digits; %NULL: none
 */
void guo_settings_picture_show (GuoSettingsPicture *self, const gchar *sha256);

/**
 * guo_settings_picture_get:
 * @self: the picture
 *
 * Returns: (transfer none): 64 hex digits, "" for none
 */
const gchar *guo_settings_picture_get (GuoSettingsPicture *self);

/**
 * guo_picture_shrink:
 * @bytes: a picture file
 * @error: return location
 *
 * A JPEG, PNG or WebP that is small enough is left as it is; any other becomes a JPEG.
 *
 * Returns: (transfer full): at most %GUO_PICTURE_MOST bytes; %NULL when it is no picture
 */
GBytes *guo_picture_shrink (GBytes *bytes, GError **error);

G_END_DECLS
