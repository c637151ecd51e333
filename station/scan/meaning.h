/* What a code means to this station: whose it is, and where in the work it belongs. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

/**
 * guo_scan_meaning:
 * @call: db and station are used; nothing is changed
 * @aim: (nullable): symbology identifier; %NULL or "": not told
 * @text: the code, UTF-8
 * @error: return location
 *
 * Returns: (transfer full): {kind, sentence, page, code, aim, symbology, gs1, elements, warning, …}:
 *   kind: "case" "lot" "delivery" "pallet" "cooperative" "crate-type" "user" "key": ours, with {id, no, name, …};
 *   "label": a case whose label's fate is asked for, with {job, copy, state};
 *   "stranger": ours by its form, but not in this log; "foreign": somebody else's GS1 code; "link": somebody
 *   else's address; "unclear": a warning says why; "unknown".
 *   sentence: the code of a sentence of the client, whose words are members of the answer.
 *   page: (nullable): where it belongs: "pack", "deliver", "weigh". %NULL with an error of the store
 */
json_t *guo_scan_meaning (GuoCall *call, const gchar *aim, const gchar *text, GError **error);

/**
 * guo_scan_own_code:
 * @call: db is used
 * @kind: "user" or "crate-type"
 * @id: n of it
 * @error: return location
 *
 * Returns: (transfer full): the text of its badge or tag, "GUOZHAN:USER:ORIGIN/SEQ"; %NULL with an error
 */
gchar *guo_scan_own_code (GuoCall *call, const gchar *kind, gint64 id, GError **error);

G_END_DECLS
