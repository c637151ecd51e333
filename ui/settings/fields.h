/* The fields of a form, under each other in a box: made from a table, shown, read, refused together.
 * Main thread. */
#pragma once

#include "ui/settings/section.h"

G_BEGIN_DECLS

/**
 * guo_fields_make:
 * @box: an empty box
 * @desk: the desk
 * @settings: ended by a %NULL key; stays alive
 *
 * Each child of @box is a #GuoSettingsInput from then on.
 */
void guo_fields_make (GtkBox *box, GuoDesk *desk, const GuoSetting *settings);

/**
 * guo_fields_show:
 * @box: the fields
 * @row: (nullable): whose values; %NULL: a new one
 */
void guo_fields_show (GtkBox *box, json_t *row);

/**
 * guo_fields_are_changed:
 * @box: the fields
 *
 * Returns: whether one that is shown differs from what was shown
 */
gboolean guo_fields_are_changed (GtkBox *box);

/**
 * guo_fields_read:
 * @box: the fields
 * @row: (nullable): the record that is changed: then only what was changed is read; %NULL: a new one
 *
 * The first field that is refused gets the focus.
 *
 * Returns: (transfer full) (nullable): what is sent; %NULL when a field was refused
 */
json_t *guo_fields_read (GtkBox *box, json_t *row);

/**
 * guo_fields_refuse:
 * @box: the fields
 * @error: the station's refusal
 *
 * Shows it at the field that it names, and puts the focus there.
 *
 * Returns: %FALSE when it names none of those shown
 */
gboolean guo_fields_refuse (GtkBox *box, const GError *error);

/**
 * guo_fields_next:
 * @field: a field
 *
 * Returns: (transfer none) (nullable): the next one that is shown
 */
GtkWidget *guo_fields_next (GtkWidget *field);

G_END_DECLS
