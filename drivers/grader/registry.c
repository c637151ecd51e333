#include "drivers/grader/registry.h"

#include "drivers/grader/line.h"

#include <glib/gi18n.h>

static const GuoGraderProtocol report = {
  .id = "guozhan-profile",
  .name = N_("Batch reports by a profile, CSV or XLSX"),
  .models = "Compac and TOMRA exports, MAF Roda, Reemoon and others whose program writes a table",
  .verified = "our own definition; vectors after exports of real sites",
};

static const GuoGraderProtocol counters = {
  .id = "guozhan-modbus",
  .name = N_("Outlet counters of a PLC by a register map"),
  .models = "sorters whose PLC counts fruit and mass per outlet",
  .verified = "our own definition; vectors, libmodbus",
  .tcp_port = 502,
  .has_checksum = TRUE, /* RTU; TCP has its own */
  .has_simulator = TRUE,
};

static const GuoGraderProtocol *const protocols[] = {
  &guo_grader_line,
  &counters,
  &report,
  NULL,
};

const GuoGraderProtocol *const *
guo_grader_protocols (void)
{
  return protocols;
}

const GuoGraderProtocol *
guo_grader_protocol_find (const gchar *id)
{
  for (gsize i = 0; protocols[i] != NULL; i++)
    if (g_str_equal (protocols[i]->id, id))
      return protocols[i];
  return NULL;
}
