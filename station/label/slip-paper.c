/* A delivery's slip for a roll of 80 mm, drawn from its data. */
#include "station/slip.h"

#include "db/shares.h"
#include "station/client/format.h"
#include "station/label/painter.h"
#include "station/label/paper.h"
#include "station/label/slip-lines.h"

#include <string.h>

#define WIDTH 576  /* dots that a printer of 80 mm prints at 203 dpi: 24 hanzi of 24 dots */
#define MARGIN 32  /* to each edge of the paper */
#define BODY 24
#define SMALL 20
#define MODULE 5   /* dots a module of the code */

static const gchar *
text (json_t *row, const gchar *name)
{
  const gchar *value = json_string_value (json_object_get (row, name));

  return value != NULL ? value : "";
}

static gint64
number (json_t *row, const gchar *name)
{
  return json_integer_value (json_object_get (row, name));
}

static void
pair (GuoPaper *paper, gint size, gboolean bold, const gchar *left, const gchar *right)
{
  const GuoPaperCell cells[] = { { 0, WIDTH * 2 / 3 - 8, GUO_LABEL_LEFT, left },
                                 { WIDTH * 2 / 3, WIDTH / 3, GUO_LABEL_RIGHT, right } };

  guo_paper_cells (paper, size, bold, FALSE, cells, G_N_ELEMENTS (cells));
}

/* "label value", left out when there is no value. */
static void
named (GuoPaper *paper, const gchar *label, const gchar *value)
{
  const GuoPaperCell cells[] = { { 0, 110, GUO_LABEL_LEFT, label }, { 116, WIDTH - 116, GUO_LABEL_LEFT, value } };

  if (value != NULL && value[0] != '\0')
    guo_paper_cells (paper, BODY, FALSE, FALSE, cells, G_N_ELEMENTS (cells));
}

static gchar *
kg (gint64 mg, gint decimals)
{
  g_autofree gchar *mass = guo_format_mass (mg, decimals);

  return g_strconcat (mass, " kg", NULL);
}

static gint64
payable_of (json_t *row)
{
  json_t *payable = json_object_get (row, "payable_mg");

  return json_is_integer (payable) ? json_integer_value (payable) : number (row, "net_mg");
}

static void
draw_head (GuoPaper *paper, json_t *data, gint decimals)
{
  json_t *delivery = json_object_get (data, "delivery");
  g_autofree gchar *mark = guo_slip_mark (data);
  g_autofree gchar *no = g_strconcat ("No. ", text (delivery, "no"), NULL);
  g_autofree gchar *net = kg (number (delivery, "net_mg"), decimals);
  const GuoPaperCell weight[] = { { 0, 120, GUO_LABEL_LEFT, "净重" }, { 120, WIDTH - 120, GUO_LABEL_RIGHT, net } };

  if (mark != NULL)
    guo_paper_band (paper, 34, mark);
  guo_paper_gap (paper, 8);
  guo_paper_text (paper, 36, TRUE, GUO_LABEL_CENTER, text (json_object_get (data, "centre"), "name"));
  pair (paper, 30, TRUE, "交果小票", no);
  guo_paper_cells (paper, 48, TRUE, FALSE, weight, G_N_ELEMENTS (weight));
  guo_paper_rule (paper, 2);
}

/* The names of @member in all sources of all lots, each once. */
static gchar *
names_of (json_t *lots, const gchar *member)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  gsize i, k;
  json_t *lot, *source;

  json_array_foreach (lots, i, lot)
    json_array_foreach (json_object_get (lot, "sources"), k, source)
      {
        const gchar *name = text (source, member);

        if (name[0] != '\0' && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
          g_ptr_array_add (names, (gpointer) name);
      }
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("、", (gchar **) names->pdata);
}

