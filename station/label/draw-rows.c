#include "station/label/draw-private.h"

/* The rows that have a value, as texts; a row without one that it needs is an error. */
static gboolean
fill_rows (const GuoLabelItem *item, json_t *data, GPtrArray *rows, GPtrArray *texts, GError **error)
{
  for (guint i = 0; i < item->rows->len; i++)
    {
      GuoLabelItem *row = g_ptr_array_index (item->rows, i);
      g_autofree gchar *missing = NULL;
      g_autofree gchar *text = guo_label_fill (row->text, data, &missing);

      if (!guo_label_item_wanted (row, data))
        continue;
      if (missing != NULL && !row->optional)
        return guo_label_refuse_empty (missing, error);
      if (missing != NULL)
        continue;
      g_ptr_array_add (rows, row);
      g_ptr_array_add (texts, g_steal_pointer (&text));
    }
  return TRUE;
}

static gboolean
measure (GuoLabelDrawing *self, const GuoLabelLine *line, const gchar *text, gdouble *width, GError **error)
{
  if (!guo_label_set_text (self, line, text, error))
    return FALSE;
  *width = guo_label_text_width (self);
  return TRUE;
}

/* Where @text, which is set in the line, may be broken so that the longer half is shortest; 0: nowhere. */
static gsize
best_break (GuoLabelDrawing *self, const gchar *text)
{
  PangoLayoutLine *set = pango_layout_get_line_readonly (self->line, 0);
  gint n, best = G_MAXINT;
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (self->line, &n);
  PangoRectangle whole;
  gsize found = 0;

  pango_layout_line_get_extents (set, NULL, &whole);
  for (gint i = 1; i < n - 1; i++)
    {
      gsize at = (gsize) (g_utf8_offset_to_pointer (text, i) - text);
      gint x;

      if (!attributes[i].is_line_break)
        continue;
      pango_layout_line_index_to_x (set, (gint) at, FALSE, &x);
      if (MAX (x, whole.width - x) < best)
        {
          best = MAX (x, whole.width - x);
          found = at;
        }
    }
  return found;
}

/* The row @i in two lines, when it does not fit in one and both halves do; else it is left as it is. */
static gboolean
break_row (GuoLabelDrawing *self, const GuoLabelItem *item, GPtrArray *rows, GPtrArray *texts, guint i, GError **error)
{
  const GuoLabelItem *row = g_ptr_array_index (rows, i);
  const gchar *text = g_ptr_array_index (texts, i);
  const GuoLabelLine line = { .whose = row->text, .size = guo_label_dots (self, item->size), .bold = item->bold };
  const gdouble most = guo_label_dots (self, item->w - item->label_w) * 100 / MAX (item->squeeze, 1);
  g_autofree gchar *first = NULL, *second = NULL;
  gdouble width;
  gsize at;

  if (!measure (self, &line, text, &width, error))
    return FALSE;
  at = width > most ? best_break (self, text) : 0;
  if (at == 0)
    return TRUE;
  first = g_strchomp (g_strndup (text, at));
  second = g_strchug (g_strdup (text + at));
  for (guint half = 0; half < 2; half++)
    if (!measure (self, &line, half == 0 ? first : second, &width, error))
      return FALSE;
    else if (width > most)
      return TRUE;
  g_ptr_array_insert (rows, (gint) i + 1, g_ptr_array_index (rows, i));
  g_free (texts->pdata[i]);
  texts->pdata[i] = g_steal_pointer (&first);
  g_ptr_array_insert (texts, (gint) i + 1, g_steal_pointer (&second));
  return TRUE;
}

