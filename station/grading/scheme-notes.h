/* What in a scheme can be judged by, and may not have been meant: values between two classes that none of them takes, values
 * that two classes claim. And what cannot be judged by. Pure. */
#pragma once

#include "station/grading/scheme.h"

G_BEGIN_DECLS

/**
 * guo_scheme_notes:
 * @self: a scheme
 *
 * A class that begins lower and ends no lower than a better one is how schemes are written, and no overlap. Limits of some
 * days only are left out, as is what lies between two values that the machine can tell.
 *
 * Returns: (transfer full): [{at, kind, field, unit, from, from_in, to, to_in, better, worse}]: "gap" or "overlap", at the
 *   limit (a JSON pointer) that could be another; from and to as text; better and worse {grade_class, name, name_en}
 */
json_t *guo_scheme_notes (const GuoScheme *self);

/**
 * guo_scheme_check:
 * @self: a scheme
 * @error: return location
 *
 * Returns: %FALSE with "bad-field" when a class has limits that no fruit can meet together; a scheme that judged before is
 *   not asked
 */
gboolean guo_scheme_check (const GuoScheme *self, GError **error);

G_END_DECLS
