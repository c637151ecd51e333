/* Classes of fruit by the codes that lots and cases carry: one place for screen, page, label and sentence. Pure. */
#pragma once

#include <glib.h>

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
