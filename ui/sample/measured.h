/* Readings of instruments in the form of a sample: each lands in its field, and stays an instrument's until it is typed over. */
#pragma once

#include "ui/desk.h"
#include "ui/widgets/form.h"

G_BEGIN_DECLS

typedef struct _GuoMeasured GuoMeasured;

/**
 * guo_measured_new:
 * @desk: the desk; outlives it
 * @form: the form; what is heard while it stands lands in it
 * @fields: (array of objects): values as /v1/samples/form gives them; outlives it
 *
 * A reading belongs to the field in focus where that is of its quantity, else to the first of them that has no value, else to
 * the only one. What the instrument, or the station, says is no value of a fruit is told and not taken. With an instrument
 * bound, fields that were typed are marked as such. Its sentence is a foot of the form.
 *
 * Returns: (transfer full): none measured yet
 */
GuoMeasured *guo_measured_new (GuoDesk *desk, GuoForm *form, json_t *fields);

/**
 * guo_measured_free:
 * @self: (nullable): what was measured; hears no more
 */
void guo_measured_free (GuoMeasured *self);

/**
 * guo_measured_add_mark:
 * @self: what was measured
 * @name: of the value whose field was added to the form just now
 */
void guo_measured_add_mark (GuoMeasured *self, const gchar *name);

/**
 * guo_measured_check:
 * @self: what was measured
 *
 * After an edit: what was typed over is nobody's reading any more.
 */
void guo_measured_check (GuoMeasured *self);

/**
 * guo_measured_put:
 * @self: what was measured
 * @name: of a value
 * @into: (array): gets {name, device, reading}
 *
 * Returns: %FALSE: it was typed, or is absent
 */
gboolean guo_measured_put (GuoMeasured *self, const gchar *name, json_t *into);

G_END_DECLS
