/* guozhanctl: what its verbs share.
 *
 * A verb is one file, verb-NAME.c, with one function int guo_cli_NAME (GuoCli *, int argc, char **argv)
 * declared in verbs.h and one line in the table of main.c; argv[0] is the verb's name. It returns the exit
 * status. stdout has results and nothing else; sentences go to stderr through guo_cli_fail().
 * Verbs without a daemon never call guo_cli_client(). Everything runs on the main thread.
 */
#pragma once

#include "station/client/client.h"

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* Exit status of every verb. */
typedef enum
{
  GUO_CLI_DONE = 0,
  GUO_CLI_REFUSED = 1, /* refused, or found wrong: the sentence names what and where */
  GUO_CLI_USAGE = 2,   /* the arguments make no sense */
  GUO_CLI_ABSENT = 3,  /* something needed is not there: file, device, database, daemon, network */
} GuoCliStatus;

typedef struct
{
  gchar *db;         /* (nullable): --db as given; guo_client_database_path() knows the rest */
  gboolean json;     /* one JSON object a line instead of a table */
  gchar *user;       /* (nullable): --user, name or id of who acts */
  GuoClient *client; /* (nullable): connected on first use, see guo_cli_client() */
  gboolean logged_in;
} GuoCli;

typedef int (*GuoCliFunc) (GuoCli *cli, int argc, char **argv);

typedef struct
{
  const gchar *name;
  const gchar *arguments; /* "--protocol ID [FILE]", as shown by --help */
  const gchar *summary;   /* one sentence, translatable */
  GuoCliFunc run;
} GuoCliVerb;

/**
 * guo_cli_verb_find:
 * @name: what was typed
 *
 * Returns: (transfer none) (nullable): the verb of that name
 */
const GuoCliVerb *guo_cli_verb_find (const gchar *name);

/**
 * guo_cli_options:
 * @cli: the command line; @cli->json and @cli->user may also be given after the verb
 * @entries: (nullable): the verb's own options, ended by { NULL }
 * @argc: (inout): arguments, argv[0] included
 * @argv: (inout): arguments; options are taken out, "--" too
 * @least: fewest arguments that may remain after argv[0]
 * @most: most that may remain; -1: any number
 *
 * A single "-" and negative numbers after "--" are arguments. `--help` prints the verb's help and ends
 * the program with 0; a wrong option or number of arguments prints a sentence.
 *
 * Returns: %FALSE when the verb has to return %GUO_CLI_USAGE
 */
gboolean guo_cli_options (GuoCli *cli, const GOptionEntry *entries, int *argc, char ***argv, int least,
                          int most);

/**
 * guo_cli_fail:
 * @status: what to return
 * @format: a sentence without full stop and without line end, printf style, translated
 * @...: its arguments
 *
 * Writes "guozhanctl: sentence" to stderr.
 *
 * Returns: @status, so that a verb can end with it
 */
