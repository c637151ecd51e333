/* Shapes of samples and holds, told apart without colour. Pure. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_sample_mark:
 * @state: as guo_sample_state() of the client takes it
 *
 * Returns: (transfer none): "✓", "▲", "○", "■"
 */
const gchar *guo_sample_mark (const gchar *state);

/**
 * guo_held_text:
 * @lot: row of a lot
 * @text: what is said of it
 *
 * Returns: (transfer full): "■ held · " before it where a hold stands on the lot
 */
gchar *guo_held_text (json_t *lot, const gchar *text);

G_END_DECLS
