/* The brand of a pack lot: its story and picture, its licence and certificates. */
#include "station/web/view.h"
#include "station/web/words.h"

#include <string.h>

/* What had begun and not ended on the day of packing: a paper that came later or was over says nothing of
 * this fruit. */
static gboolean
held_on (json_t *paper, const gchar *day)
{
  return strcmp (guo_view_text (paper, "from"), day) <= 0 && strcmp (day, guo_view_text (paper, "to")) <= 0;
}

static const gchar *
certificate_kind (const gchar *kind)
{
  if (g_str_equal (kind, "gi"))
    return _("Geographical indication");
  if (g_str_equal (kind, "green"))
    return _("Green food");
  if (g_str_equal (kind, "organic"))
    return _("Organic product");
  return g_str_equal (kind, "test-report") ? _("Test report") : _("Certificate");
}

static void
put_certificates (json_t *brand, json_t *row, const gchar *packed)
{
  json_t *certificates = json_array ();
  json_t *paper;
  gsize i;

  json_array_foreach (json_object_get (row, "certificates"), i, paper)
    {
      const gchar *issuer = guo_view_text (paper, "issuer");
      g_autofree gchar *to = NULL;

      if (!held_on (paper, packed))
        continue;
      to = guo_view_day (guo_view_text (paper, "to"), TRUE);
      guo_view_add (certificates, certificate_kind (guo_view_text (paper, "kind")),
                    *issuer != '\0' ? g_strdup_printf (_("%s, %s, until %s"), guo_view_text (paper, "number"), issuer, to)
                                    : g_strdup_printf (_("%s, until %s"), guo_view_text (paper, "number"), to));
    }
  json_object_set_new (brand, "certificates", certificates);
}

static void
put_picture (const GuoView *view, json_t *brand, json_t *row)
{
  const gchar *sha256 = guo_view_text (row, "picture_sha256");

  if (*sha256 == '\0')
    return;
  guo_view_take (brand, "picture", g_strconcat ("/p/", sha256, NULL));
  guo_view_take (brand, "alt", g_strdup_printf (_("Picture of the brand %s"), guo_view_name (view, row, "name")));
}

json_t *
guo_brand_model (const GuoView *view, json_t *lot)
{
  json_t *row = json_object_get (lot, "brand");
  json_t *licence = json_object_get (row, "licence");
  const gchar *packed = guo_view_text (lot, "packed_on");
  json_t *brand;

  if (!json_is_object (row))
    return NULL;
  brand = json_object ();
  guo_view_take (brand, "name", g_strdup (guo_view_name (view, row, "name")));
  guo_view_take (brand, "story", g_strdup (guo_view_name (view, row, "story")));
  guo_view_take (brand, "owner", g_strdup (guo_view_name (view, row, "owner")));
  if (json_is_object (licence) && held_on (licence, packed))
    {
      g_autofree gchar *to = guo_view_day (guo_view_text (licence, "to"), TRUE);

      guo_view_take (brand, "licence",
                     g_strdup_printf (_("%s: licence %s of %s, until %s"), guo_view_text (row, "mark"),
                                      guo_view_text (licence, "number"), guo_view_text (licence, "holder"),
                                      to));
    }
  put_picture (view, brand, row);
  put_certificates (brand, row, packed);
  return brand;
}
