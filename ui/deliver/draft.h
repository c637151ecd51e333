/* What one delivery is going to be, before it is opened: whose fruit, in what shares. Main thread. */
#pragma once

#include <glib.h>
#include <jansson.h>

#include "ui/deliver/sources.h"

G_BEGIN_DECLS

/**
 * GuoDraft:
 * @party: (nullable): grower or cooperative chosen first
 * @sources: growers, as in ui/deliver/sources.h; empty for a cooperative as a whole
 * @current: grower whose plot is chosen now
 * @basis: what the shares follow
 */
typedef struct
{
  json_t        *party;
  json_t        *sources;
  gint64         current;
  GuoSharesBasis basis;
} GuoDraft;

/**
 * guo_draft_clear:
 * @draft: becomes empty; all zero is allowed
 */
void guo_draft_clear (GuoDraft *draft);

/**
 * guo_draft_free:
 * @draft: its members are freed
 */
void guo_draft_free (GuoDraft *draft);

/**
 * guo_draft_add:
 * @draft: the draft
 * @person: row of a grower or cooperative
 *
 * Returns: %FALSE when somebody of another cooperative is in it already
 */
gboolean guo_draft_add (GuoDraft *draft, json_t *person);

/**
 * guo_draft_remove:
 * @draft: the draft
 * @grower: not part of it any more; the last one stays
 */
void guo_draft_remove (GuoDraft *draft, gint64 grower);

/**
 * guo_draft_cooperative:
 * @draft: the draft
 *
 * Returns: id, 0: nobody is chosen
 */
gint64 guo_draft_cooperative (const GuoDraft *draft);

/**
 * guo_draft_source:
 * @draft: the draft
 *
 * Returns: (transfer none) (nullable): the source whose plot is chosen now
 */
json_t *guo_draft_source (const GuoDraft *draft);

/**
 * guo_draft_set_plot:
 * @draft: the draft
 * @plot: (nullable): row of a plot of the current grower
 */
void guo_draft_set_plot (GuoDraft *draft, json_t *plot);

/**
 * guo_draft_title:
 * @draft: the draft
 *
 * Returns: (transfer full): "Li Changshun  Qingshiba"
 */
gchar *guo_draft_title (const GuoDraft *draft);

G_END_DECLS
