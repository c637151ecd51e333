/* What an edited scheme would make of a run's fruit: a sentence of what moves, how the fruit is spread over the
 * measurement whose limit is edited, and two bars a class, before and after. Main thread. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_TYPE_SCHEME_TRIAL (guo_scheme_trial_get_type ())
G_DECLARE_FINAL_TYPE (GuoSchemeTrial, guo_scheme_trial, GUO, SCHEME_TRIAL, GtkWidget)

/**
 * guo_scheme_trial_new:
 *
 * Returns: (transfer floating): nothing tried yet
 */
GtkWidget *guo_scheme_trial_new (void);

/**
 * guo_scheme_trial_show:
 * @self: the trial
 * @answer: of POST /v1/grade-schemes/preview
 */
void guo_scheme_trial_show (GuoSchemeTrial *self, json_t *answer);

/**
 * guo_scheme_trial_set_measured:
 * @self: the trial
 * @field: (nullable): "diameter_mm", whose limits are edited
 */
void guo_scheme_trial_set_measured (GuoSchemeTrial *self, const gchar *field);

/**
 * guo_scheme_trial_set_compact:
 * @self: the trial
 * @compact: whether there is room for the sentence and the picture alone
 */
void guo_scheme_trial_set_compact (GuoSchemeTrial *self, gboolean compact);

/**
 * guo_scheme_trial_refuse:
 * @self: the trial
 *
 * What is typed cannot be tried: what was shown before is no answer to it.
 */
void guo_scheme_trial_refuse (GuoSchemeTrial *self);

/**
 * guo_scheme_moves:
 * @answer: of POST /v1/grade-schemes/preview
 *
 * Returns: (transfer full): "With these limits 12.0% move from First to Special."
 */
gchar *guo_scheme_moves (json_t *answer);

G_END_DECLS
