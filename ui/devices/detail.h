/* One device whole: its state, why it is not there, what it sends, as hex and as text; to be copied into a report. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_TYPE_DEVICE_DETAIL (guo_device_detail_get_type ())
G_DECLARE_FINAL_TYPE (GuoDeviceDetail, guo_device_detail, GUO, DEVICE_DETAIL, GtkWidget)

/**
 * guo_device_state_word:
 * @line: (nullable): live line of a device
 *
 * Returns: (transfer none): "● connected", with its shape
 */
const gchar *guo_device_state_word (json_t *line);

/**
 * guo_device_detail_show:
 * @self: the detail
 * @device: (nullable): its row; %NULL: none is chosen
 * @line: (nullable): its live line
 * @protocol: what its protocol or language is called, "" where there is none
 * @reading: (nullable): of an instrument, what it measured last
 */
void guo_device_detail_show (GuoDeviceDetail *self, json_t *device, json_t *line, const gchar *protocol, json_t *reading);

/**
 * guo_device_detail_report:
 * @self: the detail
 *
 * Returns: (transfer full): everything that is shown, as text
 */
gchar *guo_device_detail_report (GuoDeviceDetail *self);

G_END_DECLS
