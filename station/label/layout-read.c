#include "station/label/layout.h"

#include <string.h>

#define BIT(kind) (1u << (kind))
#define ROW_MEMBERS BIT (GUO_LABEL_RULERS + 1) /* kind of an element of "rows": after the last */
#define TEXT BIT (GUO_LABEL_TEXT)
#define ROWS BIT (GUO_LABEL_ROWS)
#define QR BIT (GUO_LABEL_QR)
#define RULE BIT (GUO_LABEL_RULE)
#define PARAGRAPH BIT (GUO_LABEL_PARAGRAPH)
#define BARS BIT (GUO_LABEL_GS1_128)
#define BOX BIT (GUO_LABEL_BOX)
#define VOICE BIT (GUO_LABEL_VOICE_PICK)
#define RULERS BIT (GUO_LABEL_RULERS)
#define PICTURE BIT (GUO_LABEL_PICTURE)
#define PLACED (TEXT | ROWS | QR | RULE | PARAGRAPH | BARS | BOX | VOICE | PICTURE)
#define ON_BASELINE (TEXT | VOICE)
#define WORDS (TEXT | ROWS | PARAGRAPH)
#define HIGH (ROWS | PARAGRAPH | RULE | BARS | BOX | PICTURE)
#define ALIGNED (ON_BASELINE | PARAGRAPH | BARS)
#define FILLED (TEXT | QR | PARAGRAPH | BARS | ROW_MEMBERS)

typedef enum
{
  MEMBER_NUMBER,
  MEMBER_TEXT,
  MEMBER_FLAG,
  MEMBER_PICTURE,
} MemberKind;

/* Every member of an item but "type", "align" and "rows": where it goes, and of which kinds it is. */
static const struct
{
  const gchar *name;
  MemberKind kind;
  gsize offset;
  guint in;      /* kinds that may have it */
  guint needed;  /* kinds that must */
} members[] = {
  { "text", MEMBER_TEXT, G_STRUCT_OFFSET (GuoLabelItem, text), FILLED, FILLED },
  { "label", MEMBER_TEXT, G_STRUCT_OFFSET (GuoLabelItem, label), ROW_MEMBERS, ROW_MEMBERS },
  { "if", MEMBER_TEXT, G_STRUCT_OFFSET (GuoLabelItem, condition), PLACED | RULERS | ROW_MEMBERS, 0 },
  { "unless", MEMBER_TEXT, G_STRUCT_OFFSET (GuoLabelItem, exception), PLACED | RULERS | ROW_MEMBERS, 0 },
  { "gtin", MEMBER_TEXT, G_STRUCT_OFFSET (GuoLabelItem, gtin), VOICE, VOICE },
  { "lot", MEMBER_TEXT, G_STRUCT_OFFSET (GuoLabelItem, lot), VOICE, VOICE },
  { "date", MEMBER_TEXT, G_STRUCT_OFFSET (GuoLabelItem, date), VOICE, 0 },
  { "png", MEMBER_PICTURE, G_STRUCT_OFFSET (GuoLabelItem, picture), PICTURE, PICTURE },
  { "name", MEMBER_TEXT, G_STRUCT_OFFSET (GuoLabelItem, name), PICTURE, 0 },
  { "dither", MEMBER_FLAG, G_STRUCT_OFFSET (GuoLabelItem, dither), PICTURE, 0 },
  { "dark", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, dark), PICTURE, 0 },
  { "optional", MEMBER_FLAG, G_STRUCT_OFFSET (GuoLabelItem, optional), TEXT | PARAGRAPH | ROW_MEMBERS, 0 },
  { "ellipsis", MEMBER_FLAG, G_STRUCT_OFFSET (GuoLabelItem, ellipsis), TEXT | ROW_MEMBERS, 0 },
  { "bold", MEMBER_FLAG, G_STRUCT_OFFSET (GuoLabelItem, bold), WORDS | VOICE, 0 },
  { "reverse", MEMBER_FLAG, G_STRUCT_OFFSET (GuoLabelItem, reverse), ON_BASELINE, 0 },
  { "x", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, x), PLACED, PLACED },
  { "w", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, w), PLACED, PLACED },
  { "y", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, y), PLACED & ~ON_BASELINE, PLACED & ~ON_BASELINE },
  { "h", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, h), HIGH, HIGH },
  { "baseline", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, baseline), ON_BASELINE, ON_BASELINE },
  { "rotate", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, rotate), PLACED, 0 },
  { "size", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, size), WORDS | VOICE | BARS, WORDS | VOICE },
  { "least_size", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, least_size), TEXT | PARAGRAPH, 0 },
  { "small_size", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, small_size), VOICE, VOICE },
  { "squeeze", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, squeeze), TEXT | ROWS, 0 },
  { "digit_height", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, digit_height), TEXT, 0 },
  { "lines", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, lines), ROW_MEMBERS, 0 },
  { "label_w", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, label_w), ROWS, ROWS },
  { "pitch", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, pitch), ROWS | PARAGRAPH, ROWS | PARAGRAPH },
  { "thickness", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, thickness), BOX, BOX },
  { "least_module", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, least_module), QR, QR },
  { "least_x", MEMBER_NUMBER, G_STRUCT_OFFSET (GuoLabelItem, least_x), BARS, BARS },
};

