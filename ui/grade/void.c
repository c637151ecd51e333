#include "ui/grade/void.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/grade/sheets.h"
#include "ui/grade/words.h"
#include "ui/weigh/row.h"
#include "ui/widgets/options.h"

#define DECIMALS 2
#define MOST 9 /* each has a digit */

static const gchar *const take_reasons[] = { N_("Wrong class"), N_("Weighed twice"), N_("Wrong tare"), N_("Not emptied"), NULL };
static const gchar *const feed_reasons[] = { N_("Wrong lot"), N_("Wrong weight"), N_("Put on twice"), N_("Taken off again"),
                                             NULL };

static const gchar *
take_word (json_t *run, json_t *take)
{
  return guo_grade_class_word (guo_row_list (run, "classes"), guo_row_text (take, "kind"), guo_row_text (take, "grade_class"));
}

void
guo_grade_ask_void_take (GtkWidget *page, GuoDesk *desk, json_t *run, json_t *take)
{
  g_autofree gchar *mass = guo_desk_mass (desk, guo_row_int (take, "mg"), DECIMALS);
  g_autofree gchar *title = g_strdup_printf (_("Void %s %s?"), take_word (run, take), mass);
  g_autofree gchar *path = g_strdup_printf ("/v1/run-takes/%" G_GINT64_FORMAT "/void", guo_row_int (take, "id"));

  guo_grade_ask_void (page, desk, title, path, take_reasons);
}

static void
ask_void_feed (GtkWidget *page, GuoDesk *desk, json_t *feed)
{
  g_autofree gchar *title = g_strdup_printf (_("Void lot %s?"), guo_row_text (feed, "lot_no"));
  g_autofree gchar *path = g_strdup_printf ("/v1/run-feeds/%" G_GINT64_FORMAT "/void", guo_row_int (feed, "id"));

  guo_grade_ask_void (page, desk, title, path, feed_reasons);
}

static json_t *
part_of (json_t *run, const gchar *list, gint64 id)
{
  gsize i;
  json_t *part;

  json_array_foreach (guo_row_list (run, list), i, part)
    if (guo_row_int (part, "id") == id)
      return part;
  return NULL;
}

static void
chosen (GuoOptions *options, const gchar *value)
{
  GtkWidget *page = guo_grade_sheet_page (options);
  g_autoptr(GuoDesk) desk = g_object_ref (guo_grade_sheet_desk (options));
  json_t *run = json_incref (g_object_get_data (G_OBJECT (options), "run"));
  gint64 id = g_ascii_strtoll (value, NULL, 10);
  json_t *take = part_of (run, "takes", id);

  if (take != NULL)
    guo_grade_ask_void_take (page, desk, run, take);
  else
    ask_void_feed (page, desk, part_of (run, "feeds", id));
  json_decref (run);
}

static void
add_part (GuoOptions *options, GuoDesk *desk, json_t *part, const gchar *word)
{
  g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (part, "id"));
  g_autofree gchar *mass = guo_desk_mass (desk, guo_row_int (part, "mg"), DECIMALS);
  g_autofree gchar *time = guo_weighing_time_text (guo_row_text (part, "at"));
  g_autofree gchar *detail = g_strdup_printf ("%s · %s", mass, time);

  guo_options_add_detail (options, id, word, detail);
}

/* The newest of both, as events were numbered; feeds that are void are not among them. */
static gint
add_parts (GuoOptions *options, GuoDesk *desk, json_t *run)
{
  json_t *takes = guo_row_list (run, "takes"), *feeds = guo_row_list (run, "feeds");
  gsize t = json_array_size (takes), f = json_array_size (feeds);
  gint n = 0;

  while ((t > 0 || f > 0) && n < MOST)
    {
      json_t *take = t > 0 ? json_array_get (takes, t - 1) : NULL, *feed = f > 0 ? json_array_get (feeds, f - 1) : NULL;
      gboolean is_feed = take == NULL || (feed != NULL && guo_row_int (feed, "id") > guo_row_int (take, "id"));
      g_autofree gchar *lot = g_strdup_printf (_("Lot %s"), guo_row_text (feed, "lot_no"));

      if (is_feed)
        f--;
      else
        t--;
      if (!is_feed && guo_row_flag (take, "void"))
        continue;
      add_part (options, desk, is_feed ? feed : take, is_feed ? lot : take_word (run, take));
      n++;
    }
  return n;
}

void
guo_grade_ask_what_void (GtkWidget *page, GuoDesk *desk, json_t *run)
{
  GtkWidget *options = g_object_ref_sink (guo_options_new (NULL));

  if (add_parts (GUO_OPTIONS (options), desk, run) == 0)
    guo_desk_say (desk, _("Nothing is on the line yet"), NULL, TRUE);
  else
    {
      guo_grade_keep_json (options, "run", json_incref (run));
      g_signal_connect (options, "chosen", G_CALLBACK (chosen), NULL);
      guo_grade_open_sheet (page, desk, _("What is void?"), options);
    }
  g_object_unref (options);
}
