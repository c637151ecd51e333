/* guozhanctl protocols: what speaks to us, and how that was verified. */
#include "drivers/grader/registry.h"
#include "drivers/instrument/instrument.h"
#include "drivers/registry.h"
#include "station/cli/verbs.h"

#include <glib/gi18n-lib.h>

static json_t *
scale_row (const GuoScaleProtocol *protocol)
{
  static const gchar *const polls[] = {
    [GUO_POLL_LISTEN] = "listen",
    [GUO_POLL_RATE] = "rate",
  };
  json_t *commands = json_array ();

  for (const GuoScaleVerb *at = protocol->verbs; at != NULL && at->name != NULL; at++)
    json_array_append_new (commands, json_string (at->name));
  return json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:b, s:b, s:b, s:s, s:s?, s:o}", "id", protocol->id, "kind",
                    "scale", "name", protocol->name, "models", protocol->models, "line", protocol->line,
                    "verified", protocol->verified, "says_stable", protocol->has_stable, "says_kind",
                    protocol->has_kind, "says_unit", protocol->has_unit, "checksum", protocol->has_checksum, "simulator",
                    protocol->frame != NULL, "poll", polls[protocol->poll], "ask", protocol->ask, "commands", commands);
}

static json_t *
grader_row (const GuoGraderProtocol *protocol)
{
  return json_pack ("{s:s, s:s, s:s, s:s, s:s?, s:s, s:o, s:b, s:b}", "id", protocol->id, "kind", "grader", "name",
                    protocol->name, "models", protocol->models, "line", protocol->line, "verified", protocol->verified,
                    "tcp_port", protocol->tcp_port != 0 ? json_integer (protocol->tcp_port) : json_null (), "checksum",
                    protocol->has_checksum, "simulator", protocol->has_simulator);
}

static json_t *
instrument_row (const GuoInstrument *instrument)
{
  return json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:s}", "id", instrument->id, "kind", "instrument", "name",
                    instrument->name, "models", instrument->models, "line", instrument->line, "verified",
                    instrument->verified, "simulator", instrument->frame != NULL, "poll",
                    instrument->asked ? "asked" : "listen");
}

int
guo_cli_protocols (GuoCli *cli, int argc, char **argv)
{
  static const GuoColumn columns[] = {
    { "id", N_("Id"), GUO_COLUMN_TEXT },        { "kind", N_("Kind"), GUO_COLUMN_TEXT },
    { "name", N_("Name"), GUO_COLUMN_TEXT },    { "line", N_("Line"), GUO_COLUMN_TEXT },
    { "models", N_("Models"), GUO_COLUMN_TEXT }, { "verified", N_("Verified by"), GUO_COLUMN_TEXT },
    { NULL, NULL, GUO_COLUMN_TEXT },
  };
  json_auto_t *rows = json_array ();

  if (!guo_cli_options (cli, NULL, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  for (const GuoScaleProtocol *const *at = guo_scale_protocols (); *at != NULL; at++)
    json_array_append_new (rows, scale_row (*at));
  for (const GuoGraderProtocol *const *at = guo_grader_protocols (); *at != NULL; at++)
    json_array_append_new (rows, grader_row (*at));
  for (const GuoInstrument *const *at = guo_instruments (); *at != NULL; at++)
    json_array_append_new (rows, instrument_row (*at));
  guo_cli_rows (cli, rows, columns);
  return GUO_CLI_DONE;
}
