#include "drivers/registry.h"

#include "drivers/scale/toledo.h"
#include "drivers/scale/yaohua.h"

static const GuoScaleProtocol *const protocols[] = {
  &guo_scale_yaohua_tf0,
  &guo_scale_mt_cont,
  &guo_scale_mt_cont_chk,
  NULL,
};

const GuoScaleProtocol *const *
guo_scale_protocols (void)
{
  return protocols;
}

const GuoScaleProtocol *
guo_scale_protocol_find (const gchar *id, GError **error)
{
  g_autoptr (GString) known = NULL;

  for (gsize i = 0; protocols[i] != NULL; i++)
    if (g_str_equal (protocols[i]->id, id))
      return protocols[i];

  known = g_string_new (NULL);
  for (gsize i = 0; protocols[i] != NULL; i++)
    g_string_append_printf (known, "%s%s", i == 0 ? "" : ", ", protocols[i]->id);
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_UNKNOWN_PROTOCOL,
               "no protocol \"%s\"; there are %s", id, known->str);
  return NULL;
}