int guo_cli_fail (GuoCliStatus status, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * guo_cli_fail_error:
 * @error: why
 *
 * Writes the error's message; with --json errors stay sentences on stderr.
 *
 * Returns: %GUO_CLI_ABSENT for a missing file, daemon, device or network, else %GUO_CLI_REFUSED
 */
int guo_cli_fail_error (const GError *error);

/**
 * guo_cli_read:
 * @file: (nullable): file name; %NULL or "-": standard input
 * @error: return location
 *
 * Returns: (transfer full): everything up to the end; %NULL with a #GFileError
 */
GBytes *guo_cli_read (const gchar *file, GError **error);

/**
 * guo_cli_read_text:
 * @file: (nullable): as guo_cli_read()
 * @error: return location
 *
 * Returns: (transfer full): UTF-8 text without byte order mark; %NULL also when it is not UTF-8 (the
 *   message names the byte)
 */
gchar *guo_cli_read_text (const gchar *file, GError **error);

/**
 * guo_cli_write:
 * @file: (nullable): file name; %NULL or "-": standard output
 * @bytes: what goes there
 * @error: return location
 *
 * Returns: %FALSE with a #GFileError
 */
gboolean guo_cli_write (const gchar *file, GBytes *bytes, GError **error);

/* Answers one line of a *lines* verb: adds members to @answer; FALSE: the line is bad. */
typedef gboolean (*GuoCliLineFunc) (const gchar *line, json_t *answer, gpointer user_data);

/**
 * guo_cli_lines:
 * @n_values: how many @values
 * @values: (nullable): arguments, each one line; none: standard input
 * @func: answers a line
 * @user_data: for @func
 *
 * For the verbs marked *lines* in the contract: one JSON object a line out, in order, going on after a
 * bad one.
 *
 * Returns: %GUO_CLI_DONE, or %GUO_CLI_REFUSED when any line was bad
 */
int guo_cli_lines (int n_values, char **values, GuoCliLineFunc func, gpointer user_data);

/**
 * guo_cli_object:
 * @object: (transfer none): one result
 *
 * Prints it as one line of JSON, keys in the order in which they were set.
 */
void guo_cli_object (json_t *object);

typedef enum
{
  GUO_COLUMN_TEXT,    /* left; null is empty */
  GUO_COLUMN_NUMBER,  /* right; an integer as it is, or text that is a number */
  GUO_COLUMN_KG,      /* right; milligrams as kilograms with two decimals */
  GUO_COLUMN_NET,     /* right; milligrams as kilograms to the gram, as net contents are counted */
  GUO_COLUMN_MU,      /* right; square metres as mu with one decimal */
  GUO_COLUMN_BOOLEAN, /* "✓" or empty */
  GUO_COLUMN_TIME,    /* RFC 3339 as "YYYY-MM-DD HH:MM" of its own offset */
} GuoColumnKind;

typedef struct
{
  const gchar *key;   /* member of the row; NULL ends a table's columns */
  const gchar *title; /* translatable (N_) */
  GuoColumnKind kind;
} GuoColumn;

/**
 * guo_cli_rows:
 * @cli: the command line
 * @rows: array of objects, or of one object
 * @columns: ended by { NULL }
 *
 * With --json prints each row whole, one a line; else an aligned table (Chinese characters count two),
 * titles first. No rows: nothing on stdout but with a table the titles.
 */
void guo_cli_rows (GuoCli *cli, json_t *rows, const GuoColumn *columns);

/**
 * guo_cli_csv:
 * @rows: array of objects
 * @columns: ended by { NULL }
 *
 * Prints CSV (RFC 4180): the keys as titles, masses as plain kilograms with three decimals under "…_kg",
 * texts that a spreadsheet would take for a formula behind an apostrophe.
 */
void guo_cli_csv (json_t *rows, const GuoColumn *columns);

/**
 * guo_cli_text_width:
 * @text: UTF-8
 *
 * Returns: columns that @text takes on a terminal
 */
gsize guo_cli_text_width (const gchar *text);

/* Progress of long work on a terminal: items, rate, time left; silent when stderr is no terminal. */
typedef struct _GuoCliProgress GuoCliProgress;

/**
 * guo_cli_progress_new:
 * @label: (transfer none): what is being done, translated
 * @total: items; 0: unknown
 *
 * Returns: (transfer full): a progress line
 */
GuoCliProgress *guo_cli_progress_new (const gchar *label, guint64 total);

/**
 * guo_cli_progress_step:
 * @self: the progress
 * @done: items done so far; drawn at most ten times a second
 */
void guo_cli_progress_step (GuoCliProgress *self, guint64 done);

/**
 * guo_cli_progress_free:
 * @self: (nullable): the progress; its line is wiped
 */
void guo_cli_progress_free (GuoCliProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoCliProgress, guo_cli_progress_free)

/**
 * guo_cli_client:
 * @cli: the command line
 * @error: return location
 *
 * Connects on first use, starting a daemon when none answers.
 *
 * Returns: (transfer none): the client; %NULL with %GUO_CLIENT_ERROR_NO_DAEMON
 */
GuoClient *guo_cli_client (GuoCli *cli, GError **error);

/**
 * guo_cli_get:
 * @cli: the command line
 * @error: return location
 * @format: path and query, printf style; see guo_cli_query() for values
 * @...: its arguments
 *
 * Returns: (transfer full): the answer; %NULL with a #GuoClientError
 */
json_t *guo_cli_get (GuoCli *cli, GError **error, const gchar *format, ...) G_GNUC_PRINTF (3, 4);

/**
 * guo_cli_rows_of:
 * @cli: the command line
 * @path: path and query of a list
 * @error: return location
 *
 * Returns: (transfer full): the array "rows" of the answer; %NULL with a #GuoClientError
 */
json_t *guo_cli_rows_of (GuoCli *cli, const gchar *path, GError **error);

/**
 * guo_cli_query:
 * @path: path, extended by "?key=value" or "&key=value"
 * @key: name of a query parameter
 * @value: (nullable): its value, any UTF-8; %NULL or "" adds nothing
 */
void guo_cli_query (GString *path, const gchar *key, const gchar *value);

/**
 * guo_cli_post:
 * @cli: the command line
 * @path: path of a change
 * @body: (transfer full): JSON object
 * @error: return location
 *
 * Logs in first: as --user, else $GUOZHAN_USER; in a database without users nobody has to.
 *
 * Returns: (transfer full): the answer; %NULL with a #GuoClientError
 */
json_t *guo_cli_post (GuoCli *cli, const gchar *path, json_t *body, GError **error);

/**
 * guo_cli_pin:
 * @who: whose PIN, for the question
 * @variable: environment variable that may hold it
 *
 * Asked on the terminal without echo when the variable is not set.
 *
 * Returns: (transfer full) (nullable): the PIN; %NULL when there is neither
 */
gchar *guo_cli_pin (const gchar *who, const gchar *variable);

/**
 * guo_cli_approver:
 * @cli: the command line
 * @name: (nullable): the supervisor who approves, name or id
 * @body: object to which "approver" {user, pin} is added; nothing when @name is %NULL
 * @error: return location
 *
 * The PIN is $GUOZHAN_APPROVER_PIN, or asked.
 *
 * Returns: %FALSE when there is no such user or no PIN
 */
gboolean guo_cli_approver (GuoCli *cli, const gchar *name, json_t *body, GError **error);

/**
 * guo_cli_find:
 * @cli: the command line
 * @what: "cooperative" "grower" "village" "plot" "product" "variety" "brand" "crate-type" "device"
 *   "scale" "printer" "delivery" "lot" "grade-run" "grade-scheme" "label-layout" "user" "link" "print-job"
 * @text: its id, name, number or code, or the beginning of one when that is the only one
 * @error: return location
 *
 * Returns: (transfer full): its row; %NULL with a sentence that names what there is
 */
json_t *guo_cli_find (GuoCli *cli, const gchar *what, const gchar *text, GError **error);

/**
 * guo_cli_query_found:
 * @cli: the command line
 * @path: path, extended by the id of what was found
 * @key: name of a query parameter
 * @what: as guo_cli_find()
 * @text: (nullable): as guo_cli_find(); %NULL adds nothing
 * @error: return location
 *
 * Returns: %FALSE with a sentence
 */
gboolean guo_cli_query_found (GuoCli *cli, GString *path, const gchar *key, const gchar *what, const gchar *text,
                              GError **error);

/**
 * guo_cli_find_exact:
 * @cli: the command line
 * @what: as guo_cli_find()
 * @text: its id, whole name, number or code
 * @error: return location
 *
 * Returns: (transfer full): its row; JSON null when there is none; %NULL with an error
 */
json_t *guo_cli_find_exact (GuoCli *cli, const gchar *what, const gchar *text, GError **error);

/**
 * guo_cli_find_plot:
 * @cli: the command line
 * @grower: row of a grower
 * @name: of the plot
 * @error: return location
 *
 * Returns: (transfer full): the plot's row; %NULL with an error when it is not this grower's
 */
json_t *guo_cli_find_plot (GuoCli *cli, json_t *grower, const gchar *name, GError **error);

/**
 * guo_cli_crate_loans:
 * @cli: the command line
 * @lend: (nullable): "CRATE=N" each, crates that were lent
 * @back: (nullable): the same, crates that came back
 * @error: return location
 *
 * Returns: (transfer full): [{crate_type, lent, returned}], one for each crate type; %NULL with an error
 */
json_t *guo_cli_crate_loans (GuoCli *cli, gchar **lend, gchar **back, GError **error);

/**
 * guo_cli_option_of:
 * @verb: "deliver"
 * @field: of a request, that was refused
 *
 * Returns: (transfer none) (nullable): what was typed for it, "--harvested"; %NULL: it is called the same
 */
const gchar *guo_cli_option_of (const gchar *verb, const gchar *field);

/**
 * guo_cli_put_found:
 * @cli: the command line
 * @body: object to which the id is added
 * @key: under which name
 * @what: as guo_cli_find()
 * @text: (nullable): as guo_cli_find(); %NULL adds nothing
 * @error: return location
 *
 * Returns: %FALSE when it is not found
 */
gboolean guo_cli_put_found (GuoCli *cli, json_t *body, const gchar *key, const gchar *what,
                            const gchar *text, GError **error);

/**
 * guo_cli_put_lot:
 * @cli: the command line
 * @body: object to which "lot" is added
 * @lot: (nullable): a lot's number
 * @delivery: (nullable): a delivery's number, whose first lot is meant when @lot is %NULL
 * @error: return location
 *
 * Returns: %FALSE when neither is given, or not found
 */
gboolean guo_cli_put_lot (GuoCli *cli, json_t *body, const gchar *lot, const gchar *delivery, GError **error);

/**
 * guo_cli_put_text:
 * @body: object
 * @key: name of a member
 * @text: (nullable): its value; %NULL adds nothing
 */
void guo_cli_put_text (json_t *body, const gchar *key, const gchar *text);

/**
 * guo_cli_put_kg:
 * @body: object to which milligrams are added
 * @key: name of the member
 * @text: (nullable): kilograms as typed, "1.85"; %NULL adds nothing
 * @error: return location
 *
 * Returns: %FALSE when it is no plain decimal number of kilograms
 */
gboolean guo_cli_put_kg (json_t *body, const gchar *key, const gchar *text, GError **error);

/**
 * guo_cli_text:
 * @row: an object
 * @key: name of a member
 *
 * Returns: (transfer none): its text; "" where there is none
 */
const gchar *guo_cli_text (json_t *row, const gchar *key);

/**
 * guo_cli_id:
 * @row: an object
 * @key: name of a member
 *
 * Returns: its integer; 0 where there is none
 */
gint64 guo_cli_id (json_t *row, const gchar *key);

/**
 * guo_cli_serial_of:
 * @code: of a case, as scanned or typed: its serial, or an address that ends in it
 *
 * Returns: (transfer none): the serial, a part of @code
 */
const gchar *guo_cli_serial_of (const gchar *code);

/**
 * guo_cli_serials:
 * @codes: of cases, ended by %NULL
 *
 * Returns: (transfer full): [{serial}]
 */
json_t *guo_cli_serials (gchar **codes);

#define GUO_CLI_ERROR (guo_cli_error_quark ())
/**
 * guo_cli_error_quark:
 *
 * Returns: the domain of what is wrong with an argument; the code is a #GuoCliStatus
 */
GQuark guo_cli_error_quark (void);

G_END_DECLS
