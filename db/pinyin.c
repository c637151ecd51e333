#include "db/pinyin.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define ROMAN_MAX 256

/* Making one reads ICU's tables (milliseconds): one for the process, cloned never, used under a
 * lock. */
static UTransliterator *
transliterator (void)
{
  static UTransliterator *made;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      UChar id[32];
      UErrorCode status = U_ZERO_ERROR;

      u_uastrncpy (id, "Han-Latin; Latin-ASCII; Lower", G_N_ELEMENTS (id));
      made = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
      if (U_FAILURE (status))
        g_warning ("libicu has no Han-Latin: %s", u_errorName (status));
      g_once_init_leave (&once, 1);
    }
  return made;
}

/* Characters of names that are read in two ways (surnames, places, given names); ICU knows one of
 * them. Source: the readings of the Xinhua dictionary that begin with different letters. */
static const struct
{
  gunichar character;
  const gchar *letters;
} two_readings[] = {
  { 0x957f /* 长 */, "cz" }, { 0x91cd /* 重 */, "cz" }, { 0x66fe /* 曾 */, "zc" },
  { 0x5355 /* 单 */, "sd" }, { 0x4ec7 /* 仇 */, "qc" }, { 0x89e3 /* 解 */, "xj" },
  { 0x8983 /* 覃 */, "qt" }, { 0x4e50 /* 乐 */, "ly" }, { 0x884c /* 行 */, "hx" },
  { 0x671d /* 朝 */, "cz" }, { 0x67e5 /* 查 */, "zc" }, { 0x533a /* 区 */, "oq" },
  { 0x6734 /* 朴 */, "pb" }, { 0x7fdf /* 翟 */, "zd" }, { 0x5c09 /* 尉 */, "wy" },
  { 0x79cd /* 种 */, "zc" }, { 0x76db /* 盛 */, "sc" }, { 0x77f3 /* 石 */, "sd" },
  { 0x4f1a /* 会 */, "hk" }, { 0x5c5e /* 属 */, "sz" }, { 0x964d /* 降 */, "jx" },
  { 0x8c03 /* 调 */, "td" }, { 0x85cf /* 藏 */, "cz" }, { 0x5bbf /* 宿 */, "sx" },
};

/* A name with more such characters is rare: the first ones are enough to find it. */
#define READINGS_MAX 8

static gchar
initial_of (gunichar character)
{
  static GMutex lock;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  UTransliterator *roman = transliterator ();
  UChar text[ROMAN_MAX];
  UErrorCode status = U_ZERO_ERROR;
  int32_t len = 0;
  int32_t limit;
  UChar32 source = (UChar32)character;

  u_strFromUTF32 (text, ROMAN_MAX, &len, &source, 1, &status);
  limit = len;
  if (roman != NULL)
    utrans_transUChars (roman, text, &len, ROMAN_MAX, 0, &limit, &status);
  if (U_SUCCESS (status) && len > 0 && text[0] < 0x80 && g_ascii_isalnum ((gchar)text[0]))
    return g_ascii_tolower ((gchar)text[0]);
  return '\0';
}

/* The letters that @character may stand for, the likelier one first. */
static void
letters_of (gunichar character, gchar letters[3])
{
  letters[0] = letters[1] = letters[2] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (two_readings); i++)
    if (two_readings[i].character == character)
      {
        letters[0] = two_readings[i].letters[0];
        letters[1] = two_readings[i].letters[1];
        return;
      }
  letters[0] = character < 0x80 ? g_ascii_tolower ((gchar)character) : initial_of (character);
}

static void
append_letters (GPtrArray *readings, gunichar character)
{
  const guint n = readings->len;
  gchar letters[3];

  letters_of (character, letters);
  if (letters[1] != '\0' && n * 2 <= READINGS_MAX)
    for (guint i = 0; i < n; i++)
      {
        const GString *reading = g_ptr_array_index (readings, i);
        GString *other = g_string_new_len (reading->str, (gssize)reading->len);

        g_string_append_c (other, letters[1]);
        g_ptr_array_add (readings, other);
      }
  if (letters[0] != '\0')
    for (guint i = 0; i < n; i++)
      g_string_append_c (g_ptr_array_index (readings, i), letters[0]);
}

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

gchar *
guo_pinyin_initials (const gchar *name)
{
  g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func (free_string);
  GString *out = g_string_new (NULL);
  gboolean inside = FALSE;

  g_ptr_array_add (readings, g_string_new (NULL));
  for (const gchar *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const gboolean han = g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;

      if (han || (!inside && g_unichar_isalnum (c)))
        append_letters (readings, c);
      inside = !han && g_unichar_isalnum (c);
    }
  for (guint i = 0; i < readings->len; i++)
    {
      const GString *reading = g_ptr_array_index (readings, i);

      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", reading->str);
    }
  return g_string_free (out, FALSE);
}
