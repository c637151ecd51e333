#include "ui/pack/loose.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/grade-words.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/pack/lot-acts.h"
#include "ui/pack/scrap.h"
#include "ui/pack/spec.h"
#include "ui/sample/marks.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

#define DECIMALS 3 /* to the gram */
#define LISTED "loose-lots"

static gboolean
is_pack_lot (json_t *lot)
{
  return strcmp (guo_row_text (lot, "kind"), "pack") == 0;
}

/* "40.000 kg · First class · out of cases"; what was not graded has no class. */
static gchar *
detail_of (GuoDesk *desk, json_t *lot)
{
  const gchar *code = guo_row_text (lot, "grade_class");
  g_autofree gchar *mass = guo_desk_mass (desk, guo_row_int (lot, "left_mg"), DECIMALS);
  g_autofree gchar *text = NULL;
  g_autofree gchar *kind = NULL;

  if (*code == '\0')
    kind = g_strdup (_("not graded"));
  else
    kind = g_strdup_printf ("%s · %s", guo_grade_class_of (lot, "grade_class"), is_pack_lot (lot) ? _("out of cases") : _("graded"));
  text = g_strdup_printf ("%s · %s", mass, kind);
  return guo_held_text (lot, text);
}

static GtkWidget *
options_new (GtkWidget *page, GuoDesk *desk, const gchar *question, json_t *rows)
{
  GtkWidget *options = guo_options_new (question);

  g_object_set_data (G_OBJECT (options), "page", page);
  g_object_set_data_full (G_OBJECT (options), "desk", g_object_ref (desk), g_object_unref);
  g_object_set_data_full (G_OBJECT (options), "rows", json_incref (rows), (GDestroyNotify) json_decref);
  return options;
}

/* One lot */

static void
taken_back (gpointer page, json_t *answer, const GError *error, gpointer data)
{
  if (answer == NULL)
    return;
  guo_desk_say (data, _("✓ Taken back: the lots are as before"), NULL, FALSE);
  gtk_widget_activate_action (page, "packing.reload", NULL);
}

static void
take_back (GtkWidget *page, GuoDesk *desk, json_t *lot)
{
  json_t *made = json_object_get (lot, "made");
  g_autofree gchar *path = g_strdup_printf ("/v1/transforms/%" G_GINT64_FORMAT "/void", guo_row_int (made, "transform"));

  guo_act (page, desk, path, json_pack ("{ss}", "reason", _("Done by mistake")), FALSE, taken_back, desk);
}

static void
act_chosen (GtkWidget *options, const gchar *value)
{
  GtkWidget *page = g_object_get_data (G_OBJECT (options), "page");
  GuoDesk *desk = g_object_get_data (G_OBJECT (options), "desk");
  json_auto_t *rows = json_incref (g_object_get_data (G_OBJECT (options), "rows"));
  json_auto_t *lot = json_incref (g_object_get_data (G_OBJECT (options), "lot"));

  if (strcmp (value, "pack") == 0)
    {
      guo_sheet_close (page);
      gtk_widget_activate_action (page, "packing.use-lot", "x", guo_row_int (lot, "id"));
    }
  else if (strcmp (value, "scrap") == 0)
    guo_scrap_ask_loose (page, desk, lot);
  else if (strcmp (value, "split") == 0)
    guo_lot_ask_split (page, desk, lot);
  else if (strcmp (value, "merge") == 0)
    guo_lot_ask_merge (page, desk, lot, rows);
  else if (strcmp (value, "back") == 0)
    take_back (page, desk, lot);
}

/* Another class by somebody's word is taken back where it was given: on the page Grade. */
static const gchar *
back_word (json_t *lot)
{
  const gchar *kind = guo_row_text (json_object_get (lot, "made"), "kind");

  if (strcmp (kind, "split") == 0)
    return _("Take the splitting back");
  return strcmp (kind, "merge") == 0 ? _("Take the merging back") : NULL;
}

static void
ask_lot (GtkWidget *page, GuoDesk *desk, json_t *rows, json_t *lot)
{
  g_autofree gchar *detail = detail_of (desk, lot);
  GtkWidget *options = options_new (page, desk, detail, rows);

  g_object_set_data_full (G_OBJECT (options), "lot", json_incref (lot), (GDestroyNotify) json_decref);
  guo_options_add (GUO_OPTIONS (options), "pack", _("Pack from it"));
  guo_options_add (GUO_OPTIONS (options), "scrap", _("Throw some of it away"));
  if (!is_pack_lot (lot))
    {
      guo_options_add (GUO_OPTIONS (options), "split", _("Split it"));
      guo_options_add (GUO_OPTIONS (options), "merge", _("Put it together with others"));
    }
  if (back_word (lot) != NULL)
    guo_options_add (GUO_OPTIONS (options), "back", back_word (lot));
  g_signal_connect (options, "chosen", G_CALLBACK (act_chosen), NULL);
  guo_sheet_open (page, guo_row_text (lot, "no"), options);
}

/* All of them */

static void
lot_chosen (GtkWidget *options, const gchar *value)
{
  gint64 id = g_ascii_strtoll (value, NULL, 10);
  json_auto_t *rows = json_incref (g_object_get_data (G_OBJECT (options), "rows"));
  gsize i;
  json_t *lot;

  json_array_foreach (rows, i, lot)
    if (guo_row_int (lot, "id") == id)
      {
        ask_lot (g_object_get_data (G_OBJECT (options), "page"), g_object_get_data (G_OBJECT (options), "desk"), rows, lot);
        return;
      }
}

static json_t *
with_fruit (json_t *lots)
{
  json_t *rows = json_array ();
  gsize i;
  json_t *lot;

  json_array_foreach (lots, i, lot)
    if (guo_row_int (lot, "left_mg") > 0)
      json_array_append (rows, lot);
  return rows;
}

void
guo_loose_ask (GtkWidget *page, GuoDesk *desk, json_t *lots)
{
  json_auto_t *rows = with_fruit (lots);
  GtkWidget *options;
  gsize i;
  json_t *lot;

  if (json_array_size (rows) == 0)
    {
      guo_desk_say (desk, _("No fruit is loose: everything is in cases"), NULL, TRUE);
      return;
    }
  options = options_new (page, desk, _("What is left to pack. Choose a lot to do something with it."), rows);
  g_object_set_data (G_OBJECT (options), LISTED, options);
  json_array_foreach (rows, i, lot)
    {
      g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (lot, "id"));
      g_autofree gchar *detail = detail_of (desk, lot);

      guo_options_add_detail (GUO_OPTIONS (options), id, guo_row_text (lot, "no"), detail);
    }
  g_signal_connect (options, "chosen", G_CALLBACK (lot_chosen), NULL);
  guo_sheet_open (page, _("Loose fruit"), options);
}

void
guo_loose_refresh (GtkWidget *page, GuoDesk *desk, json_t *lots)
{
  GtkWidget *content = guo_sheet_content (page);
  json_auto_t *rows = with_fruit (lots);

  if (content == NULL || g_object_get_data (G_OBJECT (content), LISTED) == NULL
      || json_equal (rows, g_object_get_data (G_OBJECT (content), "rows")))
    return;
  if (json_array_size (rows) > 0)
    guo_loose_ask (page, desk, lots);
  else
    guo_sheet_close (page);
}
