#include "ui/grade/start.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/grade/sheets.h"
#include "ui/grade/words.h"
#include "ui/sample/marks.h"
#include "ui/widgets/form.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/tip.h"

#define DECIMALS 2
#define SCHEME_KEY "grade-scheme" /* of the screen's state: used last */
#define MIXING_KEY "grade-mixing"
#define MACHINE "machine"

static const struct
{
  const gchar *code;
  const gchar *word;
} mixings[] = {
  /* Translators: rule of a run: one lot and no other */
  { "none", N_("One lot alone") },
  { "cooperative", N_("One cooperative") },
  { "variety", N_("One variety") },
};

/* Ticks */

static GtkWidget *
tick_new (GuoDesk *desk, json_t *lot)
{
  GtkWidget *tick = gtk_check_button_new ();
  g_autofree gchar *left = guo_desk_mass (desk, guo_row_int (lot, "left_mg"), DECIMALS);
  g_autofree gchar *detail = guo_held_text (lot, left);
  g_autofree gchar *text = g_strdup_printf ("%s\n%s  %s", guo_row_text (lot, "no"), detail,
                                            guo_row_text (lot, "cooperative_name"));
  GtkWidget *label = gtk_label_new (text);
  gint64 *id = g_new (gint64, 1);

  *id = guo_row_int (lot, "id");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  guo_tip_when_cut (label, GTK_LABEL (label));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (tick), label);
  gtk_widget_add_css_class (tick, "grade-tick");
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (tick), "lot", id, g_free);
  return tick;
}

/* Returns: (transfer none): the box of ticks; one of @lot is ticked, else the first */
static GtkWidget *
add_ticks (GuoForm *form, GuoDesk *desk, json_t *lots, gint64 lot)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gsize i;
  json_t *row;

  json_array_foreach (lots, i, row)
    {
      GtkWidget *tick = tick_new (desk, row);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), lot != 0 ? guo_row_int (row, "id") == lot : i == 0);
      gtk_box_append (GTK_BOX (box), tick);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lots"), -1);
  guo_form_add_widget (form, box);
  g_object_set_data (G_OBJECT (form), "ticks", box);
  return box;
}

static json_t *
ticked (GuoForm *form)
{
  GtkWidget *box = g_object_get_data (G_OBJECT (form), "ticks");
  json_t *lots = json_array ();

  for (GtkWidget *tick = gtk_widget_get_first_child (box); tick != NULL; tick = gtk_widget_get_next_sibling (tick))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)))
      {
        const gint64 *id = g_object_get_data (G_OBJECT (tick), "lot");

        json_array_append_new (lots, json_pack ("{s:I}", "lot", (json_int_t) *id));
      }
  return lots;
}

/* A part of one lot. FALSE: it was said what is wrong. */
static gboolean
put_part (GuoForm *form, json_t *lots)
{
  const gchar *text = guo_form_text (form, "part");
  gint64 mg = 0;

  if (json_array_size (lots) == 0)
    guo_form_refuse (form, _("Tick a lot. Weigh a delivery first where there is none."));
  else if (*text != '\0' && json_array_size (lots) > 1)
    guo_form_refuse (form, _("A part can be put on of one lot at a time: tick one."));
  else if (*text != '\0' && (!guo_parse_mass (text, &mg) || mg == 0))
    guo_form_refuse (form, _("Enter kilograms, for example 250."));
  else
    {
      if (mg > 0)
        json_object_set_new (json_array_get (lots, 0), "mg", json_integer (mg));
      return TRUE;
    }
  return FALSE;
}

static void
add_part (GuoForm *form)
{
  guo_form_add_entry (form, "part", _("Only a part, kg"), GTK_INPUT_PURPOSE_NUMBER, NULL);
}

/* Open the sheet with the focus on the first lot. */
static void
open_ticks (GtkWidget *page, GuoDesk *desk, const gchar *title, GtkWidget *form, GtkWidget *ticks)
{
  guo_grade_open_sheet (page, desk, title, form);
  if (gtk_widget_get_first_child (ticks) != NULL)
    gtk_widget_grab_focus (gtk_widget_get_first_child (ticks));
}

/* Starting */

