/* guozhanctl grade: fruit and samples judged by a grade scheme, one JSON object a line, without a database. */
#include "station/cli/grade-sample.h"
#include "station/cli/verbs.h"
#include "station/client/scheme-note.h"
#include "station/grading/judge.h"
#include "station/grading/scheme-notes.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  GuoScheme *scheme;
  const gchar *name; /* as it was asked for */
  guint32 date;
} Grader;

static GuoScheme *
load_scheme (const gchar *name, GError **error)
{
  g_autofree gchar *text = NULL;
  GuoScheme *scheme;

  if (!g_file_test (name, G_FILE_TEST_EXISTS) && strpbrk (name, "/.") == NULL)
    return guo_scheme_builtin (name, error);
  text = guo_cli_read_text (name, error);
  scheme = text != NULL ? guo_scheme_parse (text, error) : NULL;
  if (text != NULL && scheme == NULL)
    g_prefix_error (error, "%s: ", name);
  return scheme;
}

/* Returns: how many of the scheme's measurements are there; -1: one is no number. */
static gint
read_values (const GuoScheme *scheme, json_t *object, gint64 *values, GError **error)
{
  gint n = 0;

  guo_scheme_clear (scheme, values);
  for (guint i = 0; i < scheme->n_measurements; i++)
    {
      json_t *value = json_object_get (object, scheme->measurements[i].name);
      const gchar *text = guo_exact_json_number (value);

      if (value == NULL || json_is_null (value))
        continue;
      if (text == NULL)
        text = guo_exact_json_text (value);
      if (text == NULL || !guo_decimal_parse (text, &values[i]))
        {
          g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("“%s” is no number that can be compared"),
                       scheme->measurements[i].name);
          return -1;
        }
      n++;
    }
  guo_scheme_derive (scheme, values);
  return n;
}

/* Nothing that is measured on a fruit is named there, not even as not measured. */
static gboolean
is_of_sample (const GuoScheme *scheme, json_t *line)
{
  for (guint i = 0; i < scheme->n_measurements; i++)
    if (scheme->measurements[i].on == GUO_MEASURED_ON_FRUIT
        && json_object_get (line, scheme->measurements[i].name) != NULL)
      return FALSE;
  return TRUE;
}

/* A limit of the lot says nothing of one fruit's class; where the line has its measurement, it is told apart. */
static json_t *
lot_failed_object (const GuoScheme *scheme, const gint64 *values, guint32 date, guint class_index)
{
  for (guint i = 0; class_index < scheme->n_classes && i < scheme->classes[class_index].n_lot_limits; i++)
    {
      const GuoLimit *limit = &scheme->classes[class_index].lot_limits[i];
      gint64 value = values[limit->measurement];
      const gchar *op;
      gint64 bound;

      if (value == GUO_MISSING || guo_limits_check (limit, 1, values, date) == NULL)
        continue;
      op = guo_limit_failed_side (limit, value, &bound);
      return json_pack ("{s:s, s:s, s:o, s:o, s:s}", "field", scheme->measurements[limit->measurement].name, "op", op,
                        "bound", guo_cli_grade_decimal (bound), "value", guo_cli_grade_decimal (value), "rule",
                        limit->pointer);
    }
  return json_null ();
}

static json_t *
failed_object (const GuoScheme *scheme, const GuoJudgement *judgement)
{
  const GuoLimit *limit = judgement->failed;
  guint field = limit != NULL ? limit->measurement : scheme->size_measurement;

  if (judgement->failed_class < 0)
    return json_null ();
  return json_pack ("{s:s, s:s, s:s, s:o, s:o, s:s}", "class",
                    guo_scheme_class_key (scheme, (guint) judgement->failed_class), "field",
                    scheme->measurements[field].name, "op", limit != NULL ? judgement->op : "size", "bound",
                    guo_cli_grade_decimal (judgement->bound), "value", guo_cli_grade_decimal (judgement->value), "rule",
                    limit != NULL ? limit->pointer : "/sizes");
}

