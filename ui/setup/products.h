/* The products that a new centre can take over ready-made. */
#pragma once

#include "ui/desk.h"
#include "ui/widgets/form.h"

G_BEGIN_DECLS

/**
 * guo_setup_products_form_new:
 *
 * Returns: (transfer floating): a form with a check box for each product
 */
GtkWidget *guo_setup_products_form_new (void);

/**
 * guo_setup_products_save:
 * @form: of guo_setup_products_form_new()
 * @desk: the desk
 * @owner: as guo_desk_send()
 * @done: told once: without error when all that were ticked are saved
 */
void guo_setup_products_save (GuoForm *form, GuoDesk *desk, gpointer owner, GuoAnswer done);

G_END_DECLS
