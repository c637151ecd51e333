/* guozhanctl voice-pick GTIN LOT [YYMMDD]: the four digits that a picker reads aloud. */
#include "station/cli/verbs.h"
#include "station/gs1/voice-pick.h"

int
guo_cli_voice_pick (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;
  GuoVoicePick code;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 2, 3))
    return GUO_CLI_USAGE;
  if (!guo_voice_pick (argv[1], argv[2], argc > 3 ? argv[3] : NULL, &code, &error))
    return guo_cli_fail_error (error);
  answer = json_pack ("{s:s, s:i, s:s, s:s}", "code", code.code, "crc", (int) code.crc, "small", code.small, "large",
                      code.large);
  guo_cli_object (answer);
  return GUO_CLI_DONE;
}
