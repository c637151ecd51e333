#include "station/import-file.h"

#include "drivers/table/text.h"

#include <string.h>

static const GuoImportKind kinds[] = {
  { "villages",
    { { "name", "村,村名,名称", TRUE }, { "name_en", "英文名", FALSE }, { "township", "乡镇,镇", FALSE },
      { "township_en", "乡镇英文名", FALSE }, { "county", "区县,县", FALSE }, { "county_en", "区县英文名", FALSE },
      { "altitude_m", "海拔,海拔(米)", FALSE } },
    "青石坝村,Qingshiba,双龙镇,Shuanglong,巫山县,Wushan,620\r\n红岩村,Hongyan,双龙镇,Shuanglong,巫山县,Wushan,780\r\n" },
  { "cooperatives",
    { { "name", "合作社,名称", TRUE }, { "name_en", "英文名", FALSE }, { "code", "代码,编号", TRUE },
      { "village", "村,村名", FALSE }, { "phone", "电话,手机", FALSE }, { "address", "地址", FALSE } },
    "青石坝合作社,Qingshiba Cooperative,QS,青石坝村,,\r\n红岩合作社,Hongyan Cooperative,HY,红岩村,,\r\n" },
  { "growers",
    { { "name", "姓名,农户", TRUE }, { "cooperative", "合作社", TRUE }, { "name_en", "英文名", FALSE },
      { "code", "代码,编号", FALSE }, { "village", "村,村名", FALSE }, { "phone", "电话,手机", FALSE },
      { "address", "地址", FALSE } },
    "李长顺,青石坝合作社,,,青石坝村,,\r\n王长顺,红岩合作社,,,红岩村,,\r\n" },
  { "products",
    { { "name", "产品,名称,product", TRUE }, { "name_en", "英文名", FALSE }, { "kind", "类别,种类", TRUE },
      { "season_from", "产季起,产季", FALSE }, { "variety", "品种", FALSE }, { "variety_en", "品种英文名", FALSE } },
    "脆李,Crisp plum,李,01-01,青脆李,Green crisp plum\r\n脆李,Crisp plum,李,01-01,巫山脆李,Wushan crisp plum\r\n"
    "柑橘,Citrus,柑橘,09-01,纽荷尔,Newhall\r\n" },
  { "plots",
    { { "cooperative", "合作社", TRUE }, { "grower", "农户,姓名", TRUE }, { "name", "地块,名称,plot", TRUE },
      { "area_mu", "亩,面积,面积(亩),亩数", TRUE }, { "village", "村,村名", FALSE }, { "product", "产品", FALSE },
      { "variety", "品种", FALSE } },
    "青石坝合作社,李长顺,3号地,4.2,青石坝村,脆李,青脆李\r\n红岩合作社,王长顺,坡上,2.5,红岩村,柑橘,纽荷尔\r\n" },
  { "pack-plans",
    { { "name", "装箱方案,名称,pack_plan", TRUE }, { "product", "产品", TRUE }, { "variety", "品种", FALSE },
      { "grade_class", "级别", TRUE }, { "size", "规格,果径", FALSE }, { "brand", "品牌", FALSE },
      { "case_type", "箱型,空箱", FALSE }, { "nominal_kg", "净含量,净含量(kg),净含量(公斤)", TRUE },
      { "spread_g", "波动,波动(克)", FALSE }, { "gtin", "商品条码", FALSE }, { "layout", "标签", FALSE } },
    "脆李特级 5 kg,脆李,,special,38-42,,,5,30,,case-60x40\r\n脆李一级 2.5 kg,脆李,青脆李,first,35-38,,,2.5,30,,\r\n" },
  { .kind = NULL },
};

const GuoImportKind *
guo_import_kind (const gchar *kind)
{
  for (const GuoImportKind *it = kinds; it->kind != NULL; it++)
    if (g_strcmp0 (it->kind, kind) == 0)
      return it;
  return NULL;
}

static guint
lines_before (const guint8 *bytes, gsize len)
{
  guint lines = 1;

  for (gsize i = 0; i < len; i++)
    lines += bytes[i] == '\n';
  return lines;
}

gchar *
guo_import_decode (const guint8 *bytes, gsize len, const gchar **encoding, guint *line)
{
  static const gchar *const names[] = {
    [GUO_ENCODING_UTF8] = "UTF-8",
    [GUO_ENCODING_GB18030] = "GB18030",
    [GUO_ENCODING_UTF16] = "UTF-16",
  };
  g_auto(GuoText) text = { 0 };
  const gboolean good = guo_text_decode (bytes, len, GUO_ENCODING_AUTO, &text);

  *encoding = names[text.encoding];
  *line = good ? 1 : lines_before (bytes, text.mark + text.at_byte);
  return good ? g_strndup (text.text, text.len) : NULL;
}

static gint
find_column (const GuoImportColumn *columns, const gchar *header)
{
  for (gint i = 0; columns[i].field != NULL; i++)
    {
      g_auto(GStrv) names = g_strsplit (columns[i].headers, ",", -1);

      if (g_ascii_strcasecmp (columns[i].field, header) == 0
          || g_strv_contains ((const gchar *const *) names, header))
        return i;
    }
  return -1;
}

/* Names what stands there and what may. */
static gboolean
refuse_header (const GuoImportKind *kind, const GuoCsv *csv, gint at, GError **error)
{
  g_autoptr(GString) reason = g_string_new (NULL);

  g_string_printf (reason, "unknown column “%s”; there are “", csv->header[at]);
  for (gint i = 0; kind->columns[i].field != NULL; i++)
    g_string_append_printf (reason, "%s%s", i > 0 ? ", " : "", kind->columns[i].field);
  g_string_append (reason, "”");
  return guo_csv_refuse (csv, 1, (guint) (at + 1), reason->str, error);
}

gboolean
guo_import_places (const GuoImportKind *kind, const GuoCsv *csv, gint *places, GError **error)
{
  for (gint i = 0; i < GUO_IMPORT_COLUMNS_MAX; i++)
    places[i] = -1;
  for (gint at = 0; csv->header[at] != NULL; at++)
    {
      gint i = find_column (kind->columns, csv->header[at]);

      if (i < 0)
        return refuse_header (kind, csv, at, error);
      if (places[i] >= 0)
        return guo_csv_refuse (csv, 1, (guint) (at + 1), "the column stands there twice", error);
      places[i] = at;
    }
  for (gint i = 0; kind->columns[i].field != NULL; i++)
    if (kind->columns[i].needed && places[i] < 0)
      {
        g_autofree gchar *reason = g_strdup_printf ("the column “%s” is missing", kind->columns[i].field);

        return guo_csv_refuse (csv, 1, 0, reason, error);
      }
  return TRUE;
}

gchar *
guo_import_template (const GuoImportKind *kind, gboolean english)
{
  GString *text = g_string_new ("\xef\xbb\xbf");

  for (gint i = 0; kind->columns[i].field != NULL; i++)
    {
      const GuoImportColumn *column = &kind->columns[i];
      g_autofree gchar *first = g_strndup (column->headers, strcspn (column->headers, ","));

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", english ? column->field : first);
    }
  g_string_append (text, "\r\n");
  g_string_append (text, kind->samples);
  return g_string_free (text, FALSE);
}
