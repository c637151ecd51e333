/* Application identifiers: their formats, and what may stand beside what. Pure, any thread.
 *
 * Facts: GS1 Barcode Syntax Dictionary; the AIs of the fresh-produce trade and all keys of a Digital
 * Link are in the table, others are unknown here and refused.
 */
#pragma once

#include "station/error.h"

G_BEGIN_DECLS

/* One AI and its value, decoded. */
typedef struct
{
  gchar ai[5];
  gchar *value;
} GuoGs1Element;

/**
 * guo_gs1_element_new:
 * @ai: two to four digits
 * @value: (transfer full): its value
 *
 * Returns: (transfer full): an element
 */
GuoGs1Element *guo_gs1_element_new (const gchar *ai, gchar *value);

/**
 * guo_gs1_element_free:
 * @self: (nullable): an element
 */
void guo_gs1_element_free (GuoGs1Element *self);

/**
 * guo_gs1_element_find:
 * @elements: (element-type GuoGs1Element): a list
 * @ai: which
 *
 * Returns: (transfer none) (nullable): its value
 */
const gchar *guo_gs1_element_find (GPtrArray *elements, const gchar *ai);

/**
 * guo_gs1_ai_known:
 * @ai: digits
 *
 * Returns: whether the table has it
 */
gboolean guo_gs1_ai_known (const gchar *ai);

/**
 * guo_gs1_ai_at:
 * @text: where an AI begins
 *
 * Returns: the number of digits of the AI there, 2 to 4; 0: none that is known
 */
gsize guo_gs1_ai_at (const gchar *text);

/**
 * guo_gs1_ai_fixed_length:
 * @ai: a known AI
 *
 * Returns: characters of the value when the length is predefined (no FNC1 behind it); 0: it is not
 */
gsize guo_gs1_ai_fixed_length (const gchar *ai);

/**
 * guo_gs1_ai_check:
 * @ai: an AI
 * @value: its value, decoded
 * @error: return location
 *
 * Returns: %FALSE with %GUO_STATION_ERROR_BAD_FIELD; the message names the AI
 */
gboolean guo_gs1_ai_check (const gchar *ai, const gchar *value, GError **error);

/**
 * guo_gs1_ai_check_set:
 * @elements: (element-type GuoGs1Element): everything on one symbol, each checked already
 * @error: return location
 *
 * Returns: %FALSE with %GUO_STATION_ERROR_BAD_FIELD when one AI needs or excludes another, or stands twice
 */
gboolean guo_gs1_ai_check_set (GPtrArray *elements, GError **error);

/**
 * guo_gs1_ai_in_query:
 * @ai: a known AI
 *
 * Returns: whether it may be an attribute of a Digital Link URI
 */
gboolean guo_gs1_ai_in_query (const gchar *ai);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoGs1Element, guo_gs1_element_free)

G_END_DECLS
