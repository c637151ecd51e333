/* The verbs that answer yields as files: CSV, SVG, PDF. */
#include "station/bytes.h"
#include "station/call.h"
#include "station/client/chart/svg.h"
#include "station/client/row.h"
#include "station/report/drawing.h"
#include "station/report/pdf.h"
#include "station/rules.h"

#include <string.h>

#define BIT(key) (1u << (key))
#define BOM "\357\273\277"
#define SVG_FONT 14
#define SVG_WIDTH 720
#define SVG_LEAST 200
#define SVG_MOST 4000

static json_t *
answer_text (const gchar *type, const gchar *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return guo_answer_bytes (type, bytes);
}

static gboolean
read_lang (json_t *filter, gboolean otherwise, gboolean *chinese, GError **error)
{
  const gchar *lang = guo_field_text (filter, "lang");

  *chinese = lang != NULL ? guo_report_is_chinese (lang) : otherwise;
  if (lang == NULL || g_str_has_prefix (lang, "zh") || g_str_has_prefix (lang, "en"))
    return TRUE;
  return guo_bad_field (error, "lang", "neither zh nor en");
}

static json_t *
csv_of (GuoCall *call, const GuoYieldsQuestion *question, GError **error)
{
  const gchar *mark = guo_field_text (question->filter, "bom");
  g_autoptr(json_t) rows = NULL;
  g_autofree gchar *csv = NULL;
  g_autofree gchar *file = NULL;
  gboolean chinese;

  if (!read_lang (question->filter, FALSE, &chinese, error))
    return NULL;
  if (mark != NULL && !g_str_equal (mark, "1") && !g_str_equal (mark, "0"))
    {
      guo_bad_field (error, "bom", "neither 0 nor 1");
      return NULL;
    }
  rows = guo_yields_rows (call, question, question->keys, error);
  if (rows == NULL)
    return NULL;
  csv = guo_report_csv (rows, question, chinese);
  file = g_strconcat (g_strcmp0 (mark, "1") == 0 ? BOM : "", csv, NULL);
  return answer_text ("text/csv; charset=utf-8", file);
}

json_t *
guo_yields_csv (GuoCall *call, GError **error)
{
  GuoYieldsQuestion question;
  json_t *answer;

  if (!guo_yields_read (call, "day,cooperative,product,variety", "lang,bom", &question, error))
    return NULL;
  answer = csv_of (call, &question, error);
  guo_yields_question_clear (&question);
  return answer;
}

/* Which rows @chart is of: days; shares by the question's own key; seasons beside each other. */
static gboolean
chart_keys (const GuoYieldsQuestion *question, guint *keys, GError **error)
{
  const gchar *chart = guo_field_text (question->filter, "chart");
  guint own = question->keys;

  if (chart == NULL || g_str_equal (chart, "days"))
    *keys = BIT (GUO_YIELDS_DAY);
  else if (g_str_equal (chart, "shares"))
    *keys = own;
  else if (g_str_equal (chart, "seasons"))
    *keys = BIT (GUO_YIELDS_SEASON);
  else
    return guo_bad_field (error, "chart", "not one of days, shares, seasons");
  if (chart != NULL && g_str_equal (chart, "shares")
      && ((own & (own - 1)) != 0 || (own & (BIT (GUO_YIELDS_DAY) | BIT (GUO_YIELDS_SEASON))) != 0))
    return guo_bad_field (error, "by", "for shares: one of cooperative, village, grower, product, variety");
  return TRUE;
}

static gboolean
read_size (json_t *filter, const gchar *name, gint64 otherwise, gint64 least, gint64 *size, GError **error)
{
  const gchar *text = guo_field_text (filter, name);

  *size = otherwise;
  return text == NULL || g_ascii_string_to_signed (text, 10, least, SVG_MOST, size, NULL)
         || guo_bad_field (error, name, "not a number of px that a picture may have");
}

/* "seasons" shows every one; the others need one. */
static gboolean
settle (GuoCall *call, GuoYieldsQuestion *question, guint keys, GError **error)
{
  if (keys != BIT (GUO_YIELDS_SEASON))
    return guo_yields_settle_season (call, question, error);
  json_object_del (question->filter, "season");
  json_object_del (question->filter, "against");
  return TRUE;
}

static json_t *
svg_of (GuoCall *call, GuoYieldsQuestion *question, GError **error)
{
  g_autoptr(GuoChart) chart = NULL;
  g_autoptr(GuoChartPicture) picture = NULL;
  g_autofree gchar *title = NULL;
  g_autofree gchar *file = NULL;
  PangoContext *context;
  gint64 width, height;
  gboolean chinese;
  guint keys = 0;

  if (!chart_keys (question, &keys, error) || !read_lang (question->filter, TRUE, &chinese, error)
      || !read_size (question->filter, "width", SVG_WIDTH, SVG_LEAST, &width, error)
      || !read_size (question->filter, "height", 0, SVG_LEAST / 2, &height, error)
      || !settle (call, question, keys, error))
    return NULL;
  chart = guo_report_chart (call, question, keys, chinese, error);
  if (chart == NULL)
    return NULL;
  context = guo_chart_context (SVG_FONT);
  picture = guo_chart_layout (chart, context, (gdouble) width, (gdouble) height, FALSE);
  g_object_unref (context);
  title = guo_report_heading (call, question, chinese);
  file = guo_chart_svg_file (picture, title);
  return answer_text ("image/svg+xml", file);
}

