/* A label's layout: where what stands, in tenths of a millimetre. Read from JSON
 * (station/label/layouts/layout.schema.json), never changed afterwards; any thread may read it.
 */
#pragma once

#include "station/error.h"

G_BEGIN_DECLS

typedef enum
{
  GUO_LABEL_TEXT, /* one line of text on a baseline */
  GUO_LABEL_ROWS, /* lines of "label value", spread evenly; those without a value are left out */
  GUO_LABEL_QR,   /* the smallest QR that holds the text, in a square with its quiet zone */
  GUO_LABEL_RULE, /* a black rectangle */
  GUO_LABEL_PARAGRAPH, /* text that goes on in as many lines as its box has room for */
} GuoLabelItemKind;

typedef enum
{
  GUO_LABEL_LEFT,
  GUO_LABEL_CENTER,
  GUO_LABEL_RIGHT,
} GuoLabelAlign;

/* All lengths in 0.1 mm. */
typedef struct
{
  GuoLabelItemKind kind;
  gchar *text;        /* (nullable): literal text with {field} for data */
  gchar *label;       /* (nullable): of one of the rows, what stands before the value */
  gint x;
  gint y;             /* top; of rows the top of the first */
  gint w;
  gint h;          /* of a paragraph: how many lines of `pitch` it may have */
  gint baseline;      /* of a text */
  gint size;          /* em; a hanzi is so wide and high */
  gint squeeze;       /* percent of its width to which a text may be narrowed before it does not fit */
  gint digit_height;  /* least height of a figure that the law asks for; 0: none */
  gint lines;         /* of one of the rows: on how many lines it may stand; 0: one */
  gint label_w;       /* of rows: where the values begin, from x */
  gint pitch;         /* from baseline to baseline; of rows the most */
  gint least_module;  /* of a QR: least side of a module */
  GuoLabelAlign align;
  gboolean bold;
  gboolean optional;  /* left out when a field of its text has no value; else that is an error */
  gboolean reverse;   /* white on black */
  gboolean ellipsis;  /* what does not fit even when narrowed ends in "…"; else that is an error */
  GPtrArray *rows;    /* (nullable): GuoLabelItem of rows */
} GuoLabelItem;

/* A field of the data that a layout binds. */
typedef struct
{
  gchar *name; /* "grade_class" */
  gchar *zh;   /* "级别": the other name that a CSV file may use */
} GuoLabelField;

typedef struct
{
  gchar *id;          /* "case-60x40" */
  gchar *family;      /* font; a character that it lacks is an error */
  gchar *language;    /* "zh-cn": which shapes of hanzi */
  gint width;         /* 0.1 mm */
  gint height;        /* 0.1 mm */
  GPtrArray *fields;  /* GuoLabelField */
  GPtrArray *items;   /* GuoLabelItem */
  gchar *sha256;      /* of the layout's text: stands in print.queued */
} GuoLabelLayout;

/**
 * guo_label_layout_parse:
 * @text: JSON
 * @error: return location
 *
 * Returns: (transfer full): the layout; %NULL with %GUO_STATION_ERROR_BAD_FIELD ("bad-json" or "bad-field"),
 *   the message names item and member
 */
GuoLabelLayout *guo_label_layout_parse (const gchar *text, GError **error);

/* Ids of the layouts that are compiled in, ended by %NULL; the first is the default. */
extern const gchar *const guo_label_layout_names[];

/**
 * guo_label_layout_builtin:
 * @id: "case-60x40"
 * @error: return location
 *
 * Returns: (transfer full): a layout that is compiled in; %NULL with %GUO_STATION_ERROR_NOT_FOUND
 */
GuoLabelLayout *guo_label_layout_builtin (const gchar *id, GError **error);

/**
 * guo_label_layout_free:
 * @self: (nullable): a layout
 */
void guo_label_layout_free (GuoLabelLayout *self);

/**
 * guo_label_layout_field:
 * @self: a layout
 * @header: a field's name, or its Chinese one
 *
 * Returns: (transfer none) (nullable): the field's name
 */
const gchar *guo_label_layout_field (const GuoLabelLayout *self, const gchar *header);

/**
 * guo_label_fill:
 * @text: literal text with {field}
 * @data: object of strings
 * @missing: (out): the first field without a value, to be freed; %NULL: none
 *
 * Returns: (transfer full): the text with its fields filled in
 */
gchar *guo_label_fill (const gchar *text, json_t *data, gchar **missing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoLabelLayout, guo_label_layout_free)

G_END_DECLS
