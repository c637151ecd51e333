#include "station/report/pdf.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

/* A4 in points; texts in points too. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define MARGIN 45.0
#define INNER (PAGE_WIDTH - 2 * MARGIN)
#define FOOT (PAGE_HEIGHT - 38.0)
#define BOTTOM (PAGE_HEIGHT - 56.0)
#define SMALL 8.5
#define BODY 9.5
#define HEAD 12.0
#define TITLE 20.0
#define ROW 17.0
#define BAND 20.0
#define DAYS_HEIGHT 190.0
#define BARS_HEIGHT 300.0
#define CELL_GAP 10.0

typedef struct
{
  const GuoReport *report;
  cairo_t *cr;          /* NULL while pages are counted */
  PangoContext *context;
  gdouble y;
  guint page;           /* from 1 */
  guint pages;          /* known in the second run */
  gdouble *widths;      /* of the table's columns */
} Press;

static PangoLayout *
text_of (Press *self, const gchar *text, gdouble size, gboolean bold)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_copy (pango_context_get_font_description (self->context));

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  return layout;
}

static gdouble
width_of (Press *self, const gchar *text, gdouble size, gboolean bold)
{
  g_autoptr(PangoLayout) layout = text_of (self, text, size, bold);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (gdouble) logical.width / PANGO_SCALE;
}

