/* What the readers of a scheme's file share: each reads one kind of thing, and refuses with a JSON pointer. */
#pragma once

#include "station/grading/scheme.h"

G_BEGIN_DECLS

/**
 * guo_scheme_refuse:
 * @error: (nullable): return location
 * @where: JSON pointer of an object or array
 * @member: (nullable): its member; %NULL: the thing itself
 * @reason: what is needed, or wrong
 *
 * Returns: %FALSE always, with %GUO_STATION_ERROR_BAD_FIELD ("bad-field"; field, reason)
 */
gboolean guo_scheme_refuse (GError **error, const gchar *where, const gchar *member, const gchar *reason);

/**
 * guo_scheme_check_members:
 * @object: (nullable): what should be an object
 * @where: its JSON pointer
 * @known: (array zero-terminated=1): names that it may have beside remarks
 * @remarks: whether any other member is a remark as well when it is text
 * @error: return location
 *
 * Returns: %FALSE when it is no object or has a member that nobody would read
 */
gboolean guo_scheme_check_members (json_t *object, const gchar *where, const gchar *const *known, gboolean remarks,
                                   GError **error);

/**
 * guo_scheme_read_text:
 * @object: an object
 * @where: its JSON pointer
 * @member: name
 * @out: (out): (transfer full): the text; untouched when there is no such member
 * @error: return location
 *
 * Returns: %FALSE when it is there and is no text of 1 to 200 characters
 */
gboolean guo_scheme_read_text (json_t *object, const gchar *where, const gchar *member, gchar **out, GError **error);

/**
 * guo_scheme_read_names:
 * @object: an object
 * @where: its JSON pointer
 * @zh: (out): (transfer full): "name_zh"
 * @en: (out): (transfer full): "name_en"
 * @error: return location
 *
 * Returns: %FALSE when one is there and is no text
 */
gboolean guo_scheme_read_names (json_t *object, const gchar *where, gchar **zh, gchar **en, GError **error);

/**
 * guo_scheme_read_bound:
 * @object: an object
 * @where: its JSON pointer
 * @member: name of a number, or of a text that is one; it must be there
 * @out: (out): ten-millionths, a multiple of %GUO_DECIMAL_STEP
 * @error: return location
 *
 * Returns: %FALSE when it is none, has more than six decimals or is out of range
 */
gboolean guo_scheme_read_bound (json_t *object, const gchar *where, const gchar *member, gint64 *out, GError **error);

/**
 * guo_scheme_read_missing:
 * @object: an object
 * @where: its JSON pointer
 * @is_met: (inout): set by the member "missing", "met" or "not-met"; untouched without it
 * @error: return location
 *
 * Returns: %FALSE when it is something else
 */
gboolean guo_scheme_read_missing (json_t *object, const gchar *where, gboolean *is_met, GError **error);

/**
 * guo_scheme_read_season:
 * @object: an object
 * @where: its JSON pointer
 * @out: (out): the days of "from" and "until"
 * @error: return location
 *
 * Returns: %FALSE when they are no days, of two kinds, or the wrong way round
 */
gboolean guo_scheme_read_season (json_t *object, const gchar *where, GuoSeason *out, GError **error);

/**
 * guo_scheme_read_range:
 * @object: an object with "min" or "over", "max" or "under"
 * @where: its JSON pointer
 * @out: (out): the range of this limit; the rest is untouched
 * @error: return location
 *
 * Returns: %FALSE when there is no bound, one twice, or nothing between them
 */
gboolean guo_scheme_read_range (json_t *object, const gchar *where, GuoLimit *out, GError **error);

/**
 * guo_scheme_read_field:
 * @self: the scheme
 * @object: an object
 * @where: its JSON pointer
 * @on: what a rule of this kind looks at: a field that does not say "on" is of the fruit once any rule of a fruit has it
 * @index: (out): the measurement that its "field" names
 * @error: return location
 *
 * Returns: %FALSE when it is missing or unknown
 */
gboolean guo_scheme_read_field (GuoScheme *self, json_t *object, const gchar *where, GuoMeasuredOn on, guint *index,
                                GError **error);

/**
 * guo_scheme_read_fields:
 * @self: the scheme, to which measurements are added
 * @error: return location
 *
 * Returns: %FALSE when "fields" is wrong
 */
gboolean guo_scheme_read_fields (GuoScheme *self, GError **error);

/**
 * guo_scheme_read_limits:
 * @self: the scheme
 * @array: (nullable): the limits
 * @where: JSON pointer of @array
 * @on: as guo_scheme_read_field()
 * @out: #GuoLimit are added here
 * @error: return location
 *
 * Returns: %FALSE when one is wrong
 */
gboolean guo_scheme_read_limits (GuoScheme *self, json_t *array, const gchar *where, GuoMeasuredOn on, GArray *out,
                                 GError **error);

/**
 * guo_scheme_read_tolerances:
 * @self: the scheme, its classes and defects known
 * @index: of the class
 * @object: the class
 * @where: its JSON pointer
 * @error: return location
 *
 * Returns: %FALSE when "tolerance" is wrong
 */
gboolean guo_scheme_read_tolerances (GuoScheme *self, guint index, json_t *object, const gchar *where, GError **error);

/**
 * guo_scheme_read_defects:
 * @self: the scheme, its classes known
 * @error: return location
 *
 * Returns: %FALSE when "defects" is wrong
 */
gboolean guo_scheme_read_defects (GuoScheme *self, GError **error);

/**
 * guo_scheme_read_sizes:
 * @self: the scheme, its classes known
 * @error: return location
 *
 * Returns: %FALSE when "sizes" or "partition" is wrong
 */
gboolean guo_scheme_read_sizes (GuoScheme *self, GError **error);

/**
 * guo_scheme_read_classes:
 * @self: the scheme, its measurements known
 * @error: return location
 *
 * Returns: %FALSE when "classes", "limits" or "lot_limits" is wrong
 */
gboolean guo_scheme_read_classes (GuoScheme *self, GError **error);

/**
 * guo_limit_clear:
 * @self: what it owns is freed
 */
void guo_limit_clear (gpointer self);

G_END_DECLS
