#include "db/pinyin.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define ROMAN_MAX 256

/* Making one reads ICU's tables (milliseconds): one for the process, cloned never, used under a lock. */
static UTransliterator *
transliterator (void)
{
  static UTransliterator *made;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      static const UChar id[] = u"Han-Latin; Latin-ASCII; Lower";
      UErrorCode status = U_ZERO_ERROR;

      made = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
      if (U_FAILURE (status))
        g_warning ("libicu has no Han-Latin: %s", u_errorName (status));
      g_once_init_leave (&once, 1);
    }
  return made;
}

static void
append_initial (GString *out, gunichar character)
{
  static GMutex lock;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  UTransliterator *roman = transliterator ();
  UChar text[ROMAN_MAX];
  UErrorCode status = U_ZERO_ERROR;
  int32_t len = 0;
  int32_t limit;
  UChar32 source = (UChar32) character;

  u_strFromUTF32 (text, ROMAN_MAX, &len, &source, 1, &status);
  limit = len;
  if (roman != NULL)
    utrans_transUChars (roman, text, &len, ROMAN_MAX, 0, &limit, &status);
  if (U_SUCCESS (status) && len > 0 && text[0] < 0x80 && g_ascii_isalnum ((gchar) text[0]))
    g_string_append_c (out, g_ascii_tolower ((gchar) text[0]));
}

gchar *
guo_pinyin_initials (const gchar *name)
{
  GString *out = g_string_new (NULL);
  gboolean inside = FALSE;

  for (const gchar *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const GUnicodeScript script = g_unichar_get_script (c);

      if (script == G_UNICODE_SCRIPT_HAN || (!inside && g_unichar_isalnum (c)))
        append_initial (out, c);
      inside = script != G_UNICODE_SCRIPT_HAN && g_unichar_isalnum (c);
    }
  return g_string_free (out, FALSE);
}