/* One line at (x, top); @width > 0: cut there with "…"; @right: it ends at x + width. */
static void
put (Press *self, const gchar *text, gdouble size, gboolean bold, gdouble x, gdouble top, gdouble width,
     gboolean right)
{
  g_autoptr(PangoLayout) layout = NULL;

  if (self->cr == NULL || text == NULL)
    return;
  layout = text_of (self, text, size, bold);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (width > 0)
    {
      pango_layout_set_width (layout, (gint) (width * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_alignment (layout, right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    }
  cairo_move_to (self->cr, x, top);
  pango_cairo_show_layout (self->cr, layout);
}

static void
rule (Press *self, gdouble y, gdouble thick)
{
  if (self->cr == NULL)
    return;
  cairo_set_line_width (self->cr, thick);
  cairo_move_to (self->cr, MARGIN, y);
  cairo_line_to (self->cr, PAGE_WIDTH - MARGIN, y);
  cairo_stroke (self->cr);
}

/* Hatched, so that a copy in black and white shows it too. */
static void
put_band (Press *self)
{
  const gchar *text = guo_report_word (self->report->chinese, GUO_REPORT_SAMPLE);
  gdouble width = width_of (self, text, BODY, TRUE) + 24;

  if (self->cr == NULL)
    return;
  cairo_save (self->cr);
  cairo_rectangle (self->cr, MARGIN, 18, INNER, BAND);
  cairo_clip_preserve (self->cr);
  cairo_set_line_width (self->cr, 1.5);
  cairo_stroke (self->cr);
  cairo_set_line_width (self->cr, 1);
  for (gdouble x = MARGIN - BAND; x < PAGE_WIDTH; x += 6)
    {
      cairo_move_to (self->cr, x, 18 + BAND);
      cairo_line_to (self->cr, x + BAND, 18);
    }
  cairo_stroke (self->cr);
  cairo_set_source_rgb (self->cr, 1, 1, 1);
  cairo_rectangle (self->cr, (PAGE_WIDTH - width) / 2, 18, width, BAND);
  cairo_fill (self->cr);
  cairo_restore (self->cr);
  put (self, text, BODY, TRUE, (PAGE_WIDTH - width) / 2 + 12, 21, 0, FALSE);
}

static void
put_foot (Press *self)
{
  const gchar *sentence = guo_report_word (self->report->chinese, GUO_REPORT_PAGE);
  g_auto(GStrv) parts = g_strsplit (sentence, "%u", 3);
  g_autofree gchar *number = g_strdup_printf ("%s%u%s%u%s", parts[0], self->page, parts[1], self->pages, parts[2]);

  rule (self, FOOT - 6, 0.5);
  put (self, self->report->made, SMALL, FALSE, MARGIN, FOOT, INNER / 2, FALSE);
  put (self, number, SMALL, FALSE, MARGIN + INNER / 2, FOOT, INNER / 2, TRUE);
}

static void
begin_page (Press *self)
{
  self->page++;
  self->y = MARGIN;
  if (self->report->practice)
    put_band (self);
  put_foot (self);
}

static void
next_page (Press *self)
{
  if (self->cr != NULL)
    cairo_show_page (self->cr);
  begin_page (self);
}

static void
need (Press *self, gdouble height)
{
  if (self->y + height > BOTTOM)
    next_page (self);
}

static void
put_head (Press *self)
{
  const GuoReport *report = self->report;

  put (self, guo_report_word (report->chinese, GUO_REPORT_TITLE), TITLE, TRUE, MARGIN, self->y, INNER / 2, FALSE);
  put (self, report->centre, HEAD, FALSE, MARGIN + INNER / 2, self->y + 7, INNER / 2, TRUE);
  self->y += TITLE * 1.7;
  put (self, report->heading, HEAD, FALSE, MARGIN, self->y, INNER, FALSE);
  self->y += HEAD * 1.6;
  put (self, report->summary, HEAD, TRUE, MARGIN, self->y, INNER, FALSE);
  self->y += HEAD * 1.8;
  rule (self, self->y, 1);
  self->y += 12;
}

static void
put_chart (Press *self, const GuoChart *chart, const gchar *title)
{
  PangoContext *context = guo_chart_context (SMALL);
  gboolean days = chart->kind == GUO_CHART_DAYS;
  g_autoptr(GuoChartPicture) picture = guo_chart_layout (chart, context, INNER, days ? DAYS_HEIGHT : 0, FALSE);

  if (picture->height > BARS_HEIGHT)
    {
      guo_chart_picture_free (picture);
      picture = guo_chart_layout (chart, context, INNER, BARS_HEIGHT, FALSE);
    }
  g_object_unref (context);
  need (self, picture->height + HEAD * 2);
  put (self, title, HEAD, TRUE, MARGIN, self->y, INNER, FALSE);
  self->y += HEAD * 1.8;
  if (self->cr != NULL)
    {
      cairo_save (self->cr);
      cairo_translate (self->cr, MARGIN, self->y);
      guo_chart_paint (picture, guo_chart_tokens_print (), self->cr, FALSE);
      cairo_restore (self->cr);
    }
  self->y += picture->height + 16;
}

/* Figures as wide as they are; names share what is left by their own widths. */
static void
set_widths (Press *self)
{
  const GuoReportTable *table = self->report->table;
  guint n = table->heads->len;
  gdouble figures = 0;
  gdouble names = 0;

  self->widths = g_new0 (gdouble, n);
  for (guint i = 0; i < table->cells->len + 2 * n; i++)
    {
      guint column = i % n;
      gboolean strong = i < 2 * n;
      const gchar *text = i < n ? table->heads->pdata[i] : i < 2 * n ? table->totals->pdata[column]
                                                                     : table->cells->pdata[i - 2 * n];

      self->widths[column] = MAX (self->widths[column], width_of (self, text, BODY, strong) + CELL_GAP);
    }
  for (guint c = 0; c < n; c++)
    {
      names += c < table->names ? self->widths[c] : 0;
      figures += c < table->names ? 0 : self->widths[c];
    }
  for (guint c = 0; c < table->names && names > 0; c++)
    self->widths[c] *= MAX (INNER - figures, 40.0 * table->names) / names;
}

static void
put_row (Press *self, gchar **cells, gboolean bold)
{
  const GuoReportTable *table = self->report->table;
  gdouble x = MARGIN;

  for (guint c = 0; c < table->heads->len; c++)
    {
      gboolean right = c >= table->names;

      put (self, cells[c], BODY, bold, right ? x + 2 : x, self->y + 2, self->widths[c] - (right ? 2 : CELL_GAP), right);
      x += self->widths[c];
    }
  self->y += ROW;
}

static void
put_table_head (Press *self)
{
  put_row (self, (gchar **) self->report->table->heads->pdata, TRUE);
  rule (self, self->y, 1);
  self->y += 3;
}

static void
put_table (Press *self)
{
  const GuoReportTable *table = self->report->table;
  guint n = table->heads->len;

  if (table->cells->len == 0)
    {
      put (self, guo_report_word (self->report->chinese, GUO_REPORT_EMPTY), BODY, FALSE, MARGIN, self->y, INNER, FALSE);
      return;
    }
  need (self, 4 * ROW);
  put_table_head (self);
  for (guint i = 0; i + n <= table->cells->len; i += n)
    {
      if (self->y + ROW > BOTTOM)
        {
          next_page (self);
          put_table_head (self);
        }
      put_row (self, (gchar **) table->cells->pdata + i, FALSE);
      rule (self, self->y, 0.25);
    }
  need (self, 3 * ROW);
  rule (self, self->y + 1, 1);
  self->y += 3;
  put_row (self, (gchar **) table->totals->pdata, TRUE);
  self->y += 6;
  put (self, guo_report_word (self->report->chinese, GUO_REPORT_NOTE), SMALL, FALSE, MARGIN, self->y, INNER, FALSE);
}

/* The same run counts the pages and draws them. */
static void
run (Press *self)
{
  self->page = 0;
  begin_page (self);
  put_head (self);
  for (guint i = 0; self->report->charts[i] != NULL; i++)
    put_chart (self, self->report->charts[i], self->report->titles[i]);
  put_table (self);
  self->pages = self->page;
}

static cairo_status_t
take_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
guo_report_pdf (const GuoReport *report)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (take_bytes, bytes, PAGE_WIDTH, PAGE_HEIGHT);
  Press press = { .report = report, .context = guo_chart_context (BODY) };
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, report->heading);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "guozhan");
  set_widths (&press);
  run (&press);
  press.cr = cairo_create (surface);
  cairo_set_source_rgb (press.cr, 0, 0, 0);
  run (&press);
  cairo_show_page (press.cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_destroy (press.cr);
  cairo_surface_destroy (surface);
  g_object_unref (press.context);
  g_free (press.widths);
  return status == CAIRO_STATUS_SUCCESS ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}
