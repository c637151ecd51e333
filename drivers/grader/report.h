/* A batch report of a grading machine: the bytes of a CSV or XLSX and a profile → rows, declared total, problems.
 *
 * All or nothing: one error and there is no row. Numbers are whole and exact, in the units of profile.h. Pure; a report is
 * owned by who read it and is not changed afterwards.
 */
#pragma once

#include "drivers/grader/profile.h"
#include "drivers/table/table.h"

#include <jansson.h>

G_BEGIN_DECLS

#define GUO_REPORT_TEXT_MAX 512u       /* bytes of a text field */
#define GUO_REPORT_PROBLEMS_MAX 1000u  /* that are listed; the others are counted */

/* What can be wrong. Of the file as a whole, and nothing was read: */
typedef enum
{
  GUO_REPORT_ENCODING,           /* bytes that do not decode: at_byte, encoding */
  GUO_REPORT_BAD_FILE,           /* no workbook, a damaged one, or beyond a limit: reason */
  GUO_REPORT_SHEET_MISSING,      /* sheet */
  /* errors: */
  GUO_REPORT_COLUMN_MISSING,     /* a required column: field */
  GUO_REPORT_COLUMN_TWICE,       /* two headers fit: field */
  GUO_REPORT_QUOTE_OPEN,         /* a quote is not closed */
  GUO_REPORT_BEHIND_QUOTE,       /* something stands behind a closing quote, or a CR without LF */
  GUO_REPORT_TOO_WIDE,           /* more than GUO_TABLE_COLUMNS_MAX columns */
  GUO_REPORT_TOO_MANY_ROWS,      /* more than GUO_TABLE_ROWS_MAX */
  GUO_REPORT_VALUE_MISSING,      /* an empty cell of a required column: field */
  GUO_REPORT_NOT_A_NUMBER,       /* field, text */
  GUO_REPORT_NOT_WHOLE,          /* a part of a fruit: field, text */
  GUO_REPORT_TOO_LARGE,          /* beyond GUO_DECIMAL_MAX, or a sum beyond 64 bits: field, text */
  GUO_REPORT_TOO_LONG,           /* a text beyond GUO_REPORT_TEXT_MAX: field */
  GUO_REPORT_NEGATIVE,           /* field */
  GUO_REPORT_MASS_WITHOUT_FRUIT, /* no fruit, but a mass */
  GUO_REPORT_DUPLICATE_ROW,      /* the key of an earlier row: first_row */
  GUO_REPORT_NO_ROWS,
  GUO_REPORT_TOTALS_MISSING,     /* a required totals row, or it says nothing that is compared */
  GUO_REPORT_TOTALS_TWICE,       /* a second totals row: first_row */
  GUO_REPORT_TOTALS_DIFFER,      /* field, declared, sum */
  /* warnings: */
  GUO_REPORT_FRUIT_WITHOUT_MASS,
  GUO_REPORT_MEAN_MASS_DIFFERS,  /* fruit × mean and mass: by more than 1 g a fruit and more than 0.5 % */
} GuoReportCode;

typedef struct
{
  GuoReportCode code;
  guint row;         /* of the file as a spreadsheet shows it; 0: none */
  gint field;        /* #GuoReportField; -1: none */
  const gchar *text; /* (nullable): text, encoding, sheet or reason; the report's */
  guint first_row;   /* 0: none */
  gint64 declared;   /* of totals: in the field's unit */
  gint64 sum;
  gsize at_byte;     /* of the file, behind a byte order mark */
} GuoReportProblem;

typedef struct
{
  guint row;                              /* of the file as a spreadsheet shows it */
  guint given;                            /* bits of fields: 1 << GUO_REPORT_MASS ... */
  const gchar *texts[GUO_REPORT_TEXTS];   /* NULL where not given; the report's, the same text is the same pointer */
  gint64 numbers[GUO_REPORT_NUMBERS];     /* by field - GUO_REPORT_TEXTS; none is negative */
} GuoReportRow;

typedef struct
{
  gboolean rejected;
  gboolean warned;
  GArray *rows;         /* GuoReportRow; none when rejected */
  GArray *problems;     /* GuoReportProblem, in the order of the file; those without a row last */
  guint n_unlisted;     /* further problems */
  gboolean has_columns; /* the header was found good */
  guint fields;         /* bits: fields of the profile */
  guint columns;        /* bits: those that the file has */
  gint64 sums[GUO_REPORT_NUMBERS];
  guint totals_row;     /* 0: none */
  guint declared;       /* bits: what the totals row says */
  gint64 totals[GUO_REPORT_NUMBERS];
  GStringChunk *chunk;  /* all texts */
} GuoReport;

/**
 * guo_report_read:
 * @bytes: (array length=len): the file
 * @len: how many
 * @profile: how to read it
 *
 * Row rules: a blank row and an ignored one are left out. A row behind the totals row that names no fruit and no mass is a
 * footer ("制表人：") and left out too; one that does counts, so that the total will differ. The totals are compared only
 * when every row could be read.
 *
 * Returns: (transfer full): what it says; what is wrong with the file is in it
 */
GuoReport *guo_report_read (const guint8 *bytes, gsize len, const GuoProfile *profile);

/**
 * guo_report_free:
 * @self: (nullable): a report
 */
void guo_report_free (GuoReport *self);

/**
 * guo_report_code_name:
 * @code: one of them
 *
 * Returns: "totals_differ": stable for ever
 */
const gchar *guo_report_code_name (GuoReportCode code);

/**
 * guo_report_is_error:
 * @code: one of them
 *
 * Returns: whether it rejects the report
 */
gboolean guo_report_is_error (GuoReportCode code);

/**
 * guo_report_json:
 * @self: a report
 *
 * Returns: (transfer full): status (ok, ok_with_warnings, rejected), problems, rows, and once the header was good row_count
 *   and sum (null when rejected). A row has each field of the profile, null where it is not given.
 */
json_t *guo_report_json (const GuoReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoReport, guo_report_free)

G_END_DECLS
