/* Empty crates that go out and come back with a delivery, and what the cooperative still has. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_LOANS (guo_loans_get_type ())
G_DECLARE_FINAL_TYPE (GuoLoans, guo_loans, GUO, LOANS, GtkWidget)

/**
 * guo_loans_set_desk:
 * @self: the card
 * @desk: whose crates
 */
void guo_loans_set_desk (GuoLoans *self, GuoDesk *desk);

/**
 * guo_loans_begin:
 * @self: the card
 * @cooperative: whose balance; 0: nobody's
 *
 * Forgets what was typed for another cooperative; the same one again is asked anew.
 */
void guo_loans_begin (GuoLoans *self, gint64 cooperative);

/**
 * guo_loans_ask:
 * @self: the card
 *
 * Opens the sheet: lent and returned, a line for each kind of crate.
 */
void guo_loans_ask (GuoLoans *self);

/**
 * guo_loans_body:
 * @self: the card
 *
 * Returns: (transfer full) (nullable): [{crate_type, lent, returned}] for the delivery; %NULL for none
 */
json_t *guo_loans_body (GuoLoans *self);

G_END_DECLS
