#include "station/instruments.h"

#include "station/call.h"
#include "station/port-keeper.h"

struct _GuoInstruments
{
  GuoLive *live;
  const GuoClock *clock;
  GuoPortKeeper *keeper;
};

static gboolean
is_instrument (json_t *row)
{
  return guo_port_row_is (row, "instrument");
}

static gpointer
make_port (json_t *row, gpointer owner)
{
  GuoInstruments *self = owner;

  return guo_instrument_port_new (row, self->live, self->clock);
}

GuoInstruments *
guo_instruments_new (GuoLive *live, const GuoClock *clock)
{
  static const GuoPortKind kind = {
    .name = "instruments",
    .is_wanted = is_instrument,
    .make = make_port,
    .start = (GuoPortFunc) guo_instrument_port_start,
    .stop = (GuoPortFunc) guo_instrument_port_stop,
    .tick = (GuoPortFunc) guo_instrument_port_tick,
    .free = (GuoPortFunc) guo_instrument_port_free,
  };
  GuoInstruments *self = g_new0 (GuoInstruments, 1);

  self->live = live;
  self->clock = clock;
  self->keeper = guo_port_keeper_new (&kind, self);
  return self;
}

void
guo_instruments_free (GuoInstruments *self)
{
  if (self == NULL)
    return;
  guo_port_keeper_free (self->keeper);
  g_free (self);
}

void
guo_instruments_start (GuoInstruments *self)
{
  guo_port_keeper_start (self->keeper);
}

void
guo_instruments_sync (GuoInstruments *self, json_t *rows)
{
  guo_port_keeper_sync (self->keeper, rows);
}

gboolean
guo_instruments_ask (GuoInstruments *self, gint64 device, GError **error)
{
  g_autoptr(GuoKept) kept = guo_port_keeper_find (self->keeper, device);

  if (kept != NULL)
    return guo_instrument_port_ask (kept->port, error);
  return guo_call_not_found (error, "device", json_integer (device));
}

gboolean
guo_instruments_find (GuoInstruments *self, gint64 device, gint64 n, GuoInstrumentKept *out)
{
  g_autoptr(GuoKept) kept = guo_port_keeper_find (self->keeper, device);

  return kept != NULL && guo_instrument_port_find (kept->port, n, out);
}
