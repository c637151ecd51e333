/* A grower who is not in the list yet: one form for grower, cooperative and plot, saved in order. */
#pragma once

#include <jansson.h>

#include "ui/desk.h"
#include "ui/widgets/form.h"

G_BEGIN_DECLS

/**
 * guo_newcomer_form_new:
 * @cooperatives: (nullable): rows of /v1/parties of this kind
 * @why: (nullable): what is asked, and why
 * @word: on the key
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *guo_newcomer_form_new (json_t *cooperatives, const gchar *why, const gchar *word);

/**
 * guo_newcomer_save:
 * @form: of guo_newcomer_form_new()
 * @desk: the desk
 * @approver: (nullable): a supervisor's {user, pin}, where none is logged in
 * @done: told once all is saved, with the grower's row and @form as owner; refusals show in the form
 *
 * What was saved before a refusal is not saved again by the next try.
 */
void guo_newcomer_save (GuoForm *form, GuoDesk *desk, json_t *approver, GuoAnswer done);

/**
 * guo_newcomer_ask:
 * @page: who asks
 * @desk: the desk
 * @done: told once all is saved, with the grower's row and the form as owner; the form has @page as
 *   "page"
 *
 * Opens the sheet; a supervisor's PIN is asked for where none is logged in.
 */
void guo_newcomer_ask (GtkWidget *page, GuoDesk *desk, GuoAnswer done);

G_END_DECLS