/* The part of the partition where there is one, else the first code; all codes apart, since they overlap. */
static void
put_size (const GuoScheme *scheme, const gint64 *values, guint32 date, const GuoJudgement *judgement, json_t *answer)
{
  guint codes[64];
  guint n = scheme->n_sizes > 0 ? guo_scheme_sizes_of (scheme, judgement->class_index, values[scheme->size_measurement],
                                                       date, codes, G_N_ELEMENTS (codes))
                                : 0;
  json_t *list = json_array ();
  const gchar *size = NULL;

  for (guint i = 0; i < MIN (n, G_N_ELEMENTS (codes)); i++)
    json_array_append_new (list, json_string (scheme->sizes[codes[i]].code));
  if (judgement->class_index < scheme->n_classes && judgement->part >= 0)
    size = scheme->parts[judgement->part].code;
  else if (judgement->size >= 0 && scheme->n_parts == 0)
    size = scheme->sizes[judgement->size].code;
  json_object_set_new (answer, "size", size != NULL ? json_string (size) : json_null ());
  json_object_set_new (answer, "sizes", list);
}

static void
put_fruit (const GuoScheme *scheme, const gint64 *values, guint32 date, json_t *answer)
{
  GuoJudgement judgement;

  guo_scheme_judge (scheme, values, date, &judgement);
  json_object_set_new (answer, "class", json_string (guo_scheme_class_key (scheme, judgement.class_index)));
  put_size (scheme, values, date, &judgement, answer);
  json_object_set_new (answer, "failed", failed_object (scheme, &judgement));
  json_object_set_new (answer, "lot_failed", lot_failed_object (scheme, values, date, judgement.class_index));
}

static gboolean
is_other_scheme (const Grader *self, const gchar *name)
{
  g_autofree gchar *asked = g_path_get_basename (self->name);

  if (g_str_has_suffix (asked, ".json"))
    asked[strlen (asked) - strlen (".json")] = '\0';
  return name != NULL && strcmp (name, self->scheme->id) != 0 && strcmp (name, asked) != 0
         && strcmp (name, self->name) != 0;
}

static gboolean
check_head (const Grader *self, json_t *line, guint32 *date, GError **error)
{
  json_t *day = json_object_get (line, "date");
  const gchar *scheme = guo_exact_json_text (json_object_get (line, "scheme"));

  if (!json_is_object (line))
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("an object with measurements is needed"));
  else if (is_other_scheme (self, scheme))
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("this line is for the scheme “%s”"), scheme);
  else
    {
      *date = day != NULL ? guo_date_parse (guo_exact_json_text (day)) : self->date;
      return *date > 0 || guo_cli_grade_wrong (error, "date");
    }
  return FALSE;
}

/* {"fruit": {…}}, {"sample": {…}}, or the measurements themselves. */
static gboolean
judge_line (const Grader *self, json_t *line, json_t *answer, GError **error)
{
  json_t *fruit = json_object_get (line, "fruit");
  json_t *sample = json_object_get (line, "sample");
  json_t *measured = fruit != NULL ? fruit : sample != NULL ? sample : line;
  gint64 values[GUO_MEASUREMENTS_MAX];
  guint32 date;
  gint n;

  if (!check_head (self, line, &date, error))
    return FALSE;
  if (!json_is_object (measured))
    return guo_cli_grade_wrong (error, fruit != NULL ? "fruit" : "sample");
  n = read_values (self->scheme, measured, values, error);
  if (n < 0)
    return FALSE;
  if (sample != NULL || (fruit == NULL && json_object_get (line, "inspected") != NULL)
      || (fruit == NULL && n > 0 && is_of_sample (self->scheme, line)))
    return guo_cli_grade_sample (self->scheme, line, values, date, answer, error);
  if (n == 0 && fruit == NULL)
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("none of the scheme's measurements is there"));
      return FALSE;
    }
  put_fruit (self->scheme, values, date, answer);
  return TRUE;
}

