/* People, places, things and devices. */
#include "db/pinyin.h"
#include "db/project/projection.h"

static gboolean
add_initials (json_t *facts, GError **error)
{
  const gchar *name = json_string_value (json_object_get (facts, "name"));

  if (name != NULL)
    {
      g_autofree gchar *initials = guo_pinyin_initials (name);

      json_object_set_new (facts, "initials", json_string (initials));
    }
  return TRUE;
}

const GuoProjection guo_project_master[] = {
  { "centre.set", NULL, NULL, { "centre-set" } },
  { "user.set", "name", NULL, { "user-set" } },
  { "village.set", NULL, NULL, { "village-set" } },
  { "party.set", NULL, add_initials, { "party-set" } },
  { "plot.set", NULL, add_initials, { "plot-set" } },
  { "product.set", NULL, NULL, { "product-set" } },
  { "variety.set", NULL, NULL, { "variety-set" } },
  { "brand.set", NULL, NULL, { "brand-set" } },
  { "crate_type.set", NULL, NULL, { "crate-type-set" } },
  { "tare.set", "mg", NULL, { "tare-set" } },
  { "device.bound", "name", NULL, { "device-bound" } },
  { "access.granted", "code_sha256", NULL, { "access-granted" } },
  { NULL },
};
