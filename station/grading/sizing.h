/* What part of a scheme goes by size alone: from where to where a class, or a part of the range, reaches on the one
 * measurement by which a machine sorts. For pictures and tables of a run, never to judge by. Pure, any thread. */
#pragma once

#include "station/grading/scheme.h"

G_BEGIN_DECLS

#define GUO_SIZING_NONE (-1)

/* From @from (included) to @to (not included), in the machine's units: tenths of a millimetre, or milligrams. */
typedef struct
{
  gint class_index;    /* -1: of the partition, whatever the class */
  const gchar *key;    /* of the class; (nullable) of a part */
  const gchar *name_zh;
  const gchar *name_en;
  gint64 from;         /* GUO_SIZING_NONE: no bound */
  gint64 to;           /* GUO_SIZING_NONE: no bound */
} GuoSizeMark;

typedef struct
{
  GuoMachineField by;  /* GUO_MACHINE_DIAMETER or GUO_MACHINE_MASS; GUO_MACHINE_NOTHING: nothing goes by size */
  GuoSizeMark marks[GUO_CLASSES_MAX + 1];
  guint n_marks;       /* best class first, what is too small for any last; or parts, rising */
} GuoSizing;

/**
 * guo_scheme_sizing:
 * @self: a scheme; outlives @out
 * @date: of grading, YYYYMMDD; 0: unknown, and every rule holds
 * @out: (out caller-allocates): where its classes reach
 *
 * By the measurement that limits most classes, diameter before mass; where no class goes by size, the parts of the
 * partition, 32 at most. A class without an upper limit reaches to where a better one begins.
 */
void guo_scheme_sizing (const GuoScheme *self, guint32 date, GuoSizing *out);

/**
 * guo_scheme_sizing_by:
 * @self: a scheme; outlives @out
 * @measurement: an index
 * @date: as guo_scheme_sizing()
 * @out: (out caller-allocates): where its classes reach on that measurement, in millionths of its unit; no marks where
 *   it limits no class
 */
void guo_scheme_sizing_by (const GuoScheme *self, guint measurement, guint32 date, GuoSizing *out);

/**
 * guo_sizing_json:
 * @self: a sizing
 *
 * Returns: (transfer full): {by: "diameter"|"mass"|null, marks: [{grade_class?, name?, name_en?, from?, to?}]}, null
 *   where there is none
 */
json_t *guo_sizing_json (const GuoSizing *self);

G_END_DECLS