static void
draw_who (GuoPaper *paper, json_t *data)
{
  json_t *delivery = json_object_get (data, "delivery"), *lots = json_object_get (data, "lots");
  json_t *first = json_array_get (lots, 0);
  g_autofree gchar *growers = names_of (lots, "grower_name");
  g_autofree gchar *plots = names_of (lots, "plot_name");
  const gchar *variety = text (first, "variety_name");
  const gchar *certificate = text (first, "certificate_no");
  g_autofree gchar *fruit = g_strconcat (text (delivery, "product_name"), variety[0] != '\0' ? " " : "", variety, NULL);
  g_autofree gchar *opened = guo_slip_moment (text (delivery, "opened_at"));

  named (paper, "合作社", text (delivery, "cooperative_name"));
  named (paper, "农户", growers);
  named (paper, "地块", plots);
  named (paper, "产品", fruit);
  named (paper, "采摘", text (first, "harvested_on"));
  named (paper, "合格证", certificate[0] != '\0' ? certificate
                          : json_is_true (json_object_get (first, "certificate_received")) ? "已收" : "");
  named (paper, "车", text (delivery, "vehicle"));
  named (paper, "时间", opened);
  guo_paper_rule (paper, 2);
}

static void
draw_row (GuoPaper *paper, gint size, gboolean bold, gboolean struck, const gchar *const texts[5])
{
  static const gint lefts[] = { 0, 66, 216, 346, 502 }, widths[] = { 62, 142, 122, 150, WIDTH - 502 };
  GuoPaperCell cells[5];

  for (guint i = 0; i < 5; i++)
    cells[i] = (GuoPaperCell) { lefts[i], widths[i], i == 0 || i == 4 ? GUO_LABEL_LEFT : GUO_LABEL_RIGHT, texts[i] };
  guo_paper_cells (paper, size, bold, struck, cells, G_N_ELEMENTS (cells));
}

static void
draw_weighing (GuoPaper *paper, json_t *row, gint decimals)
{
  gboolean gone = json_is_true (json_object_get (row, "void"));
  gint64 crates = number (row, "crates");
  g_autofree gchar *no = g_strdup_printf ("%" G_GINT64_FORMAT, number (row, "no"));
  g_autofree gchar *gross = guo_format_mass (number (row, "gross_mg"), decimals);
  g_autofree gchar *tare = guo_format_mass (number (row, "tare_mg"), decimals);
  g_autofree gchar *net = guo_format_mass (number (row, "net_mg"), decimals);
  g_autofree gchar *many = crates != 1 ? g_strdup_printf ("%" G_GINT64_FORMAT "筐", crates) : NULL;
  g_autofree gchar *why = guo_slip_why (row);
  const gchar *mark = strcmp (text (row, "tare_source"), "vehicle") == 0 ? "整车" : many;
  const gchar *const texts[] = { no, gross, tare, net, mark };

  draw_row (paper, BODY, FALSE, gone, texts);
  if (why != NULL)
    {
      const GuoPaperCell cell = { 66, WIDTH - 66, GUO_LABEL_LEFT, why };

      guo_paper_cells (paper, SMALL, TRUE, FALSE, &cell, 1);
    }
}

static void
draw_weighings (GuoPaper *paper, json_t *data, gint decimals)
{
  static const gchar *const head[] = { "筐", "毛重 B", "皮重 PT", "净重 N", "" };
  json_t *delivery = json_object_get (data, "delivery");
  g_autofree gchar *crates = g_strdup_printf ("共 %" G_GINT64_FORMAT " 筐", number (delivery, "crates"));
  g_autofree gchar *gross = guo_format_mass (number (delivery, "gross_mg"), decimals);
  g_autofree gchar *tare = guo_format_mass (number (delivery, "tare_mg"), decimals);
  g_autofree gchar *net = guo_format_mass (number (delivery, "net_mg"), decimals);
  g_autofree gchar *sum = g_strdup_printf ("毛 %s − 皮 %s = 净 %s kg", gross, tare, net);
  const gchar *const sums[] = { "Σ", gross, tare, net, "kg" };
  gsize i;
  json_t *row;

  draw_row (paper, BODY, TRUE, FALSE, head);
  json_array_foreach (json_object_get (data, "weighings"), i, row)
    draw_weighing (paper, row, decimals);
  guo_paper_rule (paper, 2);
  draw_row (paper, BODY, TRUE, FALSE, sums);
  guo_paper_text (paper, BODY, TRUE, GUO_LABEL_LEFT, crates);
  guo_paper_text (paper, BODY, FALSE, GUO_LABEL_LEFT, sum);
}

