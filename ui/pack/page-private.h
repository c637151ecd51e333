/* The Pack page in parts: the widget and what its files share. Main thread. */
#pragma once

#include <jansson.h>

#include "ui/pack/band.h"
#include "ui/pack/page.h"
#include "ui/page.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/key.h"
#include "ui/widgets/weight-card.h"

G_BEGIN_DECLS

struct _GuoPackPage
{
  GtkWidget      parent_instance;

  GuoDesk       *desk;

  GtkLabel      *spec_label;
  GtkLabel      *left_label;
  GtkLabel      *lot_label;
  GtkLabel      *limits_label;
  GuoWeightCard *weight_card;
  GuoBand       *band;
  GtkWidget     *counted;
  GtkLabel      *refusal_label;
  GuoChoice     *count_choice;
  GuoKey        *pack_key;
  GtkBox        *keys;
  GtkLabel      *printer_label;
  GtkLabel      *tare_label;
  GtkLabel      *net_label;
  GtkLabel      *average_label;
  GtkLabel      *pallet_label;
  GtkLabel      *pallet_count;
  GuoKey        *pallet_key;
  GtkListBox    *case_list;
  GtkLabel      *total_label;
  GtkLabel      *total_net_label;
  GtkLabel      *net_head;

  json_t        *lots;       /* harvest lots with fruit left */
  json_t        *graded; /* (nullable): answer with the graded ones */
  json_t        *opened; /* (nullable): answer with pack lots that have loose fruit */
  json_t        *plans;       /* pack plans */
  json_t        *net_content; /* (nullable): limits of a content that no plan tells */
  json_t        *pallet;      /* (nullable): the one in use, open */
  json_t        *packed;      /* (nullable): the pack lot packed last, with its check */
  json_t        *cases;      /* of the pack lot packed last */
  gint64         lot;
  gint64         pack_lot;
  guint          reload;
  guint          watch; /* for silence of the station, while the page is seen */
  gboolean       packing;
};

/* page.c */

/**
 * guo_pack_send:
 * @self: the page
 * @path: of a request that records a case
 * @body: (transfer full): of it
 *
 * Sends it unless a case is being recorded; what became of it is shown and heard.
 */
void guo_pack_send (GuoPackPage *self, const gchar *path, json_t *body);

/* page-show.c */

/**
 * guo_pack_lot_in_use:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the row of the lot that is packed from
 */
json_t *guo_pack_lot_in_use (GuoPackPage *self);

/**
 * guo_pack_check_weighed:
 * @self: the page
 *
 * Returns: whether each case goes on the scale
 */
gboolean guo_pack_check_weighed (GuoPackPage *self);

/**
 * guo_pack_show_lot:
 * @self: the page
 *
 * Names the lot and what is left of it.
 */
void guo_pack_show_lot (GuoPackPage *self);

/**
 * guo_pack_show_spec:
 * @self: the page
 *
 * Shows all that hangs on what is packed.
 */
void guo_pack_show_spec (GuoPackPage *self);

/**
 * guo_pack_show_printer:
 * @self: the page
 *
 * Names the printer and says whether it is there.
 */
void guo_pack_show_printer (GuoPackPage *self);

/* page-check.c */

/**
 * guo_pack_plan:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the pack plan in use
 */
json_t *guo_pack_plan (GuoPackPage *self);

/**
 * guo_pack_show_limits:
 * @self: the page
 *
 * What a case is to hold, in the head and on the band; asked for when it is not known.
 */
void guo_pack_show_limits (GuoPackPage *self);

/**
 * guo_pack_show_average:
 * @self: the page
 *
 * The average of the lot's cases, and a warning when it is below the nominal content.
 */
void guo_pack_show_average (GuoPackPage *self);

/**
 * guo_pack_take_packed:
 * @self: the page
 * @lot: the pack lot that grew, with its check
 */
void guo_pack_take_packed (GuoPackPage *self, json_t *lot);

/**
 * guo_pack_ask_check:
 * @self: the page
 *
 * Asks for plans, and for the check of the lot packed last.
 */
void guo_pack_ask_check (GuoPackPage *self);

/* page-weight.c */

/**
 * guo_pack_tare:
 * @self: the page
 *
 * Returns: what the empty case weighs, milligrams: the plan's, or as typed
 */
gint64 guo_pack_tare (GuoPackPage *self);

/**
 * guo_pack_show_weight:
 * @self: the page
 *
 * Tare, net and the band of what stands on the scale; without live digits neither net nor mark.
 */
void guo_pack_show_weight (GuoPackPage *self);

/**
 * guo_pack_show_key:
 * @self: the page
 *
 * The one key says what it does now.
 */
void guo_pack_show_key (GuoPackPage *self);

/**
 * guo_pack_weight_arrived:
 * @self: the page
 *
 * Shows the net of a new reading, when the page is looked at.
 */
void guo_pack_weight_arrived (GuoPackPage *self);

/**
 * guo_pack_watch_silence:
 * @self: the page
 * @watch: whether the page is seen
 *
 * Net and mark go when the station is not heard for a second.
 */
void guo_pack_watch_silence (GuoPackPage *self, gboolean watch);

/* page-cases.c */

/**
 * guo_pack_show_cases:
 * @self: the page
 *
 * Lists the cases and their sum.
 */
void guo_pack_show_cases (GuoPackPage *self);

/**
 * guo_pack_show_units:
 * @self: the page
 *
 * The centre's unit is known with the status, and may change.
 */
void guo_pack_show_units (GuoPackPage *self);

/**
 * guo_pack_reload:
 * @self: the page
 *
 * Asks for lots and cases soon, once for many changes.
 */
void guo_pack_reload (GuoPackPage *self);

/**
 * guo_pack_install_cases:
 * @widget_class: of the page; gets the actions of this part
 */
void guo_pack_install_cases (GtkWidgetClass *widget_class);

/* page-pallet.c */

/**
 * guo_pack_show_pallet:
 * @self: the page
 *
 * Names the pallet in use and how full it is.
 */
void guo_pack_show_pallet (GuoPackPage *self);

/**
 * guo_pack_ask_pallet:
 * @self: the page
 *
 * Asks for the pallet in use.
 */
void guo_pack_ask_pallet (GuoPackPage *self);

/**
 * guo_pack_install_pallet:
 * @widget_class: of the page; gets the actions of this part
 */
void guo_pack_install_pallet (GtkWidgetClass *widget_class);

/* page-more.c */

/**
 * guo_pack_install_more:
 * @widget_class: of the page; gets the actions of this part
 */
void guo_pack_install_more (GtkWidgetClass *widget_class);

G_END_DECLS
