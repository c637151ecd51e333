/* What this screen remembers of itself: the page, the open work, the size of the text.
 *
 * A small key file in the user's configuration folder; nothing about fruit is kept here, only where
 * the person was. Values of one database do not disturb those of another. Main thread.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GUO_TYPE_SCREEN_STATE (guo_screen_state_get_type ())
G_DECLARE_FINAL_TYPE (GuoScreenState, guo_screen_state, GUO, SCREEN_STATE, GObject)

/**
 * guo_screen_state_new:
 * @database: absolute path of the database
 *
 * Returns: (transfer full): what was remembered; empty when nothing was
 */
GuoScreenState *guo_screen_state_new (const gchar *database);

/**
 * guo_screen_state_get:
 * @self: the state
 * @key: "page", "delivery", "scale", "crate-type", "text-percent", "appearance", "contrast",
 *   "mm_per_px", "sounds", "volume" ...
 *
 * Returns: (transfer full) (nullable): the text, %NULL when never set
 */
gchar *guo_screen_state_get (GuoScreenState *self, const gchar *key);

/**
 * guo_screen_state_get_id:
 * @self: the state
 * @key: as guo_screen_state_get()
 *
 * Returns: the number, 0 when never set
 */
gint64 guo_screen_state_get_id (GuoScreenState *self, const gchar *key);

/**
 * guo_screen_state_set:
 * @self: the state
 * @key: as guo_screen_state_get()
 * @value: (nullable): %NULL forgets it
 *
 * Written at once, so that a killed screen finds it.
 */
void guo_screen_state_set (GuoScreenState *self, const gchar *key, const gchar *value);

/**
 * guo_screen_state_set_id:
 * @self: the state
 * @key: as guo_screen_state_get()
 * @value: the number; 0 forgets it
 */
void guo_screen_state_set_id (GuoScreenState *self, const gchar *key, gint64 value);

G_END_DECLS
