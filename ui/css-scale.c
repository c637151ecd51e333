#include "ui/css-scale.h"

#define PERCENT_MOST 250
#define LEAST_WIDTH 1024
#define LEAST_HEIGHT 736

static gboolean
multiply (const GMatchInfo *match, GString *out, gpointer user_data)
{
  gint percent = *(const gint *) user_data;
  g_autofree gchar *number = g_match_info_fetch (match, 1);
  gint64 px = g_ascii_strtoll (number, NULL, 10);

  g_string_append_printf (out, "%" G_GINT64_FORMAT "px", (px * percent + 50) / 100);
  return FALSE;
}

gchar *
guo_css_scaled (const gchar *css, gint percent)
{
  g_autoptr(GRegex) length = NULL;

  if (percent == 100)
    return g_strdup (css);
  length = g_regex_new ("(?<![\\w.])(\\d+)px\\b", 0, 0, NULL);
  return g_regex_replace_eval (length, css, -1, 0, 0, multiply, &percent, NULL);
}

gint
guo_scale_percent (gint um_per_px, gint width, gint height)
{
  gint percent = um_per_px > 0 ? (GUO_DRAWN_UM_PER_PX * 100 + um_per_px / 2) / um_per_px : 100;

  if (width > 0)
    percent = MIN (percent, width * 100 / LEAST_WIDTH);
  if (height > 0)
    percent = MIN (percent, height * 100 / LEAST_HEIGHT);
  return CLAMP (percent, 100, PERCENT_MOST);
}
