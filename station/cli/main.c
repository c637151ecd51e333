/* guozhanctl: the table of verbs, the global options, the locale. */
#include "station/cli/verbs.h"
#include "station/client/language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Verbs that need no daemon come first, then those over a station's database. */
static const GuoCliVerb verbs[] = {
  { "help", "[VERB]", N_("Show the verbs, or the help of one"), guo_cli_help },
  { "version", "", N_("Show the version"), guo_cli_version },
  { "check", "KIND [VALUE...]", N_("Check codes: gtin, gln, sscc, digital-link, element-string, credit-code"),
    guo_cli_check },
  { "voice-pick", "GTIN LOT [YYMMDD]", N_("The voice pick code of a case of that lot"), guo_cli_voice_pick },
  { "net-content", "[GRAMS...]", N_("By how much a package of that net content may fall short"), guo_cli_net_content },
  { "canonical", "[FILE]", N_("Any JSON as RFC 8785 bytes"), guo_cli_canonical },
  { "proof", "verify --key VKEY --entry FILE PROOF", N_("Check a proof that an entry is in a log"), guo_cli_proof },
  { "grade", "--scheme FILE [--check] [--date YYYY-MM-DD] [FILE]",
    N_("Judge fruit and samples by a grade scheme, one JSON object a line"), guo_cli_grade },
  { "label", "render --template FILE|NAME --to png|pdf|zpl|tspl|escpos | --check [--dpi DPI] [--out PATH] [DATA.csv]",
    N_("Draw labels from a CSV file, or say what does not fit"), guo_cli_label },
  { "protocols", "", N_("Show the protocols of scales, graders and instruments, their models and line settings"),
    guo_cli_protocols },
  { "decode", "--protocol ID [--config JSON] [FILE]", N_("Read the raw bytes of a scale or an instrument"), guo_cli_decode },
  { "detect", "FILE|PORT", N_("Say which protocols explain what a file holds or a port sends"), guo_cli_detect },
  { "encode", "--protocol ID [--address N] COMMAND [ARG]", N_("Write the bytes of a command to a scale or a printer"),
    guo_cli_encode },
  { "grader", "read --format line|profile|modbus [--profile FILE] [FILE]",
    N_("Read what a grading machine handed over, and say what is wrong with it"), guo_cli_grader },
  { "sim", "PROTOCOL|zpl|tspl|escpos|scanner [--listen HOST:PORT] [--scenario NAME|FILE] [--out FOLDER]",
    N_("Simulate a scale, a grader, an instrument, a printer or a scanner on TCP"), guo_cli_sim },
  { "backup", "", N_("Copy the database while the station works, and verify the copy"), guo_cli_backup },
  { "case", "[list] | show SERIAL | complete SERIAL | repack SERIAL... | reserve | bind CODE | scrap [SERIAL...] | unscrap ID | scraps",
    N_("Fill part-full cases up, pack cases anew, throw them away, bind labels that were printed before"), guo_cli_case },
  { "checkpoint", "", N_("Sign size and root of the log now"), guo_cli_checkpoint },
  { "deduct", "--lot NO --percent P | --mass KG --reason REASON", N_("Take water, leaf, damage off a lot's net"),
    guo_cli_deduct },
  { "deliver", "COOPERATIVE PRODUCT | close NO | reopen NO", N_("Open a delivery with its first lot"), guo_cli_deliver },
  { "demo", "", N_("Fill a practice database with a day of a township"), guo_cli_demo },
  { "devices", "[list] | state [NAME] | readings | add NAME ADDRESS | set NAME | measure NAME | release NAME", N_("Bind scales, printers, scanners, buttons and instruments"), guo_cli_devices },
  { "exceptions", "[DAY]", N_("What was not as usual on a day: typed, void, deducted, overridden"), guo_cli_exceptions },
  { "grade-report", "[list] | bind REPORT RUN | bind REPORT --lot NO | void REPORT",
    N_("Batch reports of grading machines, and the files that cannot be read"), guo_cli_grade_report },
  { "grade-run",
    "[list] | open --scheme NAME --lot NO... | feed RUN LOT [KG] | take RUN CLASS KG | close RUN | show RUN | parts RUN | void RUN | void-feed RUN N | void-take RUN N | regrade LOT CLASS [KG] | import RUN FILE --profile PROFILE",
    N_("Lots go over the grading line and come off it as lots of a class"), guo_cli_grade_run },
  { "grade-scheme", "preview FILE [--run RUN]", N_("What of a run's fruit would be of another class by a scheme's file"),
    guo_cli_grade_scheme },
  { "hold", "[list] | place --lot NO | --run NO [--class CLASS] --reason TEXT",
     N_("Keep a lot, or what comes off a run, from going on"), guo_cli_hold },
  { "import", "cooperatives|growers|plots|products|pack-plans [FILE]", N_("Master data from CSV or XLSX, all rows or none"), guo_cli_import },
  { "init", "", N_("Make an empty database"), guo_cli_init },
  { "link", "[list] | create COOPERATIVE | withdraw ID", N_("The secret link of a cooperative's page"), guo_cli_link },
  { "list", "KIND", N_("What the station knows"), guo_cli_list },
  { "loan", "COOPERATIVE --lend CRATE=N --return CRATE=N", N_("Empty crates lent and returned, apart from a delivery"),
    guo_cli_loan },
  { "lot", "show NO | balance NO | split NO KG... | merge NO NO... | override NO CLASS [KG] | void NO",
    N_("What became of a lot; parts of it, several together, another class, and taking that back"), guo_cli_lot },
  { "pack", "", N_("Cases from a lot, each with serial and label"), guo_cli_pack },
  { "pallet",
    "[list] | new [SERIAL...] | show PALLET | add PALLET SERIAL... | remove PALLET SERIAL... | close PALLET | reopen PALLET | void PALLET | print PALLET",
    N_("Cases that stand together under one number"), guo_cli_pallet },
  { "print", "[list] | case SERIAL | reprint SERIAL | settle JOB SERIAL | resume CODE", N_("Labels: jobs, pictures, reprints"), guo_cli_print },
  { "rebuild", "", N_("Make the views anew from the log"), guo_cli_rebuild },
  { "release", "HOLD --reason TEXT [--sample ID]", N_("Let go on what a hold keeps back"), guo_cli_release },
  { "sample", "[list] | record --lot NO | --run NO [--value NAME=NUMBER...] [--measured NAME=DEVICE...] [--inspected N[/KG]] | show ID | void ID",
    N_("Samples: what was measured and counted of a lot, and how it is judged"), guo_cli_sample },
  { "scan", "CODE | --codes", N_("Say what a scanned code means to this station"), guo_cli_scan },
  { "set", "KIND NAME [FIELD=VALUE...] [--picture FILE]", N_("Master data, new or changed"), guo_cli_set },
  { "slip", "NO --to pdf|png [--out FILE] | list NO | verify --key VKEY [FILE]",
    N_("The slip of a delivery"), guo_cli_slip },
  { "spray", "GROWER/PLOT PRODUCT --phi DAYS", N_("Record what was applied to a plot, and how long nothing is harvested"),
    guo_cli_spray },
  { "status", "| LANGUAGE [--query QUESTION] [FILE]", N_("How the station stands; or what a printer's answer says"),
    guo_cli_status },
  { "user", "[list] | add NAME | pin NAME | on NAME | off NAME", N_("Who may work here"), guo_cli_user },
  { "verify", "", N_("Hash the whole log anew, compare the views with a rebuild"), guo_cli_verify },
  { "void", "[weighing|truck|deduction|spray|loan] ID | SERIAL",
    N_("Say, with a reason, that a weighing, a deduction, a spray, a loan or a case does not count"), guo_cli_void },
  { "weigh", "--delivery NO [--pallet NAME | --truck first|second]", N_("Record what stands on the scale"),
    guo_cli_weigh },
  { "yields", "", N_("Kilograms by season, day, cooperative, village, grower, product, variety, class"), guo_cli_yields },
  { NULL, NULL, NULL, NULL },
};

