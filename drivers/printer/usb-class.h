/* Answers of the USB printer class (class 7): IEEE 1284 id and port status. Pure, any thread.
 *
 * Facts: USB printer class 1.1 as printed in the TransAct EPIC 3000 guide p. 249; id strings in the Lucent USS-720
 * data sheet 5-12 and the Epson DFX-9000 service manual p. 31.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_usb_class_port_status:
 * @status: the byte of GET_PORT_STATUS
 *
 * Returns: (transfer full): "paper_empty", "selected", "error"
 */
json_t *guo_usb_class_port_status (guint8 status);

/**
 * guo_usb_class_device_id:
 * @bytes: answer of GET_DEVICE_ID: two bytes of length and "KEY:value;" pairs
 * @len: its length
 *
 * The length is big-endian and counts itself; devices that write it the other way round or without itself are
 * read too. The length that fits what came is believed.
 *
 * Returns: (transfer full): "mfg", "mdl", "cmd" (array), "cls", "des", "serial", null where it is not said;
 *   "error": "empty" or "truncated"
 */
json_t *guo_usb_class_device_id (const guint8 *bytes, gsize len);

/**
 * guo_usb_class_describe_id:
 * @id: an IEEE 1284 id without its length, "MFG:Zebra;CMD:ZPL;"
 * @name: (out) (transfer full): maker and model, "Zebra ZD420"; "" where neither is said
 *
 * Returns: (transfer none) (nullable): the id of the language that its command set names; %NULL: none that is known
 */
const gchar *guo_usb_class_describe_id (const gchar *id, gchar **name);

/**
 * guo_usb_class_describe:
 * @query: (nullable): "GET_PORT_STATUS" (also %NULL) or "GET_DEVICE_ID"
 * @bytes: the answer
 * @len: its length
 *
 * Returns: (transfer full) (nullable): one of the above; %NULL: no such query
 */
json_t *guo_usb_class_describe (const gchar *query, const guint8 *bytes, gsize len);

G_END_DECLS
