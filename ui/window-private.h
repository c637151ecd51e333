/* The window as its two files share it: window.c shows, window-actions.c does what keys and chips ask for. */
#pragma once

#include "ui/page.h"
#include "ui/setup/page.h"
#include "ui/strip.h"
#include "ui/toast.h"
#include "ui/widgets/sheet.h"
#include "ui/window.h"

G_BEGIN_DECLS

struct _GuoWindow
{
  GtkApplicationWindow parent_instance;

  GuoDesk        *desk;
  GuoAppearance  *appearance;
  GuoScreenState *state;

  GuoStrip       *strip;
  GtkStack       *outer;
  GtkLabel       *wait_label;
  GtkProgressBar *wait_bar;
  GuoSetupPage   *setup;
  GtkWidget      *rail;
  GtkStack       *pages;
  GuoToast       *toast;
  GuoSheet       *sheet;

  guint           relayout;
  gint            width;
};

/**
 * guo_window_install_actions:
 * @widget_class: the class of the window
 */
void guo_window_install_actions (GtkWidgetClass *widget_class);

/**
 * guo_window_focus_page:
 * @self: the window
 *
 * The focus rests on the one key of the page, or in the first steps.
 */
void guo_window_focus_page (GuoWindow *self);

/**
 * guo_window_show_station:
 * @self: the window
 *
 * The page that was worked on last; who is working is asked when nobody is.
 */
void guo_window_show_station (GuoWindow *self);

/**
 * guo_window_show_setup:
 * @self: the window
 *
 * The first steps.
 */
void guo_window_show_setup (GuoWindow *self);

G_END_DECLS