const GuoCliVerb *
guo_cli_verb_find (const gchar *name)
{
  for (const GuoCliVerb *verb = verbs; verb->name != NULL; verb++)
    if (strcmp (verb->name, name) == 0)
      return verb;
  return NULL;
}

static void
print_verbs (void)
{
  gsize widest = 0;

  for (const GuoCliVerb *verb = verbs; verb->name != NULL; verb++)
    widest = MAX (widest, strlen (verb->name));
  g_print (_("Usage: guozhanctl [--db FILE] [--json] [--user NAME] VERB [ARGUMENT...]\n\n"));
  for (const GuoCliVerb *verb = verbs; verb->name != NULL; verb++)
    g_print ("  %-*s  %s\n", (int) widest, verb->name, _(verb->summary));
  g_print ("\n%s\n", _("guozhanctl VERB --help tells more."));
}

int
guo_cli_help (GuoCli *cli, int argc, char **argv)
{
  const GuoCliVerb *verb = NULL;
  char *help[] = { NULL, (char *) "--help", NULL };

  if (argc < 2 || strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    {
      print_verbs ();
      return GUO_CLI_DONE;
    }
  verb = guo_cli_verb_find (argv[1]);
  if (verb == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("there is no verb “%s”"), argv[1]);
  help[0] = argv[1];
  return verb->run (cli, 2, help);
}

int
guo_cli_version (GuoCli *cli, int argc, char **argv)
{
  if (!guo_cli_options (cli, NULL, &argc, &argv, 0, 0))
    return GUO_CLI_USAGE;
  g_print ("%s\n", GUO_VERSION);
  return GUO_CLI_DONE;
}

/* Global options stand before the verb; everything from the verb on is the verb's. */
static gboolean
parse_globals (GuoCli *cli, int *argc, char ***argv, gboolean *help, GError **error)
{
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME, &cli->db, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, NULL, NULL },
    { "user", 0, 0, G_OPTION_ARG_STRING, &cli->user, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, help, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (version)
    {
      static char word[] = "version";
      static char *arguments[] = { word, word, NULL };

      *argc = 2;
      *argv = arguments;
    }
  return TRUE;
}

/* What is typed goes into JSON, which knows only UTF-8; a file of another name can come by standard input. */
static gboolean
are_text (int argc, char **argv, GError **error)
{
  for (int i = 1; i < argc; i++)
    if (!g_utf8_validate (argv[i], -1, NULL))
      {
        g_autofree gchar *shown = g_utf8_make_valid (argv[i], -1);

        g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("argument %d, “%s”, is not UTF-8 text"), i, shown);
        return FALSE;
      }
  return TRUE;
}

