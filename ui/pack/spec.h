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
 *
 * Returns: (transfer full): "First class · 5 kg"
 */
gchar *guo_pack_spec_text (GuoScreenState *state, json_t *lot);

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
 *
 * Returns: (transfer full): the beginning of a request for cases
 */
json_t *guo_pack_spec_body (GuoScreenState *state, json_t *lot);

/**
 * guo_pack_spec_ask:
 * @page: the page
 * @desk: the desk
 * @lots: (nullable): rows of /v1/lots to choose from
 * @lot: the one in use, 0: none
 *
 * The answer activates "packing.use-lot" with the lot's id.
 */
void guo_pack_spec_ask (GtkWidget *page, GuoDesk *desk, json_t *lots, gint64 lot);

G_END_DECLS
