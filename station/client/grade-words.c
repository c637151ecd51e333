#include "station/client/grade-words.h"

#include "station/client/row.h"

#include <glib/gi18n-lib.h>

/* The first five are the usual classes, a centre's own scheme had best use their codes. Classes of the Chinese standards
 * that come with the program are called by their names, which are no codes: another language has words for them here. */
static const struct
{
  const gchar *key;
  const gchar *word;
  const gchar *zh;
} classes[] = {
  { "special", N_("Special class"), "特级" }, { "first", N_("First class"), "一级" },
  { "second", N_("Second class"), "二级" },   { "third", N_("Third class"), "三级" },
  { "below", N_("Below grade"), "级外" },     { "Extra", N_("Extra class"), "特级" },
  { "精品级", N_("Choice class"), "精品级" },  { "特级", N_("Special class"), "特级" },
  { "一级", N_("First class"), "一级" },       { "二级", N_("Second class"), "二级" },
  { "三级", N_("Third class"), "三级" },       { "级外", N_("Below grade"), "级外" },
  { "特等", N_("Special grade"), "特等" },     { "一等", N_("First grade"), "一等" },
  { "二等", N_("Second grade"), "二等" },      { "等外", N_("Outside the grades"), "等外" },
};

static gint
find (const gchar *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_equal (classes[i].key, key))
      return (gint) i;
  return -1;
}

const gchar *
guo_grade_word (const gchar *grade_class)
{
  gint at = find (grade_class);

  return at >= 0 ? _(classes[at].word) : grade_class;
}

const gchar *
guo_grade_class_of (json_t *row, const gchar *key)
{
  g_autofree gchar *name_key = g_strconcat (key, "_name", NULL), *english_key = g_strconcat (key, "_name_en", NULL);
  const gchar *grade_class = guo_row_text (row, key), *name = guo_row_text (row, name_key);
  const gchar *own = g_str_has_prefix (g_get_language_names ()[0], "zh") ? name : guo_row_text (row, english_key);

  if (*own != '\0')
    return own;
  return *name == '\0' || find (grade_class) >= 0 ? guo_grade_word (grade_class) : name;
}

const gchar *
guo_grade_word_on_label (const gchar *grade_class)
{
  gint at = find (grade_class);

  return at >= 0 ? classes[at].zh : grade_class;
}

const gchar *
guo_grade_word_in_english (const gchar *grade_class)
{
  gint at = find (grade_class);

  return at >= 0 ? classes[at].word : grade_class;
}
