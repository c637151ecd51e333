#include "ui/pack/scrap.h"

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/pack/case-ticks.h"
#include "ui/pack/content.h"
#include "ui/pack/row.h"
#include "ui/widgets/form.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

#define LISTED 8
#define DECIMALS 3 /* to the gram */

static const gchar *const reasons[] = { N_("Rotten"), N_("Bruised"), N_("Case dropped"), N_("Stood too long") };

static void
done (gpointer page, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *desk = data;

  guo_sounds_play (guo_desk_sounds (desk), answer != NULL ? GUO_SOUND_RECORDED : GUO_SOUND_REFUSED);
  if (answer == NULL)
    return;
  guo_desk_say (desk, _("✓ Recorded as thrown away. It can be taken back under More."), NULL, FALSE);
  gtk_widget_activate_action (page, "packing.reload", NULL);
}

static void
keep (GtkWidget *form, GtkWidget *page, GuoDesk *desk)
{
  g_object_set_data (G_OBJECT (form), "page", page);
  g_object_set_data_full (G_OBJECT (form), "desk", g_object_ref (desk), g_object_unref);
}

static void
throw_away (GuoForm *form, json_t *body)
{
  GuoDesk *desk = g_object_get_data (G_OBJECT (form), "desk");

  json_object_set_new (body, "reason", json_string (guo_form_text (form, "reason")));
  guo_act (g_object_get_data (G_OBJECT (form), "page"), desk, "/v1/scraps", body, FALSE, done, desk);
}

static void
add_reasons (GuoForm *form)
{
  GuoChoice *choice = guo_form_add_choice (form, "reason", _("Why"));

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    guo_choice_add (choice, _(reasons[i]), _(reasons[i]));
  guo_choice_select (choice, _(reasons[0]));
}

/* Cases */

static void
cases_submitted (GuoForm *form)
{
  json_auto_t *cases = guo_case_ticks_get (g_object_get_data (G_OBJECT (form), "ticks"));

  if (json_array_size (cases) == 0)
    guo_form_refuse (form, _("Scan or tick the cases that are thrown away."));
  else
    throw_away (form, json_pack ("{so}", "cases", guo_cases_body (cases)));
}

static void
ticks_changed (GuoCaseTicks *ticks, GtkLabel *sum)
{
  gint64 mg = 0;
  guint n = guo_case_ticks_sum (ticks, &mg);
  g_autofree gchar *text = guo_cases_sum_text (n, mg);

  gtk_label_set_label (sum, text);
}

void
guo_scrap_ask_cases (GtkWidget *page, GuoDesk *desk, json_t *cases)
{
  GtkWidget *form = guo_form_new (_("Scan the cases that are thrown away, or tick them."), _("Throw away"));
  GtkWidget *ticks = guo_case_ticks_new (desk, cases, "packed");
  GtkLabel *sum = guo_sums_new (GUO_FORM (form));

  keep (form, page, desk);
  g_object_set_data (G_OBJECT (form), "ticks", ticks);
  add_reasons (GUO_FORM (form));
  guo_form_add_widget (GUO_FORM (form), ticks);
  guo_case_ticks_listen (GUO_CASE_TICKS (ticks), GUO_FORM (form));
  g_signal_connect_object (ticks, "changed", G_CALLBACK (ticks_changed), sum, 0);
  ticks_changed (GUO_CASE_TICKS (ticks), sum);
  g_signal_connect (form, "submitted", G_CALLBACK (cases_submitted), NULL);
  guo_sheet_open (page, _("Throw cases away"), form);
}

/* Loose fruit */

static void
loose_submitted (GuoForm *form)
{
  json_t *lot = g_object_get_data (G_OBJECT (form), "lot");
  gint64 left_mg = guo_row_int (lot, "left_mg"), mg = 0;

  if (!guo_parse_mass (guo_form_text (form, "mass"), &mg) || mg == 0)
    guo_form_refuse (form, _("Enter kilograms, for example 2.5."));
  else if (mg > left_mg)
    guo_form_refuse (form, _("So much is not loose in this lot."));
  else
    throw_away (form, json_pack ("{sIsI}", "lot", guo_row_int (lot, "id"), "mg", mg));
}