static void
put_on (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  g_autofree gchar *text = NULL;

  if (answer == NULL)
    {
      guo_grade_tell (owner, data, error);
      return;
    }
  text = g_strdup_printf (_("✓ Run %s: on the line"), guo_row_text (answer, "no"));
  guo_sounds_play (guo_desk_sounds (data), GUO_SOUND_RECORDED);
  guo_desk_say (data, text, NULL, FALSE);
  gtk_widget_activate_action (owner, "grading.use", "x", guo_row_int (answer, "id"));
}

/* FALSE: a run is there that it fills already. */
static gboolean
is_free (GuoDesk *desk, gint64 machine)
{
  const gchar *key;
  json_t *line;

  json_object_foreach (guo_desk_grades (desk), key, line)
    if (guo_row_int (line, "machine") == machine)
      return FALSE;
  return TRUE;
}

/* Only where there is a machine; the first that fills no run, else what comes off is weighed. */
static void
add_machines (GuoForm *form, GuoDesk *desk)
{
  GuoChoice *choice = NULL;
  const gchar *key;
  json_t *line;
  gint64 chosen = 0;

  json_object_foreach (guo_desk_devices (desk), key, line)
    if (strcmp (guo_row_text (line, "kind"), "grader") == 0)
      {
        gint64 id = guo_row_int (line, "device");

        if (choice == NULL)
          choice = guo_form_add_choice (form, MACHINE, _("What counts the fruit"));
        guo_choice_add_id (choice, id, guo_row_text (line, "name"));
        chosen = chosen == 0 && is_free (desk, id) ? id : chosen;
      }
  if (choice == NULL)
    return;
  /* Translators: no machine: what comes off the line is weighed by outlet */
  guo_choice_add_id (choice, 0, _("Weigh by outlet"));
  guo_choice_select_id (choice, chosen);
  g_object_set_data (G_OBJECT (form), MACHINE, choice);
}

static gint64
machine_of (GuoForm *form)
{
  return g_object_get_data (G_OBJECT (form), MACHINE) != NULL ? g_ascii_strtoll (guo_form_text (form, MACHINE), NULL, 10) : 0;
}

static void
start_submitted (GuoForm *form)
{
  json_t *body;
  GtkWidget *page = guo_grade_sheet_page (form);
  GuoDesk *desk = guo_grade_sheet_desk (form);
  g_autoptr(GuoDesk) kept = g_object_ref (desk);
  gint64 scheme = g_ascii_strtoll (guo_form_text (form, "scheme"), NULL, 10);
  json_t *lots = ticked (form);

  if (put_part (form, lots))
    {
      guo_screen_state_set_id (guo_desk_state (desk), SCHEME_KEY, scheme);
      guo_screen_state_set (guo_desk_state (desk), MIXING_KEY, guo_form_text (form, "mixing"));
      body = json_pack ("{s:I, s:s, s:O}", "scheme", (json_int_t) scheme, "mixing", guo_form_text (form, "mixing"), "lots",
                        lots);
      if (machine_of (form) != 0)
        json_object_set_new (body, MACHINE, json_integer (machine_of (form)));
      guo_act_in_form (page, desk, "/v1/grade-runs", body, put_on, desk);
    }
  json_decref (lots);
}

static void
add_schemes (GuoForm *form, GuoDesk *desk, json_t *schemes)
{
  GuoChoice *choice = guo_form_add_choice (form, "scheme", _("Scheme"));
  gint64 last = guo_screen_state_get_id (guo_desk_state (desk), SCHEME_KEY);
  gsize i;
  json_t *scheme;

  json_array_foreach (schemes, i, scheme)
    {
      g_autofree gchar *word = g_strdup_printf ("%s %s", guo_grade_name (scheme), guo_row_text (scheme, "version"));

      guo_choice_add_id (choice, guo_row_int (scheme, "id"), word);
    }
  guo_choice_select_id (choice, last);
  if (guo_choice_get (choice) == NULL)
    guo_choice_select_id (choice, guo_row_int (json_array_get (schemes, 0), "id"));
}

