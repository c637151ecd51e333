#include "station/label/pallet-data.h"

#include "station/client/grade-words.h"
#include "station/client/format.h"
#include "station/gs1/keys.h"
#include "station/label/case-data.h"

#include <string.h>

const gchar *const guo_pallet_label_fields[]
  = { "from", "to", "order", "pallet", "product", "grade_class", "net_content", "cases", "net_kg", "lots", "packed_on",
      "gtin", "sscc", "uri", "mark", "copy", NULL };

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

/* Each value once, in the order of the cases. */
static void
add_once (GPtrArray *values, const gchar *value)
{
  if (value[0] != '\0' && !g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL))
    g_ptr_array_add (values, g_strdup (value));
}

static gchar *
join (GPtrArray *values, const gchar *separator)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? separator : "", (const gchar *) g_ptr_array_index (values, i));
  return g_string_free (out, FALSE);
}

static gchar *
values_of (json_t *cases, const gchar *name, const gchar *separator)
{
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  gsize i;
  json_t *row;

  json_array_foreach (cases, i, row)
    add_once (values, strcmp (name, "grade_class") == 0 ? guo_grade_word_on_label (text (row, name)) : text (row, name));
  return join (values, separator);
}

static gchar *
contents_of (json_t *cases)
{
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  gsize i;
  json_t *row;

  json_array_foreach (cases, i, row)
    {
      g_autofree gchar *content = number (row, "nominal_mg") > 0 ? guo_format_net_content (number (row, "nominal_mg"))
                                                                 : g_strdup ("");

      add_once (values, content);
    }
  return join (values, "、");
}

/* "480", "482.5": no more decimals than there are grams, and none that say nothing. */
static gchar *
kilograms_of (json_t *cases)
{
  gint64 mg = 0;
  gsize i;
  json_t *row;
  gchar *out;

  json_array_foreach (cases, i, row)
    mg += number (row, "nominal_mg") > 0 ? number (row, "nominal_mg") : number (row, "net_mg");
  out = guo_format_mass_plain (mg, 3);
  for (gsize len = strlen (out); out[len - 1] == '0' || out[len - 1] == '.'; len--)
    {
      gboolean point = out[len - 1] == '.';

      out[len - 1] = '\0';
      if (point)
        break;
    }
  return out;
}

/* The one that all cases have, as a buyer's system may read it; else none. */
static const gchar *
common_gtin (json_t *cases)
{
  const gchar *gtin = text (json_array_get (cases, 0), "gtin");
  gsize i;
  json_t *row;

  json_array_foreach (cases, i, row)
    if (strcmp (text (row, "gtin"), gtin) != 0)
      return "";
  return strlen (gtin) == 14 && !guo_gs1_is_internal (gtin) ? gtin : "";
}

static void
put (json_t *into, const gchar *name, const gchar *value)
{
  json_object_set_new (into, name, json_string (value != NULL ? value : ""));
}

static void
put_taken (json_t *into, const gchar *name, gchar *value)
{
  put (into, name, value);
  g_free (value);
}

json_t *
guo_pallet_label_data (const GuoPallet *pallet, GError **error)
{
  const guint lengths[] = { 18, 0 };
  const guint n = (guint) json_array_size (pallet->cases);
  json_t *data;

  if (n == 0)
    {
      guo_refuse (error, GUO_STATION_ERROR_REFUSED, "pallet-empty", json_pack ("{s:s?}", "no", pallet->number),
                  "pallet %s: there is no case on it", pallet->sscc);
      return NULL;
    }
  if (guo_gs1_check_key (pallet->sscc, lengths, error) < 0)
    return NULL;
  data = json_object ();
  put (data, "from", pallet->from);
  put (data, "to", pallet->to);
  put (data, "order", pallet->order);
  put (data, "pallet", pallet->number);
  put_taken (data, "product", values_of (pallet->cases, "product_name", "、"));
  put_taken (data, "grade_class", values_of (pallet->cases, "grade_class", "、"));
  put_taken (data, "net_content", contents_of (pallet->cases));
  put_taken (data, "cases", g_strdup_printf ("%u", n));
  put_taken (data, "net_kg", kilograms_of (pallet->cases));
  put_taken (data, "lots", values_of (pallet->cases, "lot_no", " "));
  put_taken (data, "packed_on", values_of (pallet->cases, "packed_on", " "));
  put (data, "gtin", common_gtin (pallet->cases));
  put (data, "sscc", pallet->sscc);
  put_taken (data, "uri", g_strdup_printf ("%s/00/%s", pallet->base, pallet->sscc));
  put (data, "mark", pallet->mark);
  put_taken (data, "copy", pallet->copy > 1 ? g_strdup_printf ("%" G_GINT64_FORMAT, pallet->copy - 1) : g_strdup (""));
  return data;
}
