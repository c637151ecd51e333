#include "ui/designer/words.h"

#include "ui/designer/ratio.h"

#include <string.h>

#include <glib/gi18n.h>

#define LONGEST_TITLE 28 /* characters of the text that a title shows */
#define PICTURE_AT 50    /* of a new picture: from the left and from above, 0.1 mm */
#define PICTURE_MM 200   /* width, 0.1 mm, where a third of the paper is not less */

static const GuoElementWord alignments[] = {
  { "left", N_("Left") }, { "center", N_("Middle") }, { "right", N_("Right") }, { NULL, NULL },
};

static const GuoElementWord turns[] = {
  { "0", N_("0°") }, { "90", N_("90°") }, { "180", N_("180°") }, { "270", N_("270°") }, { NULL, NULL },
};

static const GuoElementWord codes[] = {
  { "qr", N_("QR code") }, { "gs1_128", N_("GS1-128 bars") }, { NULL, NULL },
};

const GuoElementWord guo_element_kinds[] = {
  { "text", N_("Text or field") }, { "paragraph", N_("Text of several lines") }, { "qr", N_("QR code") },
  { "gs1_128", N_("GS1-128 bars") }, { "voice_pick", N_("Voice pick code") }, { "rule", N_("Line") },
  { "box", N_("Box") }, { "picture", N_("Picture") }, { NULL, NULL },
};

static const GuoElementMember members[] = {
  { "type", GUO_ELEMENT_CODE, N_("Kind of code"), " qr gs1_128 ", codes },
  { "text", GUO_ELEMENT_TEXT, N_("Text, {field} for data"), " text paragraph qr gs1_128 ", NULL },
  { "gtin", GUO_ELEMENT_TEXT, N_("Item number (GTIN)"), " voice_pick ", NULL },
  { "lot", GUO_ELEMENT_TEXT, N_("Lot"), " voice_pick ", NULL },
  { "x", GUO_ELEMENT_MM, N_("From the left, mm"), " text paragraph qr gs1_128 voice_pick rule box picture rows ", NULL },
  { "y", GUO_ELEMENT_MM, N_("From above, mm"), " paragraph qr gs1_128 rule box picture rows ", NULL },
  { "baseline", GUO_ELEMENT_MM, N_("Baseline from above, mm"), " text voice_pick ", NULL },
  { "w", GUO_ELEMENT_MM, N_("Width, mm"), " text paragraph qr gs1_128 voice_pick rule box picture rows ", NULL },
  { "h", GUO_ELEMENT_MM, N_("Height, mm"), " paragraph gs1_128 rule box picture rows ", NULL },
  { "size", GUO_ELEMENT_MM, N_("Size of the letters, mm"), " text paragraph gs1_128 voice_pick rows ", NULL },
  { "small_size", GUO_ELEMENT_MM, N_("Size of the first two digits, mm"), " voice_pick ", NULL },
  { "least_size", GUO_ELEMENT_MM, N_("Least size, mm"), " text paragraph ", NULL },
  { "squeeze", GUO_ELEMENT_PERCENT, N_("Narrowed at most to, %"), " text rows ", NULL },
  { "pitch", GUO_ELEMENT_MM, N_("From line to line, mm"), " paragraph rows ", NULL },
  { "label_w", GUO_ELEMENT_MM, N_("Width of the captions, mm"), " rows ", NULL },
  { "thickness", GUO_ELEMENT_MM, N_("Thickness, mm"), " box ", NULL },
  { "least_module", GUO_ELEMENT_MM, N_("Least side of a module, mm"), " qr ", NULL },
  { "least_x", GUO_ELEMENT_MM_FINE, N_("Least width of a bar, mm"), " gs1_128 ", NULL },
  { "align", GUO_ELEMENT_WORD, N_("Alignment"), " text paragraph gs1_128 voice_pick ", alignments },
  { "rotate", GUO_ELEMENT_NUMBER, N_("Turned"), " text paragraph qr gs1_128 voice_pick rule box picture rows ", turns },
  { "dark", GUO_ELEMENT_PERCENT, N_("Black below, percent of light"), " picture ", NULL },
  { "dither", GUO_ELEMENT_FLAG, N_("Greys as a pattern of dots"), " picture ", NULL },
  { "bold", GUO_ELEMENT_FLAG, N_("Bold"), " text paragraph voice_pick rows ", NULL },
  { "reverse", GUO_ELEMENT_FLAG, N_("White on black"), " text voice_pick ", NULL },
  { "optional", GUO_ELEMENT_FLAG, N_("Left out when the field is empty"), " text paragraph ", NULL },
  { "ellipsis", GUO_ELEMENT_FLAG, N_("What is too long ends in “…”"), " text ", NULL },
  { NULL },
};

const GuoElementMember *
guo_element_members (void)
{
  return members;
}

static const gchar *
type_of (json_t *item)
{
  const gchar *type = json_string_value (json_object_get (item, "type"));

  return type != NULL ? type : "";
}

gboolean
guo_element_has (json_t *item, const GuoElementMember *member)
{
  g_autofree gchar *wanted = g_strdup_printf (" %s ", type_of (item));

  return strstr (member->types, wanted) != NULL;
}

