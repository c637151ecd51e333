/* The first steps as their files share them: page.c leads from one to the next; house.c, means.c and grower.c ask. */
#pragma once

#include "ui/setup/page.h"

G_BEGIN_DECLS

typedef enum
{
  GUO_SETUP_STEP_LANGUAGE,
  GUO_SETUP_STEP_PRACTICE,
  GUO_SETUP_STEP_CENTRE,
  GUO_SETUP_STEP_SUPERVISOR,
  GUO_SETUP_STEP_PRODUCTS,
  GUO_SETUP_STEP_SCALE,
  GUO_SETUP_STEP_CRATE,
  GUO_SETUP_STEP_GROWER,
  GUO_SETUP_N_STEPS
} GuoSetupStep;

struct _GuoSetupPage
{
  GtkWidget   parent_instance;

  GuoDesk    *desk;

  GtkWidget  *box;
  GtkLabel   *step_label;
  GtkLabel   *title_label;
  GtkBox     *slot;
  GtkWidget  *later_button;

  GtkWidget  *content;
  GuoSetupStep step;
  gchar      *centre;      /* its name and place, until a supervisor can save them */
  gchar      *place;
  gchar      *pin;
  gboolean    single;      /* one step that was left, then back to work */
};

/**
 * guo_setup_set_content:
 * @self: the page
 * @title: the question
 * @content: (transfer floating): what answers it; gets the focus
 */
void guo_setup_set_content (GuoSetupPage *self, const gchar *title, GtkWidget *content);

/**
 * guo_setup_refuse:
 * @self: the page
 * @error: its message is a sentence for the person
 */
void guo_setup_refuse (GuoSetupPage *self, const GError *error);

/**
 * guo_setup_show_step:
 * @self: the page
 * @step: asked now
 */
void guo_setup_show_step (GuoSetupPage *self, GuoSetupStep step);

/**
 * guo_setup_go_on:
 * @self: the page
 *
 * The next step; after the last one, and after one that was taken up later, work begins.
 */
void guo_setup_go_on (GuoSetupPage *self);

/**
 * guo_setup_finish:
 * @self: the page
 * @page: where work begins: "deliver", "weigh"
 */
void guo_setup_finish (GuoSetupPage *self, const gchar *page);

/**
 * guo_setup_ask_language:
 * @self: the page
 *
 * In both languages, since nobody knows yet which one is read.
 */
void guo_setup_ask_language (GuoSetupPage *self);

/**
 * guo_setup_ask_practice:
 * @self: the page
 *
 * A practice database with a simulated scale, or real work.
 */
void guo_setup_ask_practice (GuoSetupPage *self);

/**
 * guo_setup_ask_centre:
 * @self: the page
 *
 * Name and place.
 */
void guo_setup_ask_centre (GuoSetupPage *self);

/**
 * guo_setup_ask_supervisor:
 * @self: the page
 *
 * Name and PIN.
 */
void guo_setup_ask_supervisor (GuoSetupPage *self);

/**
 * guo_setup_ask_products:
 * @self: the page
 *
 * What is sorted.
 */
void guo_setup_ask_products (GuoSetupPage *self);

/**
 * guo_setup_ask_scale:
 * @self: the page
 *
 * Its port and protocol.
 */
void guo_setup_ask_scale (GuoSetupPage *self);

/**
 * guo_setup_ask_crate:
 * @self: the page
 *
 * Its tare.
 */
void guo_setup_ask_crate (GuoSetupPage *self);

/**
 * guo_setup_ask_grower:
 * @self: the page
 *
 * Who brings the first fruit.
 */
void guo_setup_ask_grower (GuoSetupPage *self);

G_END_DECLS
