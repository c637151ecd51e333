/* Gates: what may stop fruit at the door until a supervisor says why it comes in all the same. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

extern const GuoField guo_override_fields[];

/**
 * guo_gates_check:
 * @call: a command whose body has sources and may have certificate_no, certificate_received, override
 * @harvested_on: "YYYY-MM-DD"
 * @error: return location
 *
 * The interval gate stands when the pre-harvest interval of a source's plot was not over on that day. What
 * nobody logged stops nobody: lot rows then say that none is known.
 * The certificate gate stands while the centre's setting certificate_gate is on: buyers may not take in what
 * came without one.
 *
 * One override passes every gate that is in the way: the first refusal names both ("certificate": "missing"),
 * so that nobody passes one unseen.
 *
 * Returns: (transfer full): what was overridden, [{gate, reason, approver, until, plot}], empty when no gate was
 *   in the way; %NULL with "interval-not-over"[plot_name, until, name, certificate], "certificate-missing", or
 *   "supervisor-needed" when an override comes without one
 */
json_t *guo_gates_check (GuoCall *call, const gchar *harvested_on, GError **error);

G_END_DECLS
