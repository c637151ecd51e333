#include "station/report/table.h"

#include "station/client/chart/amount.h"
#include "station/client/format.h"
#include "station/client/row.h"
#include "station/csv.h"
#include "station/fields.h"

#define JIN_MG 500000
#define KG_MG 1000000

static const GuoReportWord key_words[GUO_YIELDS_N_KEYS]
  = { GUO_REPORT_SEASON, GUO_REPORT_DAY, GUO_REPORT_COOPERATIVE, GUO_REPORT_VILLAGE, GUO_REPORT_GROWER,
      GUO_REPORT_PRODUCT, GUO_REPORT_VARIETY, GUO_REPORT_CLASS };

static gboolean
has_key (const GuoYieldsQuestion *question, guint key)
{
  return (question->keys & (1u << key)) != 0;
}

gchar *
guo_report_name (json_t *row, GuoYieldsKey key, gboolean chinese)
{
  const gchar *symbol = guo_yields_key_name (key);
  g_autofree gchar *name = g_strconcat (symbol, "_name", NULL);
  g_autofree gchar *english = g_strconcat (symbol, "_name_en", NULL);
  const gchar *text = chinese ? "" : guo_row_text (row, english);

  if (key == GUO_YIELDS_SEASON)
    return g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (row, "season"));
  if (key == GUO_YIELDS_DAY)
    return g_strdup (guo_row_text (row, "day"));
  text = *text != '\0' ? text : guo_row_text (row, name);
  if (*text != '\0')
    return g_strdup (text);
  return g_strdup (guo_report_word (chinese, key == GUO_YIELDS_CLASS ? GUO_REPORT_NO_CLASS : GUO_REPORT_UNSAID));
}

typedef struct
{
  GuoReportTable *table;
  const GuoYieldsQuestion *question;
  json_t *total;
  gboolean chinese;
  gboolean compares;
  gboolean areas;
  gint64 unit_mg;
} Fill;

static void
take (GPtrArray *list, gchar *text)
{
  g_ptr_array_add (list, text);
}

static gchar *
count (json_t *row, const gchar *key)
{
  return guo_row_has (row, key) ? guo_format_mass (guo_row_int (row, key) * KG_MG, 0) : g_strdup ("–");
}

static gchar *
net (const Fill *fill, json_t *row, const gchar *key)
{
  return guo_row_has (row, key) ? guo_chart_amount (guo_row_int (row, key), fill->unit_mg, 2) : g_strdup ("–");
}

/* Whole units of mass a mu. */
static gchar *
per_mu (const Fill *fill, json_t *row)
{
  gint64 area = guo_row_int (row, "area_m2");

  if (area <= 0)
    return g_strdup ("–");
  return guo_chart_amount (guo_chart_per_mu (guo_row_int (row, "net_mg"), area), fill->unit_mg, 0);
}

static void
add_figures (const Fill *fill, GPtrArray *list, json_t *row)
{
  take (list, count (row, "crates"));
  take (list, net (fill, row, "net_mg"));
  if (fill->compares)
    {
      take (list, net (fill, row, "against_net_mg"));
      take (list, guo_chart_change (guo_row_int (row, "net_mg"), guo_row_int (row, "against_net_mg")));
    }
  else
    take (list, guo_chart_share (guo_row_int (row, "net_mg"), guo_row_int (fill->total, "net_mg")));
  if (fill->areas)
    take (list, per_mu (fill, row));
}

static gchar *
season_head (const Fill *fill, const gchar *season, const gchar *unit)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", guo_field_int (fill->question->filter, season, 0), unit);
}

static void
add_heads (const Fill *fill)
{
  GPtrArray *heads = fill->table->heads;
  const gchar *unit = fill->unit_mg == KG_MG ? "kg" : guo_report_word (fill->chinese, GUO_REPORT_JIN);

  for (guint key = 0; key < GUO_YIELDS_N_KEYS; key++)
    if (has_key (fill->question, key))
      take (heads, g_strdup (guo_report_word (fill->chinese, key_words[key])));
  fill->table->names = heads->len;
  take (heads, g_strdup (guo_report_word (fill->chinese, GUO_REPORT_CRATES)));
  if (fill->compares)
    {
      take (heads, season_head (fill, "season", unit));
      take (heads, season_head (fill, "against", unit));
      take (heads, g_strdup (guo_report_word (fill->chinese, GUO_REPORT_CHANGE)));
    }
  else
    {
      take (heads, guo_report_fill (fill->chinese, GUO_REPORT_NET_IN, unit));
      take (heads, g_strdup (guo_report_word (fill->chinese, GUO_REPORT_SHARE)));
    }
  if (fill->areas)
    take (heads, guo_report_fill (fill->chinese, GUO_REPORT_PER_MU, unit));
}