static void
add_mixing (GuoForm *form, GuoDesk *desk)
{
  GuoChoice *choice = guo_form_add_choice (form, "mixing", _("What may run together"));
  g_autofree gchar *last = guo_screen_state_get (guo_desk_state (desk), MIXING_KEY);

  for (gsize i = 0; i < G_N_ELEMENTS (mixings); i++)
    guo_choice_add (choice, mixings[i].code, _(mixings[i].word));
  guo_choice_select (choice, last != NULL ? last : "none");
}

/* Schemes that are shipped */

static void
taken_over (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    gtk_widget_activate_action (owner, "grading.scheme", NULL);
}

static void
shipped_chosen (GuoOptions *options, const gchar *name)
{
  guo_act (guo_grade_sheet_page (options), guo_grade_sheet_desk (options), "/v1/grade-schemes",
           json_pack ("{s:s}", "shipped", name), FALSE, taken_over, NULL);
}

static void
shipped_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GtkWidget *options;
  gsize i;
  json_t *scheme;

  if (answer == NULL)
    {
      guo_grade_tell (owner, data, error);
      return;
    }
  options = guo_options_new (_("No grade scheme yet. Use one of these; it can be changed later. A supervisor takes it over."));
  json_array_foreach (guo_row_list (answer, "rows"), i, scheme)
    {
      gint n = (gint) guo_row_int (scheme, "classes");
      g_autofree gchar *detail = g_strdup_printf (ngettext ("%s · %d class", "%s · %d classes", (gulong) n),
                                                  guo_row_text (scheme, "version"), n);

      guo_options_add_detail (GUO_OPTIONS (options), guo_row_text (scheme, "shipped"), guo_grade_name (scheme), detail);
    }
  g_signal_connect (options, "chosen", G_CALLBACK (shipped_chosen), NULL);
  guo_grade_open_sheet (owner, data, _("Use this scheme"), options);
}

void
guo_grade_ask_start (GtkWidget *page, GuoDesk *desk, json_t *lots, json_t *schemes, gint64 lot)
{
  GtkWidget *form, *ticks;

  if (json_array_size (schemes) == 0)
    {
      guo_desk_send (desk, "GET", "/v1/grade-schemes/shipped", NULL, page, shipped_arrived, desk);
      return;
    }
  form = guo_form_new (json_array_size (lots) == 0 ? _("No weighed lot has fruit left. Weigh a delivery first.") : NULL,
                       _("Start the run"));
  ticks = add_ticks (GUO_FORM (form), desk, lots, lot);
  add_part (GUO_FORM (form));
  add_machines (GUO_FORM (form), desk);
  add_schemes (GUO_FORM (form), desk, schemes);
  add_mixing (GUO_FORM (form), desk);
  g_signal_connect (form, "submitted", G_CALLBACK (start_submitted), NULL);
  open_ticks (page, desk, _("Which lots go on the line?"), form, ticks);
}

/* Putting on more */

static void
feed_submitted (GuoForm *form)
{
  GtkWidget *page = guo_grade_sheet_page (form);
  json_t *lots = ticked (form);

  if (put_part (form, lots))
    guo_act_in_form (page, guo_grade_sheet_desk (form), g_object_get_data (G_OBJECT (form), "path"),
                     json_pack ("{s:O}", "lots", lots), put_on, guo_grade_sheet_desk (form));
  json_decref (lots);
}

void
guo_grade_ask_feed (GtkWidget *page, GuoDesk *desk, json_t *run, json_t *lots)
{
  GtkWidget *form = guo_form_new (json_array_size (lots) == 0 ? _("No weighed lot has fruit left. Weigh a delivery first.") : NULL,
                                  _("Put on the line"));
  GtkWidget *ticks = add_ticks (GUO_FORM (form), desk, lots, 0);
  g_autofree gchar *title = g_strdup_printf (_("More lots for run %s"), guo_row_text (run, "no"));

  add_part (GUO_FORM (form));
  g_object_set_data_full (G_OBJECT (form), "path",
                          g_strdup_printf ("/v1/grade-runs/%" G_GINT64_FORMAT "/feed", guo_row_int (run, "id")), g_free);
  g_signal_connect (form, "submitted", G_CALLBACK (feed_submitted), NULL);
  open_ticks (page, desk, title, form, ticks);
}
