/* The Pack page in parts: the widget and what its files share. Main thread. */
#pragma once

#include <jansson.h>

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
  GuoWeightCard *weight_card;
  GtkWidget     *counted;
  GtkLabel      *refusal_label;
  GuoChoice     *count_choice;
  GuoKey        *pack_key;
  GtkLabel      *printer_label;
  GtkLabel      *tare_label;
  GtkLabel      *net_label;
  GtkListBox    *case_list;
  GtkLabel      *total_label;
  GtkLabel      *total_net_label;
  GtkLabel      *net_head;

  json_t        *lots;       /* harvest lots with fruit left */
  json_t        *graded; /* (nullable): answer with the graded ones */
  json_t        *cases;      /* of the pack lot packed last */
  gint64         lot;
  gint64         pack_lot;
  guint          reload;
  gboolean       packing;
};

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

G_END_DECLS
