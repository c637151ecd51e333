/* A mapping profile, "guozhan profile" 1: how one machine's batch report (CSV or XLSX) becomes our fields.
 *
 * JSON, described by profile.schema.json beside this file; a new machine is a new file and no code. Plain data once read;
 * any thread.
 */
#pragma once

#include "drivers/error.h"
#include "drivers/table/text.h"

G_BEGIN_DECLS

#define GUO_PROFILE_BYTES_MAX (256u * 1024)
#define GUO_PROFILE_TEXT_MAX 255u /* bytes of a name or text in it */
#define GUO_PROFILE_LIST_MAX 64u
#define GUO_PROFILE_RULES_MAX 16u /* ignore_rows */

/* What a report can say: texts first, then numbers. */
typedef enum
{
  GUO_REPORT_BATCH,
  GUO_REPORT_GROWER,
  GUO_REPORT_OUTLET,
  GUO_REPORT_GRADE,
  GUO_REPORT_SIZE,
  GUO_REPORT_VARIETY,
  GUO_REPORT_FRUIT,     /* pieces */
  GUO_REPORT_MASS,      /* mg */
  GUO_REPORT_MEAN_MASS, /* of a fruit, mg */
  GUO_REPORT_DIAMETER,  /* mean, µm */
  GUO_REPORT_BRIX,      /* mean, 0.01 °Bx */
  GUO_REPORT_SHARE,     /* of the batch, 0.01 % */
  GUO_REPORT_COLOUR,    /* mean covered, 0.1 % */
} GuoReportField;

#define GUO_REPORT_TEXTS 6
#define GUO_REPORT_FIELDS 13
#define GUO_REPORT_NUMBERS (GUO_REPORT_FIELDS - GUO_REPORT_TEXTS)

typedef struct
{
  GuoReportField field;
  GStrv names;       /* headers, as guo_report_fold() leaves them */
  gboolean required; /* the column must be there, and each row must say it */
  gboolean carry_down; /* an empty cell takes the value above (merged cells) */
  guint factor;      /* of numbers: our units in one of the file's: factor × 10^power */
  gint power;
} GuoProfileColumn;

/* Rows that say one of these texts in one of these fields. */
typedef struct
{
  guint fields; /* bits of text fields: 1 << GUO_REPORT_BATCH ... */
  GStrv texts;  /* as guo_report_fold() leaves them */
} GuoProfileRule;

typedef struct
{
  gchar *name;
  gboolean is_xlsx;
  GuoEncoding encoding;
  gchar delimiter;
  guint header_row; /* 1 based */
  gchar *sheet;     /* (nullable): NULL: the first */
  gchar decimal;
  gchar thousands;  /* '\0': none */

  GuoProfileColumn columns[GUO_REPORT_FIELDS]; /* in the order of the profile */
  guint n_columns;
  GuoReportField row_key[GUO_REPORT_FIELDS];
  guint n_key;      /* 0: rows may be alike */

  GuoProfileRule totals; /* no fields: the report has no totals row */
  guint check;           /* bits of number fields whose total is compared */
  gint64 tolerance[GUO_REPORT_FIELDS]; /* in our unit */
  gboolean totals_required;
  GuoProfileRule ignore[GUO_PROFILE_RULES_MAX];
  guint n_ignore;
} GuoProfile;

/**
 * guo_profile_parse:
 * @text: JSON as in profile.schema.json
 * @len: bytes
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the profile; %NULL with %GUO_DRIVER_ERROR_BAD_FILE, whose message names the place
 *   by its JSON pointer (RFC 6901): "/columns/5/unit: kg, g, mg, t or 斤 is needed"
 */
GuoProfile *guo_profile_parse (const gchar *text, gsize len, GError **error);

/**
 * guo_profile_free:
 * @self: (nullable): a profile
 */
void guo_profile_free (GuoProfile *self);

/**
 * guo_profile_builtin:
 * @name: "zh-csv", "decimal-comma-csv", "zh-xlsx"
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the text of an example; %NULL with %GUO_DRIVER_ERROR_BAD_ARGUMENT, which names all
 */
GBytes *guo_profile_builtin (const gchar *name, GError **error);

/**
 * guo_report_field_name:
 * @field: one of them
 *
 * Returns: as profiles call it: "mass"
 */
const gchar *guo_report_field_name (GuoReportField field);

/**
 * guo_report_field_key:
 * @field: one of them
 *
 * Returns: with our unit, as answers call it: "mass_mg"
 */
const gchar *guo_report_field_key (GuoReportField field);

/**
 * guo_report_fold:
 * @text: UTF-8
 * @len: bytes
 * @out: (array length=max) (out): without white space, full-width signs, digits, brackets and letters made ASCII, in lower
 *   case; not zero ended
 * @max: bytes that @out has
 *
 * How headers and the texts of rows are compared: "重量（KG）" is "重量 (kg)", "合 计" is "合计".
 *
 * Returns: bytes written; @max + 1: it does not fit
 */
gsize guo_report_fold (const gchar *text, gsize len, gchar *out, gsize max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoProfile, guo_profile_free)

G_END_DECLS
