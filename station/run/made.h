/* Lots that are made of other lots: a part of one, several together, another class of one. Writer's thread. */
#pragma once

#include "station/call.h"

G_BEGIN_DECLS

typedef struct
{
  const gchar *no;
  const gchar *made;        /* "split", "merge", "regrade", "override" */
  const gchar *grade_class; /* (nullable): key of its class; NULL: that of the lot it is like */
  const gchar *first_class; /* (nullable): as which a run judged it, where that is another */
} GuoMadeLot;

/**
 * guo_made_source:
 * @call: a command
 * @lot: n of a lot
 * @mg: what is wanted of it; 0: all that is left
 * @error: return location
 *
 * Returns: (transfer full): the row of the statement `run-lot` of a harvest or graded lot that has so much, "mg" put into
 *   it; %NULL with "not-found"[lot] or "lot-empty"[left_mg]
 */
json_t *guo_made_source (GuoCall *call, gint64 lot, gint64 mg, GError **error);

/**
 * guo_made_part_no:
 * @call: a command
 * @lot: row of the statement `run-lot`
 * @further: how many were numbered by this command already
 * @error: return location
 *
 * Returns: (transfer full): number of a part of that lot: QS-0716-03/1; %NULL with an error
 */
gchar *guo_made_part_no (GuoCall *call, json_t *lot, gint64 further, GError **error);

/**
 * guo_made_state:
 * @call: a command
 * @like: row of the statement `run-lot`: kind, product, variety, run, scheme, days of picking are as there
 * @made: what is its own
 * @error: return location
 *
 * Returns: n of the new lot; -1 with an error
 */
gint64 guo_made_state (GuoCall *call, json_t *like, const GuoMadeLot *made, GError **error);

/**
 * guo_made_append:
 * @call: a command whose body may have a reason
 * @house: of guo_edges_house(), with its edges
 * @season: of its lots
 * @error: return location
 *
 * Returns: %FALSE with an error
 */
gboolean guo_made_append (GuoCall *call, json_t *house, gint64 season, GError **error);

G_END_DECLS