json_t *
guo_element_new (const gchar *kind)
{
  if (strcmp (kind, "paragraph") == 0)
    return json_pack ("{s:s, s:s, s:i, s:i, s:i, s:i, s:i, s:i}", "type", kind, "text", _("Text"), "x", 50, "y", 50, "w", 200,
                      "h", 80, "size", 30, "pitch", 40);
  if (strcmp (kind, "qr") == 0)
    return json_pack ("{s:s, s:s, s:i, s:i, s:i, s:i}", "type", kind, "text", "{uri}", "x", 50, "y", 50, "w", 285,
                      "least_module", 5);
  if (strcmp (kind, "gs1_128") == 0)
    return json_pack ("{s:s, s:s, s:i, s:i, s:i, s:i, s:i, s:i, s:s}", "type", kind, "text", "(01){gtin}(10){lot}", "x", 0, "y",
                      50, "w", 600, "h", 120, "least_x", 25, "size", 28, "align", "center");
  if (strcmp (kind, "voice_pick") == 0)
    return json_pack ("{s:s, s:s, s:s, s:i, s:i, s:i, s:i, s:i, s:b}", "type", kind, "gtin", "{gtin}", "lot", "{lot}", "x", 50,
                      "baseline", 150, "w", 250, "size", 100, "small_size", 60, "bold", 1);
  if (strcmp (kind, "rule") == 0)
    return json_pack ("{s:s, s:i, s:i, s:i, s:i}", "type", kind, "x", 50, "y", 50, "w", 200, "h", 3);
  if (strcmp (kind, "box") == 0)
    return json_pack ("{s:s, s:i, s:i, s:i, s:i, s:i}", "type", kind, "x", 50, "y", 50, "w", 200, "h", 100, "thickness", 3);
  return json_pack ("{s:s, s:s, s:i, s:i, s:i, s:i, s:i}", "type", "text", "text", _("Text"), "x", 50, "baseline", 85, "w", 200,
                    "size", 35, "squeeze", 70);
}

/* @item: gets its height by that of the picture */
static json_t *
with_picture (json_t *item, const gchar *png, const gchar *name)
{
  json_object_set_new (item, "png", json_string (png));
  json_object_set_new (item, "name", json_string (name));
  guo_ratio_keep (item, "w");
  return item;
}

json_t *
guo_element_picture (json_t *layout, const gchar *png, const gchar *name)
{
  const json_int_t width = json_integer_value (json_object_get (layout, "width"));
  const json_int_t height = json_integer_value (json_object_get (layout, "height"));
  json_t *item = with_picture (json_pack ("{s:s, s:i, s:i, s:I}", "type", "picture", "x", PICTURE_AT, "y", PICTURE_AT, "w",
                                          MIN (PICTURE_MM, width / 3)), png, name);

  if (json_integer_value (json_object_get (item, "h")) > height / 3)
    {
      json_object_set_new (item, "h", json_integer (height / 3));
      guo_ratio_keep (item, "h");
    }
  return item;
}

json_t *
guo_element_as_picture (json_t *item, const gchar *png, const gchar *name)
{
  return with_picture (json_deep_copy (item), png, name);
}

json_t *
guo_element_as_code (json_t *item, const gchar *type)
{
  json_t *code = guo_element_new (type);
  static const gchar *const kept[] = { "x", "y", "rotate", "if", "unless" };

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (json_object_get (item, kept[i]) != NULL)
      json_object_set (code, kept[i], json_object_get (item, kept[i]));
  return code;
}

/* "Text" of a kind that is shown but not placed by hand. */
static const gchar *
kind_word (const gchar *type)
{
  for (const GuoElementWord *kind = guo_element_kinds; kind->value != NULL; kind++)
    if (strcmp (kind->value, type) == 0 && strcmp (type, "text") != 0)
      return _(kind->word);
  return strcmp (type, "rows") == 0 ? _("Rows") : strcmp (type, "rulers") == 0 ? _("Rulers") : _("Text");
}

static gchar *
rows_text (json_t *rows)
{
  GString *out = g_string_new (NULL);
  gsize i;
  json_t *row;

  json_array_foreach (rows, i, row)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "", json_string_value (json_object_get (row, "label")));
  return g_string_free (out, FALSE);
}

gchar *
guo_element_title (json_t *item)
{
  const gchar *text = json_string_value (json_object_get (item, json_object_get (item, "png") != NULL ? "name" : "text"));
  json_t *rows = json_object_get (item, "rows");
  g_autofree gchar *said = rows != NULL ? rows_text (rows) : g_strdup (text != NULL ? text : "");

  if (g_utf8_strlen (said, -1) > LONGEST_TITLE)
    {
      g_autofree gchar *cut = g_utf8_substring (said, 0, LONGEST_TITLE);

      return g_strdup_printf ("%s %s…", kind_word (type_of (item)), cut);
    }
  return g_strjoin (*said != '\0' ? " " : "", kind_word (type_of (item)), said, NULL);
}

gchar *
guo_element_mm (gint tenths)
{
  return g_strdup_printf ("%d.%d", tenths / 10, tenths % 10);
}

gboolean
guo_element_parse (const gchar *text, gint scale, gint *value)
{
  g_autofree gchar *folded = g_utf8_normalize (text, -1, G_NORMALIZE_ALL); /* full width to half */
  gint whole = 0, part = 0, digits = 0;
  const gchar *at = folded != NULL ? g_strstrip (folded) : "";

  if (!g_ascii_isdigit (*at))
    return FALSE;
  for (; g_ascii_isdigit (*at) && whole <= 10000; at++)
    whole = whole * 10 + (*at - '0');
  if (*at == '.' || *at == ',' || g_str_has_prefix (at, "。"))
    {
      at = g_utf8_next_char (at);
      for (; g_ascii_isdigit (*at); at++, digits++)
        if (digits < 2)
          part = part * 10 + (*at - '0');
    }
  for (; digits < 2; digits++)
    part *= 10;
  *value = whole * scale + (part * scale + 50) / 100;
  return *at == '\0' && whole <= 10000 / scale && *value <= 10000;
}
