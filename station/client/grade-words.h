/* Classes of fruit by the codes that lots and cases carry: one place for screen, page, label and sentence. Pure. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_grade_word:
 * @grade_class: "special" …, or the key of a class of a shipped scheme
 *
 * Returns: (transfer none): its word in the language of the process; @grade_class itself when unknown: "AAA" is AAA
 *   everywhere
 */
const gchar *guo_grade_word (const gchar *grade_class);

/**
 * guo_grade_class_of:
 * @row: a lot, a hold …
 * @key: its member that is a class: "grade_class", "first_class"
 *
 * Returns: (transfer none): as the scheme that judged it calls it, in the language of the process, where the row has that
 *   beside the key ("…_name", "…_name_en"); else guo_grade_word()
 */
const gchar *guo_grade_class_of (json_t *row, const gchar *key);

/**
 * guo_grade_word_on_label:
 * @grade_class: as guo_grade_word()
 *
 * Returns: (transfer none): its Chinese word, whatever the screen speaks: a label is for those who buy
 */
const gchar *guo_grade_word_on_label (const gchar *grade_class);

/**
 * guo_grade_word_in_english:
 * @grade_class: as guo_grade_word()
 *
 * Returns: (transfer none): its English word, whatever the screen speaks: for labels that go abroad
 */
const gchar *guo_grade_word_in_english (const gchar *grade_class);

G_END_DECLS