json_t *
guo_yields_svg (GuoCall *call, GError **error)
{
  GuoYieldsQuestion question;
  json_t *answer;

  if (!guo_yields_read (call, "cooperative", "lang,chart,width,height", &question, error))
    return NULL;
  answer = svg_of (call, &question, error);
  guo_yields_question_clear (&question);
  return answer;
}

static gchar *
summary_of (json_t *total, const GuoYieldsQuestion *question, const gchar *unit, gboolean chinese)
{
  g_autofree gchar *net = guo_chart_amount_with_unit (guo_chart_units (unit, chinese), guo_row_int (total, "net_mg"));
  g_autofree gchar *count = guo_chart_amount (guo_row_int (total, "crates"), 1, 0);
  g_autofree gchar *crates = guo_row_has (total, "crates")
                               ? g_strdup_printf (" · %s %s", count, guo_report_word (chinese, GUO_REPORT_CRATES))
                               : g_strdup ("");
  g_autofree gchar *change = guo_chart_change (guo_row_int (total, "net_mg"), guo_row_int (total, "against_net_mg"));
  g_autofree gchar *against = json_object_get (question->filter, "against") != NULL
                                ? g_strdup_printf (" (%s)", change) : g_strdup ("");

  return g_strdup_printf ("%s %s%s%s", guo_report_word (chinese, GUO_REPORT_NET), net, against, crates);
}

typedef struct
{
  GuoChart *charts[3];
  gchar *titles[3];
} Charts;

static void
charts_clear (Charts *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->charts); i++)
    {
      guo_chart_free (self->charts[i]);
      g_free (self->titles[i]);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Charts, charts_clear)

/* Day by day, and the first of the table's other keys. */
static gboolean
draw_charts (GuoCall *call, const GuoYieldsQuestion *question, gboolean chinese, Charts *charts, GError **error)
{
  static const GuoReportWord key_words[GUO_YIELDS_N_KEYS]
    = { GUO_REPORT_SEASON, GUO_REPORT_DAY, GUO_REPORT_COOPERATIVE, GUO_REPORT_VILLAGE, GUO_REPORT_GROWER,
        GUO_REPORT_PRODUCT, GUO_REPORT_VARIETY, GUO_REPORT_CLASS };
  guint key = GUO_YIELDS_COOPERATIVE;

  charts->charts[0] = guo_report_chart (call, question, BIT (GUO_YIELDS_DAY), chinese, error);
  charts->titles[0] = g_strdup (guo_report_word (chinese, GUO_REPORT_BY_DAY));
  while (key < GUO_YIELDS_N_KEYS && (question->keys & BIT (key)) == 0)
    key++;
  if (charts->charts[0] == NULL || key == GUO_YIELDS_N_KEYS)
    return charts->charts[0] != NULL;
  charts->charts[1] = guo_report_chart (call, question, BIT (key), chinese, error);
  charts->titles[1] = guo_report_fill (chinese, GUO_REPORT_BY, guo_report_word (chinese, key_words[key]));
  return charts->charts[1] != NULL;
}

static json_t *
press (GuoCall *call, const GuoYieldsQuestion *question, json_t *rows, json_t *total, const Charts *charts,
       gboolean chinese, GError **error)
{
  g_autofree gchar *unit = guo_yields_mass_unit (call);
  g_autofree gchar *heading = guo_report_heading (call, question, chinese);
  g_autofree gchar *summary = summary_of (total, question, unit, chinese);
  g_autofree gchar *stamp = guo_clock_stamp (guo_station_clock (call->station));
  g_autofree gchar *time = g_strndup (stamp, 16);
  g_autofree gchar *made = guo_report_fill (chinese, GUO_REPORT_MADE, g_strdelimit (time, "T", ' '));
  g_autoptr(json_t) centre = guo_database_row (call->db, "centre", NULL, NULL);
  g_autoptr(GuoReportTable) table = guo_report_table (rows, total, question, unit, chinese);
  const GuoReport report = { guo_row_name (centre, !chinese), heading, summary, made,
                             guo_station_is_practice (call->station), chinese,
                             (const GuoChart *const *) charts->charts, (const gchar *const *) charts->titles, table };
  g_autoptr(GBytes) pdf = guo_report_pdf (&report);

  if (pdf != NULL)
    return guo_answer_bytes ("application/pdf", pdf);
  g_set_error (error, GUO_STATION_ERROR, GUO_STATION_ERROR_FAILED, "the report could not be drawn");
  return NULL;
}

static json_t *
pdf_of (GuoCall *call, GuoYieldsQuestion *question, GError **error)
{
  g_auto(Charts) charts = { { NULL }, { NULL } };
  g_autoptr(json_t) rows = NULL;
  g_autoptr(json_t) total = NULL;
  gboolean chinese;

  if (!read_lang (question->filter, TRUE, &chinese, error)
      || ((question->keys & BIT (GUO_YIELDS_SEASON)) == 0 && !guo_yields_settle_season (call, question, error)))
    return NULL;
  rows = guo_yields_rows (call, question, question->keys, error);
  total = rows != NULL ? guo_yields_total (call, question, rows, error) : NULL;
  if (total == NULL || !draw_charts (call, question, chinese, &charts, error))
    return NULL;
  return press (call, question, rows, total, &charts, chinese, error);
}

json_t *
guo_yields_pdf (GuoCall *call, GError **error)
{
  GuoYieldsQuestion question;
  json_t *answer;

  if (!guo_yields_read (call, "cooperative", "lang", &question, error))
    return NULL;
  answer = pdf_of (call, &question, error);
  guo_yields_question_clear (&question);
  return answer;
}
