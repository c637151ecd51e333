/* What is heard of an unknown scale: its bytes as they come, and each protocol that explains them with the weight that it
 * reads. Only a person who sees the scale's display can say which is right; nothing is chosen beforehand. */
#pragma once

#include <gtk/gtk.h>
#include <jansson.h>

G_BEGIN_DECLS

#define GUO_TYPE_CANDIDATES (guo_candidates_get_type ())
G_DECLARE_FINAL_TYPE (GuoCandidates, guo_candidates, GUO, CANDIDATES, GtkWidget)

/* Signals:
 *   "chosen" (): by the person
 */

/**
 * guo_candidates_new:
 *
 * Returns: (transfer floating): empty
 */
GtkWidget *guo_candidates_new (void);

/**
 * guo_candidates_say:
 * @self: the candidates
 * @sentence: instead of what was heard so far; candidates go
 */
void guo_candidates_say (GuoCandidates *self, const gchar *sentence);

/**
 * guo_candidates_show:
 * @self: the candidates
 * @line: live line of the probe
 */
void guo_candidates_show (GuoCandidates *self, json_t *line);

/**
 * guo_candidates_unchoose:
 * @self: the candidates
 */
void guo_candidates_unchoose (GuoCandidates *self);

/**
 * guo_candidates_chosen:
 * @self: the candidates
 *
 * Returns: (transfer none) (nullable): the proposal chosen: {protocol, line, …}; until the next call
 */
json_t *guo_candidates_chosen (GuoCandidates *self);

G_END_DECLS