/* Lines that the height has no room for are never made: baselines stay at least an em apart. */
static gboolean
break_rows (GuoLabelDrawing *self, const GuoLabelItem *item, GPtrArray *rows, GPtrArray *texts, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const GuoLabelItem *row = g_ptr_array_index (rows, i);
      gboolean broken = i > 0 && g_ptr_array_index (rows, i - 1) == row;

      if (row->lines > 1 && !broken && (item->h - item->size) / (gint) rows->len >= item->size
          && !break_row (self, item, rows, texts, i, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
guo_label_draw_rows (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data, GError **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gint pitch;
  GuoLabelLine line = { .size = guo_label_dots (self, item->size), .bold = item->bold };

  if (!fill_rows (item, data, rows, texts, error) || !break_rows (self, item, rows, texts, error))
    return FALSE;
  pitch = rows->len > 1 ? MIN (item->pitch, (item->h - item->size) / (gint) (rows->len - 1)) : 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const GuoLabelItem *row = g_ptr_array_index (rows, i);

      /* A hanzi reaches 0.88 em above the baseline. */
      line.baseline = guo_label_whole_dots (self, item->y + item->size * 88 / 100 + pitch * (gint) i);
      line.whose = row->label;
      line.ellipsis = FALSE;
      line.x = guo_label_dots (self, item->x);
      line.w = guo_label_dots (self, item->label_w);
      line.squeeze = 100;
      if ((i == 0 || g_ptr_array_index (rows, i - 1) != row) && !guo_label_draw_line (self, cr, &line, row->label, error))
        return FALSE;
      line.whose = row->text;
      line.x = guo_label_dots (self, item->x + item->label_w);
      line.w = guo_label_dots (self, item->w - item->label_w);
      line.squeeze = item->squeeze;
      line.ellipsis = row->ellipsis;
      if (!guo_label_draw_line (self, cr, &line, g_ptr_array_index (texts, i), error))
        return FALSE;
    }
  return TRUE;
}

static gdouble
line_left (GuoLabelDrawing *self, const GuoLabelItem *item, PangoLayoutLine *line)
{
  const gdouble left = guo_label_dots (self, item->x), room = guo_label_dots (self, item->w);
  PangoRectangle logical;

  pango_layout_line_get_extents (line, NULL, &logical);
  if (item->align == GUO_LABEL_LEFT)
    return left;
  return left + (room - logical.width / (gdouble) PANGO_SCALE) / (item->align == GUO_LABEL_CENTER ? 2 : 1);
}

/* The area of the layout's first @n lines; each is shown. @tenths: the size that they came to. */
static GuoLabelArea
show_lines (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, gint n, gint tenths)
{
  GuoLabelArea area = { guo_label_dots (self, item->x + item->w), guo_label_whole_dots (self, item->y),
                        guo_label_dots (self, item->x), 0, item->text };

  for (gint i = 0; i < n; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (self->line, i);
      gdouble baseline
        = guo_label_whole_dots (self, item->y + tenths * 88 / 100 + item->pitch * tenths / MAX (item->size, 1) * i);
      gdouble left = line_left (self, item, line);
      PangoRectangle ink;

      pango_layout_line_get_extents (line, &ink, NULL);
      cairo_move_to (cr, left, baseline);
      pango_cairo_show_layout_line (cr, line);
      area.left = MIN (area.left, left + ink.x / (gdouble) PANGO_SCALE);
      area.right = MAX (area.right, left + (ink.x + ink.width) / (gdouble) PANGO_SCALE);
      area.bottom = baseline + (ink.y + ink.height) / (gdouble) PANGO_SCALE;
    }
  return area;
}

/* Breaks @text into lines of an em of @tenths (0.1 mm); the lines lie apart in proportion. */
static gboolean
break_paragraph (GuoLabelDrawing *self, const GuoLabelItem *item, const gchar *text, gint tenths, gint *lines,
                 GError **error)
{
  const GuoLabelLine line = { .whose = item->text, .size = guo_label_dots (self, tenths), .bold = item->bold };

  if (!guo_label_set_text (self, &line, text, error))
    return FALSE;
  pango_layout_set_ellipsize (self->line, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_wrap (self->line, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (self->line, (gint) (guo_label_dots (self, item->w) * PANGO_SCALE));
  *lines = pango_layout_get_line_count (self->line);
  return TRUE;
}

gboolean
guo_label_draw_paragraph (GuoLabelDrawing *self, cairo_t *cr, const GuoLabelItem *item, json_t *data, GError **error)
{
  g_autofree gchar *missing = NULL;
  g_autofree gchar *text = guo_label_fill (item->text, data, &missing);
  const gint least = item->least_size > 0 ? item->least_size : item->size;
  const gdouble room = guo_label_dots (self, item->w);
  GuoLabelArea area;
  gint lines = 0, most = 0, tenths;

  if (missing != NULL)
    return item->optional || guo_label_refuse_empty (missing, error);
  for (tenths = item->size; tenths >= least; tenths--)
    {
      most = item->h / MAX (item->pitch * tenths / MAX (item->size, 1), 1);
      if (!break_paragraph (self, item, text, tenths, &lines, error))
        return FALSE;
      if (lines <= most)
        break;
    }
  if (lines > most)
    return guo_label_refuse_too_long (self, item->text, text, lines * room, most * room, error);
  area = show_lines (self, cr, item, lines, tenths);
  return guo_label_take_area (self, &area, error);
}
