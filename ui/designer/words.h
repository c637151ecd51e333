/* What the elements of a label are called, what a new one is, and which of its members a person may set. Pure, but for
 * the language of the process. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

typedef enum
{
  GUO_ELEMENT_MM,      /* typed in millimetres, kept in tenths */
  GUO_ELEMENT_MM_FINE, /* kept in hundredths */
  GUO_ELEMENT_PERCENT,
  GUO_ELEMENT_TEXT,
  GUO_ELEMENT_WORD,    /* one of a few */
  GUO_ELEMENT_NUMBER,  /* one of a few numbers */
  GUO_ELEMENT_FLAG,
  GUO_ELEMENT_CODE,    /* which kind of code: the element becomes another */
} GuoElementMemberKind;

/* One of the words of a choice. */
typedef struct
{
  const gchar *value;
  const gchar *word; /* N_() */
} GuoElementWord;

typedef struct
{
  const gchar          *name;  /* as in the layout; %NULL ends the table */
  GuoElementMemberKind  kind;
  const gchar          *label; /* N_() */
  const gchar          *types; /* " text qr ": of which elements */
  const GuoElementWord *words; /* (nullable): ended by a %NULL value */
} GuoElementMember;

/**
 * guo_element_members:
 *
 * Returns: (transfer none): the table
 */
const GuoElementMember *guo_element_members (void);

/**
 * guo_element_has:
 * @item: an element
 * @member: of the table
 *
 * Returns: whether a person may set it there
 */
gboolean guo_element_has (json_t *item, const GuoElementMember *member);

/* Kinds that a person may place, in the order of the list; ended by a %NULL value. */
extern const GuoElementWord guo_element_kinds[];

/**
 * guo_element_new:
 * @kind: of guo_element_kinds
 *
 * Returns: (transfer full): a new one, which comes out on any paper of 30 × 20 mm
 */
json_t *guo_element_new (const gchar *kind);

/**
 * guo_element_picture:
 * @layout: on whose paper it comes
 * @png: the file in base 64
 * @name: of the file
 *
 * Returns: (transfer full): a picture with the ratio of its sides, a third of the paper at most
 */
json_t *guo_element_picture (json_t *layout, const gchar *png, const gchar *name);

/**
 * guo_element_as_picture:
 * @item: a picture
 * @png: another file in base 64
 * @name: of the file
 *
 * Returns: (transfer full): it in the same place and as wide
 */
json_t *guo_element_as_picture (json_t *item, const gchar *png, const gchar *name);

/**
 * guo_element_as_code:
 * @item: a code
 * @type: "qr" or "gs1_128"
 *
 * Returns: (transfer full): it as that kind of code, at the same place
 */
json_t *guo_element_as_code (json_t *item, const gchar *type);

/**
 * guo_element_title:
 * @item: an element
 *
 * Returns: (transfer full): "Text {product}"
 */
gchar *guo_element_title (json_t *item);

/**
 * guo_element_mm:
 * @tenths: 0.1 mm
 *
 * Returns: (transfer full): "12.5"
 */
gchar *guo_element_mm (gint tenths);

/**
 * guo_element_parse:
 * @text: as typed; a comma or a wide point may stand for the point
 * @scale: parts of a unit that are kept: 10 for tenths
 * @value: (out): in such parts, 0 to 10000
 *
 * Returns: %FALSE: no such number
 */
gboolean guo_element_parse (const gchar *text, gint scale, gint *value);

G_END_DECLS
