#include "station/client/chart/svg.h"

#include <string.h>

#define STYLE \
  "g{stroke-width:0}.l{stroke-width:1}text{font-family:\"Noto Sans CJK SC\",\"Noto Sans SC\",sans-serif}" \
  ".t{fill:#17191c}.d{fill:#454a52}.a{fill:#074e7e;stroke:#074e7e}.o,.l{fill:#767c86;stroke:#767c86}" \
  ".p{fill:#f7f8f9}" \
  "@media(prefers-color-scheme:dark){.t{fill:#f2f3f4}.d{fill:#bfc4cb}.a{fill:#7cc3f2;stroke:#7cc3f2}" \
  ".o,.l{fill:#868d97;stroke:#868d97}.p{fill:#24272b}}"

typedef struct
{
  const GuoChartPicture *picture;
  const gchar *id;
  GString *out;
  gboolean fluid;
  gchar open; /* class of the group that is open; 0: none */
} Svg;

/* Without needless zeros, and with a point in every locale. */
static void
put_number (GString *out, gdouble value, guint decimals)
{
  gchar format[8];
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];
  gchar *end;

  g_snprintf (format, sizeof format, "%%.%uf", decimals);
  g_ascii_formatd (text, sizeof text, format, value);
  end = text + strlen (text);
  if (strchr (text, '.') != NULL)
    {
      while (end[-1] == '0')
        *--end = '\0';
      if (end[-1] == '.')
        *--end = '\0';
    }
  g_string_append (out, g_str_equal (text, "-0") ? "0" : text);
}

static void
put_x (const Svg *self, const gchar *name, GuoChartX x)
{
  g_string_append_printf (self->out, " %s=\"", name);
  if (self->fluid)
    put_number (self->out, x.part * 100, 2);
  else
    put_number (self->out, guo_chart_picture_x (self->picture, x), 1);
  g_string_append (self->out, self->fluid ? "%\"" : "\"");
}

static void
put_width (const Svg *self, GuoChartX from, GuoChartX to)
{
  g_string_append (self->out, " width=\"");
  if (self->fluid)
    put_number (self->out, (to.part - from.part) * 100, 2);
  else
    put_number (self->out, guo_chart_picture_x (self->picture, to) - guo_chart_picture_x (self->picture, from), 1);
  g_string_append (self->out, self->fluid ? "%\"" : "\"");
}

/* A fluid picture grows with the reader's letters: downwards all is told in em. */
static void
put_y (const Svg *self, const gchar *name, gdouble y)
{
  g_string_append_printf (self->out, " %s=\"", name);
  put_number (self->out, self->fluid ? y / self->picture->font_px : y, self->fluid ? 2 : 1);
  g_string_append (self->out, self->fluid ? "em\"" : "\"");
}

static gchar
class_of (GuoChartInk ink)
{
  static const gchar classes[] = { 't', 'd', 'l', 'a', 'o' };

  return classes[ink];
}

static void
close_group (Svg *self)
{
  if (self->open != 0)
    g_string_append (self->out, "</g>");
  self->open = 0;
}

/* Marks of one ink that follow each other share a group. */
static void
open_group (Svg *self, GuoChartInk ink)
{
  gchar class = class_of (ink);

  if (self->open == class)
    return;
  close_group (self);
  g_string_append_printf (self->out, "<g class=\"%c\">", class);
  self->open = class;
}

static void
put_rect (Svg *self, const GuoChartMark *mark)
{
  static const gchar *const patterns[] = { NULL, "h", NULL, "b", "c", NULL };
  gchar ink = class_of (mark->ink);

  open_group (self, mark->ink);
  g_string_append (self->out, "<rect");
  put_x (self, "x", mark->x1);
  put_width (self, mark->x1, mark->x2);
  put_y (self, "y", mark->y1);
  put_y (self, "height", mark->y2 - mark->y1);
  if (mark->fill == GUO_CHART_FILL_LIGHT)
    g_string_append (self->out, " fill-opacity=\".38\"");
  else if (mark->fill == GUO_CHART_FILL_HOLLOW)
    g_string_append (self->out, " fill-opacity=\"0\"");
  if (patterns[mark->fill] != NULL)
    g_string_append_printf (self->out, " fill=\"url(#%s-%c%s)\" stroke-width=\"1.5\"", self->id, ink,
                            patterns[mark->fill]);
  else if (mark->fill != GUO_CHART_FILL_SOLID)
    g_string_append (self->out, " stroke-width=\"1.5\"");
  g_string_append (self->out, "/>");
}

static void
put_line (Svg *self, const GuoChartMark *mark)
{
  open_group (self, mark->ink);
  g_string_append (self->out, "<line");
  put_x (self, "x1", mark->x1);
  put_y (self, "y1", mark->y1);
  put_x (self, "x2", mark->x2);
  put_y (self, "y2", mark->y2);
  if (mark->ink == GUO_CHART_INK_LINE && mark->thick < 1)
    g_string_append (self->out, " opacity=\".55\"");
  else
    {
      g_string_append (self->out, " stroke-width=\"");
      put_number (self->out, mark->thick, 1);
      g_string_append_c (self->out, '"');
    }
  g_string_append (self->out, "/>");
}

