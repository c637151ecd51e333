#include "station/simulated.h"

#include "db/database.h"
#include "drivers/registry.h"
#include "drivers/sim/scale-sim.h"
#include "station/client/format.h"
#include "station/fields.h"
#include "station/scale-port.h"

#define STEP_US ((gint64) 50000)
#define USUAL_MAX_MG ((gint64) 150000000)
#define ENOUGH_US ((gint64) 10000000) /* every simulated load stands long before */

static gint64
simulated_us (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static json_t *
settle (GuoScalePort *port, GuoScaleSim *sim, gint64 *now_us)
{
  json_t *note = NULL;

  for (gint64 at_us = STEP_US; at_us < ENOUGH_US; at_us += STEP_US)
    {
      g_autoptr(GByteArray) bytes = g_byte_array_new ();
      GuoScaleView view;

      *now_us += STEP_US;
      guo_scale_sim_advance (sim, at_us, bytes, NULL);
      if (bytes->len > 0)
        guo_scale_port_push (port, bytes->data, bytes->len, *now_us);
      guo_scale_port_view (port, &view);
      if (view.can_record || view.state == GUO_SCALE_BELOW_MIN)
        break;
    }
  note = guo_scale_port_settle (port, 0);
  json_object_set_new (note, "simulated_time", json_true ());
  return note;
}

/* A platform as large as the device says: the simulator's own carries 150 kg. */
static GuoScaleSim *
new_sim (json_t *device, const GuoScaleProtocol *protocol, GError **error)
{
  g_autofree gchar *max = guo_format_mass_plain (guo_field_int (device, "max_mg", USUAL_MAX_MG), 0);
  g_autofree gchar *scenario = g_strdup_printf ("{\"about\":\"by hand\",\"max\":\"%s\",\"steps\":[]}", max);

  return guo_scale_sim_new (protocol,
                            guo_field_int (device, "max_mg", 0) > USUAL_MAX_MG ? scenario : "manual", 1, error);
}

json_t *
guo_simulated_note (json_t *device, gint64 load_mg, GError **error)
{
  const GuoScaleProtocol *protocol = guo_scale_protocol_find (guo_field_text (device, "protocol"), error);
  g_autofree gchar *load = guo_format_mass_plain (load_mg, load_mg % 10000 == 0 ? 2 : 3);
  g_autofree gchar *put = g_strconcat ("put ", load, NULL);
  gint64 now_us = G_USEC_PER_SEC;
  GuoClock clock = { simulated_us, simulated_us, NULL, &now_us };
  g_autoptr(GuoScaleSim) sim = NULL;
  g_autoptr(GuoScalePort) port = NULL;

  if (protocol == NULL)
    return NULL;
  sim = new_sim (device, protocol, error);
  if (sim == NULL || !guo_scale_sim_control (sim, put, 0, error))
    return NULL;
  port = guo_scale_port_new (device, &clock, NULL, error);
  return port != NULL ? settle (port, sim, &now_us) : NULL;
}
