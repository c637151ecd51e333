#include "station/label/slip-lines.h"

#include "station/client/format.h"

#include <string.h>

#define SEQ_MASK ((G_GINT64_CONSTANT (1) << 40) - 1) /* an event's n is (origin << 40) + its number */

typedef struct
{
  const gchar *code;
  const gchar *words;
} Word;

static const gchar *
word_of (const Word *words, gsize n, const gchar *code)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (words[i].code, code) == 0)
      return words[i].words;
  return code != NULL ? code : "";
}

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

gchar *
guo_slip_mark (json_t *data)
{
  json_t *last = json_array_get (json_object_get (data, "slips"), 0);
  const gchar *kind = text (last, "kind");
  g_autofree gchar *again = NULL;
  gboolean practice = json_is_true (json_object_get (data, "practice"));

  if (last == NULL || strcmp (text (last, "content"), text (data, "content")) != 0)
    again = g_strdup ("预览 未签发");
  else if (strcmp (kind, "first") != 0)
    again = g_strdup_printf ("%s %" G_GINT64_FORMAT, strcmp (kind, "correction") == 0 ? "更正" : "补打",
                             number (last, "copy") - 1);
  if (practice)
    return again != NULL ? g_strconcat ("模拟 样张 · ", again, NULL) : g_strdup ("模拟 样张");
  return g_steal_pointer (&again);
}

gint
guo_slip_exact_decimals (const gint64 *masses_mg, gsize n, gint least)
{
  gint64 unit = 1000000;
  gint decimals = 0;

  while (decimals < least)
    {
      unit /= 10;
      decimals++;
    }
  for (gsize i = 0; i < n; i++)
    while (decimals < 6 && masses_mg[i] % unit != 0)
      {
        unit /= 10;
        decimals++;
      }
  return decimals;
}

gint
guo_slip_decimals (json_t *data)
{
  static const gchar *const members[] = { "gross_mg", "tare_mg", "net_mg" };
  gint decimals = 2;
  gsize i;
  json_t *row;

  json_array_foreach (json_object_get (data, "weighings"), i, row)
    for (gsize m = 0; m < G_N_ELEMENTS (members); m++)
      {
        gint64 mg = number (row, members[m]);

        decimals = guo_slip_exact_decimals (&mg, 1, decimals);
      }
  return decimals;
}

gchar *
guo_slip_percent (gint64 ppm)
{
  g_autofree gchar *digits = g_strdup_printf ("%" G_GINT64_FORMAT ".%04" G_GINT64_FORMAT, ppm / 10000, ppm % 10000);
  gsize len = strlen (digits);

  while (digits[len - 1] == '0')
    digits[--len] = '\0';
  if (digits[len - 1] == '.')
    digits[len - 1] = '\0';
  return g_strconcat (digits, " %", NULL);
}

gchar *
guo_slip_moment (const gchar *at)
{
  gchar *out;

  if (at == NULL || strlen (at) < 16)
    return g_strdup ("");
  out = g_strndup (at, 16);
  out[10] = ' ';
  return out;
}

gchar *
guo_slip_why (json_t *weighing)
{
  static const Word reasons[] = { { "duplicate", "重复" }, { "wrong-lot", "批错" }, { "not-emptied", "未卸净" },
                                  { "wrong-party", "户错" }, { "other", "其他" } };

  if (json_is_true (json_object_get (weighing, "void")))
    return g_strdup_printf ("作废：%s", word_of (reasons, G_N_ELEMENTS (reasons), text (weighing, "void_reason")));
  if (strcmp (text (weighing, "mode"), "typed") == 0)
    return g_strdup_printf ("手工：%s", text (weighing, "reason"));
  return NULL;
}

gchar *
guo_slip_deduction (json_t *row)
{
  static const Word reasons[] = { { "water", "水分" }, { "leaf", "枝叶" }, { "damage", "伤果" },
                                  { "immature", "生果" }, { "foreign", "杂质" }, { "other", "其他" } };
  const gchar *reason = word_of (reasons, G_N_ELEMENTS (reasons), text (row, "reason"));
  const gchar *said = text (row, "text");
  gboolean percent = strcmp (text (row, "kind"), "percent") == 0;
  g_autofree gchar *rate = percent ? guo_slip_percent (number (row, "ppm")) : NULL;
  gint64 round_mg = number (row, "round_mg");
  g_autofree gchar *unit = guo_format_mass (round_mg, guo_slip_exact_decimals (&round_mg, 1, 0));
  g_autofree gchar *rule = percent && round_mg > 0 ? g_strdup_printf ("，四舍五入到 %s kg", unit) : g_strdup ("");

  return g_strconcat (reason, said[0] != '\0' ? "（" : "", said, said[0] != '\0' ? "）" : "", percent ? " " : "",
                      percent ? rate : "，按重量", rule, NULL);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const gint64 *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static void
append_range (GString *out, gint64 first, gint64 last)
{
  if (out->len > 0)
    g_string_append (out, "、");
  g_string_append_printf (out, "%" G_GINT64_FORMAT, first & SEQ_MASK);
  if (last > first)
    g_string_append_printf (out, "-%" G_GINT64_FORMAT, last & SEQ_MASK);
}

gchar *
guo_slip_records (json_t *weighings)
{
  GString *out = g_string_new (NULL);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gsize i;
  json_t *row;

  json_array_foreach (weighings, i, row)
    {
      gint64 id = number (row, "id");

      g_array_append_val (ids, id);
    }
  g_array_sort (ids, compare);
  for (guint from = 0; from < ids->len;)
    {
      guint to = from;

      while (to + 1 < ids->len && g_array_index (ids, gint64, to + 1) == g_array_index (ids, gint64, to) + 1)
        to++;
      append_range (out, g_array_index (ids, gint64, from), g_array_index (ids, gint64, to));
      from = to + 1;
    }
  return g_string_free (out, FALSE);
}

const gchar *
guo_slip_basis (const gchar *code)
{
  static const Word words[] = { { "declared", "按申报" }, { "crates", "按筐数" }, { "area", "按面积" },
                                { "equal", "均分" } };

  return word_of (words, G_N_ELEMENTS (words), code);
}