static void
draw_deductions (GuoPaper *paper, json_t *data, gint decimals)
{
  json_t *delivery = json_object_get (data, "delivery");
  g_autofree gchar *payable = kg (payable_of (delivery), decimals);
  gsize i;
  json_t *row;

  json_array_foreach (json_object_get (data, "deductions"), i, row)
    {
      g_autofree gchar *rule = guo_slip_deduction (row);
      g_autofree gchar *said = g_strconcat ("扣 ", rule, NULL);
      g_autofree gchar *mass = guo_format_mass (-number (row, "deducted_mg"), decimals);

      pair (paper, BODY, FALSE, said, mass);
    }
  pair (paper, 36, TRUE, "结算重", payable);
}

/* What each source gets of @total, in milligrams that sum to it. */
static gint64 *
split (json_t *sources, gint64 total)
{
  gsize n = json_array_size (sources);
  g_autofree gint64 *weights = g_new (gint64, n);
  gint64 *parts = g_new (gint64, n);

  for (gsize i = 0; i < n; i++)
    weights[i] = number (json_array_get (sources, i), "share_ppm");
  guo_shares_split (weights, n, total, parts);
  return parts;
}

static void
draw_share (GuoPaper *paper, json_t *source, const gchar *net, const gchar *payable)
{
  g_autofree gchar *percent = guo_slip_percent (number (source, "share_ppm"));
  g_autofree gchar *who = g_strjoin (" ", text (source, "grower_name"), text (source, "plot_name"), percent,
                                     guo_slip_basis (json_string_value (json_object_get (source, "basis"))), NULL);
  const GuoPaperCell cells[] = { { 0, 300, GUO_LABEL_LEFT, who }, { 306, 130, GUO_LABEL_RIGHT, net },
                                 { 446, WIDTH - 446, GUO_LABEL_RIGHT, payable } };

  guo_paper_cells (paper, BODY, FALSE, FALSE, cells, G_N_ELEMENTS (cells));
}

static void
draw_lot_shares (GuoPaper *paper, json_t *lot, gint decimals)
{
  json_t *sources = json_object_get (lot, "sources");
  gsize n = json_array_size (sources);
  gint64 net_mg = number (lot, "net_mg");
  json_t *payable_mg = json_object_get (lot, "payable_mg");
  g_autofree gint64 *net = split (sources, net_mg);
  g_autofree gint64 *payable
    = split (sources, json_is_integer (payable_mg) ? json_integer_value (payable_mg) : net_mg);
  g_autofree gchar *head = g_strdup_printf ("批 %s 各户", text (lot, "no"));
  const GuoPaperCell cells[] = { { 0, 300, GUO_LABEL_LEFT, head }, { 306, 130, GUO_LABEL_RIGHT, "净重 N" },
                                 { 446, WIDTH - 446, GUO_LABEL_RIGHT, "结算重" } };
  gint exact = guo_slip_exact_decimals (payable, n, guo_slip_exact_decimals (net, n, decimals));

  guo_paper_rule (paper, 2);
  guo_paper_cells (paper, BODY, TRUE, FALSE, cells, G_N_ELEMENTS (cells));
  for (gsize i = 0; i < n; i++)
    {
      g_autofree gchar *a = guo_format_mass (net[i], exact);
      g_autofree gchar *b = guo_format_mass (payable[i], exact);

      draw_share (paper, json_array_get (sources, i), a, b);
    }
}

static void
draw_shares (GuoPaper *paper, json_t *data, gint decimals)
{
  gsize i;
  json_t *lot;

  json_array_foreach (json_object_get (data, "lots"), i, lot)
    if (json_array_size (json_object_get (lot, "sources")) > 1)
      draw_lot_shares (paper, lot, decimals);
}

static void
draw_scales (GuoPaper *paper, json_t *data)
{
  gsize i, k;
  json_t *device, *row;

  json_array_foreach (json_object_get (data, "devices"), i, device)
    {
      g_autofree gchar *max = kg (number (device, "max_mg"), 0);
      gint64 e_mg = number (device, "e_mg");
      g_autofree gchar *e = kg (e_mg, guo_slip_exact_decimals (&e_mg, 1, 0));
      g_autofree gchar *line = g_strdup_printf ("%s  Max %s  e %s", text (device, "name"), max, e);
      gboolean used = FALSE;

      json_array_foreach (json_object_get (data, "weighings"), k, row)
        used = used || number (row, "scale") == number (device, "id");
      if (used)
        named (paper, "秤", number (device, "max_mg") > 0 && e_mg > 0 ? line : text (device, "name"));
    }
}

