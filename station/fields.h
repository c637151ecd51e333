/* Typed reading of JSON bodies: one table per verb says what its body may hold.
 *
 * The check is done once, before the verb runs; a verb then reads with the short getters below and
 * needs no error of its own. Every fault names the field by its path: "sources[0].grower".
 */
#pragma once

#include "station/error.h"

G_BEGIN_DECLS

typedef enum
{
  GUO_FIELD_TEXT,   /* @min to @max characters, no control character, not only blanks */
  GUO_FIELD_LONG,   /* text with line breaks (a file's content), @max bytes */
  GUO_FIELD_INT,    /* @min to @max */
  GUO_FIELD_ID,     /* n of an entity: a positive integer */
  GUO_FIELD_BOOL,
  GUO_FIELD_DAY,    /* "2026-07-16", a real day */
  GUO_FIELD_CHOICE, /* one of @choices */
  GUO_FIELD_OBJECT, /* by @fields */
  GUO_FIELD_ARRAY,  /* of objects by @fields, @min to @max of them */
  GUO_FIELD_ID_OR_TEXT, /* a user: by number or by name */
} GuoFieldType;

typedef enum
{
  GUO_FIELD_OPTIONAL,
  GUO_FIELD_REQUIRED,
  GUO_FIELD_REQUIRED_NEW, /* required, unless the body has "replaces": absent keeps its value */
} GuoFieldNeed;

typedef struct _GuoField GuoField;
struct _GuoField
{
  const gchar *name; /* %NULL ends a table */
  GuoFieldType type;
  GuoFieldNeed need;
  gint64 min;
  gint64 max;
  const gchar *const *choices; /* CHOICE: NULL-terminated */
  const GuoField *fields;      /* OBJECT, ARRAY */
};

/**
 * guo_fields_check:
 * @body: (nullable): what was sent; %NULL counts as an empty object
 * @fields: what is allowed
 * @error: return location
 *
 * A member that is null counts as absent. Members that begin with "_" are the station's own notes (see
 * guo_station_prepare()) and are passed over.
 *
 * Returns: %FALSE with %GUO_STATION_ERROR_BAD_FIELD: "bad-field"[field, reason] or "unknown-field"[field]
 */
gboolean guo_fields_check (json_t *body, const GuoField *fields, GError **error);

/**
 * guo_bad_field:
 * @error: return location
 * @field: its path
 * @reason: a short word or sentence in English: "missing", "too long" ...
 *
 * Returns: %FALSE, with "bad-field"[field, reason]
 */
gboolean guo_bad_field (GError **error, const gchar *field, const gchar *reason);

/**
 * guo_bad_choice:
 * @error: return location
 * @field: its path
 * @choices: the words that it may be, %NULL-terminated
 *
 * Returns: %FALSE, with "bad-field"[field, reason], which names @choices
 */
gboolean guo_bad_choice (GError **error, const gchar *field, const gchar *const *choices);

/**
 * guo_field_text:
 * @body: (nullable): a checked body
 * @name: of a member
 *
 * Returns: (transfer none) (nullable): its text; %NULL when absent or no text
 */
const gchar *guo_field_text (json_t *body, const gchar *name);

/**
 * guo_field_int:
 * @body: (nullable): a checked body
 * @name: of a member
 * @absent: what to return when it is absent
 *
 * Returns: its integer
 */
gint64 guo_field_int (json_t *body, const gchar *name, gint64 absent);

/**
 * guo_field_bool:
 * @body: (nullable): a checked body
 * @name: of a member
 *
 * Returns: whether it is true
 */
gboolean guo_field_bool (json_t *body, const gchar *name);

/**
 * guo_field_is_day:
 * @text: any text
 *
 * Returns: whether it is a real day "YYYY-MM-DD" of the years 1970 to 9999
 */
gboolean guo_field_is_day (const gchar *text);

G_END_DECLS
