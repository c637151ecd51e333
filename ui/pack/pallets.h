/* The pallet that cases are put on: begun, scanned onto, closed, its label printed. Main thread. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

/* Key of the screen's state: SSCC of the pallet in use. */
#define GUO_PACK_PALLET "pallet"

/**
 * guo_pallet_text:
 * @pallet: (nullable): a row of /v1/pallets
 *
 * Returns: (transfer full): "Pallet 3"; what there is to do without one
 */
gchar *guo_pallet_text (json_t *pallet);

/**
 * guo_pallet_count_text:
 * @pallet: (nullable): a row of /v1/pallets
 * @full: cases on a full one; 0: not known
 *
 * Returns: (transfer full): "62/96", "62"; "" without a pallet
 */
gchar *guo_pallet_count_text (json_t *pallet, gint64 full);

/**
 * guo_pallets_ask:
 * @page: a widget of the page, which acts of itself: the page may be recording a case meanwhile
 * @desk: the desk
 * @pallet: (nullable): the one in use
 *
 * Closes the pallet in use and prints its label, or begins another, or goes on with one that stands open. The answer
 * activates "packing.use-pallet" with the SSCC, "" for none.
 */
void guo_pallets_ask (GtkWidget *page, GuoDesk *desk, json_t *pallet);

/**
 * guo_pallets_ask_scanned:
 * @page: as guo_pallets_ask()
 * @desk: the desk
 * @sscc: what was scanned
 *
 * An open pallet is used from now on; of a closed one it is asked what is to be done.
 */
void guo_pallets_ask_scanned (GtkWidget *page, GuoDesk *desk, const gchar *sscc);

G_END_DECLS
