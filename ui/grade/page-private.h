/* The Grade page in parts: the widget and what its files share. Main thread. */
#pragma once

#include <jansson.h>

#include "ui/grade/balance.h"
#include "ui/grade/live.h"
#include "ui/grade/page.h"
#include "ui/grade/past.h"
#include "ui/page.h"
#include "ui/widgets/key.h"
#include "ui/widgets/weight-card.h"

G_BEGIN_DECLS

/* Keys of the screen's state: the run at work; tare of what is weighed off and what a box at an outlet holds, milligrams. */
#define GUO_GRADE_RUN "grade-run"
#define GUO_GRADE_TARE "grade-tare-mg"
#define GUO_GRADE_BOX "grade-box-mg"

struct _GuoGradePage
{
  GtkWidget      parent_instance;

  GuoDesk       *desk;

  GtkWidget     *outer;
  GtkLabel      *head_label;
  GtkLabel      *graded_label;
  GtkLabel      *packout_label;
  GtkLabel      *detail_label;
  GtkWidget     *figures;
  GtkWidget     *basis_label;
  GtkWidget     *shares_button;
  GuoWeightCard *weight_card;
  GtkLabel      *tare_label;
  GtkLabel      *net_label;
  GuoKey        *record_key;
  GtkListBox    *take_list;
  GtkStack      *side;        /* "run", "queue" */
  GtkBox        *table_head;
  GtkListBox    *class_list;
  GtkListBox    *queue_list;
  GtkWidget     *weighing;    /* what is weighed off by hand, beside the classes or the queue */
  GuoGradeLive  *live;        /* in its place while a machine fills the run */
  GuoGradeBalance *balance;
  GuoGradePast  *past_view;   /* in place of both: a run that is finished */
  GtkWidget     *past_keys;   /* in place of the keys, then */
  GtkWidget     *back_key;
  GtkWidget     *live_button;
  GtkLabel      *machine_label;
  GtkLabel      *lost_label;
  GuoKey        *finish_key;
  GtkWidget     *keys;

  json_t        *run;         /* (nullable): the one at work, with classes, balance, shares */
  json_t        *past;        /* (nullable): one that is finished and looked at */
  json_t        *runs;        /* all that are open */
  json_t        *lots;        /* weighed lots with fruit left */
  json_t        *graded;      /* (nullable): graded lots with fruit left */
  json_t        *schemes;
  const gchar   *kind;        /* what comes off next: "class", "below", "cull", "loss" */
  gchar         *grade_class; /* (nullable): key of the class */
  guint          reload;
  gboolean       taking;
  gboolean       by_hand;     /* of a run that a machine fills: what a scale shows is looked at */
  gint64         asked_us;    /* when the run was asked for, while its machine fills it */
};

/* page-show.c */

/**
 * guo_grade_show_run:
 * @self: the page
 *
 * Shows all that hangs on the run at work, or the queue where there is none.
 */
void guo_grade_show_run (GuoGradePage *self);

/**
 * guo_grade_show_figures:
 * @self: the page
 *
 * Of all that only what changes while a machine fills the run: what came off, and the balance.
 */
void guo_grade_show_figures (GuoGradePage *self);

/**
 * guo_grade_show_key:
 * @self: the page
 *
 * The one key says what it does now, and which class it is.
 */
void guo_grade_show_key (GuoGradePage *self);

/**
 * guo_grade_show_net:
 * @self: the page
 *
 * Tare, and the net of the last reading.
 */
void guo_grade_show_net (GuoGradePage *self);

/**
 * guo_grade_word_chosen:
 * @self: the page
 *
 * Returns: (transfer none): what the class that comes off next is called
 */
const gchar *guo_grade_word_chosen (GuoGradePage *self);

/* page-live.c */

/**
 * guo_grade_is_live:
 * @self: the page
 *
 * Returns: whether the page shows what a machine counts, and not what is weighed by hand
 */
gboolean guo_grade_is_live (GuoGradePage *self);

/**
 * guo_grade_show_live:
 * @self: the page
 *
 * Shows what the machine says of the run at work, or what is weighed by hand.
 */
void guo_grade_show_live (GuoGradePage *self);

/**
 * guo_grade_look_at_scale:
 * @self: the page
 *
 * Of a run that a machine fills something is weighed by hand: cull, unless another kind was chosen.
 */
void guo_grade_look_at_scale (GuoGradePage *self);

/**
 * guo_grade_follow_live:
 * @self: a page with its desk
 */
void guo_grade_follow_live (GuoGradePage *self);

/**
 * guo_grade_install_live:
 * @widget_class: of the page; gets the actions of this part
 */
void guo_grade_install_live (GtkWidgetClass *widget_class);

/* page-lists.c */

/**
 * guo_grade_show_lists:
 * @self: the page
 *
 * Classes, takes, and the lots that wait.
 */
void guo_grade_show_lists (GuoGradePage *self);

/**
 * guo_grade_choose_row:
 * @self: the page
 * @index: of a row of the classes
 *
 * Returns: whether there is such a row
 */
gboolean guo_grade_choose_row (GuoGradePage *self, gint index);

/**
 * guo_grade_follow_lists:
 * @self: a new page
 *
 * A class is chosen by touch, by its digit, or with the arrows.
 */
void guo_grade_follow_lists (GuoGradePage *self);

/* page-runs.c */

/**
 * guo_grade_reload:
 * @self: the page
 *
 * Asks for the run, the lots and the schemes soon, once for many changes.
 */
void guo_grade_reload (GuoGradePage *self);

/**
 * guo_grade_use_run:
 * @self: the page
 * @run: (nullable): as a run is answered; kept
 *
 * It is the one at work from now on.
 */
void guo_grade_use_run (GuoGradePage *self, json_t *run);

/**
 * guo_grade_install_runs:
 * @widget_class: of the page; gets the actions of this part
 */
void guo_grade_install_runs (GtkWidgetClass *widget_class);

/* page-past.c */

/**
 * guo_grade_show_past:
 * @self: the page
 * @run: (nullable): a closed run, as it is answered; kept. %NULL: back to what is at work
 */
void guo_grade_show_past (GuoGradePage *self, json_t *run);

/**
 * guo_grade_install_past:
 * @widget_class: of the page; gets the actions of this part
 */
void guo_grade_install_past (GtkWidgetClass *widget_class);

/* page-takes.c */

/**
 * guo_grade_install_takes:
 * @widget_class: of the page; gets the actions of this part
 */
void guo_grade_install_takes (GtkWidgetClass *widget_class);

G_END_DECLS
