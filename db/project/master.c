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
  { "centre.set", NULL, NULL, { "centre-set" }, { NULL } },
  { "user.set", "name", NULL, { "user-set" }, { NULL } },
  { "village.set", NULL, add_initials, { "village-set" }, { NULL } },
  { "party.set", NULL, add_initials, { "party-set" }, { NULL } },
  { "plot.set", NULL, add_initials, { "plot-set" }, { NULL } },
  { "product.set", NULL, add_initials, { "product-set" }, { NULL } },
  { "variety.set", NULL, add_initials, { "variety-set" }, { NULL } },
  { "brand.set", NULL, add_initials, { "brand-set" }, { NULL } },
  { "crate_type.set", NULL, add_initials, { "crate-type-set" }, { NULL } },
  { "pack_plan.set", NULL, add_initials, { "pack-plan-set" }, { NULL } },
  { "tare.set", "mg", NULL, { "tare-set" }, { NULL } },
  { "device.bound", "name", NULL, { "device-bound" }, { NULL } },
  { "label_layout.set", "file", NULL, { "label-layout-set", "label-layout-file" }, { NULL } },
  { "access.granted", "code_sha256", NULL, { "access-granted" }, { NULL } },
  { .type = NULL },
};
