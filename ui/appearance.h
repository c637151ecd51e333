/* Colours and size of the text: which tokens are in force, and how large one rem is.
 *
 * Dark and high contrast follow the system; day or night may also be chosen. Main thread.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/screen-state.h"

G_BEGIN_DECLS

#define GUO_TYPE_APPEARANCE (guo_appearance_get_type ())
G_DECLARE_FINAL_TYPE (GuoAppearance, guo_appearance, GUO, APPEARANCE, GObject)

/* Signals:
 *   "changed" (): other colours, or another size of the text
 */

/**
 * guo_appearance_new:
 * @state: remembers "appearance" ("system", "light", "dark"), "contrast" ("system", "high"),
 *   "text-percent" and "mm_per_px" ("0.252")
 *
 * Loads the style sheets for the default display and keeps them as the system changes.
 *
 * Returns: (transfer full): the appearance
 */
GuoAppearance *guo_appearance_new (GuoScreenState *state);

/**
 * guo_appearance_choose:
 * @self: the appearance
 * @choice: "system", "light" or "dark"
 */
void guo_appearance_choose (GuoAppearance *self, const gchar *choice);

/**
 * guo_appearance_set_text_percent:
 * @self: the appearance
 * @percent: 100 to 150
 */
void guo_appearance_set_text_percent (GuoAppearance *self, gint percent);

/**
 * guo_appearance_get_text_percent:
 * @self: the appearance
 *
 * Returns: 100 to 150
 */
gint guo_appearance_get_text_percent (GuoAppearance *self);

/**
 * guo_appearance_get_choice:
 * @self: the appearance
 *
 * Returns: (transfer none): "system", "light" or "dark"
 */
const gchar *guo_appearance_get_choice (GuoAppearance *self);

/**
 * guo_appearance_set_contrast:
 * @self: the appearance
 * @contrast: "system" or "high"
 */
void guo_appearance_set_contrast (GuoAppearance *self, const gchar *contrast);

/**
 * guo_appearance_set_mm_per_px:
 * @self: the appearance
 * @mm: millimetres a pixel, "0.252", as measured with a bank card
 *
 * Keys and text get the millimetres for which they were drawn.
 */
void guo_appearance_set_mm_per_px (GuoAppearance *self, const gchar *mm);

/**
 * guo_appearance_get_scale_percent:
 * @self: the appearance
 *
 * Returns: 100 to 250: how many pixels of this screen 100 drawn ones have
 */
gint guo_appearance_get_scale_percent (GuoAppearance *self);

G_END_DECLS
