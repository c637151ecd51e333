/* What the day's exception report names: the kinds of exception that an event is. Each is a function of
 * that one event, so that the order of arrival does not matter. Any thread.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_marks_of_weighing:
 * @facts: of weighing.recorded or vehicle.weighed; "marks" is added: typed, below-min, rearmed,
 *   confirmed-repeat, same-vehicle, replaced
 * @error: not used
 *
 * Returns: %TRUE
 */
gboolean guo_marks_of_weighing (json_t *facts, GError **error);

/**
 * guo_marks_of_deduction:
 * @facts: of deduction.applied; "marks" is added: deduction, or replaced
 * @error: not used
 *
 * Returns: %TRUE
 */
gboolean guo_marks_of_deduction (json_t *facts, GError **error);

/**
 * guo_marks_of_lot:
 * @facts: of lot.declared; "marks" is added: override-interval, override-certificate, replaced
 * @error: not used
 *
 * Returns: %TRUE
 */
gboolean guo_marks_of_lot (json_t *facts, GError **error);

/**
 * guo_marks_of_reopened:
 * @facts: of delivery.reopened; "marks" is added: reopened
 * @error: not used
 *
 * Returns: %TRUE
 */
gboolean guo_marks_of_reopened (json_t *facts, GError **error);

/**
 * guo_marks_of_void:
 * @facts: of fact.voided; "marks" is added: void
 * @error: not used
 *
 * Returns: %TRUE
 */
gboolean guo_marks_of_void (json_t *facts, GError **error);

/**
 * guo_marks_of_print:
 * @facts: of print.queued; "marks" is added: reprint, when it has a reason
 * @error: not used
 *
 * Returns: %TRUE
 */
gboolean guo_marks_of_print (json_t *facts, GError **error);

/**
 * guo_marks_of_slip:
 * @facts: of slip.issued; "marks" is added: reprint, when it is not the delivery's first; "id" becomes the delivery
 * @error: not used
 *
 * Returns: %TRUE
 */
gboolean guo_marks_of_slip (json_t *facts, GError **error);

/**
 * guo_marks_of_case:
 * @facts: of case.packed; "marks" is added: typed
 * @error: not used
 *
 * Returns: %TRUE
 */
gboolean guo_marks_of_case (json_t *facts, GError **error);

/**
 * guo_marks_of_clock:
 * @facts: of clock.stepped; "marks" is added: clock
 * @error: not used
 *
 * Returns: %TRUE
 */
gboolean guo_marks_of_clock (json_t *facts, GError **error);

G_END_DECLS
