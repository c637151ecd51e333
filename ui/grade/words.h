/* What runs, classes and reasons are called on the Grade page. Pure. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_grade_name:
 * @row: (nullable): {name, name_en?}: a class or a scheme
 *
 * Returns: (transfer none): its name in the language of the process
 */
const gchar *guo_grade_name (json_t *row);

/**
 * guo_grade_class_word:
 * @classes: (nullable): "classes" of a run
 * @kind: "class", "below", "cull", "loss"
 * @key: (nullable): of the class
 *
 * Returns: (transfer none): what that is called; @key for a class that is not among @classes
 */
const gchar *guo_grade_class_word (json_t *classes, const gchar *kind, const gchar *key);

/**
 * guo_grade_parties:
 * @run: a run with "shares"
 *
 * Returns: (transfer full): "Qingshiba", "Qingshiba 62.5% · Hongyan 37.5%"
 */
gchar *guo_grade_parties (json_t *run);

/**
 * guo_grade_is_proportion:
 * @run: a run with "shares"
 *
 * Returns: whether whose fruit it is was not measured, since lots of several cooperatives ran together
 */
gboolean guo_grade_is_proportion (json_t *run);

/**
 * guo_grade_when:
 * @at: RFC 3339
 *
 * Returns: (transfer full): "2026-07-16 14:03", here; "" for none
 */
gchar *guo_grade_when (const gchar *at);

/**
 * guo_grade_was_changed:
 * @lot: a lot with "grade_class" and "first_class"
 *
 * Returns: whether a run judged it as of another class than it is of now
 */
gboolean guo_grade_was_changed (json_t *lot);

/**
 * guo_grade_change_text:
 * @lot: a lot with "made", how it came to be
 *
 * Returns: (transfer full): "regraded 2026-07-16 14:05 by Chen: scars"; "" where it was not
 */
gchar *guo_grade_change_text (json_t *lot);

G_END_DECLS
