#include "station/scan/content.h"

#include "drivers/scanner/aim.h"
#include "station/gs1/digital-link.h"
#include "station/gs1/element-string.h"
#include "station/gs1/keys.h"

#include <string.h>

#define GTIN_BYTES 14

static void
read_elements (GuoScanContent *self, const gchar *text)
{
  g_autoptr(GError) error = NULL;

  self->elements = guo_element_string_scanned (text, &error);
  if (self->elements == NULL)
    self->warning = g_strdup (error->message);
}

static void
read_link (GuoScanContent *self, const gchar *text)
{
  g_autoptr(GuoDigitalLink) link = NULL;

  if (g_ascii_strncasecmp (text, "http://", 7) != 0 && g_ascii_strncasecmp (text, "https://", 8) != 0)
    return;
  link = guo_digital_link_parse (text, NULL);
  if (link == NULL)
    return;
  self->link = TRUE;
  self->elements = g_steal_pointer (&link->path);
  link->path = g_ptr_array_new ();
}

/* The AI that could begin within @value, whose end nobody has marked. */
static gsize
ai_within (const gchar *value, gchar ai[5])
{
  for (gsize at = 1; value[at] != '\0'; at++)
    {
      gsize len = guo_gs1_ai_at (value + at);

      if (len > 0 && value[at + len] != '\0')
        {
          g_strlcpy (ai, value + at, len + 1);
          return len;
        }
    }
  return 0;
}

static gboolean
looks_like_gs1 (const gchar *text)
{
  return strncmp (text, "01", 2) == 0 && strspn (text, "0123456789") >= 2 + GTIN_BYTES
         && guo_gs1_check_digit (text + 2, GTIN_BYTES - 1) == text[2 + GTIN_BYTES - 1] - '0';
}

static void
warn_of_lost_separators (GuoScanContent *self, const gchar *text)
{
  const gchar *rest = text + 2 + GTIN_BYTES;
  gchar first[5] = "", second[5] = "";
  gsize len = guo_gs1_ai_at (rest);

  g_strlcpy (first, rest, MIN (len + 1, sizeof first));
  while (len > 0 && guo_gs1_ai_fixed_length (first) > 0 && strlen (rest) > len + guo_gs1_ai_fixed_length (first))
    {
      rest += len + guo_gs1_ai_fixed_length (first);
      len = guo_gs1_ai_at (rest);
      g_strlcpy (first, rest, MIN (len + 1, sizeof first));
    }
  if (len > 0 && guo_gs1_ai_fixed_length (first) == 0 && ai_within (rest + len, second) > 0)
    self->warning = g_strdup_printf ("looks like GS1 without a symbology identifier: AI %s and %s cannot be told apart",
                                     first, second);
  else
    self->warning = g_strdup ("looks like GS1 without a symbology identifier");
}

GuoScanContent *
guo_scan_content_read (const gchar *aim, const gchar *text)
{
  GuoScanContent *self = g_new0 (GuoScanContent, 1);
  gboolean told = aim != NULL && *aim != '\0';

  self->symbology = told ? guo_aim_symbology (aim) : NULL;
  self->gs1 = told && guo_aim_is_gs1 (aim);
  if (self->gs1)
    read_elements (self, text);
  else if (g_strcmp0 (self->symbology, "ean-13") == 0 || g_strcmp0 (self->symbology, "ean-8") == 0)
    self->gtin14 = guo_gs1_gtin14 (text, NULL);
  else
    read_link (self, text);
  if (!told && looks_like_gs1 (text))
    warn_of_lost_separators (self, text);
  return self;
}

void
guo_scan_content_free (GuoScanContent *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->elements, g_ptr_array_unref);
  g_free (self->gtin14);
  g_free (self->warning);
  g_free (self);
}
