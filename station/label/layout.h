/* A label's layout: where what stands, in tenths of a millimetre. Read from JSON
 * (station/label/layouts/layout.schema.json), never changed afterwards; any thread may read it.
 */
#pragma once

#include "station/error.h"
#include "station/label/picture.h"

G_BEGIN_DECLS

/* Characters of a layout's name, where the centre makes one. */
#define GUO_LABEL_NAME_MOST 40

typedef enum
{
  GUO_LABEL_TEXT, /* one line of text on a baseline */
  GUO_LABEL_ROWS, /* lines of "label value", spread evenly; those without a value are left out */
  GUO_LABEL_QR,   /* the smallest QR that holds the text, in a square with its quiet zone */
  GUO_LABEL_RULE, /* a black rectangle */
  GUO_LABEL_PARAGRAPH, /* text that goes on in as many lines as its box has room for */
  GUO_LABEL_GS1_128,   /* bars of a GS1 element string, in a box with their quiet zones, and its text below */
  GUO_LABEL_BOX,       /* four lines around what stands inside */
  GUO_LABEL_VOICE_PICK, /* the four digits of a voice pick code, the first two small, the others big */
  GUO_LABEL_PICTURE,   /* a picture in black dots, as large as its box holds, its sides' ratio kept */
  GUO_LABEL_RULERS,    /* millimetres along the upper and the left edge of the paper */
} GuoLabelItemKind;

typedef enum
{
  GUO_LABEL_LEFT,
  GUO_LABEL_CENTER,
  GUO_LABEL_RIGHT,
} GuoLabelAlign;

/* All lengths in 0.1 mm, where nothing else is said. */
typedef struct
{
  GuoLabelItemKind kind;
  gchar *text;        /* (nullable): literal text with {field} for data */
  gchar *condition;   /* (nullable): "field" or "field=value": without it the item is left out */
  gchar *exception;   /* (nullable): the same: with it the item is left out */
  gchar *gtin;        /* (nullable): of a voice pick code; literal text with {field}, */
  gchar *lot;         /* (nullable): the same */
  gchar *date;        /* (nullable): YYMMDD, where the label's code has a date */
  gchar *name;        /* (nullable): of a picture, what it is called in messages: its file */
  GuoLabelPicture *picture; /* (nullable): of a picture */
  gchar *label;       /* (nullable): of one of the rows, what stands before the value */
  gint x;
  gint y;             /* top; of rows the top of the first */
  gint w;
  gint h;          /* of a paragraph: how many lines of `pitch` it may have */
  gint baseline;      /* of a text */
  gint size;          /* em; a hanzi is so wide and high; of bars: of the text below, 0: none */
  gint least_size;    /* to which the size may be lessened before a text does not fit; 0: it stays */
  gint small_size;    /* of a voice pick code's first two digits */
  gint rotate;        /* degrees clockwise around (x, y), of a text around (x, baseline): 0, 90, 180, 270 */
  gint thickness;     /* of a box's lines */
  gint least_x;       /* of bars: least width of the narrowest, 0.01 mm */
  gint squeeze;       /* percent of its width to which a text may be narrowed before it does not fit */
  gint digit_height;  /* least height of a figure that the law asks for; 0: none */
  gint lines;         /* of one of the rows: on how many lines it may stand; 0: one */
  gint label_w;       /* of rows: where the values begin, from x */
  gint pitch;         /* from baseline to baseline; of rows the most */
  gint least_module;  /* of a QR: least side of a module */
  gint dark;          /* of a picture: percent of light, 1 to 99; less is black */
  GuoLabelAlign align;
  gboolean bold;
  gboolean optional;  /* left out when a field of its text has no value; else that is an error */
  gboolean reverse;   /* white on black */
  gboolean dither;    /* of a picture: greys as a pattern of dots */
  gboolean ellipsis;  /* what does not fit even when narrowed ends in "…"; else that is an error */
  GPtrArray *rows;    /* (nullable): GuoLabelItem of rows */
} GuoLabelItem;

/* A field of the data that a layout binds. */
typedef struct
{
  gchar *name; /* "grade_class" */
  gchar *zh;   /* "级别": the other name that a CSV file may use */
  gchar *sample; /* (nullable): a usual value, for trying the layout out */
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

/* Ids of the layouts of a case that are compiled in, ended by %NULL; the first is the default. */
extern const gchar *const guo_label_layout_names[];

/* The layout of a pallet's label. */
#define GUO_PALLET_LAYOUT "pallet-a6"

/* Ids of all layouts that are compiled in, those of a case among them, ended by %NULL. */
extern const gchar *const guo_label_builtin_names[];

/**
 * guo_label_layout_builtin:
 * @id: "case-60x40"
 * @error: return location
 *
 * Returns: (transfer full): a layout that is compiled in; %NULL with %GUO_STATION_ERROR_NOT_FOUND
 */
GuoLabelLayout *guo_label_layout_builtin (const gchar *id, GError **error);

/**
 * guo_label_layout_builtin_text:
 * @id: as guo_label_layout_builtin()
 * @error: return location
 *
 * Returns: (transfer full): its JSON; %NULL as guo_label_layout_builtin()
 */
GBytes *guo_label_layout_builtin_text (const gchar *id, GError **error);

/**
 * guo_label_layout_rulers:
 * @like: a layout
 *
 * Returns: (transfer full): a sheet of that paper with a ruler along two edges and a line along the others: shows by
 *   how much a printer's paper lies wrong. Needs no data.
 */
GuoLabelLayout *guo_label_layout_rulers (const GuoLabelLayout *like);

/**
 * guo_label_layout_samples:
 * @self: a layout
 *
 * Returns: (transfer full): object of the fields that have a sample
 */
json_t *guo_label_layout_samples (const GuoLabelLayout *self);

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

/**
 * guo_label_item_wanted:
 * @item: of a layout
 * @data: object of strings
 *
 * Returns: whether its conditions hold
 */
gboolean guo_label_item_wanted (const GuoLabelItem *item, json_t *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoLabelLayout, guo_label_layout_free)

G_END_DECLS
