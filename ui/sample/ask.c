/* Of what a sample is taken: a class of the run, a lot on it, a lot that waits. */
#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/grade/sheets.h"
#include "ui/grade/words.h"
#include "ui/sample/form.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

#define DECIMALS 2
#define LOTS_SHOWN 9 /* each has a digit */

/* The answer is the subject itself, as text. */
static void
chosen (GuoOptions *options, const gchar *value)
{
  GtkWidget *page = guo_grade_sheet_page (options);
  g_autoptr(GuoDesk) desk = g_object_ref (guo_grade_sheet_desk (options));
  json_t *subject = json_loads (value, 0, NULL);

  guo_sheet_close (page);
  guo_sample_open (page, desk, subject);
}

static void
add (GtkWidget *options, json_t *subject, const gchar *word, const gchar *detail)
{
  char *text = json_dumps (subject, JSON_COMPACT);

  guo_options_add_detail (GUO_OPTIONS (options), text, word, detail);
  free (text);
  json_decref (subject);
}

static void
add_run (GtkWidget *options, json_t *run)
{
  json_int_t id = guo_row_int (run, "id");
  gsize i;
  json_t *row;

  json_array_foreach (guo_row_list (run, "classes"), i, row)
    if (!guo_row_flag (row, "below"))
      add (options, json_pack ("{s:I, s:s}", "run", id, "grade_class", guo_row_text (row, "grade_class")), guo_grade_name (row),
           guo_row_text (run, "no"));
  json_array_foreach (guo_row_list (run, "feeds"), i, row)
    add (options, json_pack ("{s:I}", "lot", (json_int_t) guo_row_int (row, "lot")), guo_row_text (row, "lot_no"),
         _("the whole lot"));
}

static void
add_lots (GtkWidget *options, GuoDesk *desk, json_t *lots)
{
  gsize i;
  json_t *lot;

  json_array_foreach (lots, i, lot)
    {
      g_autofree gchar *left = guo_desk_mass (desk, guo_row_int (lot, "left_mg"), DECIMALS);

      if (i < LOTS_SHOWN)
        add (options, json_pack ("{s:I}", "lot", (json_int_t) guo_row_int (lot, "id")), guo_row_text (lot, "no"), left);
    }
}

void
guo_sample_ask (GtkWidget *page, GuoDesk *desk, json_t *run, json_t *lots)
{
  GtkWidget *options;

  if (run == NULL && json_array_size (lots) == 0)
    {
      guo_desk_say (desk, _("There is no lot to take a sample of. Weigh a delivery first."), NULL, TRUE);
      return;
    }
  options = guo_options_new (NULL);
  if (run != NULL)
    add_run (options, run);
  else
    add_lots (options, desk, lots);
  g_signal_connect (options, "chosen", G_CALLBACK (chosen), NULL);
  guo_grade_open_sheet (page, desk, _("A sample of what?"), options);
}
