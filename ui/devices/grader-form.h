/* Adding a grading machine: how it hands its fruit over, where it is, and by which profile or map it is read. */
#pragma once

#include <gtk/gtk.h>

#include "ui/desk.h"

G_BEGIN_DECLS

#define GUO_TYPE_GRADER_FORM (guo_grader_form_get_type ())
G_DECLARE_FINAL_TYPE (GuoGraderForm, guo_grader_form, GUO, GRADER_FORM, GtkWidget)

/**
 * guo_grader_form_new:
 * @desk: the desk
 * @owner: the page on which it stands; it acts, and outlives the form
 *
 * A refusal is told at the field that it names. A simulator is offered in a practice database only.
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *guo_grader_form_new (GuoDesk *desk, GtkWidget *owner);

G_END_DECLS
