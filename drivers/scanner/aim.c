#include "drivers/scanner/aim.h"

#include <string.h>

/* A modifier of '\0' is every other one. */
static const struct
{
  gchar letter;
  gchar modifier;
  gboolean gs1;
  const gchar *name;
} symbologies[] = {
  { 'E', '0', FALSE, "ean-13" },
  { 'E', '4', FALSE, "ean-8" },
  { 'C', '1', TRUE, "gs1-128" },
  { 'C', '\0', FALSE, "code-128" },
  { 'e', '0', TRUE, "gs1-databar" },
  { 'd', '2', TRUE, "gs1-data-matrix" },
  { 'd', '\0', FALSE, "data-matrix" },
  { 'Q', '3', TRUE, "gs1-qr" },
  { 'Q', '\0', FALSE, "qr" },
  { 'I', '\0', FALSE, "itf" },
  { 'A', '\0', FALSE, "code-39" },
  { 'h', '\0', FALSE, "han-xin" },
};

gsize
guo_aim_length (const gchar *text, gsize len)
{
  return len >= 3 && text[0] == ']' && g_ascii_isalpha (text[1]) && g_ascii_isalnum (text[2]) ? 3 : 0;
}

static gint
row_of (const gchar *aim)
{
  if (guo_aim_length (aim, strlen (aim)) == 0)
    return -1;
  for (gsize i = 0; i < G_N_ELEMENTS (symbologies); i++)
    if (symbologies[i].letter == aim[1]
        && (symbologies[i].modifier == aim[2] || symbologies[i].modifier == '\0'))
      return (gint) i;
  return -1;
}

const gchar *
guo_aim_symbology (const gchar *aim)
{
  gint row = row_of (aim);

  return row >= 0 ? symbologies[row].name : NULL;
}

gboolean
guo_aim_is_gs1 (const gchar *aim)
{
  gint row = row_of (aim);

  return row >= 0 && symbologies[row].gs1;
}
