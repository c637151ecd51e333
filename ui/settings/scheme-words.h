/* What the parts of a grade scheme are called on its page. Pure. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_scheme_name:
 * @row: {name, name_en?}: a scheme, a class, a measurement
 *
 * Returns: (transfer none): its name in the language of the process; "": it has none
 */
const gchar *guo_scheme_name (json_t *row);

/**
 * guo_scheme_class_name:
 * @row: {grade_class, name?, name_en?}
 *
 * Returns: (transfer none): its name, else its code
 */
const gchar *guo_scheme_class_name (json_t *row);

/**
 * guo_scheme_unit:
 * @form: "form" of an answer
 * @field: "scar_mm2"
 *
 * Returns: (transfer none): "mm²"; "" where it has none
 */
const gchar *guo_scheme_unit (json_t *form, const gchar *field);

/**
 * guo_scheme_measured:
 * @form: "form" of an answer
 * @field: "scar_mm2"
 *
 * Returns: (transfer none): "scarred area"; @field where it has no name
 */
const gchar *guo_scheme_measured (json_t *form, const gchar *field);

/**
 * guo_scheme_measured_words:
 * @form: "form" of an answer
 * @field: "scar_mm2"
 *
 * Returns: (transfer full): "scarred area, mm²"
 */
gchar *guo_scheme_measured_words (json_t *form, const gchar *field);

G_END_DECLS