static void
draw_loans (GuoPaper *paper, json_t *data)
{
  gsize i;
  json_t *row;

  json_array_foreach (json_object_get (data, "loans"), i, row)
    {
      g_autofree gchar *line
        = g_strdup_printf ("%s 借出 %" G_GINT64_FORMAT " 还回 %" G_GINT64_FORMAT, text (row, "crate_type_name"),
                           number (row, "lent"), number (row, "returned"));

      named (paper, "空筐", line);
    }
}

/* Size and root of the log as the signed sums name them: their fourth line. */
static void
draw_proof (GuoPaper *paper, json_t *last)
{
  g_auto(GStrv) lines = g_strsplit (text (last, "note"), "\n", 5);
  g_auto(GStrv) parts = g_strv_length (lines) > 3 ? g_strsplit (lines[3], " ", 2) : NULL;
  g_autofree gchar *line = NULL;

  if (parts == NULL || g_strv_length (parts) != 2)
    return;
  line = g_strdup_printf ("%s 条 · 根 %s", parts[0], parts[1]);
  named (paper, "存证", line);
}

static void
draw_signatures (GuoPaper *paper)
{
  const GuoPaperCell cells[] = { { 0, 280, GUO_LABEL_LEFT, "交果人＿＿＿＿＿＿＿" },
                                 { 296, 280, GUO_LABEL_LEFT, "司磅员＿＿＿＿＿＿＿" } };

  guo_paper_gap (paper, 36);
  guo_paper_cells (paper, BODY, FALSE, FALSE, cells, G_N_ELEMENTS (cells));
}

static gboolean
draw_foot (GuoPaper *paper, json_t *data, GError **error)
{
  json_t *last = json_array_get (json_object_get (data, "slips"), 0);
  json_t *centre = json_object_get (data, "centre");
  g_autofree gchar *records = guo_slip_records (json_object_get (data, "weighings"));
  g_autofree gchar *issued = guo_slip_moment (text (last, "at"));
  gboolean current = last != NULL && strcmp (text (last, "content"), text (data, "content")) == 0;

  guo_paper_rule (paper, 2);
  draw_scales (paper, data);
  named (paper, "记录号", records);
  draw_loans (paper, data);
  if (current)
    draw_proof (paper, last);
  named (paper, "开单", current ? issued : "");
  named (paper, "事由", current ? text (last, "reason") : "");
  named (paper, "电话", text (centre, "phone"));
  guo_paper_gap (paper, 6);
  guo_paper_text (paper, BODY, TRUE, GUO_LABEL_CENTER, "以秤台显示为准");
  if (current && text (last, "note")[0] != '\0')
    {
      if (!guo_paper_qr (paper, MODULE, text (last, "note"), error))
        return FALSE;
      guo_paper_text (paper, SMALL, FALSE, GUO_LABEL_CENTER, "码内是以上合计和站的签名，改动即可查出");
    }
  draw_signatures (paper);
  guo_paper_gap (paper, 16);
  return TRUE;
}

static GuoPaper *
draw (json_t *data, GError **error)
{
  g_autoptr(GuoPaper) paper = guo_paper_new (WIDTH);
  gint decimals = guo_slip_decimals (data);

  draw_head (paper, data, decimals);
  draw_who (paper, data);
  draw_weighings (paper, data, decimals);
  draw_deductions (paper, data, decimals);
  draw_shares (paper, data, decimals);
  return draw_foot (paper, data, error) ? g_steal_pointer (&paper) : NULL;
}

GBytes *
guo_slip_paint (json_t *data, GError **error)
{
  g_autoptr(GuoPaper) paper = draw (data, error);
  g_autoptr(GuoBitmap) picture = paper != NULL ? guo_paper_picture (paper) : NULL;

  return picture != NULL ? guo_label_png (picture, 203) : NULL;
}

GBytes *
guo_slip_pdf (json_t *data, GError **error)
{
  g_autoptr(GuoPaper) paper = draw (data, error);

  return paper != NULL ? guo_paper_pdf (paper, MARGIN, error) : NULL;
}
