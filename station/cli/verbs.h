/* The verbs of guozhanctl, in the order of their table in main.c. A verb is one file, verb-NAME.c, with one function
 * guo_cli_NAME() and one line in that table. */
#pragma once

#include "station/cli/cli.h"

G_BEGIN_DECLS

/**
 * guo_cli_help:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Shows the verbs, or the arguments and options of the one that is named.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_help (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_version:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Shows the version of the program.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_version (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_check:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Checks codes of one kind, given as arguments or one a line on stdin: GTIN, GLN, SSCC, digital link, element
 * string, credit code.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_check (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_voice_pick:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Shows the voice pick code of GTIN, lot and, where the label's code has one, date.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_voice_pick (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_net_content:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Shows the permitted shortage of net contents, given in grams as arguments or one a line on stdin.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_net_content (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_canonical:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Writes any JSON, of a file or stdin, as the bytes of RFC 8785: what the log hashes.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_canonical (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_proof:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Checks, without a database, the proof that an entry is in a signed log.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_proof (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_grade:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Judges fruit and samples, one a line of a file or of stdin, by a grade scheme. One JSON object a line.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_grade (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_label:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Draws labels from a template and the rows of a CSV file, as PNG, PDF or ZPL.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_label (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_protocols:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Shows the protocols of scales and instruments, the models that speak them and their line settings.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_protocols (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_decode:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Reads the raw bytes of a scale or an instrument, of a file or stdin, in one protocol: one reading a line.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_decode (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_grader:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Reads what a grading machine handed over, in one format, and prints one object; nothing is recorded.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_grader (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_detect:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Shows which protocols explain the bytes of a file, of stdin ("-"), or of a port at each usual line setting. Only
 * listens.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_detect (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_encode:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Writes the bytes of a command, as zero or tare, to a scale in one protocol.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_encode (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_sim:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Simulates a scale or a label printer on TCP until a signal ends it.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_sim (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_backup:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Has the daemon copy its database and verify the copy, and waits for the end.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_backup (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_case:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Shows cases, fills part-full ones up, opens and packs them anew, throws them away, and binds labels that were
 * printed before.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_case (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_checkpoint:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Has the station sign size and root of the log now, and shows what was signed.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_checkpoint (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_deduct:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Takes a percentage or a mass off the net of a lot, with its reason.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_deduct (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_deliver:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Opens a delivery with its first lot; closes it, or opens it again.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_deliver (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_demo:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Fills a practice database: a day of a township, or a season of so many crates.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_demo (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_devices:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Lists scales and printers, binds one, releases one.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_devices (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_exceptions:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Shows what was not as usual on a day: typed, void, deducted, overridden.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_exceptions (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_grade_report:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Shows the batch reports of grading machines; says which run one is of, or that it is none of ours.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_grade_report (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_grade_run:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Opens a run of lots over the grading line, puts lots on, records what comes off, closes it; regrades a lot of it.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_grade_run (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_grade_scheme:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Tries the grade scheme of a file on the fruit of a run; nothing is recorded.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_grade_scheme (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_hold:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Lists holds, places one by hand.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_hold (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_release:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Releases a hold with a reason; a supervisor's.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_release (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_sample:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Lists samples, records one, shows one with its limits, voids one.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_sample (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_import:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Takes master data of one kind from CSV: all rows or none, or, when asked, only tells what it would do.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_import (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_init:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Makes an empty database with the key of its log.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_init (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_link:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Lists, makes or withdraws the secret link of a cooperative's page.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_link (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_list:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Lists one kind of what the station knows, as a table, JSON or CSV.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_list (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_loan:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Records empty crates lent to a cooperative and returned, apart from a delivery.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_loan (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_lot:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Shows what became of a lot over all its runs; splits and merges lots, says another class, takes that back.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_lot (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_pack:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Packs cases from a lot, by weight or by number; each gets its serial and its label.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_pack (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_pallet:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Builds pallets of cases, closes them and prints their labels.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_pallet (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_print:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Lists jobs of labels, shows a label as a picture, prints one again with a reason, settles a doubtful one.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_print (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_rebuild:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Makes the views anew from the log; where a daemon has the database it is asked to, and waited for.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_rebuild (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_scan:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Shows what a code means, or the codes that the station's own badges and tags hold.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_scan (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_set:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Sets master data by name: what is not there yet is made, what is there is changed.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_set (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_slip:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Writes the slip of a delivery as PDF or PNG, lists those that were issued, checks one.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_slip (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_spray:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Records what was applied to a plot, and for how long nothing may be harvested there.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_spray (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_status:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Shows how the station stands: centre, database, log, pages, what was weighed last.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_status (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_user:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Lists who may work here, adds somebody, sets a PIN, turns an account on or off.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_user (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_verify:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Hashes the whole log anew and compares the views with a rebuild, without the daemon.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_verify (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_void:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Says, with a reason, that a weighing, a truck's first weighing, a deduction or a case does not count.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_void (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_weigh:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Records what stands on the scale, or a typed weight, as a crate, a pallet or a truck.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_weigh (GuoCli *cli, int argc, char **argv);

/**
 * guo_cli_yields:
 * @cli: the command line
 * @argc: arguments
 * @argv: arguments; argv[0] is the verb
 *
 * Shows kilograms by day, cooperative, village, grower, product, variety or season.
 *
 * Returns: the exit status, a #GuoCliStatus
 */
int guo_cli_yields (GuoCli *cli, int argc, char **argv);

G_END_DECLS
