/* The simulators as the server on TCP and the transport know them. */
#include "drivers/sim/grader-sim.h"
#include "drivers/sim/scale-sim.h"

static gint64
scale_advance (gpointer sim, gint64 to_us, GByteArray *out, gboolean *reset)
{
  return guo_scale_sim_advance (sim, to_us, out, reset);
}

static void
scale_receive (gpointer sim, const guint8 *bytes, gsize len, GByteArray *out)
{
  guo_scale_sim_receive (sim, bytes, len, out);
}

static gboolean
scale_control (gpointer sim, const gchar *line, gint64 at_us, GError **error)
{
  return guo_scale_sim_control (sim, line, at_us, error);
}

static void
scale_free (gpointer sim)
{
  guo_scale_sim_free (sim);
}

const GuoSimKind guo_sim_kind_scale
    = { scale_advance, scale_receive, scale_control, scale_free, GUO_SIM_CLIENTS_MAX };

GuoSimServer *
guo_sim_server_new (GuoScaleSim *sim, const gchar *host, guint16 port, GError **error)
{
  return guo_sim_server_start (&guo_sim_kind_scale, sim, host, port, error);
}

static gint64
grader_advance (gpointer sim, gint64 to_us, GByteArray *out, gboolean *reset)
{
  return guo_grader_sim_advance (sim, to_us, out, reset);
}

/* A grader only talks. */
static void
grader_receive (gpointer sim, const guint8 *bytes, gsize len, GByteArray *out)
{
}

static gboolean
grader_control (gpointer sim, const gchar *line, gint64 at_us, GError **error)
{
  return guo_grader_sim_control (sim, line, error);
}

static void
grader_free (gpointer sim)
{
  guo_grader_sim_free (sim);
}

const GuoSimKind guo_sim_kind_grader = { grader_advance, grader_receive, grader_control, grader_free, 1 };

GuoSimServer *
guo_grader_sim_serve (GuoGraderSim *sim, const gchar *host, guint16 port, GError **error)
{
  return guo_sim_server_start (&guo_sim_kind_grader, sim, host, port, error);
}
