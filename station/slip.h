/* The slip of a delivery (小票): what stands on it, and its drawing. The verbs are in slip.c. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/**
 * guo_slip_data:
 * @station: whose practice mark
 * @db: a connection of the caller's thread
 * @delivery: its id
 * @error: return location
 *
 * Returns: (transfer full): {delivery, centre, weighings (oldest first), lots, devices, deductions, loans,
 *   slips (newest first), practice, content: SHA-256 of the figures}; %NULL with "not-found" or an error of
 *   the store
 */
json_t *guo_slip_data (GuoStation *station, GuoDatabase *db, gint64 delivery, GError **error);

/**
 * guo_slip_note_text:
 * @data: as guo_slip_data()
 * @size: events of the log that the figures stand in
 * @root: (nullable): of the log at that size, hex
 *
 * What the slip's code says before it is signed: four lines of ASCII and the number, sums in milligrams.
 *
 * Returns: (transfer full): the text
 */
gchar *guo_slip_note_text (json_t *data, guint64 size, const gchar *root);

/**
 * guo_slip_paint:
 * @data: as guo_slip_data()
 * @error: return location
 *
 * Returns: (transfer full): 576 dots wide (72 mm of an 80 mm roll at 203 dpi) as PNG of one bit; %NULL with
 *   an error
 */
GBytes *guo_slip_paint (json_t *data, GError **error);

/**
 * guo_slip_pdf:
 * @data: as guo_slip_data()
 * @error: return location
 *
 * Returns: (transfer full): one page of 80 mm, as long as it needs; %NULL with an error
 */
GBytes *guo_slip_pdf (json_t *data, GError **error);

G_END_DECLS
