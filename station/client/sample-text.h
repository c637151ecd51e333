/* What a judged sample says, in words: for screen, command line and refusals. Pure, main thread (locale). */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_sample_title:
 * @row: with "title" and "title_en": a result of a judged sample, or a field of its form
 *
 * Returns: (transfer none): what was measured or counted, in the user's language
 */
const gchar *guo_sample_title (json_t *row);

/**
 * guo_sample_figure:
 * @decimal: (nullable): "9.8", "13.333333"
 *
 * Returns: (transfer full): at most two decimals, the others left out, so that it never looks better than it is
 */
gchar *guo_sample_figure (const gchar *decimal);

/**
 * guo_sample_limit:
 * @result: of a judged sample
 *
 * Returns: (transfer full): what is asked: "≥ 10 °Bx", "≤ 5 %"
 */
gchar *guo_sample_limit (json_t *result);

/**
 * guo_sample_value:
 * @result: of a judged sample
 *
 * Returns: (transfer full): what was found: "9.8", "3 / 50"; "–" where nothing was sampled
 */
gchar *guo_sample_value (json_t *result);

/**
 * guo_sample_result:
 * @result: that failed; also the params of the refusal "held"
 *
 * Returns: (transfer full): "soluble solids 9.8 is under 10"
 */
gchar *guo_sample_result (json_t *result);

/**
 * guo_sample_state:
 * @state: "passed", "failed", "incomplete", "unjudged"; of a result "ok", "failed", "missing"; of a hold "held", "released"
 *
 * Returns: (transfer none): its word
 */
const gchar *guo_sample_state (const gchar *state);

/**
 * guo_sample_hold:
 * @hold: a hold
 *
 * Returns: (transfer full): why: a person's words, or what failed, joined
 */
gchar *guo_sample_hold (json_t *hold);

G_END_DECLS
