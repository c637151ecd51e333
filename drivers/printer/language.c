#include "drivers/printer/language.h"

#include "drivers/printer/escpos.h"
#include "drivers/printer/tspl.h"
#include "drivers/printer/usb-class.h"
#include "drivers/printer/zpl.h"

#include <string.h>

static const GuoPrinterLanguage *const languages[] = {
  &guo_printer_zpl,
  &guo_printer_tspl,
  &guo_printer_escpos,
  NULL,
};

const GuoPrinterLanguage *const *
guo_printer_languages (void)
{
  return languages;
}

const GuoPrinterLanguage *
guo_printer_language_find (const gchar *id, GError **error)
{
  g_autoptr(GString) known = g_string_new (NULL);

  for (gsize i = 0; languages[i] != NULL; i++)
    {
      if (g_strcmp0 (languages[i]->id, id) == 0)
        return languages[i];
      g_string_append_printf (known, "%s%s", i == 0 ? "" : ", ", languages[i]->id);
    }
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_UNKNOWN_PROTOCOL, "no printer language “%s”; there are %s",
               id != NULL ? id : "", known->str);
  return NULL;
}

json_t *
guo_printer_describe (const gchar *language, const gchar *query, const guint8 *bytes, gsize len, GError **error)
{
  const GuoPrinterLanguage *known = NULL;
  json_t *out;

  if (strcmp (language, "usb-printer") == 0)
    out = guo_usb_class_describe (query, bytes, len);
  else
    {
      known = guo_printer_language_find (language, error);
      if (known == NULL)
        return NULL;
      out = known->describe (query, bytes, len);
    }
  if (out == NULL)
    g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "%s has no question “%s”", language, query);
  return out;
}
