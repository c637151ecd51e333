/* A sample's body held against a scheme: every limit with its value, and what follows. Pure, any thread. */
#pragma once

#include "station/grading/scheme.h"

G_BEGIN_DECLS

/**
 * guo_sample_check_names:
 * @scheme: (nullable): by which it will be judged
 * @content: {values, defects, classes} of a checked body
 * @error: return location
 *
 * Returns: %FALSE with "bad-field": a value that neither the scheme nor the station knows, or twice the same; a defect or
 *   class that the scheme does not have; "sample-empty": nothing was measured and nothing counted
 */
gboolean guo_sample_check_names (const GuoScheme *scheme, json_t *content, GError **error);

/**
 * guo_sample_judge:
 * @scheme: a scheme
 * @content: {values: [{name, value}], inspected: {n, mass_mg}, defects: [{defect, n, mass_mg}], classes: [{grade_class, n,
 *   mass_mg}]}; names checked
 * @class_index: the class asked for
 * @date: YYYYMMDD
 * @error: return location
 *
 * What was not sampled is "missing": it neither fails nor passes. A sample passes when all that is asked holds (or may be
 * missing, as the scheme says), fails when one thing does not, and is else incomplete.
 *
 * Returns: (transfer full): {scheme, scheme_en, version, grade_class, meets (key of the best class that the sample meets;
 *   null while incomplete), state ("passed", "failed", "incomplete"), results: [{kind ("limit", "tolerance", "worse",
 *   "season"), state ("ok", "failed", "missing"), met, title, title_en, name, unit, op, bound, value (decimals as text), by
 *   ("number", "mass"), allowed_percent, found, inspected (fruit, or milligrams), rule}]}; %NULL with "bad-field" when the
 *   counts contradict each other
 */
json_t *guo_sample_judge (const GuoScheme *scheme, json_t *content, guint class_index, guint32 date, GError **error);

/**
 * guo_sample_failed:
 * @judged: as guo_sample_judge()
 *
 * Returns: (transfer full): its results that failed
 */
json_t *guo_sample_failed (json_t *judged);

G_END_DECLS
