/* GS1 element strings: what a GS1-128 or a GS1 2D symbol carries. Pure, any thread. */
#pragma once

#include "station/gs1/ai.h"

G_BEGIN_DECLS

/**
 * guo_element_string_parse:
 * @text: "(01)…(10)…" with AIs in brackets, or the raw string with "^" for FNC1: "^01…10…^21…"
 * @error: return location
 *
 * Returns: (transfer full) (element-type GuoGs1Element): the elements in order; %NULL with
 *   %GUO_STATION_ERROR_BAD_FIELD, the message names the AI or the place
 */
GPtrArray *guo_element_string_parse (const gchar *text, GError **error);

/**
 * guo_element_string_scanned:
 * @text: what a scanner sent of a GS1 symbol: without the first FNC1, the others as 0x1D
 * @error: return location
 *
 * Returns: (transfer full) (element-type GuoGs1Element): as guo_element_string_parse()
 */
GPtrArray *guo_element_string_scanned (const gchar *text, GError **error);

/**
 * guo_element_string_raw:
 * @elements: (element-type GuoGs1Element): elements
 *
 * Returns: (transfer full): the raw string, "^" for FNC1: at the start, and behind each value without
 *   predefined length unless it is the last
 */
gchar *guo_element_string_raw (GPtrArray *elements);

/**
 * guo_element_string_text:
 * @elements: (element-type GuoGs1Element): elements
 *
 * Returns: (transfer full): for people, AIs in brackets
 */
gchar *guo_element_string_text (GPtrArray *elements);

G_END_DECLS
