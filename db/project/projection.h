/* One row per event type: which statements project it. The statements are given one flat object: all
 * members of the public and private parts, references as local numbers, and
 *   n       the event;  id   the entity: n, or what `replaces` names;
 *   lc, org logical clock and origin name: who is the latest;
 *   day, season as in the envelope.
 * Each statement gives the same result in whatever order events arrive.
 */
#pragma once

#include "db/database-private.h"

G_BEGIN_DECLS

typedef struct
{
  const gchar *type;
  const gchar *needs;   /* (nullable): member without which nothing is projected: its private part is not
                           here, erased or never received */
  gboolean (*extend) (json_t *facts, GError **error); /* (nullable): adds members */
  const gchar *statements[16]; /* below db/sql/project, in order */
  const gchar *fresh[6]; /* (may be empty): the short way for what is not there yet: the first statement inserts
                            or does nothing; when it inserted, the others follow and that is all */
} GuoProjection;

extern const GuoProjection guo_project_master[];
extern const GuoProjection guo_project_fruit[];
extern const GuoProjection guo_project_grading[];
extern const GuoProjection guo_project_goods[];
extern const GuoProjection guo_project_printing[];
extern const GuoProjection guo_project_fixes[];

G_END_DECLS