static const gchar *const kind_names[] = { "text", "rows",     "qr",  "rule",      "paragraph",
                                          "gs1_128", "box", "voice_pick", "picture", "rulers" };
static const gchar *const head_names[] = { "id", "width", "height", "family", "language", "fields", "items", NULL };
static const gchar *const align_names[] = { "left", "center", "right" };

static void
item_free (gpointer data)
{
  GuoLabelItem *self = data;

  g_free (self->text);
  g_free (self->label);
  g_free (self->condition);
  g_free (self->exception);
  g_free (self->gtin);
  g_free (self->lot);
  g_free (self->date);
  g_free (self->name);
  g_clear_pointer (&self->picture, guo_label_picture_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static void
field_free (gpointer data)
{
  GuoLabelField *self = data;

  g_free (self->name);
  g_free (self->zh);
  g_free (self->sample);
  g_free (self);
}

static gboolean
refuse (GError **error, const gchar *where, const gchar *member, const gchar *reason)
{
  g_autofree gchar *field = g_strdup_printf ("%s/%s", where, member);

  return guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "bad-field",
                     json_pack ("{s:s, s:s}", "field", field, "reason", reason), "label layout: %s: %s", field,
                     reason);
}

static gint
index_of (const gchar *const *names, gsize n, json_t *value)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (json_string_value (value), names[i]) == 0)
      return (gint) i;
  return -1;
}

/* A layout is whole or none: what cannot be read is not found out at the printer. */
static gboolean
set_picture (GuoLabelItem *item, const gchar *where, json_t *value, GError **error)
{
  const gchar *reason = "text is needed";

  if (json_is_string (value))
    item->picture = guo_label_picture_new (json_string_value (value), &reason);
  return item->picture != NULL || refuse (error, where, "png", reason);
}

static gboolean
set_member (GuoLabelItem *item, guint kind, const gchar *where, const gchar *name, json_t *value, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (strcmp (members[i].name, name) != 0 || (members[i].in & kind) == 0)
        continue;
      switch (members[i].kind)
        {
        case MEMBER_NUMBER:
          if (!json_is_integer (value) || json_integer_value (value) < 0 || json_integer_value (value) > 10000)
            return refuse (error, where, name, "a whole number from 0 to 10000 is needed");
          G_STRUCT_MEMBER (gint, item, members[i].offset) = (gint) json_integer_value (value);
          return TRUE;
        case MEMBER_TEXT:
          if (!json_is_string (value))
            return refuse (error, where, name, "text is needed");
          G_STRUCT_MEMBER (gchar *, item, members[i].offset) = g_strdup (json_string_value (value));
          return TRUE;
        case MEMBER_FLAG:
          if (!json_is_boolean (value))
            return refuse (error, where, name, "true or false is needed");
          G_STRUCT_MEMBER (gboolean, item, members[i].offset) = json_is_true (value);
          return TRUE;
        case MEMBER_PICTURE:
          return set_picture (item, where, value, error);
        }
    }
  return refuse (error, where, name, "unknown here");
}

static gboolean
check_needed (guint kind, const gchar *where, json_t *object, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if ((members[i].needed & kind) != 0 && json_object_get (object, members[i].name) == NULL)
      return refuse (error, where, members[i].name, "missing");
  return TRUE;
}

