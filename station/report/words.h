/* What stands on reports, in both languages.
 *
 * Not gettext: its language belongs to the process and is chosen on the main thread, and a report is drawn on
 * a reader's. Pure.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GUO_REPORT_TITLE,
  GUO_REPORT_SEASON,
  GUO_REPORT_DAY,
  GUO_REPORT_COOPERATIVE,
  GUO_REPORT_VILLAGE,
  GUO_REPORT_GROWER,
  GUO_REPORT_PRODUCT,
  GUO_REPORT_VARIETY,
  GUO_REPORT_CLASS,
  GUO_REPORT_CRATES,
  GUO_REPORT_NET,
  GUO_REPORT_NET_IN, /* "%s": the unit */
  GUO_REPORT_SHARE,
  GUO_REPORT_CHANGE,
  GUO_REPORT_PER_MU, /* "%s": the unit */
  GUO_REPORT_TOTAL,
  GUO_REPORT_BY_DAY,
  GUO_REPORT_BY,     /* "%s": a key's word */
  GUO_REPORT_OTHERS,
  GUO_REPORT_UNSAID,
  GUO_REPORT_NO_CLASS,
  GUO_REPORT_EMPTY,
  GUO_REPORT_PAGE,   /* two numbers: this page, all pages */
  GUO_REPORT_SAMPLE,
  GUO_REPORT_MADE,   /* "%s": a time */
  GUO_REPORT_FROM,   /* "%s": a day */
  GUO_REPORT_TO,     /* "%s": a day */
  GUO_REPORT_AGAINST, /* "%s": a season */
  GUO_REPORT_NOTE,
  GUO_REPORT_JIN,
  GUO_REPORT_N_WORDS
} GuoReportWord;

/**
 * guo_report_is_chinese:
 * @lang: (nullable): `lang` of the question
 *
 * Returns: %FALSE for "en" and what begins with it
 */
gboolean guo_report_is_chinese (const gchar *lang);

/**
 * guo_report_word:
 * @chinese: the language
 * @word: which
 *
 * Returns: (transfer none): it, static
 */
const gchar *guo_report_word (gboolean chinese, GuoReportWord word);

/**
 * guo_report_fill:
 * @chinese: the language
 * @word: one that has a "%s"
 * @value: what stands for it
 *
 * Returns: (transfer full): the sentence
 */
gchar *guo_report_fill (gboolean chinese, GuoReportWord word, const gchar *value);

G_END_DECLS
