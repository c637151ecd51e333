/* The Deliver page in parts: the widget and what its files share. Main thread. */
#pragma once

#include <jansson.h>

#include "ui/deliver/draft.h"
#include "ui/deliver/loans.h"
#include "ui/deliver/page.h"
#include "ui/deliver/people.h"
#include "ui/deliver/sprays.h"
#include "ui/page.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/key.h"

G_BEGIN_DECLS

struct _GuoDeliverPage
{
  GtkWidget        parent_instance;

  GuoDesk         *desk;

  GtkStack        *stage;            /* "who", then "what" */
  GuoPeople       *people;
  GtkLabel        *who_label;
  GuoChoice       *sources_choice;
  GtkWidget       *plot_row;
  GuoChoice       *plot_choice;
  GuoSprays       *sprays;
  GuoChoice       *product_choice;
  GuoChoice       *day_choice;
  GtkToggleButton *certificate_toggle;
  GtkLabel        *certificate_word;
  GtkEntry        *certificate_entry;
  GtkEntry        *vehicle_entry;
  GuoKey          *start_key;
  GtkListBox      *open_list;
  GuoLoans        *loans;

  GuoDraft         draft;
  json_t          *plots;            /* of the current grower */
  json_t          *last;             /* delivery of the same party before */
  gboolean         adding;           /* the next who is chosen is one more */
  gboolean         starting;
  gint64           reopening;
};

/* page-who.c */

/**
 * guo_deliver_at_who:
 * @self: the page
 *
 * Returns: whether the person who delivers is still looked for
 */
gboolean guo_deliver_at_who (GuoDeliverPage *self);

/**
 * guo_deliver_begin_anew:
 * @self: the page
 *
 * Drops the draft and looks for a person.
 */
void guo_deliver_begin_anew (GuoDeliverPage *self);

/**
 * guo_deliver_person_chosen:
 * @self: the page
 * @person: row of a grower or cooperative
 *
 * Takes @person as who delivers, or as one more of those who share.
 */
void guo_deliver_person_chosen (GuoDeliverPage *self, json_t *person);

/**
 * guo_deliver_source_chosen:
 * @self: the page
 *
 * The fields become those of the grower chosen among several.
 */
void guo_deliver_source_chosen (GuoDeliverPage *self);

/**
 * guo_deliver_marked:
 * @self: the page
 *
 * Letters after somebody was found go on looking.
 */
void guo_deliver_marked (GuoDeliverPage *self);

/**
 * guo_deliver_install_who:
 * @widget_class: of the page; gets the actions of this part
 */
void guo_deliver_install_who (GtkWidgetClass *widget_class);

/* page-fields.c */

/**
 * guo_deliver_begin_draft:
 * @self: the page
 *
 * Empties the draft and its fields.
 */
void guo_deliver_begin_draft (GuoDeliverPage *self);

/**
 * guo_deliver_ask_plots:
 * @self: the page
 *
 * Asks for the plots of the current grower.
 */
void guo_deliver_ask_plots (GuoDeliverPage *self);

/**
 * guo_deliver_plot_chosen:
 * @self: the page
 *
 * Takes the plot that is chosen, and what grows there.
 */
void guo_deliver_plot_chosen (GuoDeliverPage *self);

/**
 * guo_deliver_ask_last:
 * @self: the page
 *
 * Asks for the delivery before of the same party, and fills in what was so.
 */
void guo_deliver_ask_last (GuoDeliverPage *self);

/**
 * guo_deliver_ask_products:
 * @self: the page
 *
 * Asks for products and varieties.
 */
void guo_deliver_ask_products (GuoDeliverPage *self);

/**
 * guo_deliver_show_days:
 * @self: the page
 *
 * Offers the station's day and the two before.
 */
void guo_deliver_show_days (GuoDeliverPage *self);

/**
 * guo_deliver_show_sprays:
 * @self: the page
 *
 * Asks whether the plots may be harvested on the day.
 */
void guo_deliver_show_sprays (GuoDeliverPage *self);

/* page-start.c */

/**
 * guo_deliver_show_key:
 * @self: the page
 *
 * The one key says what it does now.
 */
void guo_deliver_show_key (GuoDeliverPage *self);

/**
 * guo_deliver_show_certificate:
 * @self: the page
 *
 * Says whether the certificate is there.
 */
void guo_deliver_show_certificate (GuoDeliverPage *self);

/**
 * guo_deliver_certificate_typed:
 * @self: the page
 *
 * A number that is typed says that the certificate is there.
 */
void guo_deliver_certificate_typed (GuoDeliverPage *self);

/**
 * guo_deliver_install_start:
 * @widget_class: of the page; gets the actions of this part
 */
void guo_deliver_install_start (GtkWidgetClass *widget_class);

/* page-today.c */

/**
 * guo_deliver_reload_today:
 * @self: the page
 *
 * Asks for the deliveries that are open, and those closed today.
 */
void guo_deliver_reload_today (GuoDeliverPage *self);

/**
 * guo_deliver_install_today:
 * @widget_class: of the page; gets the actions of this part
 */
void guo_deliver_install_today (GtkWidgetClass *widget_class);

G_END_DECLS
