#include "drivers/registry.h"

#include "drivers/scale/and.h"
#include "drivers/scale/cas.h"
#include "drivers/scale/hid.h"
#include "drivers/scale/kern.h"
#include "drivers/scale/modbus.h"
#include "drivers/scale/mt-sics.h"
#include "drivers/scale/ohaus.h"
#include "drivers/scale/radwag.h"
#include "drivers/scale/rinstrum.h"
#include "drivers/scale/sma.h"
#include "drivers/scale/toledo-8217.h"
#include "drivers/scale/toledo.h"
#include "drivers/scale/yaohua.h"
#include "drivers/scale/yousheng.h"

static const GuoScaleProtocol *const protocols[] = {
  &guo_scale_yaohua_tf0,
  &guo_scale_yaohua_cmd,
  &guo_scale_yaohua_a22_cmd,
  &guo_scale_yaohua_eq_rev,
  &guo_scale_yaohua_eq_rev8,
  &guo_scale_yaohua_eq_fwd,
  &guo_scale_yaohua_w15,
  &guo_scale_yaohua_ww,
  &guo_scale_mt_cont,
  &guo_scale_mt_cont_chk,
  &guo_scale_mt_sics,
  &guo_scale_and_std,
  &guo_scale_st_gs,
  &guo_scale_toledo_8217,
  &guo_scale_kern_14,
  &guo_scale_kern_tws,
  &guo_scale_sbi,
  &guo_scale_cas_22,
  &guo_scale_cas_ecr,
  &guo_scale_aclas_os2,
  &guo_scale_ohaus,
  &guo_scale_radwag,
  &guo_scale_rinstrum_a,
  &guo_scale_rinstrum_b,
  &guo_scale_sma,
  &guo_scale_nci,
  &guo_scale_yousheng_ff,
  &guo_scale_modbus_laumas,
  &guo_scale_usb_hid,
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