static gboolean
grade_line (const gchar *line, json_t *answer, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  json_auto_t *object = guo_exact_json_parse (line, &error);
  gboolean good;

  json_object_set_new (answer, "class", json_null ());
  json_object_set_new (answer, "size", json_null ());
  json_object_set_new (answer, "failed", json_null ());
  good = object != NULL && judge_line (user_data, object, answer, &error);
  json_object_set_new (answer, "error", good ? json_null () : json_string (error->message));
  return good;
}

static gboolean
open_input (const gchar *file)
{
  if (file == NULL || strcmp (file, "-") == 0)
    return TRUE;
  if (g_file_test (file, G_FILE_TEST_IS_DIR))
    errno = EISDIR;
  else if (freopen (file, "r", stdin) != NULL)
    return TRUE;
  return FALSE;
}

static guint32
day_of (const gchar *given)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree gchar *today = g_date_time_format (now, "%Y-%m-%d");

  return guo_date_parse (given != NULL ? given : today);
}

void
guo_cli_scheme_notes (const GuoScheme *scheme)
{
  json_auto_t *notes = guo_scheme_notes (scheme);
  json_t *note;
  gsize i;

  json_array_foreach (notes, i, note)
    {
      g_autofree gchar *text = guo_scheme_note_text (note);

      guo_cli_fail (GUO_CLI_DONE, "%s: %s", guo_cli_text (note, "at"), text);
    }
}

/* What a scheme that can be used is. */
static int
say_scheme (GuoCli *cli, const GuoScheme *scheme)
{
  json_auto_t *answer = json_pack ("{s:s, s:s, s:i}", "scheme", scheme->id, "version", scheme->version, "classes",
                                   (int) scheme->n_classes);

  if (cli->json)
    guo_cli_object (answer);
  else
    /* Translators: id of the scheme, its version, how many classes */
    g_print (ngettext ("%s, version %s, %u class: can be used\n", "%s, version %s, %u classes: can be used\n", scheme->n_classes),
             scheme->id, scheme->version, scheme->n_classes);
  guo_cli_scheme_notes (scheme);
  return GUO_CLI_DONE;
}

int
guo_cli_grade (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *name = NULL;
  g_autofree gchar *date = NULL;
  gboolean check = FALSE;
  const GOptionEntry entries[] = {
    { "scheme", 0, 0, G_OPTION_ARG_FILENAME, &name, N_("The grade scheme: a file, or the name of one of ours"), N_("FILE") },
    { "check", 0, 0, G_OPTION_ARG_NONE, &check, N_("Only read the scheme, and say whether it can be used"), NULL },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_("The day of grading, for rules by date; today when absent"), N_("YYYY-MM-DD") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GuoScheme) scheme = NULL;
  g_autoptr(GError) error = NULL;
  Grader grader = { 0 };

  if (!guo_cli_options (cli, entries, &argc, &argv, 0, 1))
    return GUO_CLI_USAGE;
  if (name == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("--scheme is missing"));
  grader = (Grader) { .name = name, .date = day_of (date) };
  if (grader.date == 0)
    return guo_cli_fail (GUO_CLI_USAGE, _("“%s” is no day, YYYY-MM-DD"), date);
  scheme = load_scheme (name, &error);
  if (scheme == NULL)
    return guo_cli_fail_error (error);
  if (check)
    return guo_scheme_check (scheme, &error) ? say_scheme (cli, scheme) : guo_cli_fail_error (error);
  grader.scheme = scheme;
  if (!guo_scheme_is_valid_on (scheme, grader.date))
    guo_cli_fail (GUO_CLI_DONE, _("the scheme “%s” is not valid on that day; it is used all the same"), scheme->id);
  if (!open_input (argc > 1 ? argv[1] : NULL))
    return guo_cli_fail (GUO_CLI_ABSENT, "%s: %s", argv[1], g_strerror (errno));
  return guo_cli_lines (0, NULL, grade_line, &grader);
}