static int
run (GuoCli *cli, int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  gboolean help = FALSE;
  const GuoCliVerb *verb = NULL;

  if (!parse_globals (cli, &argc, &argv, &help, &error))
    return guo_cli_fail (GUO_CLI_USAGE, "%s", error->message);
  if (help)
    return guo_cli_help (cli, argc, argv);
  if (argc < 2)
    return guo_cli_fail (GUO_CLI_USAGE, _("a verb is missing; “guozhanctl help” lists them"));
  if (!are_text (argc, argv, &error))
    return guo_cli_fail (GUO_CLI_USAGE, "%s", error->message);
  verb = guo_cli_verb_find (argv[1]);
  if (verb == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("there is no verb “%s”; “guozhanctl help” lists them"), argv[1]);
  return verb->run (cli, argc - 1, argv + 1);
}

/* What a library tells the administrator is no sentence for whoever typed a verb. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if ((level & (G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG)) != 0
      && g_getenv ("G_MESSAGES_DEBUG") == NULL)
    return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, user_data);
}

int
main (int argc, char **argv)
{
  GuoCli cli = { 0 };
  int status;

  guo_language_set_up ();
  g_log_set_writer_func (write_log, NULL, NULL);
  g_set_prgname ("guozhanctl");
  status = run (&cli, argc, argv);
  g_clear_object (&cli.client);
  g_free (cli.db);
  g_free (cli.user);
  return status;
}