static gboolean
some_area (json_t *rows)
{
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    if (guo_row_int (row, "area_m2") > 0)
      return TRUE;
  return FALSE;
}

GuoReportTable *
guo_report_table (json_t *rows, json_t *total, const GuoYieldsQuestion *question, const gchar *unit,
                  gboolean chinese)
{
  GuoReportTable *self = g_new0 (GuoReportTable, 1);
  Fill fill = { self, question, total, chinese, json_object_get (question->filter, "against") != NULL,
                some_area (rows), g_strcmp0 (unit, "jin") == 0 ? JIN_MG : KG_MG };
  json_t *row;
  gsize i;

  self->heads = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->totals = g_ptr_array_new_with_free_func (g_free);
  add_heads (&fill);
  json_array_foreach (rows, i, row)
    {
      for (guint key = 0; key < GUO_YIELDS_N_KEYS; key++)
        if (has_key (question, key))
          take (self->cells, guo_report_name (row, (GuoYieldsKey) key, chinese));
      add_figures (&fill, self->cells, row);
    }
  for (guint c = 0; c < self->names; c++)
    take (self->totals, g_strdup (c == 0 ? guo_report_word (chinese, GUO_REPORT_TOTAL) : ""));
  add_figures (&fill, self->totals, total);
  return self;
}

void
guo_report_table_free (GuoReportTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->heads);
  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->totals);
  g_free (self);
}

static void
put_cell (GString *out, const gchar *text, gboolean first)
{
  if (!first)
    g_string_append_c (out, ',');
  guo_csv_append_text (out, text);
}

static void
put_masses (GString *out, json_t *row, const gchar *prefix)
{
  g_autofree gchar *crates = g_strconcat (prefix, "crates", NULL);
  g_autofree gchar *mg = g_strconcat (prefix, "net_mg", NULL);
  g_autofree gchar *kg = guo_format_mass_plain (guo_row_int (row, mg), 6);

  g_string_append_c (out, ',');
  if (guo_row_has (row, crates))
    g_string_append_printf (out, "%" G_GINT64_FORMAT, guo_row_int (row, crates));
  if (guo_row_has (row, mg))
    g_string_append_printf (out, ",%" G_GINT64_FORMAT ",%s", guo_row_int (row, mg), kg);
  else
    g_string_append (out, ",,");
}

static void
put_heads (GString *out, const GuoYieldsQuestion *question, gboolean chinese, gboolean compares)
{
  gboolean first = TRUE;

  for (guint key = 0; key < GUO_YIELDS_N_KEYS; key++)
    if (has_key (question, key))
      {
        put_cell (out, chinese ? guo_report_word (TRUE, key_words[key]) : guo_yields_key_name ((GuoYieldsKey) key),
                  first);
        first = FALSE;
      }
  put_cell (out, chinese ? "筐" : "crates", first);
  g_string_append (out, chinese ? ",净重mg,净重kg" : ",net_mg,net_kg");
  if (compares)
    g_string_append (out, chinese ? ",对比季筐,对比季净重mg,对比季净重kg"
                                  : ",against_crates,against_net_mg,against_net_kg");
  g_string_append (out, "\r\n");
}

gchar *
guo_report_csv (json_t *rows, const GuoYieldsQuestion *question, gboolean chinese)
{
  GString *out = g_string_new (NULL);
  gboolean compares = json_object_get (question->filter, "against") != NULL;
  json_t *row;
  gsize i;

  put_heads (out, question, chinese, compares);
  json_array_foreach (rows, i, row)
    {
      gsize begin = out->len;

      for (guint key = 0; key < GUO_YIELDS_N_KEYS; key++)
        if (has_key (question, key))
          {
            g_autofree gchar *name = guo_report_name (row, (GuoYieldsKey) key, chinese);

            put_cell (out, name, out->len == begin);
          }
      put_masses (out, row, "");
      if (compares)
        put_masses (out, row, "against_");
      g_string_append (out, "\r\n");
    }
  return g_string_free (out, FALSE);
}