/* What XML has no place for, and what is markup in it. */
static void
put_escaped (GString *out, const gchar *text)
{
  g_autoptr(GString) clean = g_string_new (NULL);
  g_autofree gchar *escaped = NULL;

  for (const gchar *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (clean, g_unichar_iscntrl (c) || c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c);
    }
  escaped = g_markup_escape_text (clean->str, (gssize) clean->len);
  g_string_append (out, escaped);
}

static void
put_text (Svg *self, const GuoChartMark *mark)
{
  open_group (self, mark->ink);
  g_string_append (self->out, "<text");
  put_x (self, "x", mark->x1);
  if (self->fluid && (mark->x1.px > 0.05 || mark->x1.px < -0.05))
    put_y (self, "dx", mark->x1.px);
  put_y (self, "y", mark->y1);
  if (mark->align != PANGO_ALIGN_LEFT)
    g_string_append_printf (self->out, " text-anchor=\"%s\"", mark->align == PANGO_ALIGN_RIGHT ? "end" : "middle");
  if (mark->bold)
    g_string_append (self->out, " font-weight=\"600\"");
  g_string_append_c (self->out, '>');
  put_escaped (self->out, mark->text);
  g_string_append (self->out, "</text>");
}

static gboolean
uses (const GuoChartPicture *picture, GuoChartInk ink, GuoChartFill fill)
{
  for (guint i = 0; i < picture->marks->len; i++)
    {
      const GuoChartMark *mark = guo_chart_picture_mark (picture, i);

      if (mark->kind == GUO_CHART_MARK_RECT && mark->ink == ink && mark->fill == fill)
        return TRUE;
    }
  return FALSE;
}

static void
put_pattern (Svg *self, GuoChartInk ink, GuoChartFill fill, gchar name, const gchar *path)
{
  if (!uses (self->picture, ink, fill))
    return;
  g_string_append_printf (self->out, "<pattern id=\"%s-%c%c\" width=\"6\" height=\"6\" "
                          "patternUnits=\"userSpaceOnUse\"><path class=\"%c\" d=\"%s\" stroke-width=\"2\"/></pattern>",
                          self->id, class_of (ink), name, class_of (ink), path);
}

static void
put_patterns (Svg *self)
{
  static const GuoChartInk inks[] = { GUO_CHART_INK_ACCENT, GUO_CHART_INK_OTHER };

  for (gsize i = 0; i < G_N_ELEMENTS (inks); i++)
    {
      put_pattern (self, inks[i], GUO_CHART_FILL_HATCH, 'h', "M-1 1l2-2M0 6l6-6M5 7l2-2");
      put_pattern (self, inks[i], GUO_CHART_FILL_BACK, 'b', "M-1 5l2 2M0 0l6 6M5-1l2 2");
      put_pattern (self, inks[i], GUO_CHART_FILL_CROSS, 'c', "M-1 1l2-2M0 6l6-6M5 7l2-2M-1 5l2 2M0 0l6 6M5-1l2 2");
    }
}

static void
put_open (Svg *self, const gchar *title, const gchar *style)
{
  const GuoChartPicture *picture = self->picture;

  g_string_append_printf (self->out, "<svg%s role=\"img\" class=\"chart\"",
                          style != NULL ? " xmlns=\"http://www.w3.org/2000/svg\"" : "");
  if (self->fluid)
    g_string_append (self->out, " width=\"100%\"");
  else
    put_x (self, "width", (GuoChartX) { 1, 0 });
  put_y (self, "height", picture->height);
  if (!self->fluid)
    {
      g_string_append (self->out, " font-size=\"");
      put_number (self->out, picture->font_px, 1);
      g_string_append_c (self->out, '"');
    }
  if (title != NULL)
    {
      g_string_append (self->out, " aria-label=\"");
      put_escaped (self->out, title);
      g_string_append_c (self->out, '"');
    }
  g_string_append_c (self->out, '>');
  if (style != NULL)
    g_string_append_printf (self->out, "<style>%s</style><rect class=\"p\" width=\"100%%\" height=\"100%%\"/>", style);
}

static void
write_svg (const GuoChartPicture *picture, gboolean fluid, const gchar *id, const gchar *title,
           const gchar *style, GString *out)
{
  Svg svg = { .picture = picture, .id = id, .out = out, .fluid = fluid };

  put_open (&svg, title, style);
  put_patterns (&svg);
  for (guint i = 0; i < picture->marks->len; i++)
    {
      const GuoChartMark *mark = guo_chart_picture_mark (picture, i);

      if (mark->kind == GUO_CHART_MARK_RECT)
        put_rect (&svg, mark);
      else if (mark->kind == GUO_CHART_MARK_LINE)
        put_line (&svg, mark);
      else
        put_text (&svg, mark);
    }
  close_group (&svg);
  g_string_append (out, "</svg>");
}

void
guo_chart_svg (const GuoChartPicture *picture, gboolean fluid, const gchar *id, const gchar *title, GString *out)
{
  write_svg (picture, fluid, id, title, NULL, out);
}

gchar *
guo_chart_svg_file (const GuoChartPicture *picture, const gchar *title)
{
  GString *out = g_string_new (NULL);

  write_svg (picture, FALSE, "chart", title, STYLE, out);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
