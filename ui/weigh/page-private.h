/* The Weigh page as its two files share it: page.c shows, acts.c does. */
#pragma once

#include <jansson.h>

#include "ui/page.h"
#include "ui/weigh/computed.h"
#include "ui/weigh/load.h"
#include "ui/weigh/page.h"
#include "ui/weigh/recent.h"
#include "ui/widgets/key.h"
#include "ui/widgets/weight-card.h"

G_BEGIN_DECLS

struct _GuoWeighPage
{
  GtkWidget        parent_instance;

  GuoDesk         *desk;

  GtkLabel        *head_label;
  GtkLabel        *grower_label;
  GtkLabel        *crate_label;
  GtkLabel        *lot_label;
  GtkWidget       *tools;
  GtkWidget       *crate_mode;
  GtkWidget       *pallet_mode;
  GtkWidget       *truck_mode;
  GuoKey          *exceptions_key;
  GuoWeightCard   *weight_card;
  GuoKey          *record_key;
  GtkWidget       *again_key;
  GuoComputedCard *computed;
  GuoRecentCard   *recent;
  GtkLabel        *total_label;
  GtkLabel        *total_net_label;
  GtkLabel        *total_payable_label;

  json_t          *crate_types;
  json_t          *weighings;     /* of the delivery at work, newest first */
  json_t          *trucks;        /* that wait */
  gint             n_exceptions;  /* of today */
  gboolean         recording;     /* until the answer: the key is dead */
  gboolean         confirm_below; /* the station asked for a second press */
};

/**
 * guo_weigh_page_keys:
 *
 * Returns: (transfer none): what the keys do, for #GuoPageInterface
 */
const GuoPageKey *guo_weigh_page_keys (void);

/**
 * guo_weigh_page_install_actions:
 * @widget_class: the class of the page
 */
void guo_weigh_page_install_actions (GtkWidgetClass *widget_class);

/**
 * guo_weigh_page_load:
 * @self: the page
 *
 * Returns: what stands on the scale; its rows are the page's
 */
GuoWeighLoad guo_weigh_page_load (GuoWeighPage *self);

/**
 * guo_weigh_page_show_key:
 * @self: the page
 *
 * The one key says what it does now; filled only when it acts.
 */
void guo_weigh_page_show_key (GuoWeighPage *self);

/**
 * guo_weigh_page_show:
 * @self: the page
 *
 * Shows all anew.
 */
void guo_weigh_page_show (GuoWeighPage *self);

/**
 * guo_weigh_page_reload:
 * @self: the page
 *
 * Asks the station for all that is shown.
 */
void guo_weigh_page_reload (GuoWeighPage *self);

G_END_DECLS
