/* Codes that only this program makes: badges, tags of crates, keys on the wall, cards of cooperatives. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/**
 * guo_scan_own:
 * @call: db is used
 * @text: a code
 * @error: return location
 *
 *   GUOZHAN:KEY:RECORD, VOID or FINISH       a key of the page, on a sheet on the wall
 *   GUOZHAN:USER:ORIGIN/SEQ                  a badge: it says who, the PIN says that it is he
 *   GUOZHAN:CRATE-TYPE:ORIGIN/SEQ            a kind of crate, for its tare
 *   http(s)://HOST/c/CODE                    a cooperative's page, which is its card too
 *
 * Returns: (transfer full): as guo_scan_meaning(); JSON null: none of these; %NULL with an error of the store
 */
json_t *guo_scan_own (GuoCall *call, const gchar *text, GError **error);

G_END_DECLS
