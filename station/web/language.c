#include "station/web/language.h"

#include <string.h>

/* gettext keeps what it looked up until this counter changes; setting LANGUAGE alone is not noticed
 * (GNU gettext manual, "Being a gettext grok"). */
extern int _nl_msg_cat_cntr;

static const gchar *
known (const gchar *tag, gsize len)
{
  if (len >= 2 && (len == 2 || tag[2] == '-' || tag[2] == '_'))
    {
      if (g_ascii_strncasecmp (tag, "zh", 2) == 0)
        return "zh-CN";
      if (g_ascii_strncasecmp (tag, "en", 2) == 0)
        return "en";
    }
  return NULL;
}

/* Weight of "zh;q=0.8" in thousandths; a malformed one counts as refused. */
static gint
weight (const gchar *range)
{
  const gchar *q = strstr (range, "q=");
  gint value = 0;
  gint unit = 100;

  if (strchr (range, ';') == NULL)
    return 1000;
  if (q == NULL || (q[2] != '0' && q[2] != '1'))
    return 0;
  if (q[2] == '1')
    return 1000;
  for (q += q[3] == '.' ? 4 : 3; g_ascii_isdigit (*q) && unit > 0; q++, unit /= 10)
    value += (*q - '0') * unit;
  return value;
}

const gchar *
guo_web_language_choose (const gchar *wished, const gchar *accepted)
{
  const gchar *best = wished == NULL ? NULL : known (wished, strlen (wished));
  g_auto(GStrv) ranges = NULL;
  gint most = 0;

  if (best != NULL || accepted == NULL)
    return best != NULL ? best : "zh-CN";
  ranges = g_strsplit (accepted, ",", 32);
  for (guint i = 0; ranges[i] != NULL; i++)
    {
      gchar *range = g_strstrip (ranges[i]);
      const gchar *language = known (range, strcspn (range, "; "));
      gint its = weight (range);

      if (language != NULL && its > most)
        {
          best = language;
          most = its;
        }
    }
  return best != NULL ? best : "zh-CN";
}

void
guo_web_language_use (const gchar *language)
{
  const gchar *name = g_str_equal (language, "en") ? "en" : "zh_CN";

  if (g_strcmp0 (g_getenv ("LANGUAGE"), name) == 0)
    return;
  g_setenv ("LANGUAGE", name, TRUE);
  _nl_msg_cat_cntr++;
}