void
guo_scrap_ask_loose (GtkWidget *page, GuoDesk *desk, json_t *lot)
{
  g_autofree gchar *left = guo_format_mass (guo_row_int (lot, "left_mg"), DECIMALS);
  g_autofree gchar *why = g_strdup_printf (_("%s kg are loose in lot %s."), left, guo_row_text (lot, "no"));
  GtkWidget *form = guo_form_new (why, _("Throw away"));

  keep (form, page, desk);
  g_object_set_data_full (G_OBJECT (form), "lot", json_incref (lot), (GDestroyNotify) json_decref);
  guo_form_add_entry (GUO_FORM (form), "mass", _("Kilograms"), GTK_INPUT_PURPOSE_NUMBER, NULL);
  add_reasons (GUO_FORM (form));
  guo_form_sent_by_scan (GUO_FORM (form));
  g_signal_connect (form, "submitted", G_CALLBACK (loose_submitted), NULL);
  guo_sheet_open (page, _("Throw loose fruit away"), form);
}

/* Back */

static void
taken_back (gpointer page, json_t *answer, const GError *error, gpointer data)
{
  if (answer == NULL)
    return;
  guo_desk_say (data, _("✓ Taken back: it is there again"), NULL, FALSE);
  gtk_widget_activate_action (page, "packing.reload", NULL);
}

static void
back_chosen (GtkWidget *options, const gchar *id)
{
  GuoDesk *desk = g_object_get_data (G_OBJECT (options), "desk");
  g_autofree gchar *path = g_strdup_printf ("/v1/scraps/%s/void", id);

  guo_act (g_object_get_data (G_OBJECT (options), "page"), desk, path,
           json_pack ("{ss}", "reason", _("Thrown away by mistake")), FALSE, taken_back, desk);
}

/* "2 cases, 10 000 g · Rotten" */
static gchar *
scrap_text (json_t *scrap)
{
  json_t *cases = guo_row_list (scrap, "cases");
  g_autofree gchar *grams = guo_content_grams (guo_row_int (scrap, "mg"));

  if (json_array_size (cases) == 0)
    return g_strdup_printf (_("Loose fruit, %s g"), grams);
  return guo_cases_sum_text ((guint) json_array_size (cases), guo_row_int (scrap, "mg"));
}

static void
scraps_arrived (gpointer page, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *desk = data;
  GtkWidget *options = guo_options_new (_("Which one is there again? The reason given is that it was thrown away by mistake."));
  guint listed = 0;
  gsize i;
  json_t *scrap;

  g_object_ref_sink (options);
  keep (options, page, desk);
  json_array_foreach (guo_row_list (answer, "rows"), i, scrap)
    {
      g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (scrap, "id"));
      g_autofree gchar *word = scrap_text (scrap);
      g_autofree gchar *detail = g_strdup_printf ("%s · %s", guo_row_text (scrap, "lot_no"), guo_row_text (scrap, "reason"));

      if (guo_row_flag (scrap, "void") || listed++ >= LISTED)
        continue;
      guo_options_add_detail (GUO_OPTIONS (options), id, word, detail);
    }
  g_signal_connect (options, "chosen", G_CALLBACK (back_chosen), NULL);
  if (error != NULL)
    guo_desk_say (desk, error->message, NULL, TRUE);
  else if (listed == 0)
    guo_desk_say (desk, _("Nothing was thrown away that could be taken back"), NULL, TRUE);
  else
    guo_sheet_open (page, _("Take back"), options);
  g_object_unref (options);
}

void
guo_scrap_ask_back (GtkWidget *page, GuoDesk *desk)
{
  guo_desk_send (desk, "GET", "/v1/scraps?limit=40", NULL, page, scraps_arrived, desk);
}
