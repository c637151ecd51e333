/* A printer's dots on the screen: each as a square of whole pixels where there is room, else their mean. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _GuoDots GuoDots;

/**
 * guo_dots_new:
 * @picture: black and white
 *
 * Returns: (transfer full): its dots
 */
GuoDots *guo_dots_new (GdkTexture *picture);

/**
 * guo_dots_free:
 * @self: (nullable): dots
 */
void guo_dots_free (GuoDots *self);

/**
 * guo_dots_texture:
 * @self: dots
 * @width: pixels of the screen
 * @height: pixels of the screen
 *
 * The last one is kept: a picture that is only drawn again costs nothing.
 *
 * Returns: (transfer none): the dots so large, not blurred
 */
GdkTexture *guo_dots_texture (GuoDots *self, gint width, gint height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoDots, guo_dots_free)

G_END_DECLS
