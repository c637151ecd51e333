#include "ui/scan/label.h"

#include <string.h>

#include "station/client/row.h"

typedef struct
{
  GuoDesk *desk;
  gchar   *code;
} Question;

static void
answered (gpointer window, json_t *answer, const GError *error, gpointer desk)
{
  if (error != NULL)
    guo_desk_say (desk, error->message, NULL, TRUE);
}

/* A job that was queued while no printer was bound is any printer's. */
static gint64
first_printer (GuoDesk *desk)
{
  const gchar *key;
  json_t *line;

  json_object_foreach (guo_desk_devices (desk), key, line)
    if (strcmp (guo_row_text (line, "kind"), "printer") == 0)
      return guo_row_int (line, "device");
  return 0;
}

static void
job_arrived (gpointer window, json_t *job, const GError *error, gpointer data)
{
  Question *question = data;
  gint64 printer = guo_row_int (job, "printer");
  g_autofree gchar *path = g_strdup_printf ("/v1/printers/%" G_GINT64_FORMAT "/resume",
                                            printer != 0 ? printer : first_printer (question->desk));

  if (job != NULL)
    guo_desk_send (question->desk, "POST", path, json_pack ("{ss}", "code", question->code), window, answered, question->desk);
  else
    answered (window, NULL, error, question->desk);
  g_free (question->code);
  g_free (question);
}

static void
resume (GtkWidget *window, GuoDesk *desk, json_t *meaning)
{
  Question *question = g_new (Question, 1);
  g_autofree gchar *path = g_strdup_printf ("/v1/print-jobs/%" G_GINT64_FORMAT, guo_row_int (meaning, "job"));

  *question = (Question) { desk, g_strdup (guo_row_text (meaning, "no")) };
  guo_desk_send (desk, "GET", path, NULL, window, job_arrived, question);
}

static void
settle (GtkWidget *window, GuoDesk *desk, json_t *meaning)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/print-jobs/%" G_GINT64_FORMAT "/settle", guo_row_int (meaning, "job"));

  guo_desk_send (desk, "POST", path,
                 json_pack ("{sIsIss}", "unit", guo_row_int (meaning, "id"), "copy", guo_row_int (meaning, "copy"), "state",
                            "out"), window, answered, desk);
}

void
guo_scan_label_seen (GtkWidget *window, GuoDesk *desk, json_t *meaning)
{
  if (strcmp (guo_row_text (meaning, "state"), "doubtful") == 0)
    resume (window, desk, meaning);
  else
    settle (window, desk, meaning);
}
