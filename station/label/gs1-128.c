#include "station/label/gs1-128.h"

#include "station/gs1/element-string.h"
#include "station/gs1/keys.h"

#include <string.h>
#include <zint.h>

#define MOST 48 /* characters, AIs and inner FNC1 counted (GS1 General Specifications 5.4) */

struct _GuoGs1128
{
  struct zint_symbol *symbol;
  gchar *text;
  gchar *scanned;
};

static gboolean
check_internal (GPtrArray *elements, GError **error)
{
  static const gchar *const ais[] = { "01", "02" };

  for (gsize i = 0; i < G_N_ELEMENTS (ais); i++)
    {
      const gchar *gtin = guo_gs1_element_find (elements, ais[i]);
      g_autofree gchar *field = g_strconcat ("ai ", ais[i], NULL);

      if (gtin != NULL && guo_gs1_is_internal (gtin))
        return guo_gs1_refuse (error, field, "internal",
                               "AI (%s): %s is a number for use inside the centre: not for a GS1-128", ais[i], gtin);
    }
  return TRUE;
}

/* zint takes AIs in square brackets: those cannot stand in a value. */
static gchar *
for_zint (GPtrArray *elements)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < elements->len; i++)
    {
      const GuoGs1Element *element = g_ptr_array_index (elements, i);

      g_string_append_printf (out, "[%s]%s", element->ai, element->value);
    }
  return g_string_free (out, FALSE);
}

static gboolean
encode (GuoGs1128 *self, GPtrArray *elements, GError **error)
{
  g_autofree gchar *source = for_zint (elements);

  self->symbol = ZBarcode_Create ();
  self->symbol->symbology = BARCODE_GS1_128;
  /* Every AI and value was checked; zint's own table of AIs is another edition. */
  self->symbol->input_mode = GS1_MODE | GS1NOCHECK_MODE;
  if (ZBarcode_Encode (self->symbol, (const unsigned char *) source, 0) < ZINT_ERROR)
    return TRUE;
  return guo_refuse (error, GUO_STATION_ERROR_FAILED, "failed", NULL, "the bars of “%s” could not be made: %s",
                     self->text, self->symbol->errtxt);
}

/* What a pallet holds, (02) and (37), may stand in a symbol of its own beside that of the SSCC. */
static GPtrArray *
parse (const gchar *text, GError **error)
{
  g_autofree gchar *with_sscc = strstr (text, "(00)") == NULL ? g_strconcat ("(00)000000000000000000", text, NULL) : NULL;
  GPtrArray *elements = guo_element_string_parse (text, error);

  if (elements != NULL || with_sscc == NULL)
    return elements;
  elements = guo_element_string_parse (with_sscc, NULL);
  if (elements == NULL || guo_gs1_element_find (elements, "02") == NULL)
    {
      g_clear_pointer (&elements, g_ptr_array_unref);
      return NULL;
    }
  g_clear_error (error);
  g_ptr_array_remove_index (elements, 0);
  return elements;
}

GuoGs1128 *
guo_gs1_128_new (const gchar *text, GError **error)
{
  g_autoptr(GuoGs1128) self = g_new0 (GuoGs1128, 1);
  g_autoptr(GPtrArray) elements = parse (text, error);
  g_autofree gchar *raw = NULL;

  if (elements == NULL || !check_internal (elements, error))
    return NULL;
  raw = guo_element_string_raw (elements);
  self->text = guo_element_string_text (elements);
  self->scanned = g_strdelimit (g_strdup (raw + 1), "^", 0x1d);
  if (strlen (self->scanned) > MOST)
    {
      guo_gs1_refuse (error, "elements", "length", "%s: %u characters, a GS1-128 holds %d", self->text,
                      (guint) strlen (self->scanned), MOST);
      return NULL;
    }
  return encode (self, elements, error) ? g_steal_pointer (&self) : NULL;
}

void
guo_gs1_128_free (GuoGs1128 *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->symbol, ZBarcode_Delete);
  g_free (self->text);
  g_free (self->scanned);
  g_free (self);
}

guint
guo_gs1_128_width (const GuoGs1128 *self)
{
  return (guint) self->symbol->width;
}

gboolean
guo_gs1_128_is_black (const GuoGs1128 *self, guint x)
{
  return (self->symbol->encoded_data[0][x / 8] >> x % 8 & 1) != 0;
}

const gchar *
guo_gs1_128_text (const GuoGs1128 *self)
{
  return self->text;
}

const gchar *
guo_gs1_128_scanned (const GuoGs1128 *self)
{
  return self->scanned;
}
