/* The label of a case or of a pallet, ready to be shown, checked or sent. Any thread: each keeps a painter of its own. */
#pragma once

#include "drivers/printer/bitmap.h"
#include "station/station.h"

G_BEGIN_DECLS

/**
 * guo_case_label_paint:
 * @station: whose host and mark
 * @db: a connection of the caller's thread
 * @serial: of the case; of a pallet its SSCC
 * @copy: 1: the first print; n: the label says 补(n - 1)
 * @layout: name of a layout, the centre's own or a shipped one: what stands at the printer's binding; that of a pallet is
 *   for an SSCC, the others are for cases
 * @dpi: 203, 300 or 600
 * @error: return location
 *
 * Returns: (transfer full): the picture, whose codes were read back; %NULL as guo_case_label_data(), guo_label_paint() and
 *   guo_label_read_back()
 */
GuoBitmap *guo_case_label_paint (GuoStation *station, GuoDatabase *db, const gchar *serial, gint64 copy,
                                 const gchar *layout, gint64 dpi, GError **error);

/**
 * guo_case_label_pdf:
 * @station: whose host and mark
 * @db: a connection of the caller's thread
 * @serial: of the case
 * @copy: as guo_case_label_paint()
 * @layout: as guo_case_label_paint()
 * @error: return location
 *
 * Returns: (transfer full): the label as a PDF in true size; %NULL as guo_case_label_paint()
 */
GBytes *guo_case_label_pdf (GuoStation *station, GuoDatabase *db, const gchar *serial, gint64 copy,
                            const gchar *layout, GError **error);

/**
 * guo_case_label_sha256:
 * @db: a connection of the caller's thread
 * @layout: as guo_case_label_paint()
 * @error: return location
 *
 * Returns: (transfer full): digest of the layout in hex, as print.queued has it; %NULL with
 *   %GUO_STATION_ERROR_NOT_FOUND or an error of the store
 */
gchar *guo_case_label_sha256 (GuoDatabase *db, const gchar *layout, GError **error);

G_END_DECLS