static gboolean
set_rows (GuoLabelItem *item, const gchar *where, json_t *rows, GError **error)
{
  if (!json_is_array (rows))
    return refuse (error, where, "rows", "a list is needed");
  item->rows = g_ptr_array_new_with_free_func (item_free);
  for (gsize i = 0; i < json_array_size (rows); i++)
    {
      g_autofree gchar *here = g_strdup_printf ("%s/rows/%u", where, (guint) i);
      json_t *object = json_array_get (rows, i);
      GuoLabelItem *row = g_new0 (GuoLabelItem, 1);
      const gchar *name;
      json_t *value;

      g_ptr_array_add (item->rows, row);
      json_object_foreach (object, name, value)
        if (!set_member (row, ROW_MEMBERS, here, name, value, error))
          return FALSE;
      if (!check_needed (ROW_MEMBERS, here, object, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_item (GuoLabelItem *item, const gchar *where, json_t *object, GError **error)
{
  gint kind = index_of (kind_names, G_N_ELEMENTS (kind_names), json_object_get (object, "type"));
  gint align = index_of (align_names, G_N_ELEMENTS (align_names), json_object_get (object, "align"));
  const gchar *name;
  json_t *value;

  if (kind < 0)
    return refuse (error, where, "type",
                   "text, rows, qr, rule, paragraph, gs1_128, box, voice_pick, picture or rulers is needed");
  if (align < 0 && json_object_get (object, "align") != NULL)
    return refuse (error, where, "align", "left, center or right is needed");
  if (align >= 0 && (BIT (kind) & ALIGNED) == 0)
    return refuse (error, where, "align", "unknown here");
  item->kind = (GuoLabelItemKind) kind;
  item->align = align < 0 ? GUO_LABEL_LEFT : (GuoLabelAlign) align;
  item->squeeze = 100;
  item->dark = 50;
  json_object_foreach (object, name, value)
    {
      if (strcmp (name, "type") == 0 || strcmp (name, "align") == 0)
        continue;
      if (strcmp (name, "rows") == 0 && item->kind == GUO_LABEL_ROWS)
        {
          if (!set_rows (item, where, value, error))
            return FALSE;
        }
      else if (!set_member (item, BIT (item->kind), where, name, value, error))
        return FALSE;
    }
  if (item->kind == GUO_LABEL_ROWS && item->rows == NULL)
    return refuse (error, where, "rows", "missing");
  if (item->rotate % 90 != 0 || item->rotate > 270)
    return refuse (error, where, "rotate", "0, 90, 180 or 270 is needed");
  if (item->squeeze < 1 || item->squeeze > 100)
    return refuse (error, where, "squeeze", "1 to 100 is needed");
  if (item->dark < 1 || item->dark > 99)
    return refuse (error, where, "dark", "1 to 99 is needed");
  if (item->least_size > item->size)
    return refuse (error, where, "least_size", "more than size");
  return check_needed (BIT (item->kind), where, object, error);
}

static gboolean
has_field (const GuoLabelLayout *self, const gchar *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (strcmp (((const GuoLabelField *) g_ptr_array_index (self->fields, i))->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* The first of the names in braces that is no field of the layout; NULL: all are. */
static gchar *
unknown_field (const GuoLabelLayout *self, const gchar *text)
{
  for (const gchar *at = text != NULL ? strchr (text, '{') : NULL; at != NULL; at = strchr (at, '{'))
    {
      const gchar *end = strchr (at, '}');
      g_autofree gchar *name = end != NULL ? g_strndup (at + 1, (gsize) (end - at) - 1) : NULL;

      if (name == NULL)
        break;
      if (!has_field (self, name))
        return g_steal_pointer (&name);
      at = end;
    }
  return NULL;
}

static gboolean
check_names (const GuoLabelLayout *self, const GuoLabelItem *item, const gchar *where, GError **error)
{
  const gchar *const texts[] = { item->text, item->gtin, item->lot, item->date };
  const gchar *const conditions[] = { item->condition, item->exception };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree gchar *unknown = unknown_field (self, texts[i]);
      g_autofree gchar *reason = unknown != NULL ? g_strdup_printf ("{%s} is none of the fields", unknown) : NULL;

      if (reason != NULL)
        return refuse (error, where, i == 0 ? "text" : i == 1 ? "gtin" : i == 2 ? "lot" : "date", reason);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autofree gchar *name = conditions[i] != NULL
                                 ? g_strndup (conditions[i], strcspn (conditions[i], "="))
                                 : NULL;

      if (name != NULL && !has_field (self, name))
        return refuse (error, where, i == 0 ? "if" : "unless", "none of the fields");
    }
  for (guint i = 0; item->rows != NULL && i < item->rows->len; i++)
    if (!check_names (self, g_ptr_array_index (item->rows, i), where, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_items (GuoLabelLayout *self, json_t *items, GError **error)
{
  for (gsize i = 0; i < json_array_size (items); i++)
    {
      g_autofree gchar *where = g_strdup_printf ("/items/%u", (guint) i);
      GuoLabelItem *item = g_new0 (GuoLabelItem, 1);

      g_ptr_array_add (self->items, item);
      if (!fill_item (item, where, json_array_get (items, i), error) || !check_names (self, item, where, error))
        return FALSE;
    }
  return self->items->len > 0 || refuse (error, "", "items", "a list of items is needed");
}

static gboolean
read_fields (GuoLabelLayout *self, json_t *fields, GError **error)
{
  for (gsize i = 0; i < json_array_size (fields); i++)
    {
      json_t *object = json_array_get (fields, i);
      const gchar *name = json_string_value (json_object_get (object, "name"));
      const gchar *zh = json_string_value (json_object_get (object, "zh"));
      json_t *sample = json_object_get (object, "sample");
      GuoLabelField *field;

      if (name == NULL || zh == NULL)
        return refuse (error, "", "fields", "each needs a name and a Chinese name (zh)");
      if (sample != NULL && !json_is_string (sample))
        return refuse (error, "/fields", "sample", "text is needed");
      if (json_object_size (object) > (sample != NULL ? 3 : 2))
        return refuse (error, "/fields", name, "only name, zh and sample are known");
      if (name[strcspn (name, "{}=")] != '\0' || has_field (self, name))
        return refuse (error, "/fields", name, "each name once, without “{”, “}” or “=”");
      field = g_new0 (GuoLabelField, 1);
      field->name = g_strdup (name);
      field->zh = g_strdup (zh);
      field->sample = g_strdup (json_string_value (sample));
      g_ptr_array_add (self->fields, field);
    }
  return self->fields->len > 0 || refuse (error, "", "fields", "a list of fields is needed");
}

static gboolean
read_head (GuoLabelLayout *self, json_t *object, GError **error)
{
  json_int_t width = json_integer_value (json_object_get (object, "width"));
  json_int_t height = json_integer_value (json_object_get (object, "height"));
  const gchar *name;
  json_t *value;

  json_object_foreach (object, name, value)
    if (!g_strv_contains (head_names, name))
      return refuse (error, "", name, "unknown here");
  self->id = g_strdup (json_string_value (json_object_get (object, "id")));
  self->family = g_strdup (json_string_value (json_object_get (object, "family")));
  self->language = g_strdup (json_string_value (json_object_get (object, "language")));
  if (self->id == NULL)
    return refuse (error, "", "id", "missing");
  if (self->family == NULL || self->language == NULL)
    return refuse (error, "", "family", "family and language are needed");
  if (width < 100 || width > 3000 || height < 100 || height > 3000)
    return refuse (error, "", "width", "width and height from 100 to 3000 (0.1 mm) are needed");
  self->width = (gint) width;
  self->height = (gint) height;
  return TRUE;
}

GuoLabelLayout *
guo_label_layout_parse (const gchar *text, GError **error)
{
  g_autoptr(GuoLabelLayout) self = g_new0 (GuoLabelLayout, 1);
  json_error_t why;
  json_auto_t *object = json_loads (text, JSON_REJECT_DUPLICATES, &why);

  self->fields = g_ptr_array_new_with_free_func (field_free);
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  if (!json_is_object (object))
    {
      guo_refuse (error, GUO_STATION_ERROR_BAD_FIELD, "bad-json",
                  json_pack ("{s:i, s:s}", "offset", why.position, "reason", why.text),
                  "label layout: line %d, column %d: %s", why.line, why.column, why.text);
      return NULL;
    }
  if (!read_head (self, object, error) || !read_fields (self, json_object_get (object, "fields"), error)
      || !read_items (self, json_object_get (object, "items"), error))
    return NULL;
  return g_steal_pointer (&self);
}

