#include "station/simulated.h"

#include "db/database.h"
#include "drivers/registry.h"
#include "drivers/sim/scale-sim.h"
#include "station/client/format.h"
#include "station/fields.h"
#include "station/scale-port.h"

#define STEP_US ((gint64) 50000)
#define DEFAULT_E_MG ((gint64) 10000)
#define DEFAULT_MAX_MG ((gint64) 150000000)
#define DECIMALS_MAX 4
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

/* As many decimals as the scale's interval has, more only where the load needs them. */
static gint
decimals_of (gint64 e_mg, gint64 load_mg)
{
  gint decimals = guo_format_decimals (e_mg > 0 ? e_mg : DEFAULT_E_MG);
  gint64 digit_mg = 1000000;

  for (gint i = 0; i < decimals; i++)
    digit_mg /= 10;
  for (; load_mg % digit_mg != 0 && decimals < DECIMALS_MAX; decimals++)
    digit_mg /= 10;
  return decimals;
}

/* A platform of the device's own Max on which nothing happens but what is put there. */
static GuoScaleSim *
make_sim (const GuoScaleProtocol *protocol, json_t *device, gint decimals, GError **error)
{
  gint64 max_mg = guo_field_int (device, "max_mg", 0);
  g_autofree gchar *max = guo_format_mass_plain (max_mg > 0 ? max_mg : DEFAULT_MAX_MG, decimals);
  g_autofree gchar *scenario
    = g_strdup_printf ("{\"decimals\":%d,\"max\":\"%s\",\"steps\":[]}", decimals, max);

  return guo_scale_sim_new (protocol, scenario, 1, error);
}

json_t *
guo_simulated_note (json_t *device, gint64 load_mg, GError **error)
{
  const GuoScaleProtocol *protocol = guo_scale_protocol_find (guo_field_text (device, "protocol"), error);
  const gint decimals = decimals_of (guo_field_int (device, "e_mg", 0), load_mg);
  g_autofree gchar *load = guo_format_mass_plain (load_mg, decimals);
  g_autofree gchar *put = g_strconcat ("put ", load, NULL);
  gint64 now_us = G_USEC_PER_SEC;
  GuoClock clock = { simulated_us, simulated_us, NULL, &now_us };
  g_autoptr(GuoScaleSim) sim = NULL;
  g_autoptr(GuoScalePort) port = NULL;

  if (protocol == NULL)
    return NULL;
  sim = make_sim (protocol, device, decimals, error);
  if (sim == NULL || !guo_scale_sim_control (sim, put, 0, error))
    return NULL;
  port = guo_scale_port_new (device, &clock, NULL, error);
  return port != NULL ? settle (port, sim, &now_us) : NULL;
}
