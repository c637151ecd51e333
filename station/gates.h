/* Gates: what may stop fruit at the door until a supervisor says why it comes in all the same. */
#pragma once

#include "station/station.h"

G_BEGIN_DECLS

extern const GuoField guo_override_fields[];

/**
 * guo_gates_check:
 * @call: a command whose body may have certificate_no, certificate_received, override
 * @error: return location
 *
 * The certificate gate stands while the centre's setting certificate_gate is on: buyers may not take in what
 * came without one.
 *
 * Returns: (transfer full): what was overridden, [{gate, reason, approver}], empty when no gate was in the way;
 *   %NULL with "certificate-missing", or "supervisor-needed" when an override comes without one
 */
json_t *guo_gates_check (GuoCall *call, GError **error);

G_END_DECLS
