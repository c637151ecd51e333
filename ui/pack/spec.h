/* What is packed: lot, class, content, and whether each case goes on the scale. The screen keeps it. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/* Key of the screen's state: tare of the case, milligrams. */
#define GUO_PACK_TARE "case-tare-mg"

/**
 * guo_pack_spec_text:
 * @state: what the screen remembers
 * @lot: (nullable): row of the lot; a graded one is of its own class
 * @plan: (nullable): the pack plan in use
 *
 * Returns: (transfer full): "First class · 5 kg"
 */
gchar *guo_pack_spec_text (GuoScreenState *state, json_t *lot, json_t *plan);

/**
 * guo_pack_spec_class:
 * @state: what the screen remembers
 * @lot: (nullable): row of the lot
 * @plan: (nullable): the pack plan in use
 *
 * Returns: (transfer full): code of the class that is packed, "first"
 */
gchar *guo_pack_spec_class (GuoScreenState *state, json_t *lot, json_t *plan);

/**
 * guo_pack_class_word:
 * @code: of a class, "first"
 *
 * Returns: (transfer none): its name; a class of a scheme that nobody knows is called as its key
 */
const gchar *guo_pack_class_word (const gchar *code);

/**
 * guo_pack_spec_content:
 * @state: what the screen remembers
 * @plan: (nullable): the pack plan in use
 *
 * Returns: nominal content, milligrams, above 0
 */
gint64 guo_pack_spec_content (GuoScreenState *state, json_t *plan);

/**
 * guo_pack_spec_pallet:
 * @state: what the screen remembers
 *
 * Returns: cases on a full pallet; 0: not known
 */
gint64 guo_pack_spec_pallet (GuoScreenState *state);

/**
 * guo_pack_spec_check_weighed:
 * @state: what the screen remembers
 *
 * Returns: whether each case goes on the scale
 */
gboolean guo_pack_spec_check_weighed (GuoScreenState *state);

/**
 * guo_pack_spec_body:
 * @state: what the screen remembers
 * @lot: row of the lot, harvested or graded
 * @plan: (nullable): the pack plan in use
 *
 * Returns: (transfer full): the beginning of a request for cases
 */
json_t *guo_pack_spec_body (GuoScreenState *state, json_t *lot, json_t *plan);

/**
 * guo_pack_spec_ask:
 * @page: the page
 * @desk: the desk
 * @lots: (nullable): rows of /v1/lots to choose from
 * @plans: (nullable): rows of /v1/pack-plans
 * @lot: the one in use, 0: none
 *
 * The answer activates "packing.use-lot" with the lot's id.
 */
void guo_pack_spec_ask (GtkWidget *page, GuoDesk *desk, json_t *lots, json_t *plans, gint64 lot);

G_END_DECLS
