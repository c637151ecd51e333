/* What the station notes of a scheme, in words: the same for the editor and the command line. Pure. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * guo_unit_word:
 * @unit: of a scheme's measurement, "mm2"
 *
 * Returns: (transfer none): as it is written for people, "mm²"; @unit itself when it is written so
 */
const gchar *guo_unit_word (const gchar *unit);

/**
 * guo_scheme_note_text:
 * @note: one of "notes" of a scheme's preview
 *
 * Returns: (transfer full): "no class takes over 65 to under 70 mm"
 */
gchar *guo_scheme_note_text (json_t *note);

G_END_DECLS
