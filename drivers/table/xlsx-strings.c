#include "drivers/table/xlsx-private.h"

#include <string.h>

/* sharedStrings.xml: <sst><si><t>…</t></si> or, with formats, <si><r><t>…</t></r>…</si>; <rPh> is how it is read aloud. */
typedef struct
{
  GuoXlsxStrings *strings;
  gboolean in_text;
  gboolean in_phonetic;
} Reader;

static void
on_start (GuoXml *xml, const gchar *name, const gchar **attributes, gpointer user_data)
{
  Reader *self = user_data;

  if (strcmp (name, "t") == 0)
    self->in_text = !self->in_phonetic;
  else if (strcmp (name, "rPh") == 0)
    self->in_phonetic = TRUE;
}

static void
on_end (GuoXml *xml, const gchar *name, gpointer user_data)
{
  Reader *self = user_data;
  GuoXlsxStrings *strings = self->strings;
  const guint32 end = (guint32) strings->text->len;

  if (strcmp (name, "t") == 0)
    self->in_text = FALSE;
  else if (strcmp (name, "rPh") == 0)
    self->in_phonetic = FALSE;
  else if (strcmp (name, "si") == 0)
    {
      if (strings->ends->len == GUO_XLSX_STRINGS_MAX)
        guo_xlsx_refuse (xml, NULL, "more than 2,000,000 texts");
      g_array_append_val (strings->ends, end);
    }
}

static void
on_text (GuoXml *xml, const gchar *text, gsize len, gpointer user_data)
{
  Reader *self = user_data;
  GuoXlsxStrings *strings = self->strings;
  const gsize begin = strings->ends->len > 0 ? g_array_index (strings->ends, guint32, strings->ends->len - 1) : 0;

  if (!self->in_text)
    return;
  if (strings->text->len - begin + len > GUO_XLSX_TEXT_MAX)
    guo_xlsx_refuse (xml, NULL, "a text is longer than 128 KiB");
  else if (strings->text->len + len > GUO_XLSX_STRINGS_BYTES_MAX)
    guo_xlsx_refuse (xml, NULL, "more than 256 MiB of text");
  else
    g_string_append_len (strings->text, text, (gssize) len);
}

gboolean
guo_xlsx_strings_read (GuoXlsxStrings *self, GuoZip *zip, const gchar *name, GError **error)
{
  static const GuoXmlHandlers handlers = { on_start, on_end, on_text };
  Reader reader = { .strings = self };

  self->text = g_string_new (NULL);
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  return name == NULL || guo_xlsx_part (zip, name, &handlers, &reader, error);
}

void
guo_xlsx_strings_clear (GuoXlsxStrings *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_clear_pointer (&self->ends, g_array_unref);
  self->text = NULL;
}
