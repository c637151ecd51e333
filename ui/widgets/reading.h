/* What an instrument measured, in words. Pure. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_reading_figure:
 * @hundredths: of any unit
 *
 * Returns: (transfer full): "10.8", "41.25": no second decimal that says nothing
 */
gchar *guo_reading_figure (gint64 hundredths);

/**
 * guo_reading_time:
 * @reading: as /v1/readings gives it
 *
 * Returns: (transfer full): "14:03:22"
 */
gchar *guo_reading_time (json_t *reading);

/**
 * guo_reading_text:
 * @reading: as /v1/readings gives it
 *
 * Returns: (transfer full): "10.8 °Bx", or why there is no value
 */
gchar *guo_reading_text (json_t *reading);

G_END_DECLS
