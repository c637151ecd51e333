#include "station/report/words.h"

#include <string.h>

static const struct
{
  const gchar *english;
  const gchar *chinese;
} words[GUO_REPORT_N_WORDS] = {
  [GUO_REPORT_TITLE] = { "Yield", "产量" },
  [GUO_REPORT_SEASON] = { "Season", "季" },
  [GUO_REPORT_DAY] = { "Day", "日期" },
  [GUO_REPORT_COOPERATIVE] = { "Cooperative", "合作社" },
  [GUO_REPORT_VILLAGE] = { "Village", "村" },
  [GUO_REPORT_GROWER] = { "Grower", "农户" },
  [GUO_REPORT_PRODUCT] = { "Product", "产品" },
  [GUO_REPORT_VARIETY] = { "Variety", "品种" },
  [GUO_REPORT_CLASS] = { "Class", "级别" },
  [GUO_REPORT_CRATES] = { "Crates", "筐" },
  [GUO_REPORT_NET] = { "Net", "净重" },
  [GUO_REPORT_NET_IN] = { "Net %s", "净重 %s" },
  [GUO_REPORT_SHARE] = { "Share", "占比" },
  [GUO_REPORT_CHANGE] = { "Change", "增减" },
  [GUO_REPORT_PER_MU] = { "%s/mu", "%s/亩" },
  [GUO_REPORT_TOTAL] = { "Total", "合计" },
  [GUO_REPORT_BY_DAY] = { "Day by day", "逐日" },
  [GUO_REPORT_BY] = { "By %s", "按%s" },
  [GUO_REPORT_OTHERS] = { "Others", "其他" },
  [GUO_REPORT_UNSAID] = { "not said", "未注明" },
  [GUO_REPORT_NO_CLASS] = { "not graded, culled or lost", "未分级、剔除或损耗" },
  [GUO_REPORT_EMPTY] = { "No yield was recorded for this choice.", "这样选没有产量记录。" },
  [GUO_REPORT_PAGE] = { "Page %u of %u", "第 %u 页，共 %u 页" },
  [GUO_REPORT_SAMPLE] = { "Practice: simulated data, sample only", "练习：模拟数据，样张" },
  [GUO_REPORT_MADE] = { "Made %s", "%s 制表" },
  [GUO_REPORT_FROM] = { "from %s", "自 %s" },
  [GUO_REPORT_TO] = { "up to %s", "至 %s" },
  [GUO_REPORT_AGAINST] = { "beside %s", "对 %s" },
  [GUO_REPORT_NOTE] = { "Net = gross − tare of all weighings that are not void. A lot of several growers counts by their shares.",
                        "净重 = 毛重 − 皮重，作废的不计。几户同批的按份额分算。" },
  [GUO_REPORT_JIN] = { "jin", "斤" },
};

gboolean
guo_report_is_chinese (const gchar *lang)
{
  return lang == NULL || g_ascii_strncasecmp (lang, "en", 2) != 0;
}

const gchar *
guo_report_word (gboolean chinese, GuoReportWord word)
{
  g_return_val_if_fail (word < GUO_REPORT_N_WORDS, "");
  return chinese ? words[word].chinese : words[word].english;
}

gchar *
guo_report_fill (gboolean chinese, GuoReportWord word, const gchar *value)
{
  const gchar *sentence = guo_report_word (chinese, word);
  const gchar *hole = strstr (sentence, "%s");

  if (hole == NULL)
    return g_strdup (sentence);
  return g_strdup_printf ("%.*s%s%s", (gint) (hole - sentence), sentence, value, hole + 2);
}
