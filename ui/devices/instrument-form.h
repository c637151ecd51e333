/* Adding an instrument for samples: what it measures, which it is, where it is. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_INSTRUMENT_FORM (guo_instrument_form_get_type ())
G_DECLARE_FINAL_TYPE (GuoInstrumentForm, guo_instrument_form, GUO, INSTRUMENT_FORM, GtkWidget)

/**
 * guo_instrument_form_new:
 * @desk: the desk
 * @owner: the page on which it stands; it acts, and outlives the form
 *
 * A refusal is told in the form. A simulator is offered in a practice database only.
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *guo_instrument_form_new (GuoDesk *desk, GtkWidget *owner);

G_END_DECLS
